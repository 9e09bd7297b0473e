"""What is said and asked at the plan: another day, how it stands, what must come in, sending it, and goodbye."""

from __future__ import annotations

from datetime import date

import pytest

from bot.actions.wording import label
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

FOUND, ADDED = label("plan", "found"), label("plan", "in_plan")
MONDAY, TUESDAY = 0, 1


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A driver who saw other work, will call the union on Tuesday and is asked whether to see moments."""
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en wil iets anders", "need_richting")
    talk.says("ja", "affirm").receives(understood("welk ander werk is er"))
    return talk.receives(understood("ik bel dinsdag de vakbond"))


@pytest.mark.parametrize(
    "said", ["zondag is het daar dicht denk ik. ik kan maandag", "dinsdag zijn ze dicht, maandag dan"]
)
def test_a_day_on_which_it_is_closed_gives_way_to_the_other(driver: Dialogue, said: str) -> None:
    driver.receives(understood(said))
    assert date.fromisoformat(driver.slot("step_date")).weekday() == MONDAY


def test_the_day_is_moved_with_a_goodbye(driver: Dialogue) -> None:
    driver.receives(understood("o lol dinsdag is dicht. maandag dan. later ✌️"))
    assert date.fromisoformat(driver.slot("step_date")).weekday() == MONDAY
    assert "maandag" in driver.heard and "code" in driver.heard


@pytest.mark.parametrize(
    "said, answer", [("staat ie nu op dinsdag?", "Ja, je stap"), ("staat hij op maandag?", "Nee, je stap")]
)
def test_how_the_step_stands_is_answered_with_the_plan(driver: Dialogue, said: str, answer: str) -> None:
    driver.receives(understood(said))
    assert answer in driver.heard and "dinsdag" in driver.heard and driver.plan.get(FOUND, "")
    assert date.fromisoformat(driver.slot("step_date")).weekday() == TUESDAY


@pytest.mark.parametrize("said", ["kan ik dit naar me mentor sturen", "hoe bewaar ik dit plan"])
def test_whether_the_plan_can_be_sent_is_answered_with_the_button_that_keeps_it(driver: Dialogue, said: str) -> None:
    driver.receives(understood(said))
    assert "Bewaar als bestand" in driver.heard


@pytest.mark.parametrize(
    "said",
    [
        "mooi. klaar, bedankt",
        "ok laat maar, ik schrijf t zelf wel op. dag",
        "nou ja goed genoeg. nee ik hoef gien adviseur. bedankt, ik goa",
        "ok klaar. ik ga",
    ],
)
def test_words_that_end_the_plan_are_a_goodbye_with_the_code(driver: Dialogue, said: str) -> None:
    driver.receives(understood(said))
    assert "code" in driver.heard and not [title for title in driver.buttons if " uur" in title]


def test_a_scheme_that_is_missed_stands_under_what_we_found(driver: Dialogue) -> None:
    driver.receives(understood("stl mis ik, zet die d'r bie"))
    assert "STL" in driver.plan.get(FOUND, "") and not driver.plan.get(ADDED, "")


def test_work_that_was_found_gives_way_to_work_that_is_named(driver: Dialogue) -> None:
    assert "teamleider logistiek" in driver.plan.get(FOUND, "")
    driver.receives(understood("bij wat we vonden staat teamleider logistiek, dat moet productieplanner zijn"))
    assert "productieplanner" in driver.plan.get(FOUND, "") and "teamleider logistiek" not in driver.plan.get(FOUND, "")
    assert "planner transport" in driver.plan.get(FOUND, "")  # what was not named stays


def test_what_they_need_is_taken_though_it_begins_like_a_question(driver: Dialogue) -> None:
    driver.receives(understood("er klopt iets niet in mijn plan"))
    driver.receives(understood("wat ik nodig heb is een eerlijke kans op een hogere functie"))
    assert "een eerlijke kans op een hogere functie" in driver.heard.lower() and "zeker antwoord" not in driver.heard


def test_an_age_that_stands_so_already_is_said_to(driver: Dialogue) -> None:
    driver.receives(understood("ik ben 58")).receives(understood("verander dan me leeftijd in 58"))
    assert "58" in driver.heard and "Moet het weg" not in driver.heard


def test_the_plan_lists_the_work_that_was_chosen_and_not_what_was_shown_last(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en wil iets anders", "need_richting")
    talk.says("ja", "affirm").receives(understood("productieplanner lijkt me wel wat"))
    talk.receives(understood("welk ander werk is er nog")).receives(understood("ik bel dinsdag de vakbond"))
    assert "productieplanner" in talk.plan.get(FOUND, "") and "rijinstructeur" not in talk.plan.get(FOUND, "")
