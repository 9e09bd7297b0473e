"""Offering moments: three that suit, where the person asked to look, and why there is nothing when there is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.actions import calling_back, claiming, dates, days, handoff, waiting_list
from bot.actions.sources import AMSTERDAM, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, moment_in_words
from guidance import public_holidays, slots

OFFERED = 3
LOOKED_AT = 4  # times as many moments are looked at, to offer different times
LOOKING = ("look_on", "look_hours", "look_medium", "look_after")


def look_for(turn: Turn, asked: dates.When) -> bool:
    """Takes the one offered moment that the words fit; else looks for what was asked, and the form offers that."""
    if asked.problem:
        turn.say(f"utter_{asked.problem}")
        return True
    tells_when = asked.time is not None or asked.hours is not None
    if asked.day is None and turn.slot("look_on") and (tells_when or not asked.later):  # "dinsdag", then "om twee"
        asked = replace(asked, day=date.fromisoformat(turn.slot("look_on")))
    fitting = _fitting(turn, asked)
    only_a_day = asked.day is not None and asked.hours is None and not asked.later
    if (asked.time is not None or only_a_day) and len(fitting) == 1:
        return claiming.check(turn, fitting[0], asked)
    if asked.later and asked.day is None and not tells_when:
        turn.set("look_after", turn.slot("last_offered"))
        return True
    turn.set("look_after", None)
    turn.set("look_medium", asked.medium)
    turn.set("look_hours", _hours(asked))
    turn.set("look_on", asked.day.isoformat() if asked.day and _can_be(turn, asked.day) else None)
    return True


def offer(turn: Turn, again: bool) -> None:
    """Offers up to three free moments, looking where the person asked to look."""
    moments, missed = _free(turn), None
    if not moments and any(turn.slot(name) for name in LOOKING):
        missed = turn.slot("look_on")
        _say_why_not(turn, missed)
        forget_where_to_look(turn)
        turn.set("look_after", _from(date.fromisoformat(missed)).isoformat() if missed else None)
        moments = _free(turn)
        if not moments and missed:
            turn.set("look_after", None)
            moments = _free(turn)
        if missed:
            turn.set("look_after", None)
    if not moments:
        turn.add("skipped", "appointment")
        turn.say("utter_no_moments", buttons=[waiting_list.button(None), _none(turn)])
        return
    turn.set("offered", [slot.key() for slot in moments])
    turn.set("last_offered", moments[-1].starts_at.isoformat())
    more = [waiting_list.button(missed)] if missed else []
    more += [calling_back.button()] if handoff.is_waiting(turn) else []
    later = {"title": label("booking", "later"), "payload": '/inform{"later": "yes"}'}
    first = "utter_moments_asked" if turn.slot("asked_human") else "utter_moments"
    turn.say("utter_moments_again" if again else first, buttons=[*_moment_buttons(moments), later, *more, _none(turn)])


def forget_where_to_look(turn: Turn) -> None:
    """The next offer is again the nearest moments of all."""
    for name in LOOKING:
        turn.set(name, None)


def _fitting(turn: Turn, asked: dates.When) -> list[str]:
    """The offered moments that the words fit; "donderdag" on a Thursday may be today, when today was offered."""
    offered: list[str] = turn.slot("offered", [])
    found = [key for key in offered if claiming.fits(key, asked)]
    if not found and asked.day == today() + timedelta(days=7):
        found = [key for key in offered if claiming.fits(key, replace(asked, day=today()))]
    return found


def _can_be(turn: Turn, day: date) -> bool:
    """Whether appointments are made on this day; says why when they are not."""
    if day < today():
        turn.say("utter_day_is_past")
    elif day > today() + slots.HORIZON:
        turn.say("utter_day_is_far", last=day_in_words(today() + slots.HORIZON))
    else:
        return True
    return False


def _say_why_not(turn: Turn, missed: str | None) -> None:
    day = date.fromisoformat(missed) if missed else None
    if day and (holiday := public_holidays.name_of(day)):
        turn.say("utter_day_is_holiday", day=day_in_words(day), holiday=holiday)
    elif day and days.is_weekend(day):
        turn.say("utter_day_is_weekend", day=day_in_words(day))
    else:
        turn.say("utter_no_moment_then")


def _free(turn: Turn) -> list[slots.Slot]:
    on, after, hours = turn.slot("look_on"), turn.slot("look_after"), turn.slot("look_hours")
    found = slots.free_slots(
        database(),
        now(),
        region=turn.slot("region"),
        sector=turn.slot("sector"),
        language=turn.slot("language"),
        on=date.fromisoformat(on) if on else None,
        after=datetime.fromisoformat(after) if after else None,
        hours=(hours[0], hours[1]) if hours else None,
        medium=turn.slot("look_medium"),
        limit=OFFERED * LOOKED_AT,
    )
    times = {slot.starts_at: slot for slot in reversed(found)}  # the first of each time
    at_different_times = [slot for slot in found if times[slot.starts_at] is slot]
    return (at_different_times if len(at_different_times) >= OFFERED else found)[:OFFERED]


def _hours(asked: dates.When) -> list[int] | None:
    """The hours to look in: around a time that was named, else the part of the day."""
    if asked.time is not None:
        return [asked.time // 60, asked.time // 60 + 1]
    return list(asked.hours) if asked.hours else None


def _moment_buttons(moments: list[slots.Slot]) -> list[dict[str, str]]:
    titles = [_title(slot) for slot in moments]
    return [
        {
            # Two moments that read alike are told apart by the adviser.
            "title": title if titles.count(title) == 1 else f"{title}, {slot.adviser_name}",
            "payload": f'/inform{{"appointment": "{slot.key()}"}}',
        }
        for slot, title in zip(moments, titles, strict=True)
    ]


def _none(turn: Turn) -> dict[str, str]:
    declined = "not_now" if turn.slot("asked_human") else "none"  # "nee, dank je" answers an offer, not one's own wish
    return {"title": label("booking", declined), "payload": '/inform{"skip": "yes"}'}


def _title(slot: slots.Slot) -> str:
    return label("booking", "moment").format(
        moment=moment_in_words(slot.starts_at),
        how=label("booking", "how_short", slot.medium),
        adviser=slot.adviser_name,
    )


def _from(day: date) -> datetime:
    """The moment before the first of a day in the Netherlands."""
    return datetime.combine(day, time(), AMSTERDAM) - timedelta(seconds=1)
