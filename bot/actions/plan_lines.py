"""The lines of the plan as single things to point at and to take out: a wish, a quote, a job that was found."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.actions import need_names, plan_additions, plan_contents, plan_wish, refusing
from bot.actions.sources import database
from bot.actions.turn import Turn
from bot.actions.wording import label
from guidance import plans
from guidance.plans import Plan

WISH, OWN_WORDS, ADDED, NEED = "wish", "own_words", "in_plan", "need"
OF = "|"  # between the kind of a line and what it is, in what a button sends
MOST_FOUND = 4  # as many as the plan lists


@dataclass(frozen=True)
class Line:
    """One thing in the plan: its kind, what it is, and the text by which it is known."""

    kind: str
    id: str
    text: str


def of(turn: Turn) -> list[Line]:
    """All of them, in the order of the plan."""
    plan = plans.get(database(), turn.conversation_id)
    if plan is None:
        return []
    needs = turn.slot("needs", []) or plan_contents.needs_told(turn, plan)
    return [
        *(Line(NEED, need, text) for need in needs if (text := need_names.in_plan(turn, need))),
        *(Line(WISH, key, name) for key, name in plan_wish.parts(turn)),
        *(Line(OWN_WORDS, quote, quote) for quote in shown_quote(turn, plan)),
        *(Line(ADDED, words, words) for words in plan_additions.of(plan)),
        *(Line(look.kind, look.id, look.title) for look in plan_contents.found(turn, plan, MOST_FOUND)),
    ]


def shown_quote(turn: Turn, plan: Plan) -> list[str]:
    """The one quote that stands in the plan; none once one was to go: another would be as unwelcome."""
    return [] if refusing.refused(turn, plan_contents.QUOTE) else plan_contents.quotes(turn, plan)[:1]


def strike(turn: Turn, line: Line) -> None:
    """Takes a line out, so that it stays out."""
    if line.kind == WISH:
        plan_wish.strike(turn, line.id, line.text)
    elif line.kind == ADDED:
        plan_additions.strike(turn, line.id)
    elif line.kind == OWN_WORDS:
        refusing.refuse(turn, plan_contents.QUOTE, line.id)
    else:
        refusing.refuse(turn, line.kind, line.id)
    if line.kind == NEED:
        turn.add("denied", line.id)  # nor proposed again
        for slot in ("needs", "remembered"):
            turn.drop(slot, line.id)


def named(line: Line) -> str:
    """How a line is called once it is out; a quote is not said again."""
    return label("plan", "quote") if line.kind == OWN_WORDS else line.text.rstrip(".")


def button(line: Line) -> dict[str, str]:
    """The button that takes it out."""
    pointed = json.dumps({"about": f"{line.kind}{OF}{_short(line)}"}, ensure_ascii=False)
    return {"title": named(line), "payload": f"/correct{pointed}"}


def _short(line: Line) -> str:
    """What a button sends of a line; there is one quote, so its words stay out."""
    return "" if line.kind == OWN_WORDS else line.id


def pointed_at(turn: Turn, value: str | None) -> Line | None:
    """The line that a button points at, when it still stands there."""
    kind, mark, id_ = (value or "").partition(OF)
    lines = of(turn) if mark else []
    return next((line for line in lines if line.kind == kind and id_ in (_short(line), "")), None)
