"""A message that only names work is a fact; with a question or a wish round it, it is what the model makes of it."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.named_work import NamedWork


def heard(text: str, work: str) -> str | None:
    start = text.index(work)
    entity = {"entity": "occupation", "value": "some_id", "start": start, "end": start + len(work)}
    [message] = NamedWork().process([Message(data={TEXT: text, ENTITIES: [entity]})])
    return (message.get(INTENT) or {}).get("name")


@pytest.mark.parametrize("text", ["lasser", "Ik ben lasser.", "ja, lasser", "werk als een lasser", "lasser!"])
def test_nothing_but_work_is_a_fact(text: str) -> None:
    assert heard(text, "lasser") == "inform"


@pytest.mark.parametrize("text", ["lasser?", "wat verdient een lasser", "ik wil lasser worden", "lasser is te zwaar"])
def test_more_than_work_is_left_to_the_model(text: str) -> None:
    assert heard(text, "lasser") is None
