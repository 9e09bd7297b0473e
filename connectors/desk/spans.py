"""Hours as people write them: "9:00-12:30, 13.30 tot 17 uur"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise

TIME = r"(\d{1,2})(?:\s*[:.u]\s*(\d{2}))?(?:\s*(?:uur|u))?"
SPAN = re.compile(rf"\s*{TIME}\s*(?:-|–|—|tot|t/m)\s*{TIME}\s*", re.IGNORECASE)
DAY = re.compile(r"\s*(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}))\s*")

Span = tuple[time, time]


class Unreadable(ValueError):
    """What was typed is no hours or no date; `problem` is a code of data/forms.yaml."""

    def __init__(self, problem: str) -> None:
        """`problem`: "span_bad", "span_time", "span_order", "span_overlap" or "day_bad"."""
        super().__init__(problem)
        self.problem = problem


def read_spans(text: str) -> list[Span]:
    """The spans, soonest first; empty text gives none. Raises Unreadable."""
    parts = [part for part in re.split(r"[,;]|\ben\b", text) if part.strip()]
    spans = sorted(_span(part) for part in parts)
    if any(second[0] < first[1] for first, second in pairwise(spans)):
        raise Unreadable("span_overlap")
    return spans


def write_spans(spans: Sequence[Span]) -> str:
    """The spans as somebody would type them."""
    return ", ".join(f"{clock(starts)}-{clock(ends)}" for starts, ends in spans)


def clock(at: time) -> str:
    """A time: 9:00."""
    return f"{at.hour}:{at.minute:02}"


def read_day(text: str) -> date:
    """A date as a browser sends it or as people write it. Raises Unreadable."""
    found = DAY.fullmatch(text)
    if found is None:
        raise Unreadable("day_bad")
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable("day_bad") from error


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if found is None:
        raise Unreadable("span_bad")
    try:
        starts, ends = time(int(found[1]), int(found[2] or 0)), time(int(found[3]), int(found[4] or 0))
    except ValueError as error:
        raise Unreadable("span_time") from error
    if starts >= ends:
        raise Unreadable("span_order")
    return starts, ends
