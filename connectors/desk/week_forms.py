"""What an adviser typed about their own week, read strictly: every fault gets a code, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from multidict import MultiMapping

from connectors.desk.spans import Span, Unreadable, read_day, read_spans, write_spans
from guidance.advisers import MEDIA, Adviser, Availability
from guidance.own_week import AdviserWeek
from guidance.workrules import Break, SpecialDay, WorkRules

WEEKDAYS = range(7)
SHORTEST, LONGEST_TALK, LONGEST_BUFFER, MOST_A_DAY = 10, 180, 120, 50
FARTHEST = timedelta(days=731)
DEFAULT_MINUTES = 45


@dataclass
class Filled:
    """A form as it was typed: `values` go back into the fields, `problems` are codes by field."""

    values: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def number(self, name: str, least: int, most: int, problem: str) -> int:
        """The whole number in a field, or a problem and the least."""
        text = self.values.get(name, "").strip()
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        self.problems[name] = problem
        return least

    def spans(self, name: str) -> list[Span]:
        """The hours in a field, or a problem and none."""
        try:
            return read_spans(self.values.get(name, ""))
        except Unreadable as error:
            self.problems[name] = error.problem
            return []


def filled(form: MultiMapping[object]) -> Filled:
    """What was typed and ticked."""
    chosen: dict[str, list[str]] = {}
    for name, value in form.items():
        if isinstance(value, str):
            chosen.setdefault(name, []).append(value)
    return Filled({name: values[-1] for name, values in chosen.items()}, chosen)


def profile_values(adviser: Adviser, rules: WorkRules) -> Filled:
    """The form about who the adviser is, as it stands."""
    values = {
        "name": adviser.name,
        "organisation": adviser.organisation,
        "place": adviser.place_address or "",
        "video": rules.video_link or "",
    }
    chosen = {
        "medium": list(adviser.media),
        "region": list(adviser.region_codes),
        "sector": list(adviser.sectors),
        "language": list(adviser.languages),
    }
    return Filled(values, chosen)


def read_profile(form: Filled, week: AdviserWeek, known: Mapping[str, Mapping[str, str]]) -> AdviserWeek:
    """The adviser as the form says; `known`: the codes that may be ticked, by field. Faults land in `form.problems`."""

    def ticked(name: str) -> tuple[str, ...]:
        return tuple(code for code in form.chosen.get(name, []) if code in known[name])

    name, organisation = (form.values.get(each, "").strip() for each in ("name", "organisation"))
    place, video = (form.values.get(each, "").strip() for each in ("place", "video"))
    media, regions = tuple(way for way in MEDIA if way in form.chosen.get("medium", [])), ticked("region")
    faults = {
        "name": (not name, "name_empty"),
        "organisation": (not organisation, "organisation_empty"),
        "medium": (not media, "media_empty"),
        "place": ("place" in media and not place, "place_empty"),
        "video": (bool(video) and not video.startswith("https://"), "link_bad"),
        "region": (not regions, "region_empty"),
    }
    form.problems.update({field: problem for field, (wrong, problem) in faults.items() if wrong})
    adviser = replace(
        week.adviser,
        name=name,
        organisation=organisation,
        media=media,
        place_address=place or None,
        region_codes=regions,
        sectors=ticked("sector"),
        languages=ticked("language") or ("nl",),
    )
    return replace(week, adviser=adviser, rules=replace(week.rules, video_link=video or None))


def pattern_values(week: AdviserWeek) -> Filled:
    """The form about the weekly hours, as it stands."""
    rules = week.rules
    minutes = week.hours[0].slot_minutes if week.hours else DEFAULT_MINUTES
    values = {
        "minutes": str(minutes),
        "buffer": str(rules.buffer_minutes),
        "maximum": str(rules.daily_maximum or ""),
        "holidays": "work" if not rules.holidays_off else "",
    }
    for day in WEEKDAYS:
        values[f"hours{day}"] = write_spans([(each.starts, each.ends) for each in week.hours if each.weekday == day])
        values[f"break{day}"] = write_spans([(each.starts, each.ends) for each in rules.breaks if each.weekday == day])
    return Filled(values)


def read_pattern(form: Filled, week: AdviserWeek) -> AdviserWeek:
    """The weekly hours, breaks and limits as the form says. Faults land in `form.problems`."""
    minutes = form.number("minutes", SHORTEST, LONGEST_TALK, "slot_bad")
    buffer = form.number("buffer", 0, LONGEST_BUFFER, "buffer_bad")
    limited = form.values.get("maximum", "").strip()
    maximum = form.number("maximum", 1, MOST_A_DAY, "maximum_bad") if limited else None
    hours: list[Availability] = []
    breaks: list[Break] = []
    for day in WEEKDAYS:
        spans, pauses = form.spans(f"hours{day}"), form.spans(f"break{day}")
        if any(_minutes(span) < minutes for span in spans):
            form.problems.setdefault(f"hours{day}", "span_short")
        if f"hours{day}" not in form.problems and not all(_within(pause, spans) for pause in pauses):
            form.problems.setdefault(f"break{day}", "break_outside")
        hours += [Availability(day, starts, ends, minutes) for starts, ends in spans]
        breaks += [Break(day, starts, ends) for starts, ends in pauses]
    rules = replace(
        week.rules,
        buffer_minutes=buffer,
        daily_maximum=maximum,
        holidays_off=form.values.get("holidays") != "work",
        breaks=tuple(breaks),
    )
    return replace(week, hours=tuple(hours), rules=rules)


def read_special(form: Filled, today: date) -> list[SpecialDay]:
    """One day off, or one date with extra time. Faults land in `form.problems`."""
    try:
        day = read_day(form.values.get("day", ""))
    except Unreadable as error:
        form.problems["day"] = error.problem
        return []
    if day < today:
        form.problems["day"] = "day_past"
    elif day > today + FARTHEST:
        form.problems["day"] = "day_far"
    if form.values.get("kind") != "extra":
        return [SpecialDay(day)]
    spans = form.spans("extra")
    if not spans and "extra" not in form.problems:
        form.problems["extra"] = "extra_empty"
    return [SpecialDay(day, starts, ends) for starts, ends in spans]


def _minutes(span: Span) -> int:
    return (span[1].hour - span[0].hour) * 60 + span[1].minute - span[0].minute


def _within(pause: Span, spans: list[Span]) -> bool:
    """A break may also fill the gap between two spans: then nothing changes, and nobody is hindered."""
    return bool(spans) and spans[0][0] <= pause[0] and pause[1] <= spans[-1][1]
