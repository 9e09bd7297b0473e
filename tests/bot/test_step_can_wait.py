"""The small step is asked once in full; who asks on, cries or complains is left alone, and finds it again."""

from __future__ import annotations

import re

import pytest

from bot.actions import about_steps, own_steps, refused_steps, step_asking, step_words
from bot.actions.wording import word_table
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.walking import LIGHTER, to_help

DOCTOR, LOOK, TALK = "Vragen naar de bedrijfsarts", "Een keer meekijken", "Een gesprek vragen met mijn baas"
STEPS = {DOCTOR, LOOK, TALK}


@pytest.fixture
def helped(conversation: str) -> Dialogue:
    """Somebody with heavy work, who was just asked for a step."""
    return to_help(Dialogue(conversation), "need_zwaar_gezondheid", LIGHTER)


def _asks_step(talk: Dialogue) -> bool:
    return bool(STEPS & set(talk.buttons))


def test_after_a_side_question_the_step_is_one_short_line_once_and_then_nothing(helped: Dialogue) -> None:
    assert _asks_step(helped)
    helped.says("wat verdien je als planner", "ask_pay")
    assert not _asks_step(helped) and "Een stap kiezen" in helped.buttons
    assert len(helped.replies[-1]["text"].split()) <= 8
    asked_on = (
        ("wie leest dit allemaal mee?", "ask_privacy"),
        ("wat is bbl", "ask_training"),
        ("wie zijn jullie", "ask_bot"),
    )
    for asked, intent in asked_on:
        helped.says(asked, intent)
        assert not _asks_step(helped) and "Een stap kiezen" not in helped.buttons
    assert helped.question == "step"


@pytest.mark.parametrize("came_back", ["nee dank je", "bedankt", "ok", "nee, dat was het"])
def test_who_has_no_more_questions_is_asked_for_the_step_again(helped: Dialogue, came_back: str) -> None:
    helped.says("wat verdien je als planner", "ask_pay").says("wie leest dit mee?", "ask_privacy")
    helped.says(came_back, "thank" if "dank" in came_back else "affirm")
    assert _asks_step(helped)


def test_the_steps_are_one_button_or_one_word_away(helped: Dialogue) -> None:
    helped.says("wat verdien je als planner", "ask_pay").presses("Een stap kiezen")
    assert _asks_step(helped)
    helped.says("wie leest dit mee?", "ask_privacy").says("mijn plan", "inform")
    assert _asks_step(helped)


def test_a_step_is_taken_also_when_it_was_left_to_wait(helped: Dialogue) -> None:
    helped.says("wat verdien je als planner", "ask_pay").says("wie leest dit mee?", "ask_privacy")
    helped.says("wat is bbl", "ask_training").says("ik wil wel bedrijfsarts bellen. morgen", "inform")
    assert helped.slot("step") == "Ik ga de bedrijfsarts bellen" and "bijstuurplan" in helped.heard


@pytest.mark.parametrize(
    "said",
    [
        "ik huil alleen maar",
        "ik voel me zo schuldig naar de bewoners",
        "ik schaam me dood dat ik niks kan",
        "ik kan niet meer. het houdt een keer op",
        "ik ben helemaal op",
        "kheb gwn geen energie meer",
        "ik trek het niet meer",
    ],
)
def test_a_heavy_feeling_is_met_without_a_step(helped: Dialogue, said: str) -> None:
    helped.says(said, "need_zwaar_gezondheid", confidence=0.6)
    assert not _asks_step(helped) and "Een stap kiezen" not in helped.buttons and helped.heard


