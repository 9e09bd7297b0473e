"""A step on a Saturday or a Sunday at a place that is shut then: one plain remark, with a working day to choose."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import days
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, with_capital, word_table
from guidance import public_holidays

ASKS_DAY = "step_day"  # what the next message answers when the day of the step was asked
DAY = "day:"  # before the day, in what a button of the remark sends


def remark(turn: Turn, step: str, day: date) -> bool:
    """Says that the place is mostly shut on that day; False when it is open, or when we do not know."""
    office = next(
        (each["name"] for each in word_table("leading")["offices"] if re.search(each["said"], step.lower())), ""
    )
    if not office or not days.is_weekend(day):
        return False
    open_on = day
    while days.is_weekend(open_on) or public_holidays.name_of(open_on):
        open_on += timedelta(days=1)
    stays = label("plan", "day_stays").format(day=day_in_words(day))
    buttons = [_button(with_capital(day_in_words(open_on)), open_on), _button(stays, day)]
    weekday, other = (day_in_words(each).split()[0] for each in (day, open_on))
    turn.set("pending", ASKS_DAY)  # a day that is typed next is the answer
    turn.say("utter_step_weekend", weekday=weekday, office=office, other=other, buttons=buttons)
    return True


def _button(title: str, day: date) -> dict[str, str]:
    return {"title": title, "payload": f'/change_step{{"step": "{DAY}{day.isoformat()}"}}'}
