"""The step is the person's own: chosen, or in their words; what they refused is not offered; it can be changed."""

from __future__ import annotations

import pytest

from bot.actions.wording import with_capital, word_table
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.walking import FIRST_WORDS, to_help


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def test_a_step_about_a_training_asks_which_one(talk: Dialogue) -> None:
    to_help(talk, "need_leren").presses("Eén opleiding bekijken")
    assert talk.slot("step") is None and "Welke" in talk.heard
    talk.presses("Logistiek medewerker")
    assert "Logistiek medewerker" in talk.slot("step")


@pytest.mark.parametrize(
    ("typed", "step"), [("de eerste", "Heftruckcertificaat"), ("heftruckcertificaat graag", "Heftruckcertificaat")]
)
def test_which_training_may_be_typed(talk: Dialogue, typed: str, step: str) -> None:
    to_help(talk, "need_leren").presses("Eén opleiding bekijken").says(typed)
    assert step in talk.slot("step")


def test_who_does_not_know_which_one_gets_a_step_without_a_name(talk: Dialogue) -> None:
    to_help(talk, "need_leren").presses("Eén opleiding bekijken").presses("Dat weet ik nog niet")
    assert talk.slot("step") == "Ik kies één opleiding en zoek die op via leeroverzicht.nl."


def test_what_is_refused_is_not_offered_again(talk: Dialogue) -> None:
    to_help(talk, "need_leren").says("nee, geen heftruck", "deny")
    assert talk.question == "step" and talk.slot("step") is None
    talk.presses("Een stap kiezen").presses("Eén opleiding bekijken")
    assert "Heftruckcertificaat" not in talk.buttons and "Logistiek medewerker" in talk.buttons


def test_what_is_refused_is_not_in_the_lists_and_the_plan(talk: Dialogue) -> None:
    to_help(talk, "need_zwaar_gezondheid").presses("Lichter werk zien").says("teamleider wil ik niet worden", "deny")
    talk.says("welke stap dan", "change_step").presses("Een keer meekijken")
    assert "teamleider logistiek" not in talk.buttons
    talk.presses("heftruckchauffeur")
    assert "bijstuurplan" in talk.heard and "teamleider" not in talk.heard


def test_when_everything_is_refused_no_step_about_it_is_offered(talk: Dialogue) -> None:
    to_help(talk, "need_leren").says("dat is allemaal niks voor mij", "deny")
    assert "Eén opleiding bekijken" not in talk.buttons and talk.question == "step"


OWN_WORDS = [
    ("ik ga maandag de bedrijfsarts bellen over mijn knie", "ask_service"),
    ("ik bel zaterdag mijn broer, die rijdt heftruck", "inform"),
    ("ik ga vragen wie de opleiding betaalt", "ask_budget"),
    ("ik ga vragen of ik kan praten met de bedrijfsarts", "ask_service"),
    ("mijn cv bijwerken", "nlu_fallback"),
    ("naar de bibliotheek op dinsdag", "inform"),
    ("ik ga met mijn baas praten", "need_gesprek_baas"),
]


@pytest.mark.parametrize(("words", "intent"), OWN_WORDS)
@pytest.mark.parametrize("need", ["need_zwaar_gezondheid", "need_basisvaardigheden"])
def test_own_words_for_the_step_are_kept_as_they_are(talk: Dialogue, need: str, words: str, intent: str) -> None:
    to_help(talk, need).says(words, intent)
    step = with_capital(words)
    assert talk.slot("step") == step and f'"{step}"' in talk.heard


