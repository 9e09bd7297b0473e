"""Words of danger in a text that the bot does not answer: because it is too long for it, or a human has the word."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from connectors.errors import RasaFailed, RasaUnavailable
from connectors.handover import load_handover
from connectors.messages import MAX_TEXT, plain_text
from connectors.rendering import pieces

SAFETY = "safety_"
"""Before the kind of trouble, in the name of an intent."""


class Understands(Protocol):
    """What this needs of Rasa; see `RasaClient`."""

    async def intent(self, text: str) -> str | None:
        """What a text means, without saying or keeping anything; None when Rasa cannot say."""

    async def is_up(self) -> bool:
        """Whether Rasa answers at all."""


def stretches(text: str) -> list[str]:
    """The text in stretches of a length that the bot takes. They overlap: where one ends another is in the middle."""
    halves = pieces(plain_text(text), MAX_TEXT // 2 - 1)
    return [" ".join(pair) for pair in pairwise(halves)] or halves


async def urgent_intent(rasa: Understands, text: str) -> str | None:
    """The first intent in the text that has a signpost of its own beside a human; None when there is none."""
    for stretch in stretches(text):
        intent = await rasa.intent(stretch)
        if load_handover().signpost(intent):
            return intent
    return None


async def stretch_in_danger(rasa: Understands, text: str) -> str | None:
    """The stretch with a sign of trouble, the most urgent first; None when the text has none.

    Raises RasaUnavailable or RasaFailed when Rasa cannot say: nobody is told that a text is too long before that.
    """
    found: list[tuple[bool, str]] = []
    for stretch in stretches(text):
        intent = await rasa.intent(stretch)
        if intent is None:
            raise RasaFailed("Rasa cannot say.") if await rasa.is_up() else RasaUnavailable("Rasa cannot be reached.")
        if intent.startswith(SAFETY):
            found.append((load_handover().signpost(intent) is None, stretch))
    return min(found, key=lambda each: each[0])[1] if found else None
