"""A word whose meaning is asked inside another message is explained first of all; then the rest is heard."""

from __future__ import annotations

from bot.actions import asking, leading, named_schemes, questions, terms
from bot.actions.turn import Turn


def explain(turn: Turn) -> None:
    """Says what the words mean and goes on with the rest, when something is asked in that; else leaves it all."""
    if not leading.may_lead(turn):  # a sign of trouble, or words for a line of the plan
        return
    parts = asking.parts(turn.words)
    asked = {part: texts for part in parts if (texts := _meaning(turn, part.lower()))}
    rest = " ".join(part for part in parts if part not in asked)
    if not asked or not asking.asks_in_part(rest) or questions.answers_words_too(turn):
        return
    terms.tell(turn, tuple(dict.fromkeys(text for texts in asked.values() for text in texts)))
    named_schemes.remember(turn, " ".join(asked).lower())
    turn.goes_on_with(rest)


def _meaning(turn: Turn, part: str) -> tuple[str, ...]:
    return () if questions.is_of_adviser(turn, part) else terms.alone(part)
