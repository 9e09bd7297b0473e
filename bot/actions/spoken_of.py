"""What the person themselves spoke of in the talk: the work and the schemes that they named, the last first."""

from __future__ import annotations

from bot.actions import named_schemes
from bot.actions.sources import catalogue
from bot.actions.turn import Turn

WORK, SCHEMES = "named_work", "named_schemes"


def work(turn: Turn) -> list[str]:
    """The occupations that they named."""
    if WORK not in turn.memo:
        link = catalogue().occupations.link
        named = [each.best.id for said in reversed(turn.typed()) for each in link(said) if each.certain]
        turn.memo[WORK] = list(dict.fromkeys(named))
    found: list[str] = turn.memo[WORK]
    return found


def schemes(turn: Turn) -> list[str]:
    """The schemes that they named."""
    if SCHEMES not in turn.memo:
        named = [named_schemes.of_name(said.lower()) for said in reversed(turn.typed())]
        turn.memo[SCHEMES] = list(dict.fromkeys(filter(None, named)))
    found: list[str] = turn.memo[SCHEMES]
    return found
