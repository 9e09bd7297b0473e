"""Weekly hours become the right moments in UTC, also when the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import schedule
from guidance.advisers import Availability
from guidance.schedule import AMSTERDAM, Moment
from tests.guidance.people import ANNA


def moments(day: date, starts: time, ends: time, minutes: int = 60) -> list[Moment]:
    return list(schedule.moments(ANNA, [Availability(day.weekday(), starts, ends, minutes)], [day]))


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 8),
        (date(2026, 3, 29), 7),  # clocks went forward at 02:00
        (date(2026, 3, 30), 7),
        (date(2026, 10, 24), 7),
        (date(2026, 10, 25), 8),  # clocks went back at 03:00
        (date(2026, 10, 26), 8),
        (date(2027, 3, 27), 8),
        (date(2027, 3, 28), 7),
        (date(2027, 3, 29), 7),
        (date(2027, 10, 30), 7),
        (date(2027, 10, 31), 8),
        (date(2027, 11, 1), 8),
    ],
)
def test_nine_in_amsterdam_is_the_right_moment_around_a_clock_change(day: date, utc_hour: int) -> None:
    starts = [start for start, _ in moments(day, time(9), time(11))]
    assert starts == [
        datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC),
        datetime(day.year, day.month, day.day, utc_hour + 1, tzinfo=UTC),
    ]


def test_a_night_that_loses_an_hour_has_one_slot_less() -> None:
    assert len(moments(date(2026, 3, 29), time(0), time(6))) == 5


def test_a_night_that_gains_an_hour_has_one_slot_more() -> None:
    assert len(moments(date(2026, 10, 25), time(0), time(6))) == 7


@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    starts=st.times(time(0), time(20)),
    length=st.integers(10, 200),
    minutes=st.integers(5, 90),
)
def test_slots_never_overlap_and_all_last_as_long_as_promised(
    day: date, starts: time, length: int, minutes: int
) -> None:
    ends = (datetime.combine(day, starts) + timedelta(minutes=length)).time()
    found = moments(day, starts, ends, minutes)
    assert all(end - start == timedelta(minutes=minutes) for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_a_rest_that_is_too_short_is_no_slot() -> None:
    assert len(moments(date(2026, 11, 23), time(9), time(10, 29), 45)) == 1


def test_a_slot_may_start_when_another_ends_but_not_before() -> None:
    nine, ten, eleven = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (9, 10, 11))
    assert schedule.is_free((ten, eleven), [(nine, ten)])
    assert not schedule.is_free((ten, eleven), [(nine, ten + timedelta(minutes=1))])


def test_days_are_dates_in_the_netherlands() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert late.astimezone(AMSTERDAM).date() == date(2026, 11, 24)
    assert schedule.days(late, late + timedelta(days=1)) == [date(2026, 11, 24), date(2026, 11, 25)]
