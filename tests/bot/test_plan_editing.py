"""Who wants something else in their plan says which line and how, and sees just that stand there."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.actions import plan_additions
from bot.actions.sources import today
from bot.actions.step_words import tidy
from bot.actions.wording import day_in_words, label
from connectors.whatsapp.limits import BUTTON_TITLE, BUTTONS, LIST_ROWS, ROW_TITLE
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue

NEED, FACTS, FOUND = label("plan", "need"), label("plan", "facts"), label("plan", "found")


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A lorry driver with a sore back who has a plan and is asked whether an adviser is wanted."""
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en me rug doet zeer", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Lichter werk zien")
    return talk.says("ok ik vraag het aan de planner bij ons. jan heet ie", "need_gesprek_baas")


def test_a_plan_that_is_not_right_is_asked_about_line_by_line(driver: Dialogue) -> None:
    driver.says("mijn plan klopt niet", "correct")
    lines = ["Wat ik nodig heb", "Mijn woorden", "Mijn werk", "Wat we vonden", "Mijn stap", "De dag"]
    assert list(driver.buttons) == [*lines, "Er moet iets bij", "Het is goed zo"]
    driver.presses("Mijn werk")
    assert "vrachtwagenchauffeur" in driver.heard and list(driver.buttons)[0] == "Weghalen"


def test_the_choices_fit_on_every_channel(driver: Dialogue) -> None:
    driver.says("mijn plan klopt niet", "correct")
    assert len(driver.buttons) <= LIST_ROWS and all(len(title) <= ROW_TITLE for title in driver.buttons)
    driver.presses("Mijn werk")
    assert len(driver.buttons) <= BUTTONS and all(len(title) <= BUTTON_TITLE for title in driver.buttons)


@pytest.mark.parametrize(
    ("line", "typed", "intent", "row", "stands"),
    [
        ("Wat ik nodig heb", "het is alleen mijn rug", "need_zwaar_gezondheid", "need", "Alleen mijn rug."),
        ("Mijn woorden", "ik wil blijven rijden", "need_bevestiging", "own_words", "“ik wil blijven rijden”"),
        ("Mijn werk", "ik was LOGISTIEK planner", "inform", "facts", "Je was logistiek planner."),
        ("Mijn stap", "ik zei dat ik dinsdag ga kijken", "inform", "step", "Ik ga dinsdag kijken"),
    ],
)
def test_what_is_typed_for_a_line_stands_there_as_it_was_said(
    driver: Dialogue, line: str, typed: str, intent: str, row: str, stands: str
) -> None:
    driver.presses("Iets veranderen").presses(line).presses("Anders").says(typed, intent)
    assert driver.plan[label("plan", row)] == stands


def test_the_day_is_read_and_what_is_no_day_is_asked_again(driver: Dialogue) -> None:
    driver.presses("Iets veranderen").presses("De dag").presses("Anders").says("geen flauw idee eigenlijk", "inform")
    assert not any((reply.get("custom") or {}).get("cards") for reply in driver.replies)
    driver.says("morgen", "inform")
    assert driver.plan[label("plan", "date")] == day_in_words(today() + timedelta(days=1))


def test_another_need_is_chosen_from_the_list(driver: Dialogue) -> None:
    driver.presses("Iets veranderen").presses("Wat ik nodig heb").presses("Anders").presses("Bijleren")
    assert driver.plan[NEED] == label("needs", "need_leren", "plan") and driver.slot("needs") == ["need_leren"]


def test_a_line_comes_in_and_goes_out_and_comes_back(driver: Dialogue) -> None:
    added = label("plan", "in_plan")
    driver.presses("Iets veranderen").presses("Er moet iets bij").says(
        "ik wil niet achter een computer", "ask_human", confidence=0.66
    )
    assert driver.plan[added] == "Ik wil niet achter een computer"
    driver.presses("Iets veranderen").presses("Ook belangrijk").presses("Weghalen")
    assert added not in driver.plan
    driver.presses("Zet het terug")
    assert driver.plan[added] == "Ik wil niet achter een computer"


def test_a_change_is_taken_back_in_words(driver: Dialogue, db: Database, conversation: str) -> None:
    driver.presses("Iets veranderen").presses("Mijn werk").presses("Weghalen")
    assert driver.slot("occupation") is None and FACTS not in driver.plan
    driver.says("nee toch niet, zet terug", "deny")
    assert driver.plan[FACTS] == "Je bent vrachtwagenchauffeur." and driver.slot("occupation")
    plan = plans.get(db, conversation)
    assert plan and plan.step and plan.step_date


def test_a_question_in_between_is_answered_and_ours_comes_back(driver: Dialogue) -> None:
    driver.presses("Iets veranderen").presses("Mijn werk").says("wat is een cao?", "ask_clarify")
    assert "afspraken" in driver.heard and "vrachtwagenchauffeur" in driver.heard and "Weghalen" in driver.buttons
    driver.says("chauffeur met laadklep", "inform")
    assert driver.plan[FACTS] == "Je bent chauffeur met laadklep."


