"""A conversation as somebody types it: the trained pipeline reads each message, the actions answer it."""

from __future__ import annotations

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


def hears(talk: Dialogue, *messages: str) -> Dialogue:
    """The talk after these messages."""
    for message in messages:
        talk.receives(understood(message))
    return talk


def talk_of(conversation: str, *messages: str) -> Dialogue:
    """A talk in which this was typed."""
    return hears(Dialogue(conversation), *messages)
