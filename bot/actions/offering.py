"""Offering an adviser and three moments that suit, where the person asked to look, or saying why there are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.actions import (
    asking,
    calling_back,
    claiming,
    dates,
    days,
    demonstration,
    handoff,
    languages,
    looking,
    refusing,
    waiting_list,
)
from bot.actions.sources import AMSTERDAM, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, moment_in_words
from guidance import public_holidays, slots

OFFERED = 3
LATER_IN_DAY = 2  # hours
NOON, LAST_HOUR = 12, 24
LOOKED_AT = 4  # times as many moments are looked at, to offer different times


def look_for(turn: Turn, asked: dates.When) -> bool:
    """Takes the one offered moment that the words fit; else looks for what was asked, and the form offers that."""
    if asked.problem:
        turn.say(f"utter_{asked.problem}")
        return True
    looking.refuse(turn, asked)
    if asked.sooner and asked.day is None and asked.time is None:
        return _look_sooner(turn, asked)
    asked = _at_another_time(turn, asked)
    if same := _by_other_way(turn, asked):
        return claiming.check(turn, same, asked)
    asks_way_only = asked.medium is not None and asked == dates.When(medium=asked.medium)
    tells_when = asked.time is not None or asked.hours is not None
    if asked.day is None and not asked.only and (tells_when or not asked.later):  # "dinsdag", then "om twee"
        before, checked = looking.days(turn), turn.before(claiming.TO_CHECK)
        if checked and tells_when and before.day is None and not before.only:  # "dinsdag", and then "10 uur"
            before = dates.When(day=slots.read_key(checked)[1].astimezone(AMSTERDAM).date())
        asked = replace(asked, day=before.day, until=before.until, only=before.only)
    fitting = _fitting(turn, asked)
    only_a_day = asked.day is not None and not (asked.until or asked.hours or asked.later)
    if (asked.time is not None or only_a_day) and len(fitting) == 1:
        return claiming.check(turn, fitting[0], asked)
    if asked.later and asked.day is None and not asked.only and not tells_when:
        turn.set("look_after", turn.slot("last_offered"))
        return True
    turn.set("look_after", None)
    turn.set("look_medium", asked.medium or turn.slot("look_medium"))
    if not asks_way_only:
        turn.set("look_hours", _hours(asked))
    possible = asked.day is not None and _can_be(turn, asked.day, asked.until or asked.day)
    turn.set("look_on", asked.day.isoformat() if asked.day and possible else None)
    turn.set("look_until", asked.until.isoformat() if asked.until and possible else None)
    turn.set("look_only", list(asked.only) or None)
    if asked.time is None:
        return True
    free = [slot.key() for slot in _free(turn)]
    exact = next((key for key in free if claiming.fits(key, asked)), None)
    if possible and exact is not None:  # the very time that was asked for needs no list to choose from
        return claiming.check(turn, exact, asked)
    if free and exact is None:
        turn.say("utter_not_at_that_time")
    return True


def _look_sooner(turn: Turn, asked: dates.When) -> bool:
    """Before the first of the moments that stand there; when nothing is free, that is said and they stay."""
    last = min(_offered_at(turn), default=now()).astimezone(AMSTERDAM).date() - timedelta(days=1)
    kept = {name: turn.slot(name) for name in looking.WHERE}
    looking.forget(turn, looking.WHERE)
    turn.set("look_on", today().isoformat())
    turn.set("look_until", last.isoformat())
    turn.set("look_hours", _hours(asked))
    turn.set("look_medium", asked.medium)
    if last < today() or not _free(turn):
        turn.say("utter_nothing_sooner")
        for name, value in kept.items():
            turn.set(name, value)
    return True


def _at_another_time(turn: Turn, asked: dates.When) -> dates.When:
    """ "Later op de dag", as hours: counted from the moments that stand there."""
    hours = [start.astimezone(AMSTERDAM).hour for start in _offered_at(turn)]
    if asked.shift is None or not hours:
        return asked
    if asked.shift == "earlier":
        return replace(asked, hours=(0, max(hours)), later=False)
    return replace(asked, hours=(max(min(hours) + LATER_IN_DAY, NOON), LAST_HOUR), later=False)


def _by_other_way(turn: Turn, asked: dates.When) -> str | None:
    """The moment that was read back, in the other way to talk that is all that was asked for."""
    checked: str | None = turn.before(claiming.TO_CHECK)
    if checked is None or asked.medium is None or asked != dates.When(medium=asked.medium, later=asked.later):
        return None
    return claiming.by_way(checked, asked.medium, turn.slot("region"))


def _offered_at(turn: Turn) -> list[datetime]:
    return [slots.read_key(key)[1] for key in turn.slot("offered", [])]


def keep_beside(turn: Turn) -> bool:
    """Keeps the one offered moment that is chosen beside a question, to be read back after its answer."""
    told = " ".join(part for part in asking.parts(turn.said) if not asking.is_question(part))
    asked = dates.when(told, today()) if told else None
    if asked is None or asked.problem or (asked.day is None and asked.time is None):
        return False
    fitting = _fitting(turn, asked)
    if len(fitting) == 1:
        turn.set(claiming.TO_CHECK, fitting[0])
    return len(fitting) == 1


def invite(turn: Turn, again: bool) -> None:
    """Asks whether an adviser is wanted: moments nobody asked for would push the plan off the screen."""
    told = demonstration.tell(turn)
    turn.preface = told or turn.preface
    yes = {"title": label("booking", "invited"), "payload": "/affirm"}
    first = "utter_invite_demo" if told else "utter_invite"  # "nobody calls. do you want to talk?" is no question
    turn.say("utter_invite_again" if again else first, buttons=[yes, _none(turn)])


def offer(turn: Turn, again: bool) -> None:
    """Offers up to three free moments, looking where the person asked to look."""
    moments, missed = _free(turn), None
    if not moments and any(turn.slot(name) for name in looking.ALL):
        missed = turn.slot("look_on") if turn.slot("look_until") is None else None
        moments = _free_elsewhere(turn)
    if not moments:
        turn.add("skipped", "appointment")
        turn.say("utter_no_moments", buttons=[waiting_list.button(None), _none(turn)])
        return
    turn.preface = demonstration.tell(turn) or turn.preface  # before anybody counts on a call
    turn.set("offered", [slot.key() for slot in moments])
    turn.set("last_offered", moments[-1].starts_at.isoformat())
    more = [waiting_list.button(missed)] if missed else []
    more += [calling_back.button()] if handoff.is_waiting(turn) else []
    later = {"title": label("booking", "later"), "payload": '/inform{"later": "yes"}'}
    first = "utter_moments_asked" if turn.slot("asked_human") else "utter_moments"
    turn.say("utter_moments_again" if again else first, buttons=[*_moment_buttons(moments), later, *more, _none(turn)])


def _free_elsewhere(turn: Turn) -> list[slots.Slot]:
    """Says why there is nothing; looks after the day that was asked for, then everywhere, and last on refused days."""
    first, last = looking.date_of(turn, "look_on"), looking.date_of(turn, "look_until")
    if turn.slot("look_medium") == "place" and not _can_visit(turn):
        turn.say("utter_nobody_to_visit")
        turn.set("look_medium", None)
        if moments := _free(turn):
            return moments
    else:
        _say_why_not(turn, first, last)
    if first and last is None and turn.slot("look_hours"):  # that time of the day counts for more than the day
        looking.forget(turn, ("look_on", "look_until"))
        if moments := _free(turn):
            return moments
    looking.forget(turn, looking.WHERE)
    if first is not None:
        turn.set("look_after", _from(first).isoformat())
    moments = _free(turn)
    turn.set("look_after", None)
    if not moments and first is not None:
        moments = _free(turn)
    if not moments:
        looking.forget(turn, looking.REFUSED)
        moments = _free(turn)
    return moments


def _fitting(turn: Turn, asked: dates.When) -> list[str]:
    """The offered moments that the words fit; "donderdag" on a Thursday may be today, when today was offered."""
    offered: list[str] = turn.slot("offered", [])
    found = [key for key in offered if claiming.fits(key, asked)]
    if not found and asked.day == today() + timedelta(days=7):
        found = [key for key in offered if claiming.fits(key, replace(asked, day=today()))]
    return found


def _can_be(turn: Turn, first: date, last: date) -> bool:
    """Whether appointments are made on one of these days; says why when they are not."""
    if last < today():
        turn.say("utter_day_is_past")
    elif first > today() + slots.HORIZON:
        turn.say("utter_day_is_far", last=day_in_words(today() + slots.HORIZON))
    else:
        return True
    return False


def _say_why_not(turn: Turn, first: date | None, last: date | None) -> None:
    if first and last is None and (holiday := public_holidays.name_of(first)):
        turn.say("utter_day_is_holiday", day=day_in_words(first), holiday=holiday)
    elif first and days.is_weekend(first) and (last is None or last - first < timedelta(days=2)):
        turn.say("utter_day_is_weekend", day=day_in_words(first))
    else:
        turn.say("utter_no_moment_then")


def _free(turn: Turn) -> list[slots.Slot]:
    """Free moments where the person asked to look; who refused the telephone sees what goes without."""
    days_asked = looking.days(turn)
    ways = [turn.slot("look_medium")]
    if "phone" in refusing.refused(turn, refusing.MEDIUM) and ways[0] in (None, "phone"):
        ways = ["video", "place"]
    found: list[slots.Slot] = next(filter(None, (_free_by(turn, way, days_asked) for way in ways)), [])
    if ways[0] is None:  # nobody travels to a moment without having asked for a place
        found = [slot for slot in found if slot.medium != "place"] or found
    times = {slot.starts_at: slot for slot in reversed(found)}  # the first of each time
    at_different_times = [slot for slot in found if times[slot.starts_at] is slot]
    chosen = at_different_times if len(at_different_times) >= OFFERED else found
    return _one_a_day(chosen) if days_asked.until or days_asked.only else chosen[:OFFERED]


def _can_visit(turn: Turn) -> bool:
    """Whether somebody can be visited at all, at whatever moment."""
    return bool(slots.free_slots(database(), now(), region=turn.slot("region"), medium="place", limit=1))


def _free_by(turn: Turn, medium: str | None, days_asked: dates.When) -> list[slots.Slot]:
    after, hours = turn.slot("look_after"), turn.slot("look_hours")
    return slots.free_slots(
        database(),
        now(),
        region=turn.slot("region"),
        sector=turn.slot("sector"),
        language=turn.slot("language"),
        after=datetime.fromisoformat(after) if after else None,
        hours=(hours[0], hours[1]) if hours else None,
        medium=medium,
        wanted=days_asked.suits,
        limit=OFFERED * LOOKED_AT,
        adviser_id=languages.wanted_adviser(turn),
    )


def _one_a_day(found: list[slots.Slot]) -> list[slots.Slot]:
    """Who asks for a week or a month sees more than its first day."""
    seen = Counter[date]()
    order = []
    for slot in found:
        day = slot.starts_at.astimezone(AMSTERDAM).date()
        order.append((seen[day], slot.starts_at, slot))
        seen[day] += 1
    chosen = sorted(order, key=lambda each: each[:2])[:OFFERED]
    return sorted((slot for _, _, slot in chosen), key=lambda slot: slot.starts_at)


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
        how=claiming.way_in_words(slot.medium, slot.place),
        adviser=slot.adviser_name,
    )


def _from(day: date) -> datetime:
    """The moment before the first of a day in the Netherlands."""
    return datetime.combine(day, time(), AMSTERDAM) - timedelta(seconds=1)
