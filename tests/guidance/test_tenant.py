"""One file says who offers the assistant; a file that cannot be used is refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.errors import TenantFileUnusable
from guidance.tenant import DEMO_FILE, tenant

UNION = """
organisation: Vakbond Voorbeeld
kind: vakbond
about: Vakbond Voorbeeld biedt dit gesprek aan. Je hoeft geen lid te zijn.
data_use: Wij gebruiken je gesprek alleen om je te helpen.
privacy_url: https://voorbeeld.example/privacy
phone: 030 123 45 67
email: hulp@voorbeeld.example
opening_hours: op werkdagen van 9.00 tot 17.00 uur
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "tenant.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_demonstration_says_that_no_organisation_is_behind_it() -> None:
    demo = tenant(DEMO_FILE)
    assert demo.organisation is None and demo.phone is None
    assert "demonstratie" in demo.about and "geen organisatie" in demo.about


def test_an_organisation_is_read_as_written(tmp_path: Path) -> None:
    union = tenant(written(tmp_path, UNION))
    assert (union.organisation, union.kind) == ("Vakbond Voorbeeld", "vakbond")
    assert union.opening_hours == "op werkdagen van 9.00 tot 17.00 uur"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (UNION.replace("organisation: Vakbond Voorbeeld", "organisation:"), "organisation"),
        (UNION.replace("kind: vakbond", "kind: demonstratie"), "organisation"),
        (UNION.replace("kind: vakbond", "kind: bank"), "kind"),
        (UNION.replace("https://voorbeeld", "http://voorbeeld"), "privacy_url"),
        (UNION.replace("about:", "abuot:"), "about"),
        (UNION + "colour: red\n", "colour"),
        ("organisation: [", "cannot be read"),
    ],
    ids=["no name", "a name in a demonstration", "unknown kind", "no https", "typing error", "unknown key", "no YAML"],
)
def test_a_file_that_does_not_add_up_is_refused_by_name(tmp_path: Path, text: str, names: str) -> None:
    with pytest.raises(TenantFileUnusable, match=names):
        tenant(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TenantFileUnusable, match="nowhere.yaml"):
        tenant(tmp_path / "nowhere.yaml")
