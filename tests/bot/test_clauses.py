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
