"""The words people choose a moment with are read right, or not at all."""

from datetime import date

import pytest

from bot.actions.dates import When, ordinal, when, working_day

SATURDAY = date(2026, 11, 21)
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "place"),
    [("1", 0), ("de eerste graag", 0), ("doe maar nummer 2", 1), ("de derde", 2), ("die tweede", 1)],
)
def test_a_choice_from_a_list_is_read(text: str, place: int) -> None:
    assert ordinal(text) == place


@pytest.mark.parametrize(
    "text", ["nee", "ik wil er een nachtje over slapen eerst even", "donderdag", "", "wat een kutbot", "half twee"]
)
def test_what_is_no_choice_is_not_read_as_one(text: str) -> None:
    assert ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("donderdag", SATURDAY, When(date(2026, 11, 26))),
        ("donderdagmiddag", SATURDAY, When(date(2026, 11, 26), hours=(12, 18))),
        ("kan het maandag?", SATURDAY, When(date(2026, 11, 23))),
        ("woensdag", WEDNESDAY, When(date(2026, 12, 2))),
        ("volgende week donderdag", WEDNESDAY, When(date(2026, 12, 3))),
        ("volgende week woensdag", WEDNESDAY, When(date(2026, 12, 2))),
        ("volgende week maandag", WEDNESDAY, When(date(2026, 11, 30))),
        ("morgenochtend", WEDNESDAY, When(date(2026, 11, 26), (7, 12))),
        ("overmorgen", WEDNESDAY, When(date(2026, 11, 27))),
        ("volgende week", WEDNESDAY, When(date(2026, 11, 30), until=date(2026, 12, 6))),
        ("liever 's avonds", WEDNESDAY, When(None, (17, 22))),
        ("26 november", SATURDAY, When(date(2026, 11, 26))),
        ("3 januari", SATURDAY, When(date(2027, 1, 3))),
        ("2-12", SATURDAY, When(date(2026, 12, 2))),
        ("half twee bellen", SATURDAY, When(time=13 * 60 + 30, medium="phone")),
        ("doe maar 11.15", SATURDAY, When(time=11 * 60 + 15)),
        ("om 1", SATURDAY, When(time=13 * 60)),
        ("kwart over elf", SATURDAY, When(time=11 * 60 + 15)),
        ("vrijdag om 10 uur via video", SATURDAY, When(date(2026, 11, 27), time=600, medium="video")),
    ],
)
def test_a_day_or_part_of_the_day_is_read(text: str, today: date, expected: When) -> None:
    assert when(text, today) == expected


@pytest.mark.parametrize("text", ["goed", "wie betaalt dat?", "ik ben 47", "36 uur per week"])
def test_what_names_no_moment_is_not_guessed(text: str) -> None:
    assert when(text, SATURDAY) is None


def test_later_alone_asks_for_other_moments() -> None:
    assert when("later graag", SATURDAY) == When(later=True)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("iets later graag", "later"),
        ("kan het later op de dag?", "later"),
        ("dat is te vroeg", "later"),
        ("iets eerder op de dag", "earlier"),
        ("negen uur is goed maar liever een uurtje eerder", "earlier"),
    ],
)
def test_later_or_earlier_in_the_day_is_about_the_time(text: str, shift: str) -> None:
    found = when(text, SATURDAY)
    assert found is not None and found.shift == shift


@pytest.mark.parametrize("text", ["vroeger die week", "kan het ook eerder?", "niks eerder", "zo snel mogelijk"])
def test_an_earlier_day_is_asked_for(text: str) -> None:
    found = when(text, SATURDAY)
    assert found is not None and found.sooner


def test_video_calling_in_two_words_is_no_telephone_call() -> None:
    found = when("liever video bellen", SATURDAY)
    assert found is not None and found.medium == "video"


def test_a_step_never_falls_in_the_weekend() -> None:
    assert working_day(SATURDAY) == date(2026, 11, 23)
    assert working_day(WEDNESDAY) == WEDNESDAY
