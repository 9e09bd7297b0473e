"""The lines of the plan as single things to point at, to take out or to put otherwise: a wish, a quote, a job."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.actions import (
    kept_plan,
    need_names,
    own_steps,
    own_story,
    own_work,
    plan_additions,
    plan_contents,
    plan_wish,
    quoting,
    refusing,
    step_fits,
)
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label
from guidance.notes import SHARED_FACTS

WISH, OWN_WORDS, ADDED, NEED, WORK = "wish", own_story.KEPT, "in_plan", "need", "work"
FACT, STEP, DAY = "fact", "step", "date"
FOUND = plan_contents.KINDS
OF = "|"  # between the kind of a line and what it is, in what a button sends
MOST_FOUND = 4  # as many as the plan lists


@dataclass(frozen=True)
class Line:
    """One thing in the plan: its kind, what it is, and the text by which it is known.

    Of their own words the text may be a part: what is taken out of them then is that part.
    """

    kind: str
    id: str
    text: str


def of(turn: Turn) -> list[Line]:
    """All that can be taken out by a word of it, in the order of the plan."""
    plan = kept_plan.get(turn)
    if plan is None:
        return []
    needs = plan_contents.needs_shown(turn, plan)
    work = own_work.name(turn)
    return [
        *(Line(NEED, need, text) for need in needs if (text := need_names.in_plan(turn, need))),
        *(Line(WISH, key, name) for key, name in plan_wish.parts(turn)),
        *([Line(OWN_WORDS, quote, quote)] if (quote := own_story.of(turn, plan)) else []),
        *(Line(ADDED, words, words) for words in plan_additions.of(plan)),
        *([Line(WORK, "", work)] if work else []),
        *(Line(look.kind, look.id, look.title) for look in plan_contents.found(turn, plan, MOST_FOUND)),
    ]


def all_of(turn: Turn) -> list[Line]:
    """Those, and the facts, the step and its day: these are put otherwise rather than taken out."""
    return [*of(turn), *_facts(turn), *_step(turn)]


def _facts(turn: Turn) -> list[Line]:
    vocabulary, place = catalogue().budgets.vocabulary, turn.slot("place")
    known = [name for name in SHARED_FACTS[1:] if turn.slot(name) is not None]
    told = {name: vocabulary.told(name, turn.slot(name)) for name in known}
    if place and "region" in told:
        told["region"] = label("plan", "lives").format(place=place)
    return [Line(FACT, name, text) for name, text in told.items()]


def _step(turn: Turn) -> list[Line]:
    plan = kept_plan.get(turn)
    step = [Line(STEP, "", plan.step)] if plan and plan.step else []
    return step + ([Line(DAY, "", day_in_words(plan.step_date))] if step and plan and plan.step_date else [])


def found_before(turn: Turn) -> set[str]:
    """What was found and stood in the plan before this message."""
    return {key(line) for line in before(turn) if line.kind in FOUND}


def before(turn: Turn) -> list[Line]:
    """Every line as it stood before this message: what it refuses was in the plan that they read."""
    now = {name: turn.slot(name) for name in ("refused", *plan_wish.HEARD)}
    for name in now:
        turn.set(name, turn.before(name))
    lines = all_of(turn)
    for name, value in now.items():
        turn.set(name, value)
    return lines


def let_nothing_fill_in(turn: Turn, stood: set[str], any_change: bool = False) -> None:
    """What is taken out leaves its place open: nothing that did not stand in the plan comes there instead.

    What was wished for by its name stands there all the same, left open or not. `any_change`: also when nothing went
    out, as beside a new wish.
    """
    now, left_open = [line for line in of(turn) if line.kind in FOUND], set[str]()
    while new := [line for line in now if key(line) not in stood | left_open]:
        if not any_change and len(now) == len(stood) + len(new):  # nothing went out: these came by themselves
            return
        for line in new:
            refusing.refuse(turn, f"{refusing.LEFT_OPEN}:{line.kind}", line.id)
        left_open |= {key(line) for line in new}
        now = [line for line in of(turn) if line.kind in FOUND]


def strike(turn: Turn, line: Line) -> None:
    """Takes a line out, so that it stays out."""
    if line.kind == WISH:
        plan_wish.strike(turn, line.id, line.text)
    elif line.kind == ADDED:
        plan_additions.strike(turn, line.id)
    elif line.kind == OWN_WORDS:
        refusing.refuse(turn, own_story.QUOTE, line.id)
        left = quoting.without(line.id, line.text) if line.text != line.id else ""
        kept_plan.save(turn, situation={OWN_WORDS: left or None})
    elif line.kind == WORK:
        own_work.drop(turn)
    elif line.kind == FACT:
        _strike_fact(turn, line.id)
    elif line.kind == STEP:
        step_fits.take_out(turn)
    elif line.kind == DAY:
        own_steps.forget_day(turn)
    else:
        refusing.refuse(turn, line.kind, line.id)
    if line.kind == NEED:
        turn.add("denied", line.id)  # nor proposed again
        for slot in ("needs", "remembered"):
            turn.drop(slot, line.id)


def _strike_fact(turn: Turn, name: str) -> None:
    """Forgets a fact; it is not asked again."""
    names = (name, "place") if name == "region" else (name,)
    for each in names:
        turn.set(each, None)
    turn.add("skipped", name)
    kept_plan.save(turn, situation=dict.fromkeys(names))


def want(turn: Turn, need: str) -> None:
    """A need that is wanted after all, whatever was said of it before."""
    turn.drop("denied", need)
    refusing.take_back(turn, refusing.NEED, need)


def named(line: Line) -> str:
    """How a line is called once it is out; a quote is not said again."""
    return label("plan", "quote") if line.kind == OWN_WORDS else line.text.rstrip(".")


def button(line: Line) -> dict[str, str]:
    """The button that takes it out."""
    pointed = json.dumps({"about": key(line)}, ensure_ascii=False)
    return {"title": named(line), "payload": f"/correct{pointed}"}


def key(line: Line) -> str:
    """What a button sends of a line; there is one quote, so its words stay out."""
    return f"{line.kind}{OF}{'' if line.kind == OWN_WORDS else line.id}"


def pointed_at(turn: Turn, value: str | None) -> Line | None:
    """The line that a button points at, when it still stands there."""
    lines = all_of(turn) if OF in (value or "") else []
    return next((line for line in lines if key(line) == value), None)
