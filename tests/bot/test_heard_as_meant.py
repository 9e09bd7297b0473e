"""What testers typed in the middle of a talk, heard as they meant it."""

from __future__ import annotations

import pytest

from bot.actions import question_meaning, wished_work
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.turns import Spoken
from tests.bot.typed import talk_of

NEED = "Wat je nodig hebt"


@pytest.fixture
def booked_yes(conversation: str) -> Dialogue:
    """Somebody who is asked whether it is this moment."""
    talk = talk_of(conversation, "ik wil een mens spreken")
    day = next(title for title in talk.buttons if "om" in title).split(" om ")[0]
    talk.receives(understood(f"{day} is goed"))
    assert talk.question == "appointment" and "Klopt dat?" in talk.heard
    return talk


def test_a_yes_with_a_goodbye_behind_it_books_the_moment(booked_yes: Dialogue) -> None:
    booked_yes.receives(understood("ja klopt. dank je, doei"))
    assert "Je afspraak staat" in booked_yes.heard and "Er is nog geen afspraak" not in booked_yes.heard
    assert "Tot ziens" in booked_yes.heard or "Typ deze code" in booked_yes.heard


def test_what_they_say_nobody_said_is_no_need(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben gepasseerd, ik durf niks meer", "need_durven")
    denies = "wie zegt dat ik aan iets anders denk? leg me geen woorden in de mond."
    talk.says(f"{denies} mag dat, iemand afwijzen om zijn leeftijd?", "need_durven", confidence=0.51)
    assert "need_durven" not in (talk.slot("needs") or []) and "Klopt dat?" not in talk.heard
    assert "leeftijd mag het niet" in talk.heard


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("mijn baas wil dat ik die cursus doe, wie betaalt dan", "7:611a"),
        ("dus als mijn baas het verplicht betaalt de baas? ja of nee", "7:611a"),
        ("kost dat college voor mensenrechten eigenlijk geld?", "mensenrechten.nl"),
        ("hoe weten ze mijn nummer dan", "nummer"),
        ("ik bedoel een dagje meelopen op een kantoor. mag dat zomaar", "Vragen mag altijd"),
    ],
)
def test_a_question_gets_its_own_answer(conversation: str, said: str, words: str) -> None:
    talk = talk_of(conversation, "ik ben kok", said)
    assert words in talk.heard and not talk.slot("step")


def test_which_law_it_is_can_be_asked_on(conversation: str) -> None:
    talk = talk_of(
        conversation, "ik ben kok", "mijn baas wil dat ik die cursus doe, wie betaalt dan", "welk artikel is dat"
    )
    assert talk.heard.startswith(("Ja, dat staat in de wet", "Het is artikel"))


@pytest.mark.parametrize("said", ["ik bang voor bellen", "nee ik wil niet bellen. ik bang voor bellen"])
def test_a_fear_is_no_step(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("het werk is te zwaar", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("overslaan", "skip").says(said, "need_durven", confidence=0.5)
    assert not talk.slot("step")


def test_who_asks_for_easy_words_is_offered_no_appointment(conversation: str) -> None:
    talk = talk_of(
        conversation, "ik ben schoonmaker en leer nederlands", "ja", "ik begrijp niet. kan makkelijk praten aub"
    )
    assert "momenten" not in talk.heard and talk.form != "booking_form"


def test_no_need_of_something_is_no_dislike_of_people() -> None:
    spoken = Spoken("daar heb ik geen behoefte aan. welk werk past bij mij?")
    assert "people" not in wished_work.limits(spoken.turn)


def test_what_stands_in_the_plan_can_be_put_by_its_name(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn baan is onzeker, ik ben lasser", "need_baan_onzeker").says("ja", "affirm")
    talk.says("overslaan", "skip").receives(understood("Mijn stap: ik ga dinsdag naar het Werkcentrum"))
    assert NEED in talk.plan
    talk.receives(understood("verander het plan. wat ik nodig heb: een eerlijk antwoord van mijn baas"))
    assert talk.plan[NEED] == "Een eerlijk antwoord van mijn baas."


def test_a_contract_that_ends_is_called_so(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn contract stopt 31 december en ik leer nederlands", "need_baan_onzeker")
    talk.says("ja", "affirm").says("overslaan", "skip").says("overslaan", "skip")
    talk.receives(understood("Mijn stap: ik ga dinsdag naar het Werkcentrum"))
    assert talk.plan[NEED].startswith("Je contract stopt")


def test_a_question_about_dismissal_takes_nothing_out_of_the_plan(conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik ben chauffeur en mijn rug is op", "need_zwaar_gezondheid").says("ja", "affirm")
    )
    talk.receives(understood("zaterdag ga ik bij de brug kijken"))
    assert NEED in talk.plan
    talk.receives(understood("nog 1 ding. mag me baas me eruit gooien omdat me rug kapot is"))
    assert "niet zomaar ontslaan" in talk.heard
    talk.receives(understood("nee man niks plan. ik vraag of hij me mag ontslaan als ik ziek word van me rug"))
    assert "Je plan is weg" not in talk.heard and talk.slot("step")


def test_who_learns_dutch_already_is_shown_no_lessons_for_it(conversation: str) -> None:
    talk = talk_of(conversation, "hallo ik werk schoonmaak. ik leer nederlands. jij kan mij help?")
    assert not talk.slot("trainings")


def test_which_work_fits_is_answered_or_asked_on(conversation: str) -> None:
    talk = talk_of(conversation, "ik wil ander werk zoeken. weet jij welk werk?")
    assert "Wat voor werk doe je nu" in talk.heard or "Welk werk doe je nu" in talk.heard
    talk = talk_of(conversation, "ik ben kok en mijn rug is op", "ja", "weet jij ander werk dat bij mij past?")
    assert talk.slot("directions")


def test_a_look_on_a_day_is_a_step(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben vrachtwagenchauffeur en mijn rug is op", "ja")
    talk.receives(understood("ik wil wel een keer bij zo'n brug gaan kijken, zaterdag"))
    assert "brug" in str(talk.slot("step")) and "zaterdag" in talk.heard


def test_a_fear_of_earning_less_is_no_debt(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben bankadviseur en verveel me", "need_richting")
    said = "ik vrees dat ik er financieel op achteruit zou gaan. een gouden kooi"
    talk.receives(understood(said) | {"intent": {"name": "safety_debt", "confidence": 0.37}})
    assert "Geldfit" not in talk.heard


def test_a_bill_that_cannot_be_paid_is_debt_whatever_is_feared(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben bankadviseur en verveel me", "need_richting")
    said = "ik vrees dat ik er op achteruit zou gaan, ik kan nu al de huur niet betalen"
    talk.receives(understood(said) | {"intent": {"name": "safety_debt", "confidence": 0.5}})
    assert "Geldfit" in talk.heard


def test_the_button_for_which_work_fits_shows_work(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben vrachtwagenchauffeur en mijn rug is op", "ja")
    talk.sends(question_meaning.PAYLOAD % "occupation")
    assert "iets mis" not in talk.heard and talk.slot("directions")


@pytest.mark.parametrize(
    "said", ["hoi ik werk in een kledingwinkel en ze gaan dicht", "ik sta in een winkel en die gaat dicht"]
)
def test_a_shop_that_closes_is_no_goodbye(conversation: str, said: str) -> None:
    talk = talk_of(conversation, said)
    assert "Tot ziens" not in talk.heard and talk.slot("needs") == ["need_baan_onzeker"]
