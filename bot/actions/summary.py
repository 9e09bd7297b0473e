"""The bijstuurplan: what the person wants and why, what was looked up, the step and the appointment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.actions import claiming, refusing
from bot.actions.sources import catalogue, database
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, day_in_words, label, moment_in_words, sentence_list
from guidance import plans
from guidance.plans import LookUp, Plan

LISTED = ("occupation", "training", "budget", "service")
MOST_LISTED = 4
Row = dict[str, str]


def show(turn: Turn, response: str = "utter_plan") -> None:
    """Shows the plan once there is a step."""
    plan = plans.get(database(), turn.conversation_id)
    if plan is None or not turn.slot("step"):
        return
    rows = [*_wanted(turn, plan), *_found(turn, plan), *_step(turn, plan), *_appointment(turn)]
    change = {"title": label("plan", "other_step"), "payload": "/change_step"}
    turn.say(response, cards=[{"type": "plan", "rows": rows}], buttons=[change])


def _wanted(turn: Turn, plan: Plan) -> list[Row]:
    needs = turn.slot("needs", [])
    rows = [_row("need", " ".join(label("needs", need, "plan") for need in needs))] if needs else []
    if words := plans.words_for_needs(plan, needs):
        rows.append(_row("own_words", AsTyped(f"“{words}”")))
    told = []
    if turn.slot("occupation"):
        name = catalogue().occupations.get(turn.slot("occupation")).name
        told.append(label("heard_occupation").format(occupation=name))
    if turn.slot("place"):
        told.append(label("plan", "lives").format(place=turn.slot("place")))
    return rows + ([_row("facts", " ".join(told))] if told else [])


def _found(turn: Turn, plan: Plan) -> list[Row]:
    """What was looked up and not refused, with the day on which it was checked."""
    refused = {kind: refusing.refused(turn, kind) for kind in LISTED}
    own = turn.slot("occupation")
    kept = [
        look
        for look in plan.looked_up
        if look.kind in LISTED and look.id not in refused.get(look.kind, ()) and look.id != own
    ][-MOST_LISTED:]
    parts = [_dated(day, [look for look in kept if look.checked_on == day]) for day in _days(kept)]
    return [_row("found", " ".join(parts))] if parts else []


def _days(looked: Sequence[LookUp]) -> list[date]:
    return sorted({look.checked_on for look in looked})


def _dated(day: date, looked: Sequence[LookUp]) -> str:
    titles = sentence_list(list(dict.fromkeys(look.title for look in looked)))
    return label("plan", "checked").format(titles=titles, date=date_in_words(day))


def _step(turn: Turn, plan: Plan) -> list[Row]:
    step = plan.step or ""
    rows = [_row("step", AsTyped(step) if turn.slot("own_step") else step)]
    return rows + ([_row("date", day_in_words(plan.step_date))] if plan.step_date else [])


def _appointment(turn: Turn) -> list[Row]:
    booking = claiming.booked(turn)
    if booking is None:
        return []
    return [_row("appointment", f"{moment_in_words(booking.starts_at)}, {booking.adviser.name}")]


def _row(name: str, text: str) -> Row:
    return {"label": label("plan", name), "text": text}