def test_a_heavy_feeling_in_the_last_answer_is_met_before_the_help_and_the_step(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.says("dit werk houd ik zo niet vol", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("ik ben verzorgende, ik huil alleen maar")
    assert not _asks_step(talk) and "Ik wil vertellen" in talk.buttons
    talk.presses("Kijken wat kan")
    assert talk.form == "step_form" and _asks_step(talk)


COMPLAINTS = [
    "je vraagt weer een stap",
    "jullie vragen steeds hetzelfde",
    "hou es op met die stap",
    "weer die stap",
    "dat heb je al 3x gevraagd",
    "ge vraagt altijd hetzelfde",
    "ik wil nu geen stap",
    "je blijft maar vragen",
    "ik kan nu geen stap",
]


@pytest.mark.parametrize("said", COMPLAINTS)
def test_who_complains_that_we_ask_too_often_is_not_asked_any_more(helped: Dialogue, said: str) -> None:
    helped.says(said, "change_step", clauses=("ask_stap", "ask_human"))
    assert helped.form == "step_form" and len(helped.replies) == 1 and not helped.buttons
    assert helped.slot("step") is None and "step" not in (helped.slot("skipped") or [])
    helped.says("wat is bbl", "ask_training")
    assert not _asks_step(helped) and "tap" not in helped.replies[-1]["text"]


def test_who_wants_to_be_heard_beside_such_a_complaint_is_heard_and_not_asked_any_more(helped: Dialogue) -> None:
    helped.says("je vraagt weer een stap. ik kan nu geen stap. ik wil gewoon dat iemand hoort", "change_step")
    assert helped.form == "step_form" and list(helped.buttons) == ["Ik wil vertellen", "Kijken wat kan"]
    helped.says("wat is bbl", "ask_training")
    assert not _asks_step(helped) and "tap" not in helped.replies[-1]["text"]


@pytest.mark.parametrize(
    "said",
    [
        "ik vraag mijn baas om een gesprek",
        "vraag je dat aan de bedrijfsarts?",
        "ik wil een stap zetten",
        "welke stap past bij mij",
        "ik wil weer aan het werk",
        "ik werk steeds meer uren",
        "mijn baas vraagt steeds meer van me",
        "ik heb al gevraagd of het kan",
        "de stap naar ander werk is groot",
        "kan ik iets vragen",
    ],
)
def test_other_words_are_no_complaint_about_the_step(said: str) -> None:
    table = word_table("step_words")
    assert not re.search(table["asked_too_often"], said) and not re.search(table["no_step_now"], said)


def test_none_of_these_brings_other_steps(helped: Dialogue) -> None:
    helped.says("nee geen van die 3", "deny")
    assert not _asks_step(helped) and "Naar het Werkcentrum" in helped.buttons


def test_none_of_these_with_a_question_is_answered_and_brings_other_steps(helped: Dialogue) -> None:
    helped.says("nee geen van die drie. kan ik iets in de zorg doen?", "deny")
    assert not _asks_step(helped) and "zorg" in helped.heard


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("bedrijfsarts vragen, waarom. die doet toch niks", "wat jij nog kunt"),
        ("waarom zou ik naar de bedrijfsarts", "wat jij nog kunt"),
        ("een keer meekijken wat is dat", "naast iemand"),
        ("meekijken? waar dan", "Zoek op internet"),
        ("ik snap niet. meekijken wa is da", "naast iemand"),
        ("leg es uit wat die bedrijfsarts doet", "dokter"),
        ("hoe vraag ik mijn baas om een gesprek", "kwartier"),
    ],
)
def test_a_question_about_a_step_is_answered_and_chooses_nothing(helped: Dialogue, said: str, told: str) -> None:
    helped.says(said, "ask_clarify")
    assert helped.slot("step") is None and told in helped.heard and helped.question == "step"


