"""A promise to call: a stretch of time that suits, chosen by who waits for a human and sees no moment that fits."""

from __future__ import annotations

import re
from datetime import datetime

from bot.actions import dates, demonstration, tenants
from bot.actions.sources import AMSTERDAM, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels
from guidance import callbacks, waiting


def button() -> dict[str, str]:
    """The button that asks when to call."""
    return {"title": label("booking", "call"), "payload": '/inform{"call": "ask"}'}


def is_asked(turn: Turn) -> bool:
    """Whether somebody types that they want to be called, without a day or a time: "bel mij terug dan"."""
    if not re.search(labels()["answers"]["calls_back"], turn.said):
        return False
    asked = dates.when(turn.words, today())
    return asked is None or not (asked.day or asked.hours or asked.time)


def read(turn: Turn) -> bool:
    """Notes the stretch of time that was chosen, or offers some; False when no adviser can call, which is said."""
    begin, _, end = str(turn.value("call")).partition("|")
    if end:
        window = datetime.fromisoformat(begin), datetime.fromisoformat(end)
        callbacks.ask(database(), turn.conversation_id, *window, now())
        noted = "utter_call_back_noted_demo" if tenants.is_demonstration() else "utter_call_back_noted"
        turn.say(noted, when=_in_words(*window))
        return True
    return offer(turn)


def offer(turn: Turn) -> bool:
    """Offers stretches of time in which an adviser can call; False when none can in the time to come; that is said."""
    windows = waiting.call_windows(database(), turn.slot("region"), now())
    if not windows:
        turn.say("utter_no_moments")
        return False
    buttons = [
        {
            "title": _in_words(*window),
            "payload": f'/inform{{"call": "{window[0].isoformat()}|{window[1].isoformat()}"}}',
        }
        for window in windows
    ]
    turn.preface = demonstration.tell(turn) or turn.preface
    turn.say("utter_call_back_when_demo" if tenants.is_demonstration() else "utter_call_back_when", buttons=buttons)
    turn.waits = True
    return True


def _in_words(begin: datetime, end: datetime) -> str:
    first, last = begin.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM)
    return label("booking", "between").format(
        day=day_in_words(first.date()), start=f"{first:%H.%M}", end=f"{last:%H.%M}"
    )
