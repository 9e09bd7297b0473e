"""Versions and windows: both ends inclusive, no older version in place of a missing one."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from knowledge.validity import application_on, ended_on, overlapping, version_on


@dataclass(frozen=True)
class Version:
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Window:
    opens: date
    closes: date


FIRST = Version(date(2022, 3, 1), date(2023, 12, 31))
SECOND = Version(date(2025, 1, 1))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (FIRST.valid_from - DAY, None),
        (FIRST.valid_from, FIRST),
        (date(2023, 12, 31), FIRST),
        (date(2024, 1, 1), None),
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), SECOND),
        (date(2099, 1, 1), SECOND),
    ],
)
def test_a_version_holds_on_its_first_and_last_day_and_never_in_a_gap(on: date, expected: Version | None) -> None:
    assert version_on([FIRST, SECOND], on) is expected


def test_the_end_is_the_last_day_in_force_and_only_once_it_is_past() -> None:
    assert ended_on([FIRST], date(2023, 12, 31)) is None
    assert ended_on([FIRST], date(2024, 1, 1)) == date(2023, 12, 31)
    assert ended_on([FIRST], date(2020, 1, 1)) is None


def test_versions_that_share_a_day_overlap() -> None:
    assert overlapping([SECOND, FIRST]) is None
    assert overlapping([FIRST, Version(date(2023, 12, 31))]) is not None
    assert overlapping([Version(date(2020, 1, 1)), FIRST]) is not None


def test_one_can_apply_on_the_first_and_last_day_of_a_window() -> None:
    windows = [Window(date(2026, 4, 7), date(2026, 5, 4)), Window(date(2026, 8, 19), date(2026, 9, 7))]
    days = [date(2026, 4, 6), date(2026, 4, 7), date(2026, 5, 4), date(2026, 5, 5), date(2026, 9, 7)]
    assert [application_on(windows, False, day) for day in days] == ["closed", "open", "open", "closed", "open"]


def test_without_windows_it_is_standing_or_not_known() -> None:
    assert application_on([], True, date(2026, 1, 1)) == "standing"
    assert application_on([], False, date(2026, 1, 1)) == "unknown"
