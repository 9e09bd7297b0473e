"""Who refuses a step in anger or because it was done before is not given it; who changes a step has it changed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.actions import own_steps, own_story, plan_additions, refused_steps, step_day
from bot.actions.sources import catalogue, today
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.test_dates_spans import TODAY
from tests.bot.test_steps import rows_of
from tests.bot.walking import LIGHTER, to_help

DOCTOR = "Vragen naar de bedrijfsarts"


@pytest.fixture
def helped(conversation: str) -> Dialogue:
    """Somebody with heavy work, who is asked for a step."""
    return to_help(Dialogue(conversation), "need_zwaar_gezondheid", LIGHTER)


@pytest.fixture
def planned(helped: Dialogue) -> Dialogue:
    """Somebody who sees their plan, and is offered moments."""
    return helped.says("ik ga mijn zus bellen")


@pytest.mark.parametrize(
    "said",
    [
        "godsamme laat maar. die bedrijfsarts ben ik al geweest vorig jaar, die zegt rustig aan doen. zinloos",
        "ik zit hier en dan kom je met doden. en weer die bedrijfsarts. luister nou eens naar mij",
        "bedrijfsarts??",
        "bedrijfsarts? nee joh",
        "bedrijfsarts had ik al",
        "bedrijfsarts ben ik geweest. die luistert ook al niet",
        "weer een bedrijfsarts zeker? heb ik al gehad",
        "wat moet ik met die bedrijfsarts",
        "naar de bedrijfsarts, daar heb ik niks aan",
        "die arbodienst vertrouw ik voor geen meter",
        "hou nou op over die bedrijfsarts",
        "niet weer die bedrijfsarts",
    ],
)
@pytest.mark.parametrize("intent", ["inform", "need_baan_onzeker", "nlu_fallback"])
def test_a_step_that_is_refused_is_not_chosen_and_not_offered_again(helped: Dialogue, said: str, intent: str) -> None:
    assert DOCTOR in helped.buttons
    helped.says(said, intent, confidence=0.6)
    assert helped.slot("step") is None and "De bedrijfsarts" in helped.heard
    assert helped.question == "step" and DOCTOR not in helped.buttons
    helped.says("ik weet het niet", "dont_know")
    assert "bedrijfsarts" not in helped.heard


def test_what_was_done_before_is_noted_as_tried(helped: Dialogue, db: Database, conversation: str) -> None:
    helped.says("met mijn baas heb ik al drie keer gepraat, heeft geen zin", "inform")
    plan = plans.get(db, conversation)
    assert plan and "talked_boss" in plan.tried and "Een gesprek vragen met mijn baas" not in helped.buttons


@pytest.mark.parametrize(
    "said",
    [
        "ik ga naar de bedrijfsarts",
        "doe maar de bedrijfsarts",
        "is de bedrijfsarts niet van de baas?",
        "ik weet niet wat een bedrijfsarts is",
        "hoe bereik ik de bedrijfsarts",
        "ik durf niet met mijn baas te praten",
        "mijn contract loopt niet af",
        "ik heb geen geld",
        "wat is een bedrijfsarts??",
    ],
)
def test_a_question_a_doubt_and_a_choice_refuse_nothing(said: str) -> None:
    assert not refused_steps.find(said).ids


def test_a_step_beside_a_refusal_is_taken(helped: Dialogue) -> None:
    helped.says("nee niet naar de bedrijfsarts, ik ga vrijdag mijn broer bellen", "inform")
    assert helped.slot("step") == "Ik ga vrijdag mijn broer bellen"
    assert "step:company_doctor" in helped.slot("refused")


@pytest.mark.parametrize("said", ["haal da maar weg", "ik heb die bedrijfsarts NIET gekozen", "bedrijfsarts? nee joh"])
def test_a_step_that_is_taken_back_is_not_offered_again(helped: Dialogue, said: str) -> None:
    helped.presses(DOCTOR).says(said, "wipe_data", confidence=0.5)
    assert helped.slot("step") is None and helped.question == "step" and DOCTOR not in helped.buttons


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("na sinterklaas", date(2026, 12, 7)),
        ("na de sint", date(2026, 12, 7)),
        ("ik bel na kerst", date(2026, 12, 28)),
        ("na nieuwjaar", date(2027, 1, 4)),
        ("na oud en nieuw", date(2027, 1, 4)),
        ("begin volgend jaar", date(2027, 1, 4)),
        ("over twee weken", date(2026, 12, 9)),
        ("vrijdag na sinterklaas", date(2026, 12, 11)),
        ("na het weekend", date(2026, 11, 30)),
        ("dit weekend", date(2026, 11, 28)),
        ("in het weekend dan", date(2026, 11, 28)),
        ("na de vakantie", None),
        ("na de kerstvakantie", None),
        ("ergens in januari", None),
        ("over een paar weken", None),
    ],
)
def test_the_day_of_a_step_is_read_as_people_say_it(
    said: str, day: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_day, "today", lambda: TODAY)
    assert step_day.said_in(said) == day and step_day.is_vague(said) == (day is None)


def test_a_time_without_a_day_is_asked_for(helped: Dialogue) -> None:
    helped.says("ik ga mijn planner mailen na de vakantie")
    assert "dag" in helped.heard.lower() and helped.slot("step_date") is None
    helped.says("over twee weken")
    assert helped.slot("step_date") and "bijstuurplan" in helped.heard


def test_a_day_named_with_a_step_of_the_list_counts(helped: Dialogue) -> None:
    helped.says("doe maar een gesprek met mijn baas, over twee weken", "inform")
    assert (date.fromisoformat(helped.slot("step_date")) - today()).days == 14


@pytest.mark.parametrize(
    "said",
    [
        "ik zei toch NA sinterklaas. maak er 10 december {year} van",
        "maak er 10 december {year} van. en wie betaalt dat?",
        "pfff. maak daar 10 december {year} van, toen zei ik bellen",
        "verzet het naar 10 december {year}",
    ],
)
def test_another_day_is_taken_at_once(planned: Dialogue, said: str) -> None:
    planned.says(said.format(year=today().year + 1), "nlu_fallback")
    assert planned.slot("step_date") == f"{today().year + 1}-12-10"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ik bel vrijdag de zzp club ofzo... nee doe maar werkcentrum bellen, vrijdag", "Werkcentrum bellen"),
        ("ik ga de baas mailen, o nee toch maar de vakbond bellen", "De vakbond bellen"),
        ("ik bel de bond, of nee, ik mail mijn zus", "Ik mail mijn zus"),
    ],
)
def test_only_what_follows_a_second_thought_is_the_step(helped: Dialogue, said: str, meant: str) -> None:
    assert helped.says(said).slot("step") == meant


@pytest.mark.parametrize("intent", ["inform", "ask_service", "nlu_fallback"])
def test_another_step_after_the_plan_changes_it(
    planned: Dialogue, intent: str, db: Database, conversation: str
) -> None:
    planned.says("o wacht toch liever het werkcentrum bellen, donderdag", intent)
    plan = plans.get(db, conversation)
    assert plan and plan.step == "Het werkcentrum bellen" and plan.step_date
    assert plan.step_date.strftime("%w") == "4" and "Jouw stap" in planned.heard


def test_a_step_told_among_the_moments_comes_in_the_place_of_the_first(planned: Dialogue) -> None:
    planned.says("ik app mn teamleider maandag over vaste diensten", "inform", confidence=0.6)
    assert planned.slot("step") == "Ik app mijn teamleider maandag over vaste diensten" and "Jouw stap" in planned.heard


def test_who_would_rather_call_at_another_moment_changes_no_step(planned: Dialogue) -> None:
    planned.says("nee toch liever donderdag bellen", "inform")
    assert planned.slot("step") == "Ik ga mijn zus bellen"


@pytest.mark.parametrize(
    ("said", "put_in"),
    [
        ("en da eerder stoppen moet er ook in staan", "eerder stoppen"),
        ("zet erin dat ik eerder wil stoppen", "ik wil eerder stoppen"),
        ("er staat niks over eerder stoppen", "eerder stoppen"),
        ("eerder stoppen hoort er ook bij", "eerder stoppen"),
    ],
)
def test_what_somebody_wants_in_their_plan_is_put_in(planned: Dialogue, said: str, put_in: str) -> None:
    planned.says(said, "nlu_fallback")
    rows = {row["label"]: row["text"] for reply in planned.replies for row in rows_of(reply)}
    assert rows["Ook belangrijk voor jou"].lower() == put_in and f"“{put_in}”" in planned.heard


@pytest.mark.parametrize("said", ["moet dat er ook in staan?", "zet het er maar in", "zet 10 december erin"])
def test_what_names_nothing_is_not_put_in_the_plan(said: str) -> None:
    assert not plan_additions.asked(said)


def test_who_says_that_all_is_well_keeps_everything_and_leaves(planned: Dialogue) -> None:
    before = planned.slot("refused")
    planned.says("niks, klopt allemaal. doei", "need_niets_kijken", confidence=0.4)
    assert planned.slot("refused") == before and "Tot ziens" in planned.heard and "Aangepast" not in planned.heard


@pytest.mark.parametrize("said", ["{}??", "{}, wat moet ik daarmee", "{}? nee joh", "{}, daar kom je mee"])
def test_work_that_is_refused_in_anger_is_left_out_of_everything(helped: Dialogue, said: str) -> None:
    shown = helped.slot("directions")[0]
    name = catalogue().occupations.get(shown).name
    helped.says(said.format(name), "nlu_fallback")
    assert f"occupation:{shown}" in helped.slot("refused")
    helped.says("ik ga mijn zus bellen")
    found = [row["text"] for reply in helped.replies for row in rows_of(reply) if row["label"] == "Wat we vonden"]
    assert not any(name in text for text in found)


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("hoeveel procent krijg ik? ik wil eerder stoppen, me lijf is op", "ik wil eerder stoppen, me lijf is op"),
        ("NEE ik ben zzper, ik DENK eraan.", ""),
        ("kan het niet meer aan, elke dag pijn", ""),
        ("ik ben ZZP'er en wil in loondienst", "ik ben ZZP'er en wil in loondienst"),
    ],
)
def test_only_whole_sentences_that_tell_something_are_quoted(said: str, quoted: str) -> None:
    assert own_story.quote_of(said) == quoted


def test_without_a_second_thought_nothing_is_cut() -> None:
    assert own_steps.final("nee ik wil niks") == "nee ik wil niks"


def test_a_step_about_the_work_somebody_likes_is_a_step(helped: Dialogue) -> None:
    helped.says("ik vraag mijn baas om een gesprek over praktijkopleider, na sinterklaas", "need_gesprek_baas")
    assert "praktijkopleider" in helped.slot("step") and "bijstuurplan" in helped.heard


def test_a_message_that_is_hardly_heard_and_ends_with_a_goodbye_is_one(planned: Dialogue) -> None:
    planned.says("ik ben er klaar mee, prima zo. houdoe", "need_bevestiging", confidence=0.35)
    assert "Tot ziens" in planned.heard


def test_work_that_is_not_wanted_is_no_wish_in_the_plan(planned: Dialogue) -> None:
    name = catalogue().occupations.get(planned.slot("directions")[0]).name
    planned.says(f"ik wil {name} ook niet", "nlu_fallback")
    rows = {row["label"]: row["text"] for reply in planned.replies for row in rows_of(reply)}
    assert name not in rows["Wat je nodig hebt"] and name not in rows.get("Wat we vonden", "")


@pytest.mark.parametrize(
    "said",
    [
        "bedrijfsarts me hoela. die stuurt je gewoon terug naar de bouw",
        "pff de bedrijfsarts zeker. over mijn lijk",
        "naar de bedrijfsarts, dacht het niet",
        "de bedrijfsarts? mooi niet",
    ],
)
def test_a_sneer_at_a_step_chooses_nothing(helped: Dialogue, said: str) -> None:
    helped.receives(understood(said))
    assert helped.slot("step") is None and DOCTOR not in helped.buttons
    assert "step:company_doctor" in helped.slot("refused")


def test_another_deed_with_its_day_takes_the_place_of_the_step(helped: Dialogue) -> None:
    helped.presses(DOCTOR)
    helped.receives(understood("doe dan maar n keer meekieken bij nen planner, kan wel zaterdag over 2 weken"))
    assert "planner" in helped.slot("step") and "bedrijfsarts" not in helped.slot("step")
    assert date.fromisoformat(helped.slot("step_date")).weekday() == 5


def test_what_the_step_is_not_stays_out_of_it(helped: Dialogue) -> None:
    helped.presses(DOCTOR)
    helped.receives(understood("nee de stap is meekijken bij een planner, niet de bedrijfsarts"))
    assert helped.slot("step") == "Meekijken bij een planner"
    assert "utter_no_appointment" not in "".join(helped.slot("said")[-3:])
