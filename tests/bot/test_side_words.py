"""A side word is no request: what is denied, given back or only named in passing is not looked for."""

from __future__ import annotations

import pytest

from bot.actions import fields, named_schemes, refusing, sought, wished_work
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("alles behalve schoonmaker", "schoonmaker"),
        ("ik zoek ander werk maar niet in de zorg", "zorg"),
        ("gien horeca meer", "horeca"),
        ("liever buiten dan op kantoor", "kantoor"),
        ("i want other job but no cleaning", "cleaning"),
        ("postbode toch niet. kan ik taxichauffeur worden?", "postbode"),
        ("haal die kok maar weg", "kok"),
        ("beveiliger?? ik ben 60", "beveiliger"),
        ("Conciërge? nee joh. iets met auto's", "Conciërge"),
        ("vrachtwerk zonder laden", "laden"),
        ("ik snap niet waarom je met een lening komt", "lening"),
        ("wie heeft het over een lening", "lening"),
    ],
)
def test_what_is_denied_is_not_looked_for(words: str, gone: str) -> None:
    left = sought.without_denied(words)
    assert gone not in left
    assert len(left) == len(words)  # each word stays at its place


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("ik heb geen diploma wil in de zorg werken", "zorg"),
        ("heb je niks in de bouw?", "bouw"),
        ("kan ik niet iets in de zorg doen", "zorg"),
        ("ik weet niet of ik kok wil worden", "kok"),
        ("ik snap niet wat een lening is", "lening"),
        ("heb je nou een cursus lassen ja of nee", "lassen"),
        ("geen kantoor, ik wil buiten werken", "buiten"),
        ("kok?", "kok"),
        ("waarom niet in de zorg?", "zorg"),
    ],
)
def test_a_doubt_or_a_polite_question_denies_nothing(words: str, kept: str) -> None:
    assert kept in sought.without_denied(words)


@pytest.mark.parametrize(
    "words",
    [
        "ik wil mijn baas hier buiten houden",
        "ik wil hem hier graag buiten laten",
        "ik werk buiten kantooruren en zoek wat anders",
        "mijn collega's wil ik daar buiten houden",
    ],
)
def test_keeping_somebody_out_of_it_is_no_work_outdoors(words: str) -> None:
    assert fields.fields_in(words) == []


def test_work_outdoors_is_still_heard() -> None:
    assert fields.fields_in("ik wil liever buiten werken") == ["outside"]


def test_work_that_is_denied_is_kept_out_of_every_list() -> None:
    turn = Spoken("wat kan ik nog worden, behalve barista?", slots={"occupation": "grafisch_vormgever"}).turn
    wished_work.note_subject(turn)
    assert wished_work.named_in(turn) == []
    assert "barista" in refusing.refused(turn, "occupation")


def test_work_that_is_wished_for_after_all_comes_back() -> None:
    turn = Spoken("ik wil toch graag barista worden", slots={"refused": ["occupation:barista"]}).turn
    wished_work.note_subject(turn)
    assert "barista" not in refusing.refused(turn, "occupation")


def test_a_field_that_is_refused_is_no_wish_any_more() -> None:
    turn = Spoken("niet in het onderwijs", slots={"wished_field": "in het onderwijs of in de bouw"}).turn
    wished_work.note_subject(turn)
    assert turn.slot("wished_field") == "in de bouw"


def test_a_scheme_that_is_wondered_at_is_not_explained() -> None:
    assert named_schemes.named("waarom u met een lening van duo aankwam") is not None
    assert named_schemes.named("ik begrijp niet waarom u met een lening van duo aankwam") is None


def test_a_list_that_is_given_back_in_surprise_goes_as_a_whole(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets anders", "need_richting")
    talk.says("buiten werken lijkt me wel wat", "need_richting")
    assert "verkeersregelaar" in talk.heard
    talk.says("Pardon? Straatreiniging? Ik ben kassamedewerker", "correct")
    assert "Sorry, dat paste niet bij je" in talk.heard
    assert "verkeersregelaar" not in talk.heard
