"""What was looked up for a person, written into the plan: for the summary, the adviser, and to show it once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.actions import kept_plan, refusing
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import label
from guidance import plans
from knowledge.career_schema import Occupation, Training


def occupations(turn: Turn, found: Iterable[tuple[Occupation, str]]) -> None:
    """Notes occupations with what was said of them, with the source and the day of that."""
    _save(
        turn,
        [
            plans.LookUp("occupation", occupation.id, occupation.name, told, *_origin(occupation, told))
            for occupation, told in found
        ],
    )


def trainings(turn: Turn, found: Iterable[Training]) -> None:
    """Notes trainings with the source and the day of their data."""
    _save(
        turn,
        [
            plans.LookUp("training", each.id, each.name, each.summary, each.sources[0].title, each.verified)
            for each in found
        ],
    )


def _origin(occupation: Occupation, told: str) -> tuple[str, date]:
    """Title and day: of UWV where its chances were told, else of the description."""
    chances = occupation.chances
    source = chances.source if chances and chances.source.title in told else occupation.source
    return (source.title, source.retrieved) if source else (label("own_data"), today())


def ids(turn: Turn, kind: str) -> set[str]:
    """The ids of everything of this kind that was looked up in this conversation."""
    plan = kept_plan.get(turn)
    return {look.id for look in plan.looked_up if look.kind == kind} if plan else set()


def _save(turn: Turn, looked: Sequence[plans.LookUp]) -> None:
    for look in looked:
        refusing.take_back(turn, f"{refusing.LEFT_OPEN}:{look.kind}", look.id)
    kept_plan.save(turn, looked_up=looked)