def test_why_a_contract_is_answered_and_is_no_step(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_baan_onzeker")
    talk.says("contract erbij pakken, waarom. daar staat toch niks in over een reorganisatie", "need_baan_onzeker")
    assert talk.slot("step") is None and "Goed gekozen" not in talk.heard and "sinds wanneer" in talk.heard
    talk.says("ok dan", "affirm")
    assert talk.slot("step") == "Ik zoek mijn contract op en kijk wanneer het afloopt."


def test_five_things_are_explained(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_uitkering").says("wat zijn dan die vijf dingen", "need_richting")
    assert "klanten helpen" in talk.heard and "geen zeker antwoord" not in talk.heard
    talk.presses("Ja, schrijf op")
    assert talk.slot("step") == "Ik schrijf vijf dingen op die ik goed kan."


def test_a_yes_with_a_question_chooses_and_is_answered(helped: Dialogue) -> None:
    helped.says("een keer meekijken wat is dat", "ask_clarify")
    helped.says("ja dat is goed. waar? bij oude mensen huis", "affirm", confidence=0.45)
    assert helped.slot("step") == "Ik vraag bij een verpleeghuis of ik een keer mag meekijken."
    assert "Zoek op internet" in helped.heard and "bijstuurplan" in helped.heard


@pytest.mark.parametrize("said", ["wat zou jij doen", "wat raad je aan", "welke is het makkelijkst"])
def test_who_asks_which_step_we_would_take_gets_one_proposed(helped: Dialogue, said: str) -> None:
    helped.says(said, "ask_help", confidence=0.4)
    assert "Vragen naar de bedrijfsarts" in helped.heard and list(helped.buttons) == ["Ja, schrijf op", "Nu geen stap"]


def test_a_no_to_a_step_that_was_explained_brings_the_others(helped: Dialogue) -> None:
    helped.says("waarom zou ik naar de bedrijfsarts", "ask_service").says("nee", "deny")
    assert DOCTOR not in helped.buttons and LOOK in helped.buttons and helped.question == "step"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("bij oude mensen. die met zorg, niet schoonmaak huis", "een verpleeghuis"),
        ("bij bejaarden", "een verpleeghuis"),
        ("in het ziekenhuis", "een ziekenhuis"),
        ("thuiszorg lijkt me wat", "de thuiszorg"),
        ("op een opvang, met kindjes", "de kinderopvang"),
        ("bij de garage van mijn oom", "de garage van mijn oom"),
    ],
)
def test_where_somebody_wants_to_look_along_is_heard_with_the_day_named_before(
    helped: Dialogue, said: str, place: str
) -> None:
    helped.says("een keer meekijken. zaterdag", "inform").says(said, "inform")
    assert helped.slot("step") == f"Ik vraag bij {place} of ik een keer mag meekijken."
    assert "zaterdag" in helped.heard


def test_work_in_a_field_that_was_refused_is_not_on_the_buttons(helped: Dialogue) -> None:
    shown = set(helped.presses(LOOK).buttons)
    assert "teamleider logistiek" in shown
    helped.says("geen logistiek meer", "deny").says("wat bedoel je", "ask_clarify")
    helped.presses("Een stap kiezen") if "Een stap kiezen" in helped.buttons else None
    assert "teamleider logistiek" not in helped.buttons


def test_who_does_not_know_at_what_work_is_asked_when_and_may_leave_that_open(helped: Dialogue) -> None:
    helped.presses(LOOK).presses("Dat weet ik nog niet")
    assert (
        "Goed gekozen" not in helped.heard and "2 december" not in helped.heard and "bijstuurplan" not in helped.heard
    )
    helped.says("weet niet wanneer", "dont_know")
    assert "verander" in helped.heard.lower() or "andere dag" in helped.heard
    assert helped.slot("step_date") and "bijstuurplan" in helped.heard


@pytest.mark.parametrize(
    "said", ["welk contract?? ik heb geen contract ik ben zzp", "stop ff met dat contract", "ik heb geen contract"]
)
def test_a_contract_that_is_not_there_is_never_offered_again(said: str) -> None:
    assert refused_steps.find(said).ids == ["read_contract"]


@pytest.mark.parametrize(
    "said", ["mijn contract loopt af", "moet ik dat contract tekenen", "ik krijg geen contract meer"]
)
def test_a_contract_that_is_there_is_refused_by_nobody(said: str) -> None:
    assert not refused_steps.find(said).ids


