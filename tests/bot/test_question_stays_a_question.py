"""A question gets an answer to that question or an honest "that I do not know", and is taken for nothing else."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.typed import talk_of

UNKNOWN = "Daar heb ik geen zeker antwoord op"


@pytest.fixture
def paver(conversation: str) -> Dialogue:
    """A paver with sore knees, who is asked for a step."""
    return talk_of(conversation, "ik ben stratenmaker en me knieën zijn op", "ja klopt")


@pytest.mark.parametrize(
    "said",
    [
        "mn chef zei dat ik maar bij de huisarts langs moet gaan in me eigen tijd. kan dat",
        "van hr moet ik een andere functie zoeken. mogen ze dat eisen",
        "collega van me zei ga naar de vakbond. kunnen die wat doen",
    ],
)
def test_what_somebody_else_says_is_no_step(paver: Dialogue, said: str) -> None:
    paver.receives(understood(said))
    assert not paver.slot("step") and UNKNOWN in paver.heard and "Bedoel je dit" not in paver.heard


def test_who_asks_whether_they_may_go_somewhere_does_not_refuse_it(paver: Dialogue) -> None:
    paver.receives(understood("naar de bedrijfsarts gaan terwijl ik niet ziek ben. kan dat"))
    assert "mag je altijd" in paver.heard and "laat ik weg" not in paver.heard


def test_a_step_beside_a_question_is_kept_and_the_question_is_not_passed_over(paver: Dialogue) -> None:
    paver.receives(understood("goed ik bel morgen de bedrijfsarts. mag dat onder werktijd"))
    assert "bel morgen de bedrijfsarts" in paver.slot("step") and "vraag" in paver.heard


def test_a_step_that_points_back_holds_what_it_points_at(paver: Dialogue) -> None:
    paver.receives(understood("mijn baas zegt dat ik de arbodienst moet bellen. dat ga ik morgen doen"))
    assert "arbodienst" in paver.slot("step")


def test_who_says_what_they_asked_gets_the_answer_once_more(paver: Dialogue) -> None:
    paver.receives(understood("vertelt die bedrijfsarts dat dan door aan me baas"))
    paver.receives(understood("nee. ik vraag of die bedrijfsarts zijn mond houdt tegen me baas"))
    assert not paver.slot("step") and "nvab-online.nl" in paver.heard


def test_a_question_in_a_list_is_no_answer_to_it(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben kraanmachinist. ik wil wat anders", "ja klopt", "ja is goed")
    talk.receives(understood("me vrouw zegt dat ik bij de gemeente moet gaan vragen. heeft dat zin"))
    assert "Genoteerd" not in talk.heard and "Je gemeente weet het wel" in talk.heard


@pytest.mark.parametrize("said", ["Kunnen wij dat overslaan?", "mag ik deze vraag overslaan"])
def test_who_asks_to_skip_is_not_asked_which_fact_they_mean(conversation: str, said: str) -> None:
    talk = talk_of(conversation, "ik ben bankadviseur, ik wil iets anders", "ja", "ja doe maar", said)
    assert "Bedoel" not in talk.heard and "2 van 2" in talk.heard


@pytest.mark.parametrize(
    "said", ["houden jullie rekening met wat ik nu verdien", "kijk je ook naar wat ik nu krijg aan loon"]
)
def test_whether_we_reckon_with_their_pay_is_answered_as_it_is(conversation: str, said: str) -> None:
    assert "kijk dus niet naar je loon" in talk_of(conversation, "ik ben inkoper en wil wat anders", said).heard


def test_teaching_is_answered_as_one_talk(conversation: str) -> None:
    talk = talk_of(conversation, "Kan ik docent worden en in die periode mijn salaris behouden?")
    assert "vanaf de eerste dag betaald" in talk.heard
    talk.receives(understood("De zij-instroom zocht ik. Wat zijn daar de voorwaarden van?"))
    assert "hbo- of wo-diploma" in talk.heard and "primair" not in talk.heard
    talk.receives(understood("Is mijn universitaire diploma voldoende?"))
    assert "Of jouw studie bij het vak past, weet ik niet" in talk.heard


@pytest.mark.parametrize(
    "said", ["is 34 niet te laat", "ben ik niet te oud", "is het op mijn 55e nog te doen om wat anders te gaan doen"]
)
def test_whether_it_is_too_late_is_answered(conversation: str, said: str) -> None:
    assert "voorspellen" in talk_of(conversation, "ik ben timmerman en wil wat anders", said).heard


def test_who_decides_on_an_examination_is_told(conversation: str) -> None:
    assert "De bedrijfsarts weet het" in talk_of(conversation, "moet ik me laten keuren").heard


@pytest.mark.parametrize(("said", "told"), [("wat is een gemeente", "gemeente"), ("wat is een jobcrafter", "woord")])
def test_a_word_that_is_no_work_is_no_work(conversation: str, said: str, told: str) -> None:
    heard = talk_of(conversation, said).heard
    assert told in heard and "beroep" not in heard


def test_who_wants_to_talk_about_fewer_hours_is_helped_with_the_talk(conversation: str) -> None:
    talk = talk_of(conversation, "Ik wil met mijn baas praten over minder uren")
    assert talk.slot("needs") == ["need_gesprek_baas"]


def test_a_price_that_is_asked_again_is_honestly_not_known(conversation: str) -> None:
    talk = talk_of(conversation, "wat kost de heftruckcursus", "en wat kost die cursus nou precies")
    assert "Heftruck" not in talk.heard and "Een bedrag dat zeker is, heb ik dus niet" in talk.heard


def test_what_is_known_is_not_read_back_to_who_objects(conversation: str) -> None:
    talk = talk_of(conversation, "ik rij vrachtwagen en me rug is kapot")
    talk.receives(understood("ho ho niet zo snel. ik ga niet achter de telefoon zitten. 30 jaar op de wagen"))
    assert "Dat blijft zo staan" not in talk.heard and "jij" in talk.heard.lower()


def test_a_wish_for_work_no_list_knows_stands_in_their_words(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben lasser. ik ben het zat", "nee dat klopt niet", "ik wil imker worden")
    assert "ik wil imker worden" in talk.heard and "Klopt dat?" not in talk.heard