@pytest.mark.parametrize("said", ["laat maar", "nee het is goed zo"])
def test_who_wants_no_change_after_all_keeps_the_plan(driver: Dialogue, said: str) -> None:
    driver.presses("Iets veranderen").presses("Mijn werk").says(said, "skip")
    assert driver.slot("plan_line") is None and driver.slot("occupation")
    assert not any((reply.get("custom") or {}).get("cards") for reply in driver.replies)


def test_a_refused_adviser_is_no_line_of_the_plan(driver: Dialogue) -> None:
    driver.says("dat me werk te zwaar is heb ik niet gezegd", "need_zwaar_gezondheid")
    assert label("needs", "need_zwaar_gezondheid", "plan").rstrip(".") in driver.heard
    driver.says("nee geen adviseur. allemaal papier", "deny")
    assert driver.slot("plan_line") is None and "“Allemaal papier" not in driver.heard


def test_a_day_and_a_line_that_are_not_right_are_both_heard(driver: Dialogue) -> None:
    driver.says(
        "overmorgen zie ik jan. en dat me werk te zwaar is heb ik niet gezegd, alleen me rug", "need_zwaar_gezondheid"
    )
    assert driver.plan[label("plan", "date")] == day_in_words(today() + timedelta(days=2))
    assert driver.plan[NEED] == "Alleen me rug."


def test_nothing_is_called_changed_that_did_not_change(driver: Dialogue) -> None:
    driver.presses("Iets veranderen").presses("Mijn werk").presses("Anders").says("vrachtwagenchauffeur", "inform")
    assert "Aangepast" not in driver.heard and "niet" in driver.heard


def test_who_refuses_paper_keeps_the_work_that_was_found(driver: Dialogue) -> None:
    driver.says("nee geen adviseur. allemaal papier", "deny").says("laat mijn plan zien", "show_data")
    driver.says("en waar is planner gebleven", "ask_occupation", confidence=0.4)
    assert "planner transport" in driver.plan[FOUND]


def test_work_that_went_out_and_is_missed_comes_back(driver: Dialogue) -> None:
    driver.says("haal planner weg", "correct")
    assert "planner transport" not in driver.plan.get(FOUND, "")
    driver.says("waar is planner gebleven", "ask_occupation", confidence=0.4)
    assert "planner transport" in driver.plan[FOUND]


@pytest.mark.parametrize(
    "said",
    [
        "ik ben géén vrachtwagenchauffeur. wilt u dat uit mijn plan halen?",
        "er staat vrachtwagenchauffeur. dat ben ik niet, haal dat weg",
    ],
)
def test_work_that_is_not_theirs_goes_out(driver: Dialogue, said: str) -> None:
    driver.says(said, "ask_occupation")
    assert "vrachtwagenchauffeur" not in driver.plan.get(FACTS, "")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("er staat nog steeds vrachtwagenchauffeur. ik was LOGISTIEK planner", "Je was logistiek planner."),
        ("in het plan staat dat ik rij. dat ben ik niet, ik ben adviseur bij een bank", "Je bent adviseur."),
        ("is not right: I am also reachtruck driver", "Je bent vrachtwagenchauffeur en reachtruck driver."),
    ],
)
def test_work_is_kept_in_their_own_words(driver: Dialogue, said: str, stands: str) -> None:
    driver.says(said, "inform", confidence=0.41)
    assert stands in driver.plan[FACTS]


def test_what_is_asked_to_come_in_is_no_other_wish(driver: Dialogue) -> None:
    driver.says("haal klantenservice weg, en zet er bij cursus hybride auto's", "correct")
    assert "cursus hybride auto's" in json.dumps(driver.plan, ensure_ascii=False)
    driver.says("and IDW, put in plan", "correct")
    assert "IDW" in driver.plan[label("plan", "in_plan")]


@pytest.mark.parametrize(
    ("said", "step"),
    [
        (
            "maar ik zei toch dat ik dinsdag ga kijken bij het verzorgingshuis",
            "Ik ga dinsdag kijken bij het verzorgingshuis",
        ),
        ("mijn stap is dat ik maandag bel met het UWV", "Ik bel maandag met het UWV"),
    ],
)
def test_a_step_stands_there_without_the_talk_around_it(said: str, step: str) -> None:
    assert tidy(said) == step


def test_another_day_is_another_day_in_the_words_of_the_step_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker en me handen doen zeer", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("ok ik ga zaterdag vragen bij de bloemenwinkel om de hoek", "inform")
    assert "zaterdag" in talk.plan[label("plan", "step")]
    talk.says("nee niet zaterdag, maandag", "deny")
    assert "maandag vragen" in talk.plan[label("plan", "step")] and "maandag" in talk.plan[label("plan", "date")]
    assert "om een mens vragen" not in talk.heard


def test_what_must_come_in_is_no_half_sentence() -> None:
    assert plan_additions.asked("ik ben gepasseerd, dat moet erin") == "ik ben gepasseerd"
