"""What a need is called in a sentence or in the plan: in other words for who works alone, where there are any."""

from __future__ import annotations

from bot.actions import refusing, schemes
from bot.actions.turn import Turn
from bot.actions.wording import label, labels

WISHES = "need_richting"  # with a field that is named it is no search any more


def short(turn: Turn, need: str) -> str:
    """As it stands in a sentence: "je werk wordt te zwaar"; not in words that were objected to."""
    if _objected_to(turn, need):
        return label("told_need")
    if need == WISHES and turn.slot("wished_field"):
        return label("wished", "need").format(field=turn.slot("wished_field"))
    return _called(turn, need, "short")


def in_plan(turn: Turn, need: str) -> str:
    """As it stands in the plan; nothing when our words for it were objected to: theirs stand there."""
    return "" if _objected_to(turn, need) else _called(turn, need, "plan")


def _objected_to(turn: Turn, need: str) -> bool:
    return need in refusing.refused(turn, refusing.READING)


def _called(turn: Turn, need: str, where: str) -> str:
    names: dict[str, str] = labels()["needs"][need]
    return names.get(f"{where}_alone", names[where]) if schemes.works_alone(turn) else names[where]
