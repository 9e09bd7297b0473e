"""The language somebody writes in reaches the desk, so that who speaks it can help."""

from __future__ import annotations

import pytest

from bot.actions import languages
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


ENGLISH = "I write simple Dutch only"


def test_who_writes_english_reads_it_once_and_gets_the_rest_answered(conversation: str) -> None:
    talk = Dialogue(conversation).says("hello i work in tilburg as order picker, i want to learn", "inform")
    assert ENGLISH in talk.heard
    talk.says("i can not find work in holland and i have no money", "need_uitkering")
    assert ENGLISH not in talk.heard and "Klopt dat" in talk.heard


def test_who_asks_who_speaks_it_gets_a_yes_and_a_no(conversation: str) -> None:
    talk = Dialogue(conversation).says("hello i work in tilburg as order picker, i want to learn", "inform")
    talk.says("which one speak english or polish?", "other_language")
    assert "Polish" in talk.heard and "Dutch only" not in talk.heard and "I only write" not in talk.heard


def test_the_wish_for_a_language_stands_in_the_note(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("hello i work in tilburg as order picker, i want to learn", "inform")
    talk.says("need english or polish", "other_language")
    plan = plans.get(db, conversation)
    assert plan and languages.wish_in(plan) == "Pools of Engels"


def test_who_wants_to_learn_english_asks_for_no_talk_in_it(db: Database, conversation: str) -> None:
    Dialogue(conversation).says("ik wil engels leren", "need_leren")
    plan = plans.get(db, conversation)
    assert plan and "language_wish" not in plan.situation
