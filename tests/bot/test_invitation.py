"""The offer of an adviser opens the calendar for a clear yes or a moment of the person's own, and for nothing else."""

from __future__ import annotations

import pytest

from bot.actions import invitation
from tests.bot.dialogue import Dialogue
from tests.bot.test_plan_is_corrected import mason

__all__ = ["mason"]


def _moments(talk: Dialogue) -> list[str]:
    return [title for title in talk.buttons if " om " in title]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("eerst dinsdag kijken, daarna misschien. dankjewel", "need_niets_kijken"),
        ("dat doe ik misschien later", "inform"),
        ("misschien volgende week een keer", "inform"),
    ],
)
def test_perhaps_or_first_something_else_shows_no_moments(mason: Dialogue, said: str, intent: str) -> None:
    mason.says(said, intent, confidence=0.5)
    assert not _moments(mason) and mason.form is None and "begrijp" not in mason.heard
    assert "mens" in mason.heard


@pytest.mark.parametrize(
    "said",
    [
        "woensdag rij ik zelf. vrijdag zie ik jan",
        "dinsdag zijn de kinderen naar school",
        "yes but I also write my work is not right",
        "ja maar er staat iets fout over mijn werk",
    ],
)
def test_another_subject_with_a_day_or_a_yes_in_it_shows_no_moments(mason: Dialogue, said: str) -> None:
    mason.says(said, "inform", confidence=0.6)
    assert not _moments(mason)


@pytest.mark.parametrize("said", ["ja graag", "vrijdag om tien uur kan ik", "ja maar niet op maandag", "lijkt me goed"])
def test_a_yes_and_a_moment_of_ones_own_show_moments(mason: Dialogue, said: str) -> None:
    mason.says(said, "affirm" if said.startswith("ja") else "inform")
    assert _moments(mason) or "Klopt dat?" in mason.heard


def test_a_no_beside_the_moments_ends_them_at_once(mason: Dialogue) -> None:
    mason.presses("Ja, laat").says("nee nog niet zeg ik, misschien later", "nlu_fallback", confidence=0.35)
    assert not _moments(mason) and mason.form is None


def test_dat_in_dialect_is_no_yes_in_another_language() -> None:
    assert not invitation.says_yes_beside("da van volhouden klopt nie") and invitation.says_yes_beside("da!")
