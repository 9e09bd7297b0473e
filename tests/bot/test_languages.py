"""The language somebody writes in reaches the desk, so that who speaks it can help."""

from __future__ import annotations

import pytest

from guidance import desk_list, handoffs, plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue


@pytest.mark.parametrize(
    ("words", "intent"), [("szukam pracy, będę w Polsce", "other_language"), ("nie mogę już pracować", "need_richting")]
)
def test_it_is_kept_with_the_plan_in_the_first_message_whatever_that_says(
    db: Database, conversation: str, words: str, intent: str
) -> None:
    Dialogue(conversation).says(words, intent)
    plan = plans.get(db, conversation)
    assert plan and plan.situation["language"] == "pl"


def test_the_desk_filters_on_it(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("nie mogę już pracować", "other_language")
    talk.says("ik wil een mens spreken", "ask_human")
    (asked,) = handoffs.open_handoffs(db)
    found = desk_list.find(db, "waiting", "sam", asked.requested_at, filters={"language": "pl"})
    assert [row.conversation_id for row in found.rows] == [conversation]


def test_who_writes_dutch_has_no_language_of_their_own_in_the_plan(db: Database, conversation: str) -> None:
    Dialogue(conversation).says("ik wil iets anders gaan doen", "need_richting")
    plan = plans.get(db, conversation)
    assert plan and "language" not in plan.situation
