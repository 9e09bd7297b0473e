"""The person leads: a step of their own, a no, a goodbye and a wish for the plan go before any answer of ours."""

from __future__ import annotations

import pytest

from bot.actions import deciding
from bot.actions.steps import StepForm
from bot.actions.turn import Turn
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken
from tests.bot.walking import to_help

STEPS = [
    "maandag bel ik het loket van de gemeente",
    "ik app mijn chef vanavond of hij tijd heeft",
    "kga woensdag ff langs de bieb",
    "next week i call the job center",
    "zaterdag ga ik naar de open dag van het roc",
    "ik denk dat ik dinsdag de bedrijfsarts mail",
    "dan stuur ik morgen een mail naar hr",
]
NO_STEPS = [
    "als ik maandag bel, wat zeg ik dan",
    "ik bel elke maandag met de planner",
    "ik vind het spannend om morgen te bellen",
    "ik moet maandag weer om vijf uur op",
    "zondag ga ik naar de kerk",
    "gisteren heb ik de huisarts gebeld",
    "ik zou morgen wel willen bellen",
    "ik spreek je morgen",
]


@pytest.fixture
def listing(conversation: str) -> Dialogue:
    """Somebody in the middle of a list."""
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ja", "affirm")
    talk.says("ik ben schoonmaker", found=(("occupation", "schoonmaker", "schoonmaker"),))
    for _ in range(3):
        if talk.form != "exercise_form":
            talk.presses("Ja") if talk.form == "offer_form" else talk.says("overslaan", "skip")
    assert talk.form == "exercise_form"
    return talk


@pytest.mark.parametrize("words", STEPS)
def test_who_when_and_what_in_any_order_is_a_step(words: str) -> None:
    assert deciding.decides(words)


@pytest.mark.parametrize("words", NO_STEPS)
def test_a_condition_a_habit_a_fear_or_leisure_is_no_step(words: str) -> None:
    assert not deciding.decides(words)


def test_a_step_told_at_the_check_is_taken_before_any_list(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says("oké. ik denk dat ik maandag de huisarts bel. dat durf ik nog net", "need_durven", confidence=0.4)
    assert talk.slot("step") == "Ik bel maandag de huisarts." and talk.plan
    assert "Klopt dat" not in talk.heard and "werk is lichter" not in talk.heard


def test_a_step_told_in_a_list_ends_the_list(listing: Dialogue) -> None:
    listing.says("volgende week vrijdag bel ik een school om mee te kijken", "inform", confidence=0.4)
    assert listing.slot("step") == "Ik bel volgende week vrijdag een school om mee te kijken"
    assert listing.form == "booking_form" and listing.plan


def test_a_question_that_never_closes_is_let_go_once() -> None:
    class Stubborn(StepForm):
        def open_questions(self, turn: Turn) -> list[str]:
            return ["step"]

    turn = Spoken("geen vragen meer").turn
    Stubborn()._ask_nothing(turn)
    assert turn.slot("skipped") == ["step"]


def test_a_step_beside_a_no_to_plan_and_adviser_is_taken_and_nothing_is_asked(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("laat maar. ik bel vanmiddag het fonds zelf. geen plan geen adviseur", "book_adviser", confidence=0.4)
    assert talk.slot("step") == "Ik bel vanmiddag het fonds zelf."
    assert talk.form is None and not talk.cards and "?" not in talk.heard


@pytest.mark.parametrize("words", ["ik ga pitten", "laat maar, ik ga koffie drinken", "dank je, ik ga nu even liggen"])
def test_who_goes_to_do_something_else_says_goodbye_and_chooses_no_step(conversation: str, words: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says(words, "inform", confidence=0.4)
    assert talk.slot("step") is None and talk.form is None and "code" in talk.heard


@pytest.mark.parametrize(
    "words", ["rotding. doei", "thx gast, ajuus", "nee laat maar zitten, tot kijk", "oke bedankt bye", "dag robot"]
)
@pytest.mark.parametrize("intent", ["insult", "correct", "nlu_fallback"])
def test_a_goodbye_at_the_end_ends_the_talk_with_nothing_before_it(conversation: str, words: str, intent: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid").says(words, intent)
    assert talk.form is None and talk.replies[0]["text"].startswith(("Tot", "Dag"))


def test_a_goodbye_says_which_number_is_missing(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("ik ga maandag de school bellen")
    talk.presses("Ja, laat").says("1", "inform").says("Fatima", "inform")
    assert talk.question == "contact_phone"
    talk.says("oke dankjewel doei", "thank")
    assert talk.form is None and "nummer" in talk.heard


@pytest.mark.parametrize(
    "words",
    [
        "voor een testje voel ik weinig",
        "ik wil die vragenlijst overslaan. wat kost een cursus?",
        "met alle respect, stopt u alstublieft met die vragenlijst",
        "no test please",
    ],
)
def test_a_polite_no_to_a_list_ends_it_for_good(listing: Dialogue, words: str) -> None:
    listing.says(words, "need_bevestiging", confidence=0.6)
    assert listing.form != "exercise_form" and "help:test" in listing.slot("refused")
    assert "Kies er hoogstens" not in listing.heard


def test_who_wants_no_more_questions_is_asked_none_about_themselves(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets bijleren", "need_leren").says("ja", "affirm")
    talk.says("stop met vragen aub", "insult", confidence=0.4)
    assert talk.form == "step_form"


@pytest.mark.parametrize("words", ["ja wa moet ik nou doen dan", "waar begin ik mee", "wat zal ik nu als eerste doen"])
def test_who_asks_what_to_do_now_sees_small_steps_at_once(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says(words, "need_richting", confidence=0.5)
    assert talk.question == "step" and "Vragen naar de bedrijfsarts" in talk.buttons


@pytest.mark.parametrize("words", ["make plan please", "kunt u mij nu gewoon het plan tonen?", "schrijf het maar op"])
def test_the_plan_comes_with_what_there_is_when_it_is_asked_for(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says(words, "nlu_fallback", confidence=0.3)
    assert talk.plan and talk.slot("step") is None


def test_a_step_at_a_place_that_is_shut_in_the_weekend_gets_one_remark(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid").says("zaterdag bel ik de huisarts")
    assert "meestal dicht" in talk.heard or "vaak niemand" in talk.heard
    talk.presses("Maandag")
    assert talk.plan["Jouw stap"] == "Ik bel maandag de huisarts" and "maandag" in talk.plan["Wanneer"]


def test_what_is_asked_about_the_adviser_is_answered_before_any_moment(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("als ik een mens wil spreken, wie is dat dan, ook zo'n papierschuiver?", "ask_human")
    assert "verzonnen" in talk.heard and talk.question != "appointment"


@pytest.mark.parametrize("words", ["human in English please, yes", "yes please", "tak", "evet"])
def test_a_yes_in_any_language_leads_to_the_moments(conversation: str, words: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("ik ga maandag de school bellen")
    talk.says(words, "other_language", confidence=0.9)
    assert any("uur" in title for title in talk.buttons)
