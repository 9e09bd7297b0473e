"""What the widget's sources may never do, and how heavy they may be."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from connectors.website.files import lean

WEBSITE = Path(__file__).parents[2] / "connectors" / "website"
SCRIPTS = sorted((WEBSITE / "widget").glob("*.js"))
SHEETS = [*sorted((WEBSITE / "widget").glob("*.css")), *sorted((WEBSITE / "static").glob("*.css"))]
PAGE = WEBSITE / "templates" / "index.html"
LIMIT = 30_000  # bytes, gzipped, of everything a page loads for the widget

MARKUP_FROM_TEXT = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)\b|document\.write"
)
CODE_FROM_TEXT = re.compile(r"\beval\s*\(|new\s+Function\b|set(?:Timeout|Interval)\(\s*[\"'`]|javascript:")
INLINE_STYLE = re.compile(r"[\"']style[\"']\s*[,:]|\.style\b|cssText")
ADDRESS = re.compile(r"(?:https?:|wss?:)?//[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
COMMENT = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
EXAMPLE, NAMESPACE = "example.nl", "www.w3.org"


def addresses(text: str) -> list[str]:
    return [found for found in ADDRESS.findall(text) if EXAMPLE not in found and NAMESPACE not in found]


def test_there_are_sources_to_judge() -> None:
    assert {"widget.js", "transport.js", "strings.js"} <= {script.name for script in SCRIPTS}
    assert {"widget.css", "page.css"} <= {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_text_never_becomes_markup(script: Path) -> None:
    assert MARKUP_FROM_TEXT.findall(script.read_text()) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_text_never_becomes_code(script: Path) -> None:
    assert CODE_FROM_TEXT.findall(script.read_text()) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_style_stands_in_an_attribute_so_that_a_strict_policy_holds(script: Path) -> None:
    assert INLINE_STYLE.findall(script.read_text()) == []


@pytest.mark.parametrize("source", [*SCRIPTS, *SHEETS, PAGE], ids=lambda path: path.name)
def test_nothing_is_loaded_from_another_site(source: Path) -> None:
    assert addresses(source.read_text()) == []
    assert "@import" not in source.read_text()


def test_the_rules_see_what_they_must_see() -> None:
    assert MARKUP_FROM_TEXT.search("node.innerHTML = text")
    assert CODE_FROM_TEXT.search("eval(text)")
    assert INLINE_STYLE.search('node.setAttribute("style", "top:0")')
    assert addresses('<script src="//cdn.example.com/x.js">') and addresses("url(https://fonts.example.org/a.woff)")


def test_the_page_has_no_script_or_style_of_its_own_inside() -> None:
    page = PAGE.read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []


def test_the_widget_is_lighter_than_its_limit() -> None:
    files = [*SCRIPTS, WEBSITE / "widget" / "widget.css"]
    assert sum(len(gzip.compress(lean(file))) for file in files) < LIMIT


def test_what_travels_has_no_comments_and_all_the_rest(tmp_path: Path) -> None:
    script = tmp_path / "x.js"
    script.write_text('// why\n/** What\n * it is. */\nconst a = "// no /* comment */"; // beside\n  a();\n')
    assert lean(script) == b'const a = "// no /* comment */"; // beside\na();\n'
    picture = tmp_path / "x.svg"
    picture.write_text("  <svg/>")
    assert lean(picture) == b"  <svg/>"


def test_what_people_read_stands_in_the_table_of_strings_only() -> None:
    code = {script.name: COMMENT.sub("", script.read_text()) for script in SCRIPTS if script.name != "strings.js"}
    dutch = re.compile(r"[\"'`][^\"'`\n]*\b(?:de|het|een|je|niet|bericht|gesprek|opnieuw|verstuur)\b[^\"'`\n]*[\"'`]")
    assert {name: found for name, text in code.items() if (found := dutch.findall(text))} == {}
