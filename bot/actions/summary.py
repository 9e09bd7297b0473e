"""The bijstuurplan: what the person wants and why, what was looked up, the step and the appointment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.actions import claiming, kept_plan, need_names, own_story, plan_additions, plan_contents, plan_known
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, day_in_words, label, moment_in_words, sentence_list
from guidance.plans import LookUp, Plan

MOST_LISTED = 4
EDIT = "edit"  # what the button sends that puts the plan right by hand
Row = dict[str, str]


def exists(turn: Turn) -> bool:
    """Whether there is a plan: it is there as soon as a step was chosen."""
    return bool(turn.slot("step")) or _kept_step(kept_plan.get(turn))


def show(turn: Turn, response: str = "utter_plan", facts: str = "", buttons: Sequence[dict[str, str]] = ()) -> bool:
    """Shows the plan once there is a step; False when there is none. A step being changed holds until it is.

    `facts` is what was just changed, in a sentence; `buttons` come before those that change something.
    """
    plan = kept_plan.get(turn)
    if plan is None or not _kept_step(plan):
        return False
    if not turn.slot("plan_shown"):
        plan_known.complete(turn)
        plan_contents.leave_only_shown(turn, kept_plan.get(turn) or plan)
    change = {"title": label("plan", "other_step"), "payload": "/change_step"}
    turn.say(response, cards=[_card(rows(turn))], buttons=[*buttons, edit_button(), change], facts=facts)
    if not turn.in_form:
        turn.set("plan_shown", True)
    return True


def show_so_far(turn: Turn) -> bool:
    """Shows what there is of a plan without a step; False when nothing is."""
    if not (found := rows(turn)):
        return False
    turn.say("utter_plan_so_far", cards=[_card(found)], buttons=[choose_step_button(), edit_button()])
    return True


def choose_step_button() -> dict[str, str]:
    """Leads to the steps, for who has none yet."""
    return {"title": label("plan", "choose_step"), "payload": "/change_step"}


def edit_button() -> dict[str, str]:
    """Asks which line of the plan is to be put otherwise."""
    return {"title": label("plan", "edit"), "payload": f'/correct{{"about": "{EDIT}"}}'}


def _card(found: Sequence[Row]) -> dict[str, Any]:
    return {"type": "plan", "title": label("plan", "title"), "rows": found}


def rows(turn: Turn) -> list[Row]:
    """What stands in the plan now, line by line."""
    plan = kept_plan.get(turn)
    if plan is None:
        return []
    return [*_wanted(turn, plan), *_found(turn, plan), *_step(turn, plan), *_appointment(turn)]


def _kept_step(plan: Plan | None) -> bool:
    return bool(plan and plan.step)


def _wanted(turn: Turn, plan: Plan) -> list[Row]:
    needs = plan_contents.needs_shown(turn, plan)
    told = [*(need_names.in_plan(turn, need) for need in needs), plan_contents.wish(turn)]
    rows = [_row("need", text)] if (text := " ".join(filter(None, told))) else []
    if quote := own_story.of(turn, plan):
        rows.append(_row("own_words", AsTyped(f"“{quote.rstrip('.')}”")))
    if asked := plan_additions.of(plan):
        rows.append(_row("in_plan", AsTyped(kept_plan.BETWEEN.join(asked))))
    about = plan_contents.about(turn, plan)
    return rows + ([_row("facts", " ".join(about))] if about else [])


def _found(turn: Turn, plan: Plan) -> list[Row]:
    """What was looked up, with the day on which it was checked."""
    kept = plan_contents.found(turn, plan, MOST_LISTED)
    parts = [_dated(day, [look for look in kept if look.checked_on == day]) for day in _days(kept)]
    return [_row("found", " ".join(parts))] if parts else []


def _days(looked: Sequence[LookUp]) -> list[date]:
    return sorted({look.checked_on for look in looked})


def _dated(day: date, looked: Sequence[LookUp]) -> str:
    titles = sentence_list(list(dict.fromkeys(look.title for look in looked)))
    return label("plan", "checked").format(titles=titles, date=date_in_words(day))


def _step(turn: Turn, plan: Plan) -> list[Row]:
    if not (step := plan.step):
        return []
    rows = [_row("step", AsTyped(step) if turn.slot("own_step") else step)]
    return rows + ([_row("date", day_in_words(plan.step_date))] if plan.step_date else [])


def _appointment(turn: Turn) -> list[Row]:
    booking = claiming.booked(turn)
    if booking is None:
        return []
    return [_row("appointment", f"{moment_in_words(booking.starts_at)}, {booking.adviser.name}")]


def _row(name: str, text: str) -> Row:
    return {"label": label("plan", name), "text": text}
