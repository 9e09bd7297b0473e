"""The words of the desk: labels, dates and waiting times, from data/labels.yaml."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field

from guidance import plans
from guidance.messages import Line

FILE = Path(__file__).parent / "data" / "labels.yaml"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EPOCH = datetime(2000, 1, 1, tzinfo=AMSTERDAM)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reason(_Strict):
    """Why a human is asked; `first`: this conversation goes before the others."""

    text: str
    first: bool = False


class Calendar(_Strict):
    """How days, times and durations are said; durations as [one, more]."""

    days: list[str] = Field(min_length=7, max_length=7)
    months: list[str] = Field(min_length=12, max_length=12)
    moment: str
    clock: str
    just_now: str
    minutes: tuple[str, str]
    hours: tuple[str, str]
    whole_days: tuple[str, str]


class Labels(_Strict):
    """All labels. A code without a label is shown as it is: better a strange word than a missing fact."""

    yes: str
    no: str
    nameless: str
    needs: dict[str, str]
    reasons: dict[str, Reason]
    kinds: dict[str, str]
    media: dict[str, str]
    booking_status: dict[str, str]
    talk: dict[str, str]
    calendar: Calendar
    facts: dict[str, str]
    values: dict[str, dict[str, str]]
    paper: dict[str, str]

    def needs_of(self, need: str | None) -> list[str]:
        """The needs of a plan in words."""
        return [self.needs.get(code, plain(code)) for code in plans.needs_of(need)]

    def reason(self, code: str) -> Reason:
        """Why a human is asked, in words."""
        return self.reasons.get(code) or Reason(text=plain(code))

    def situation(self, facts: dict[str, Any]) -> list[tuple[str, str]]:
        """The known facts as (name, value) in words, in the order of the labels."""
        order = {name: place for place, name in enumerate(self.facts)}
        names = sorted(facts, key=lambda name: order.get(name, len(order)))
        return [(self.facts.get(name, plain(name)), self.value(name, facts[name])) for name in names]

    def value(self, fact: str, value: object) -> str:
        """The value of a fact in words; a list as its values with commas in between."""
        if isinstance(value, bool):
            return self.yes if value else self.no
        if isinstance(value, list | tuple):
            return ", ".join(self.value(fact, part) for part in value)
        return self.values.get(fact, {}).get(str(value), plain(str(value)))

    def beside(self, line: Line) -> list[tuple[str, str]]:
        """What stood beside the words of a message, as (name, text): the lists and rows of its cards, its choices."""
        found = []
        for card in line.body.get("cards", []):
            for each in (*card.get("lists", []), card):
                found.append((each.get("title", ""), "; ".join(item["name"] for item in each.get("items") or [])))
            found += [(row["label"], row["text"]) for row in card.get("rows") or []]
        found.append((self.paper["choices"], " · ".join(button["title"] for button in line.body.get("buttons") or [])))
        return [(name, text) for name, text in found if text]

    def talked(self, answer: str | None) -> str:
        """What somebody answered about a talk, in words."""
        return self.talk[answer or "none"]

    def day(self, day: date) -> str:
        """A date: vrijdag 20 november 2026."""
        weekday, month = self.calendar.days[day.weekday()], self.calendar.months[day.month - 1]
        return f"{weekday} {day.day} {month} {day.year}"

    def moment(self, at: datetime) -> str:
        """A point in time as it was in the Netherlands: vrijdag 20 november 2026 om 14.05 uur."""
        local = at.astimezone(AMSTERDAM)
        time = self.calendar.clock.format(hour=local.hour, minute=local.minute)
        return self.calendar.moment.format(day=self.day(local.date()), time=time)

    def short_day(self, day: date) -> str:
        """A date without weekday or year: 20 november."""
        return f"{day.day} {self.calendar.months[day.month - 1]}"

    def month(self, day: date) -> str:
        """The month of a date: november 2026."""
        return f"{self.calendar.months[day.month - 1]} {day.year}"

    def lasting(self, length: timedelta) -> str:
        """How long something took, in the largest unit that fits; rounded down."""
        return self.waited(_EPOCH, _EPOCH + length)

    def waited(self, since: datetime, now: datetime) -> str:
        """How long ago, in the largest unit that fits; rounded down."""
        past = now - since
        for unit, (one, more) in (
            (DAY, self.calendar.whole_days),
            (HOUR, self.calendar.hours),
            (MINUTE, self.calendar.minutes),
        ):
            if past >= unit:
                return one if past // unit == 1 else more.format(n=past // unit)
        return self.calendar.just_now


def plain(code: str) -> str:
    """A code without a label, as readable as it gets."""
    return code.replace("_", " ").strip()


@cache
def load_labels() -> Labels:
    """Read the labels, once. Raises pydantic's ValidationError when the file does not fit."""
    return Labels.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
