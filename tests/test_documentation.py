"""The README and the Makefile say the same, and what they promise is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from connectors.settings import PREFIX
from connectors.telegram.settings import TelegramSettings
from connectors.whatsapp.settings import WhatsAppSettings
from operations.settings import LauncherSettings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
MODULES = sorted(set(re.findall(r"python -m ((?:bot|connectors|guidance|knowledge|operations)[\w.]*)", README)))
LINKS = sorted({link.split("#")[0] for link in re.findall(r"\]\((?!https?://|#)([^)]+)\)", README)})

PATHS = sorted(set(re.findall(r"`((?:bot|connectors|guidance|knowledge|operations|tests)/[^`<*]*)`", README)))


def test_all_promised_targets_exist() -> None:
    assert {"run", "test", "train", "chat", "bench", "lint", "help", "knowledge-report", "nlu-report"} == set(TARGETS)


def test_make_without_a_target_prints_one_line_per_target() -> None:
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    made = subprocess.run(["make"], cwd=ROOT, env=alone, capture_output=True, text=True, check=True)
    printed = made.stdout.splitlines()
    assert [line.split()[:2] for line in printed] == [["make", target] for target in TARGETS]
    assert all(len(line.split()) > 3 for line in printed)


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_mentions_each_target(target: str) -> None:
    assert f"make {target}" in README


def test_the_readme_names_no_target_that_does_not_exist() -> None:
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= set(TARGETS)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_the_readme_runs_exists(module: str) -> None:
    path = ROOT / module.replace(".", "/")
    assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


@pytest.mark.parametrize("path", PATHS)
def test_a_file_that_the_readme_sends_people_to_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("link", LINKS)
def test_what_the_readme_links_to_exists(link: str) -> None:
    assert (ROOT / link).exists()


SETTINGS: dict[str, Any] = {
    str(kind.model_config["env_prefix"]) + name.upper(): field.default
    for kind in (LauncherSettings, TelegramSettings, WhatsAppSettings)
    for name, field in kind.model_fields.items()
}


def test_every_setting_stands_in_the_readme_and_in_the_example_file() -> None:
    settings = set(SETTINGS)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(rf"`({PREFIX}[A-Z_]+)`", README)) == settings
    assert set(re.findall(rf"^# ({PREFIX}[A-Z_]+)=", example, re.MULTILINE)) == settings


def test_the_readme_gives_the_default_of_each_setting() -> None:
    table = dict(re.findall(rf"^\| `({PREFIX}[A-Z_]+)` \| `([^`]*)` \|", README, re.MULTILINE))
    defaults = {name: SETTINGS[name] for name in table}
    assert {name: told(value) for name, value in defaults.items()} == table


def told(value: Any) -> str:
    """A default as the README writes it."""
    return f"{value:g}" if isinstance(value, float) else str(value).lower()


def test_the_readme_and_the_chat_window_name_the_same_sources_and_licences() -> None:
    section = README.split("\n## Sources\n")[1].split("\n## ")[0]
    told = [" ".join(item.split()) for item in re.findall(r"^- (.*(?:\n  .*)*)", section, re.MULTILINE)]
    strings = (ROOT / "connectors" / "website" / "widget" / "strings.js").read_text(encoding="utf-8")
    table = re.search(r"export const SOURCES = (\[.*?\n\]);", strings, re.DOTALL)
    assert table
    shown = json.loads(table[1])
    assert len(shown) == len(told)
    for source in shown:
        wanted = [source["name"], *(source[key] for key in ("licence", "line") if key in source)]
        assert [item for item in told if all(text in item for text in wanted)], f"the README does not name {wanted}"
