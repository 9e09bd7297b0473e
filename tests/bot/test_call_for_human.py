"""A clear call for a human is heard whatever else the message says, and a service only when it is named."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue


@pytest.mark.parametrize(
    "text",
    [
        "waardeloos ding. de fabriek gaat dicht. geef me gvd een mens NU",
        "ben je doof? EEN MENS",
        "ik wil niks leren. geef mij maar een mens",
        "kan ik een mens spreken over mijn contract?",
    ],
)
def test_who_calls_for_a_human_gets_one_whatever_was_understood(conversation: str, text: str) -> None:
    talk = Dialogue(conversation).says(text, "need_baan_onzeker")
    assert talk.form == "booking_form"


@pytest.mark.parametrize(
    "text", ["ik wil geen mens, ik wil een cursus", "ben je een mens?", "ik wil graag met mensen werken"]
)
def test_who_speaks_of_humans_otherwise_is_not_handed_over(conversation: str, text: str) -> None:
    talk = Dialogue(conversation).says(text, "need_richting")
    assert talk.form != "booking_form"


def test_the_werkcentrum_is_not_another_centre(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat betekent werkcentrum? waar is dat in tilburg", "ask_service")
    assert "Seksueel" not in talk.heard
    assert "Werkcentrum" in talk.heard