@pytest.mark.parametrize("words", ["doe maar de bedrijfsarts", "de bedrijfsarts graag", "de eerste"])
def test_pointing_at_an_offered_step_chooses_it(talk: Dialogue, words: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").says(words)
    assert talk.slot("step") == "Ik vraag mijn werkgever hoe ik de bedrijfsarts bereik."


@pytest.mark.parametrize(
    "words", ["dat zijn te veel vragen", "ik wil niet bellen!", "kun je dat opzoeken", "wat moet ik doen?"]
)
def test_what_is_no_step_is_not_kept_as_one(talk: Dialogue, words: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").says(words, "inform")
    assert talk.slot("step") is None


def test_the_step_is_changed_with_the_button_under_the_plan(talk: Dialogue) -> None:
    to_help(talk, "need_zwaar_gezondheid").presses("Vragen naar de bedrijfsarts").presses("Een andere stap")
    assert talk.form == "step_form"
    talk.says("ik ga morgen vragen of ik minder mag tillen")
    assert talk.slot("step") == "Ik ga morgen vragen of ik minder mag tillen" and "bijstuurplan" in talk.heard


@pytest.mark.parametrize("booked", [False, True], ids=["before the appointment", "after the appointment"])
def test_the_step_is_changed_in_one_breath(talk: Dialogue, booked: bool, db: Database, conversation: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").presses("Vragen naar de bedrijfsarts")
    if booked:
        talk.says("1").says("Henk").says("0612345678")
    talk.says("toch een andere stap: ik ga mijn zus bellen", "change_step")
    plan = plans.get(db, conversation)
    assert plan is not None and plan.step == "Ik ga mijn zus bellen" and "Jouw stap" in talk.heard


@pytest.mark.parametrize("intent", ["change_step", "inform", "nlu_fallback"])
def test_an_own_step_behind_the_wish_for_another_is_taken_while_choosing_one(talk: Dialogue, intent: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").says("andere stap: ik ga maandag bellen", intent)
    assert talk.slot("step") == "Ik ga maandag bellen" and "maandag" in talk.heard and "bijstuurplan" in talk.heard


def test_a_step_told_while_choosing_a_moment_is_no_appointment(talk: Dialogue) -> None:
    talk.says("kan ik iemand spreken", "ask_human")
    talk.says("ik ga maandag bij een kinderopvang kijken")
    assert "Je afspraak staat" not in talk.heard and talk.question == "appointment"
    assert talk.slot("step") == "Ik ga maandag bij een kinderopvang kijken"


@pytest.mark.parametrize(
    "words", ["ik ga voor maandag", "ik ga maandag met de adviseur praten", "ik ga de eerste nemen"]
)
def test_a_choice_of_a_moment_is_no_step(talk: Dialogue, words: str) -> None:
    talk.says("kan ik iemand spreken", "ask_human").says(words)
    assert talk.slot("step") is None


def test_a_skipped_step_can_still_be_chosen_later(talk: Dialogue) -> None:
    to_help(talk, "need_durven").says("sla over", "skip").says("nee", "deny").says(
        "toch een stap kiezen", "change_step"
    )
    assert talk.question == "step" and talk.buttons


@pytest.mark.parametrize("need", FIRST_WORDS)
def test_the_plan_says_what_is_wanted_in_own_words_with_step_and_day(talk: Dialogue, need: str) -> None:
    to_help(talk.says("hoi", "greet"), need)
    talk.sends("/change_step").says("ik ga morgen mijn zus bellen")
    rows = {row["label"]: row["text"] for reply in talk.replies for row in rows_of(reply)}
    none = need in ("need_bevestiging", "need_gesprek_baas", "need_timing_ander_werk")  # a question is no quote
    assert rows.get("In jouw woorden") == (None if none else f"“{FIRST_WORDS[need]}”")
    assert rows["Wat je nodig hebt"].startswith(
        ("Je wilt", "Je wilde", "Je werk", "Je weet", "Je kunt", "Je hebt", "Je denkt", "Je zoekt")
    )
    assert rows["Jouw stap"] == "Ik ga morgen mijn zus bellen" and "dag " in rows["Wanneer"]


def test_words_in_which_we_heard_the_wrong_need_stay_theirs(talk: Dialogue) -> None:
    talk.says("ik wil een cursus doen", "need_leren")
    talk.says("nee, thuis lukt het niet met de kinderen", "need_thuis").says("ja", "affirm")
    talk.presses("Vroeg of laat").presses("Klaar").presses("Thuis").says("ik ga morgen mijn zus bellen")
    assert talk.plan["In jouw woorden"] == "“ik wil een cursus doen”"


def test_what_was_looked_up_stands_in_the_plan_with_its_day(talk: Dialogue) -> None:
    to_help(talk, "need_leren").says("ik ga morgen mijn zus bellen")
    found = next(row["text"] for reply in talk.replies for row in rows_of(reply) if row["label"] == "Wat we vonden")
    assert "Heftruckcertificaat" in found and "gecontroleerd op" in found and "2026" in found


def test_the_appointment_stands_in_the_plan(talk: Dialogue) -> None:
    to_help(talk, "need_durven").says("ik ga morgen mijn zus bellen").says("1")
    talk.says("1").says("Henk").says("0612345678")
    talk.says("een andere stap: ik ga mijn broer bellen", "change_step")
    assert "Je afspraak" in talk.heard


def rows_of(reply: dict[str, object]) -> list[dict[str, str]]:
    cards = (reply.get("custom") or {}).get("cards", [])  # type: ignore[attr-defined]
    return [row for card in cards for row in card.get("rows", [])]


def test_a_day_in_the_own_words_is_the_day_of_the_step(talk: Dialogue) -> None:
    to_help(talk, "need_durven").says("ik ga zaterdag mijn broer bellen")
    assert talk.slot("step_date") and "zaterdag" in talk.replies[0]["text"]


GRUMBLING = [
    "gadverdamme. en wat moet ik dan als uitvoerder, hele dag achter de compjoeter? ik ga nie meer naar school hoor",
    "ik ga dood van verveling hier",
    "wat een onzin allemaal",
    "mijn baas moet dat regelen",
    "ik ga echt niet bellen",
    "belachelijk om dat te moeten vragen",
    "moet ik dan zeker gaan bellen",
    "misschien eens bellen",
]


@pytest.mark.parametrize("words", GRUMBLING)
@pytest.mark.parametrize("intent", ["nlu_fallback", "need_richting"])
def test_grumbling_is_no_step(talk: Dialogue, words: str, intent: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").says(words, intent, confidence=0.45)
    assert talk.slot("step") is None and talk.question == "step"


def test_no_school_is_noted_and_nothing_is_chosen(talk: Dialogue) -> None:
    to_help(talk, "need_zwaar_gezondheid").says("ik ga nie meer naar school hoor, das voor de jonkies", "nlu_fallback")
    assert {"help:training", "limit:school"} & set(talk.slot("refused")) and talk.question == "step"
    assert talk.slot("step") is None


@pytest.mark.parametrize(
    "words", ["das geen stap, ik heb niks gekozen", "goed gekozen?? ik zit te mopperen", "haal die stap maar weg"]
)
@pytest.mark.parametrize("intent", ["change_step", "ask_stap", "nlu_fallback"])
def test_a_step_that_was_none_is_taken_back_with_an_apology(
    talk: Dialogue, words: str, intent: str, db: Database, conversation: str
) -> None:
    to_help(talk, "need_zwaar_gezondheid").says("ik ga morgen mijn zus bellen").says(words, intent)
    plan = plans.get(db, conversation)
    assert plan is not None and plan.step is None and talk.slot("step") is None
    assert talk.question == "step" and ("orry" in talk.heard or "fout" in talk.heard) and "STAP" not in talk.heard


CLEAN = [
    ("ok ik ga naar biblioteek. waar is?", "need_basisvaardigheden", "Ik ga naar de bibliotheek"),
    ("nee zei ik. ik wil naar de bedrijfsarts vragen, zet dat maar neer", "need_zwaar_gezondheid",
     "Ik ga vragen naar de bedrijfsarts"),
    ("nou jammer. doe dan maar een keer meekijken bij een planner", "need_zwaar_gezondheid",
     "Een keer meekijken bij een planner"),
    ("doe maar een keer meekijken in een verpleeghuis", "need_zwaar_gezondheid",
     "Een keer meekijken in een verpleeghuis"),
    ("nee. mijn stap is: ik ga vragen aan me baas of er geld is voor cursus", "need_geld_tijd",
     "Ik ga vragen aan mijn baas of er geld is voor cursus"),
    ("er klopt niks niet. laat maar. doe maar die bedrijfsarts dan", "need_zwaar_gezondheid",
     "Ik vraag mijn werkgever hoe ik de bedrijfsarts bereik."),
    ("nou vooruit, dan bel ik morgen mijn baas wel", "need_zwaar_gezondheid", "Ik bel morgen mijn baas"),
    ("geen school, ik ga mijn broer bellen", "need_zwaar_gezondheid", "Ik ga mijn broer bellen"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "need", "step"), CLEAN)
@pytest.mark.parametrize("intent", ["book_adviser", "need_gesprek_baas", "nlu_fallback"])
def test_the_step_is_taken_at_once_without_what_stands_around_it(
    talk: Dialogue, words: str, need: str, step: str, intent: str
) -> None:
    to_help(talk, need).says(words, intent)
    assert talk.slot("step") is not None and step.lower() in talk.slot("step").lower()
    assert "bijstuurplan" in talk.heard


def test_a_step_on_the_screen_in_other_words_is_that_step(talk: Dialogue) -> None:
    to_help(talk, "need_geld_tijd").says("ga dan maar vragen of er geld is", "need_geld_tijd", confidence=0.43)
    assert talk.slot("step") and "bijstuurplan" in talk.heard


def test_a_question_beside_the_step_is_answered_too(talk: Dialogue) -> None:
    to_help(talk, "need_basisvaardigheden").says("ok ik ga naar biblioteek. waar is?", "out_of_scope")
    assert "adres" in talk.heard and "bijstuurplan" in talk.heard


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("wat is dat dan, een keer meekijken? bij wie", "naast iemand"),
        ("vijf dingen opschrijven, wat moet ik dan opschrijven?", "klanten helpen"),
        ("wat houdt dat in, een gesprek vragen met mijn baas", "kwartier"),
    ],
)
def test_a_step_is_explained_and_asked_again(talk: Dialogue, words: str, told: str) -> None:
    to_help(talk, "need_zwaar_gezondheid").says(words, "ask_clarify")
    assert told in talk.heard and talk.slot("step") is None and talk.question == "step"


def test_every_step_can_be_explained() -> None:
    assert all(step["explain"] for step in word_table("steps")["steps"].values())


def test_a_no_with_a_wish_behind_it_does_not_skip_the_step(talk: Dialogue) -> None:
    to_help(talk, "need_zwaar_gezondheid").says("nee ik wil werk buiten", "deny", confidence=0.6)
    assert talk.question == "step" and not talk.slot("skipped")


def test_a_human_asked_for_in_so_many_words_goes_before_a_step(talk: Dialogue) -> None:
    to_help(talk, "need_zwaar_gezondheid").says("ik wil met een adviseur praten over de bedrijfsarts", "ask_human")
    assert talk.form == "booking_form" and talk.slot("step") is None
