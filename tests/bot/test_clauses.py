"""A message that says several things is heard as several things."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import MOST_CLAUSES, ClauseCollector, ClauseSplitter, split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("ja", []),
        ("wie betaalt dat?", []),
        ("ik ben lasser en metselaar", []),
        ("me rug wil niet meer. kan ik nog wat leren", ["me rug wil niet meer", "kan ik nog wat leren"]),
        ("kan ik nog wat leren en wie betaalt dat?", ["kan ik nog wat leren", "wie betaalt dat"]),
        ("nee ik wil gewoon een cursus", ["ik wil gewoon een cursus"]),
        ("nee hoor", []),
    ],
)
def test_clauses_are_split_where_a_second_thought_begins(text: str, clauses: list[str]) -> None:
    assert split_clauses(text) == clauses


def test_a_very_long_message_costs_no_more_than_a_handful_of_clauses() -> None:
    assert len(split_clauses("dit is een zin. " * 50)) == MOST_CLAUSES


def test_what_the_clauses_said_ends_up_on_the_message_and_nowhere_else() -> None:
    whole = Message(data={TEXT: "mijn werk is zwaar. wie betaalt een cursus"})
    messages = ClauseSplitter().process([whole])
    for message in messages:
        message.set("intent", {"name": message.get(TEXT)[:4], "confidence": 0.8})
    (collected,) = ClauseCollector().process(messages)
    assert collected is whole
    assert [clause["intent"] for clause in collected.get("clauses")] == ["mijn", "wie "]
    assert "clauses" in collected.output_properties


def collected(heard_in_the_whole: dict[str, float], heard_in_the_clause: str) -> list[str]:
    whole = Message(data={TEXT: "ik heb geen tijd door de kinderen. wie past er op"})
    messages = ClauseSplitter().process([whole])
    whole.set("intent_ranking", [{"name": name, "confidence": sure} for name, sure in heard_in_the_whole.items()])
    for message in messages[1:]:
        message.set("intent", {"name": heard_in_the_clause, "confidence": 0.9})
    (found,) = ClauseCollector().process(messages)
    return [clause["intent"] for clause in found.get("clauses")]


def test_a_need_that_only_a_piece_of_the_message_sounds_like_is_not_heard() -> None:
    assert collected({"need_thuis": 0.98, "need_geld_tijd": 0.001}, "need_geld_tijd") == []


def test_a_second_need_that_the_whole_message_hears_too_is_heard() -> None:
    assert set(collected({"need_thuis": 0.6, "need_geld_tijd": 0.2}, "need_geld_tijd")) == {"need_geld_tijd"}


def test_what_follows_a_denial_is_heard_however_loud_the_denial() -> None:
    messages = ClauseSplitter().process([Message(data={TEXT: "nee dat bedoel ik niet, ik wil een cursus doen"})])
    messages[0].set("intent", {"name": "deny", "confidence": 0.99})
    messages[0].set("intent_ranking", [{"name": "deny", "confidence": 0.99}])
    for message in messages[1:]:
        message.set("intent", {"name": "need_leren", "confidence": 0.9})
    (found,) = ClauseCollector().process(messages)
    assert {clause["intent"] for clause in found.get("clauses")} == {"need_leren"}


def test_a_question_in_a_piece_of_the_message_is_always_heard() -> None:
    assert set(collected({"need_thuis": 0.99}, "ask_why")) == {"ask_why"}
