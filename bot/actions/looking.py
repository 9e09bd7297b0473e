"""Where to look for a moment: what was asked for and what was refused so far, kept in slots until the offer is over."""

from __future__ import annotations

from datetime import date

from bot.actions import dates
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, labels, sentence_list

WHERE = ("look_on", "look_until", "look_only", "look_hours", "look_medium", "look_after")
REFUSED = ("look_never", "look_never_hours")
ALL = (*WHERE, *REFUSED)
NAMED = 3  # more refused days are not summed up


def forget(turn: Turn, names: tuple[str, ...] = ALL) -> None:
    """Empties these slots; with all of them empty the next offer is again the nearest moments."""
    for name in names:
        turn.set(name, None)


def date_of(turn: Turn, name: str) -> date | None:
    """The date in a slot, or None."""
    return date.fromisoformat(turn.slot(name)) if turn.slot(name) else None


def days(turn: Turn) -> dates.When:
    """The days that are looked at now, and the hours that are not."""
    without = turn.slot("look_never_hours")
    return dates.When(
        day=date_of(turn, "look_on"),
        until=date_of(turn, "look_until"),
        only=tuple(turn.slot("look_only", [])),
        never=tuple(int(day) if day.isdigit() else date.fromisoformat(day) for day in turn.slot("look_never", [])),
        never_hours=(without[0], without[1]) if without else None,
    )


def refuse(turn: Turn, asked: dates.When) -> None:
    """Keeps what does not suit until the offer is over or that very day is asked for, and says what is left out."""
    refused = {_as_kept(day) for day in asked.never} | set(turn.slot("look_never", []))
    if asked.day and not asked.until:
        refused -= {_as_kept(asked.day), _as_kept(asked.day.weekday())}
    turn.set("look_never", sorted(refused) or None)
    if asked.never_hours:
        turn.set("look_never_hours", list(asked.never_hours))
        turn.say("utter_other_hours_then")
    if 0 < len(asked.never) <= NAMED:
        turn.say("utter_without_days", days=sentence_list([_in_words(day) for day in asked.never]))
    elif asked.never:
        turn.say("utter_other_days_then")
    wanted = date_of(turn, "look_on")
    if wanted and not refused.isdisjoint({_as_kept(wanted), _as_kept(wanted.weekday())}):
        forget(turn, ("look_on", "look_until"))


def _as_kept(day: int | date) -> str:
    return str(day) if isinstance(day, int) else day.isoformat()


def _in_words(day: int | date) -> str:
    return str(labels()["calendar"]["days"][day]) if isinstance(day, int) else day_in_words(day)
