"""What was agreed, in one short line before the goodbye: the step, its day and the talk with an adviser; once."""

from __future__ import annotations

from bot.actions import claiming, kept_plan
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, moment_in_words

SAID = ("utter_agreed_step", "utter_agreed_talk", "utter_agreed_both")


def say(turn: Turn) -> None:
    """Says it, unless it was said before or the step was told in this very message."""
    plan, booking = kept_plan.get(turn), claiming.booked(turn)
    step = plan.step if plan else None
    if not (step or booking) or {*SAID} & {*turn.told_last()} or turn.learnt("step"):
        return
    told = str(step or "").strip(" .!")
    date = day_in_words(plan.step_date) if plan and plan.step_date else ""
    name, _, number = date.partition(" ")
    if name and name in told.lower():  # "ik ga dinsdag langs" needs no second "dinsdag"
        date = number
    turn.say(
        "utter_agreed_both" if step and booking else "utter_agreed_step" if step else "utter_agreed_talk",
        step=AsTyped(told) if turn.slot("own_step") else told,
        day=f" ({date})" if date else "",
        moment=moment_in_words(booking.starts_at) if booking else "",
        how=claiming.way_in_words(booking.medium, booking.place) if booking else "",
    )
