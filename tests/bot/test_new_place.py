"""Who goes by at a place where they do not work yet gets a first sentence and a practice for that, not for the boss."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def cleaner(conversation: str) -> Dialogue:
    """A cleaner who wants to work with children and likes one of the jobs shown."""
    talk = Dialogue(conversation).receives(understood("ik werk schoonmaak. ik wil graag werken met kinderen"))
    talk.receives(understood("ja klopt"))
    return talk.receives(understood("groepshulp vind ik mooi"))


def test_plain_cleaning_is_not_asked_to_be_told_from_windows(cleaner: Dialogue) -> None:
    assert cleaner.slot("occupation") == "schoonmaker" and cleaner.slot("wished_occupation") == "groepshulp"


def test_what_to_say_at_a_nursery_is_no_sentence_for_the_boss(cleaner: Dialogue) -> None:
    cleaner.receives(understood("wat moet ik dan zeggen bij de opvang"))
    assert "meekijken" in cleaner.heard and "Ik werk hier" not in cleaner.heard
    cleaner.presses("Samen oefenen").presses("Of ze werk voor me hebben").presses("Heb je ervaring?")
    assert "outcome" in cleaner.heard and "Ik zou hier graag werken" in cleaner.heard


def test_who_practises_for_the_boss_and_means_another_place_takes_that_card(cleaner: Dialogue) -> None:
    cleaner.sends('/ask_test{"exercise": "boss_talk"}').receives(understood("niet met mijn baas, met de opvang"))
    assert cleaner.slot("exercise") == "new_place" and "Of ik een keer mag meekijken" in cleaner.buttons


@pytest.mark.parametrize(
    "words",
    ["dat ik dan maar een ander baantje moet zoeken", "wie gaat jouw werk dan doen", "dat het hier geen hotel is"],
)
def test_whatever_the_boss_may_say_is_an_answer(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says("hoe praat ik met mijn baas", "need_gesprek_baas").says("ja", "affirm")
    talk.sends('/ask_test{"exercise": "boss_talk"}').presses("Andere uren").receives(understood(words))
    assert "outcome" in talk.heard and "begrijp" not in talk.heard


def test_who_does_not_want_that_talk_leaves_the_practice_and_is_helped_on(conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik ben chauffeur en mijn rug is op", "need_zwaar_gezondheid").says("ja", "affirm")
    )
    talk.sends('/ask_test{"exercise": "boss_talk"}')
    talk.receives(understood("ik wil niet met hem praten, nog niet. ik wil eerst weten wat er kan"))
    assert talk.form != "exercise_form" and "Wat wil je bereiken" not in talk.heard
