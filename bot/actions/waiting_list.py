"""On the list of who hears when a moment comes free, for one week or for any day to come."""

from __future__ import annotations

from datetime import date, timedelta

from bot.actions.sources import database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import label
from guidance import slots, waiting_list

ANY = "any"
PASS, LEAVE = waiting_list.PASS, waiting_list.LEAVE
PENDING = "waiting_list"


def button(missed: str | None) -> dict[str, str]:
    """The button to get on the list: for the week of the day that was full, or for any day."""
    return {"title": label("booking", "wait"), "payload": f'/inform{{"wait": "{missed or ANY}"}}'}


def hear(turn: Turn) -> bool:
    """On the list, past one moment that came free, or off the list, wherever the person is now; False for all else."""
    wanted = turn.value("wait")
    if wanted is None:
        return False
    if wanted == PASS:
        _pass(turn)
    elif wanted == LEAVE:
        _leave(turn)
    else:
        join(turn)
    return True


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
    turn.say("utter_on_waiting_list", buttons=[_leave_button()])


def _pass(turn: Turn) -> None:
    """Not this moment: it goes to the next in line, and the person stays where they are."""
    waiting_list.pass_on(database(), turn.conversation_id)
    if waiting_list.place_in_line(database(), turn.conversation_id) is None:
        turn.say("utter_not_on_waiting_list", buttons=[_search_button()])
    else:
        turn.say("utter_moment_passed", buttons=[_search_button(), _leave_button()])


def _leave(turn: Turn) -> None:
    waiting_list.leave(database(), turn.conversation_id)
    turn.say("utter_not_on_waiting_list", buttons=[_search_button()])


def _leave_button() -> dict[str, str]:
    return {"title": label("booking", "leave_list"), "payload": waiting_list.payload(LEAVE)}


def _search_button() -> dict[str, str]:
    return {"title": label("booking", "search"), "payload": "/book_adviser"}


def _days(wanted: str) -> tuple[date, date]:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return today(), today() + slots.HORIZON
    monday = day - timedelta(days=day.weekday())
    return max(monday, today()), monday + timedelta(days=6)
