"""Whoever is shown work may ask when one works there, in how few hours, where vacancies are and whether it stays."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def hostess(conversation: str) -> Dialogue:
    """A cashier in Rotterdam who likes the work of a hostess in care."""
    talk = Dialogue(conversation)
    talk.says("ik ben kassamedewerker in rotterdam en wil iets met oude mensen", "need_richting")
    talk.says("ja", "affirm")
    return talk.receives(understood("gastvrouw in de zorg lijkt me leuk"))


@pytest.mark.parametrize(
    "words",
    [
        "lukt dat ook in 16 uurtjes?",
        "is dat werk ook overdag te doen, onder schooltijd?",
        "moet je dan ook op zondag werken?",
    ],
)
def test_who_asks_for_fewer_or_other_hours_hears_what_is_usual_in_that_sector(hostess: Dialogue, words: str) -> None:
    hostess.receives(understood(words))
    assert "gastvrouw in de zorg" in hostess.heard
    assert "avond of het weekend" in hostess.heard and "cbs.nl" in hostess.heard


def test_who_asks_on_about_the_hours_does_not_hear_the_same_again(hostess: Dialogue) -> None:
    hostess.receives(understood("kan dat ook parttime?"))
    hostess.receives(understood("en alleen 's ochtends werken, kan dat?"))
    assert "cbs.nl" not in hostess.heard and "uren" in hostess.heard


def test_who_asks_for_vacancies_hears_what_to_type_where(hostess: Dialogue) -> None:
    hostess.receives(understood("waar kan ik solliciteren dan?"))
    assert "werk.nl" in hostess.heard and "gastvrouw in de zorg" in hostess.heard


def test_a_worry_that_a_computer_takes_over_shown_work_is_no_interest_in_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben grafisch vormgever en wil ander werk", "need_richting")
    talk.says("ja", "affirm").presses("Nee")
    talk.receives(understood("pakt ai dat werk van een dtp'er ook niet af?"))
    assert "AI" in talk.heard and "opleiding" not in talk.heard


def test_who_says_why_one_of_the_list_does_not_suit_sees_other_work_at_once(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn rug is op. ik ben vrachtwagenchauffeur", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").receives(understood("wat kan ik anders doen"))
    assert "transportplanner" in talk.slot("directions")
    talk.receives(understood("planner is de hele dag zitten, daar kan mijn rug niet tegen"))
    assert talk.slot("directions")
    assert not {"transportplanner", "klantenservicemedewerker"} & set(talk.slot("directions"))