@pytest.mark.parametrize(("status", "words"), [("self_employed", "zzp'er"), ("unemployed", "werkloos")])
def test_no_step_with_a_boss_or_a_contract_for_who_has_none(conversation: str, status: str, words: str) -> None:
    talk = Dialogue(conversation)
    talk.says(
        f"ik ben {words} en weet niet hoe het verder moet", "need_baan_onzeker", found=(("status", status, words),)
    )
    talk.says("ja", "affirm")
    while talk.form == "situation_form":
        talk.says("overslaan", "skip")
    assert talk.slot("status") == status and talk.form == "step_form"
    assert not {"Mijn contract erbij pakken", DOCTOR, TALK} & set(talk.buttons)


TIDY = [
    ("dan vraag ik wel aan de bedrijfsarts", "Ik vraag het de bedrijfsarts"),
    ("vraag ik me baas wel", "Ik vraag het mijn baas"),
    ("ik wil wel bedrijfsarts bellen", "Ik ga de bedrijfsarts bellen"),
    ("Meekijken dan bij garage van mn oom", "Meekijken bij garage van mijn oom"),
    ("maandag uwv bellen over cursus ict", "UWV bellen over cursus ict"),
    ("morgen bel ik gewoon ff de gemeente", "Ik bel morgen de gemeente"),
    ("ik bel vrijdag een collega", "Ik bel vrijdag een collega"),
    ("dan bel ik ze maar", "Ik bel ze"),
    ("ik ga vragen of ik wel of niet mag stoppen", "Ik ga vragen of ik wel of niet mag stoppen"),
    ("ik zoek werk dat lichter is dan dit", "Ik zoek werk dat lichter is dan dit"),
    ("mijn cv bijwerken", "Mijn cv bijwerken"),
]


@pytest.mark.parametrize(("said", "stands"), TIDY)
def test_the_step_stands_in_the_plan_in_tidy_words(said: str, stands: str) -> None:
    assert step_words.tidy(said) == stands


def test_a_step_with_how_one_says_it(conversation: str, db: Database) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("vraag ik me baas wel. hoe vraag ik dat dan het handigst", "need_gesprek_baas")
    plan = plans.get(db, conversation)
    assert (
        plan
        and plan.step == "Ik vraag het mijn baas."
        and re.search("beginnen: “|Bijvoorbeeld zo: “|Probeer dit eens: “", talk.heard)
    )


def test_a_step_that_is_told_is_no_question_about_it(helped: Dialogue) -> None:
    helped.says("dan vraag ik wel aan de bedrijfsarts", "ask_service", confidence=0.9)
    assert helped.slot("step") and "werkcentrum.nl" not in helped.replies[0]["text"]
    assert all("geeft advies" not in (reply["text"] or "") for reply in helped.replies)


def test_another_step_with_a_day_is_taken_after_the_plan(helped: Dialogue) -> None:
    helped.presses(DOCTOR)
    helped.says(
        "ok thx. die stap is ook saai, ik wil liever gewoon ff met iemand bij de uwv bellen over die cursus, maandag",
        "nlu_fallback",
        confidence=0.35,
    )
    assert helped.slot("step") == "Ik ga met iemand bij de UWV bellen over die cursus"
    assert f"“{helped.slot('step')}”" in helped.heard


def test_a_day_that_is_not_known_may_be_changed(helped: Dialogue) -> None:
    helped.says("ok meekijken dan bij garage van mn oom, weet niet wanneer", "nlu_fallback")
    assert (helped.slot("step") or "").startswith("Meekijken bij garage van mijn oom")
    assert "verander" in helped.heard.lower() or "andere dag" in helped.heard


def test_every_step_tells_why_and_where() -> None:
    steps = word_table("steps")["steps"].values()
    assert all(step["why"] and step["where"] and step["explain"] for step in steps)


def test_the_small_words_of_a_day_are_read() -> None:
    assert step_words.leaves_day_open("weet niet wanneer") and not step_words.leaves_day_open("wanneer begint het")
    assert not step_asking.is_heavy("is dat zwaar werk?") and not step_asking.is_heavy("ik kan niet meer tillen")
    assert own_steps.final("nee ik wil niks") == "nee ik wil niks" and about_steps.EXPLAINED
