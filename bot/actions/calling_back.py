"""A promise to call: a stretch of time that suits, chosen by who waits for a human and sees no moment that fits."""

from __future__ import annotations

from datetime import datetime

from bot.actions.sources import AMSTERDAM, database, now
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label
from guidance import callbacks, waiting


def button() -> dict[str, str]:
    """The button that asks when to call."""
    return {"title": label("booking", "call"), "payload": '/inform{"call": "ask"}'}


def read(turn: Turn) -> bool:
    """Offers stretches of time in which an adviser can call, or notes the one that was chosen.

    False when no adviser can call in the time to come; that is said.
    """
    begin, _, end = str(turn.value("call")).partition("|")
    if end:
        window = datetime.fromisoformat(begin), datetime.fromisoformat(end)
        callbacks.ask(database(), turn.conversation_id, *window, now())
        turn.say("utter_call_back_noted", when=_in_words(*window))
        return True
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
    turn.say("utter_call_back_when", buttons=buttons)
    turn.waits = True
    return True


def _in_words(begin: datetime, end: datetime) -> str:
    first, last = begin.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM)
    return label("booking", "between").format(
        day=day_in_words(first.date()), start=f"{first:%H.%M}", end=f"{last:%H.%M}"
    )
