"""Facts are read from what people type, and nothing is read that was not said."""

from __future__ import annotations

import pytest
import yaml

from bot.actions.fact_slots import known_facts
from bot.actions.facts import fill_facts
from bot.actions.wording import DATA
from guidance.database import Database
from guidance.plans import HEALTH_BENEFITS
from tests.bot.turns import Spoken

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("text", "expected", "facts"),
    [
        ("47", "age", {"age": 47}),
        ("ik ben 47", None, {"age": 47}),
        ("ik ben net 52 geworden", None, {"age": 52}),
        ("58 jaar oud", None, {"age": 58}),
        ("ik word 34 hoor", "age", {"age": 34}),
        ("ik werk 32 uur per week", None, {"hours": 32}),
        ("36 uur", "hours", {"hours": 36}),
        ("ik ben vrachtwagenchauffeur", None, {"occupation": "vrachtwagenchauffeur", "sector": "transport"}),
        ("ik woon in Apeldoorn", None, {"place": "Apeldoorn", "region": "AM06"}),
        ("3511 AB", None, {"place": "Utrecht", "region": "AM13"}),
        ("1985", "region", {"place": "Driehuis NH"}),
    ],
)
def test_a_fact_is_read(text: str, expected: str | None, facts: dict[str, object]) -> None:
    turn = Spoken(text).turn
    fill_facts(turn, expected)
    assert {name: turn.slot(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("text", "expected", "fact"),
    [
        ("ik rij al 20 jaar vrachtwagen", None, "age"),
        ("ik werk hier 25 jaar", None, "age"),
        ("ik ben 36 uur per week aan het werk", None, "age"),
        ("99", "age", "age"),
        ("mijn man is metselaar", None, "occupation"),
        ("wat verdient een kok?", None, "occupation"),
        ("ik doe mijn best", None, "place"),
        ("1985", "age", "place"),
    ],
)
def test_what_was_not_said_is_not_read(text: str, expected: str | None, fact: str, conversation: str) -> None:
    turn = Spoken(text, conversation=conversation).turn
    fill_facts(turn, expected)
    assert turn.slot(fact) is None


def test_a_button_gives_its_value() -> None:
    turn = Spoken('/inform{"status": "flex_agency"}', entities={"status": "flex_agency"}).turn
    assert "status" in fill_facts(turn, "status")
    assert turn.slot("status") == "flex_agency"


def test_somebody_in_work_without_word_of_a_benefit_has_none() -> None:
    turn = Spoken('/inform{"status": "employee"}', entities={"status": "employee"}).turn
    fill_facts(turn, "status")
    assert known_facts(turn)["benefit"] == "none"
    assert known_facts(turn)["has_work_experience"] is True


def test_a_later_word_about_the_same_fact_replaces_the_first(db: Database) -> None:
    turn = Spoken("nee ik ben 42", slots={"age": 41}).turn
    assert fill_facts(turn) == {"age": 41}
    assert turn.slot("age") == 42


def test_a_benefit_for_illness_is_kept_only_as_one_of_uwv() -> None:
    """Which one says something about health, and that is never in a slot."""
    table = yaml.safe_load((DATA / "entities.yml").read_text(encoding="utf-8"))
    assert "wia" in table["benefit"]["uwv"]
    assert not HEALTH_BENEFITS & {value.lower() for value in table["benefit"]}
