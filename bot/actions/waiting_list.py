"""On the list of who hears when a moment comes free, for one week or for any day to come."""

from __future__ import annotations

from datetime import date, timedelta

from bot.actions.sources import database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import label
from guidance import slots, waiting_list

ANY = "any"
PENDING = "waiting_list"


def button(missed: str | None) -> dict[str, str]:
    """The button to get on the list: for the week of the day that was full, or for any day."""
    return {"title": label("booking", "wait"), "payload": f'/inform{{"wait": "{missed or ANY}"}}'}


def join(turn: Turn) -> None:
    """On the list; whoever waits is not pressed with other moments."""
    first, last = _days(turn.value("wait") or ANY)
    waiting_list.join(
        database(),
        turn.conversation_id,
        first,
        last,
        now(),
        region=turn.slot("region"),
        sector=turn.slot("sector"),
        medium=turn.slot("look_medium"),
        language=turn.slot("language"),
    )
    turn.add("skipped", "appointment")
    turn.say("utter_on_waiting_list")


def _days(wanted: str) -> tuple[date, date]:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return today(), today() + slots.HORIZON
    monday = day - timedelta(days=day.weekday())
    return max(monday, today()), monday + timedelta(days=6)
