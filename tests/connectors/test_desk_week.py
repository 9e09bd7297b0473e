"""The own week at the desk: forms that lose nothing, a picture, and a calendar at a secret address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.desk.pictures import draw_week
from connectors.desk.spans import Unreadable, read_day, read_spans, write_spans
from connectors.desk.week import monday_of
from connectors.settings import Settings
from guidance import accounts, advisers, bookings, conversations, own_week, plans, slots, workrules
from guidance.accounts import Account
from guidance.advisers import Adviser, Availability
from guidance.database import Database
from guidance.own_week import Block, Day
from guidance.schedule import AMSTERDAM
from guidance.workrules import Break, SpecialDay
from tests.connectors.desks import PASSWORD, Desk, open_desk

SETTINGS = "/desk/week/settings"
PROFILE: dict[str, str | list[str]] = {
    "name": "Anna Anders",
    "organisation": "Werkcentrum",
    "medium": ["phone", "place"],
    "place": "Coolsingel 1, Rotterdam",
    "region": ["AM22", "AM23"],
    "sector": ["transport"],
    "language": ["nl", "pl"],
}
PATTERN: dict[str, str | list[str]] = {
    "hours0": "9:00-12:30, 13.30 tot 17 uur",
    "break0": "10:15-10:30",
    "hours3": "18:30-20:45",
    "minutes": "45",
    "buffer": "15",
    "maximum": "4",
}


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return await open_desk(db, aiohttp_client, Settings(secret_key=SecretStr("a key for the tests only")))


@pytest.fixture
def newcomer(db: Database, desk: Desk) -> Account:
    account = accounts.create(db, "anna", PASSWORD, "adviser")
    desk.as_user(account)
    return account


def adviser_with_hours(db: Database, adviser_id: str = "bo") -> None:
    every_day = [Availability(day, time(0), time(23, 45), 45) for day in range(7)]
    person = Adviser(adviser_id, "Bo Bakker", "Werkcentrum", ("AM22",), (), ("phone",))
    advisers.add(db, person, every_day, datetime.now(UTC))


@pytest.fixture
def bo(db: Database, desk: Desk) -> Account:
    """Somebody with a week of their own."""
    adviser_with_hours(db)
    account = accounts.create(db, "bo", PASSWORD, "adviser", adviser_id="bo")
    desk.as_user(account)
    return account


def booked(db: Database, adviser_id: str = "bo", ago: timedelta = timedelta()) -> bookings.Booking:
    at = datetime.now(UTC) - ago
    conversation = conversations.start(db, "website", at)
    plans.save(db, conversation, name="<Henk>", now=at)
    slot = next(
        each for each in slots.free_slots(db, at, notice=timedelta(0), limit=400) if each.adviser_id == adviser_id
    )
    return bookings.book(db, conversation, adviser_id, slot.starts_at, None, at, notice=timedelta(0))


async def test_somebody_new_fills_in_who_they_are_then_the_hours_and_is_offered(desk: Desk, newcomer: Account) -> None:
    assert "Je hebt nog geen week" in await desk.get("/desk/week")
    assert "Je vaste uren" not in await desk.get(SETTINGS)
    assert (await desk.send(f"{SETTINGS}/profile", **PROFILE)).status == 303
    assert "Je hebt nog geen uren" in await desk.get("/desk/week")
    assert (await desk.send(f"{SETTINGS}/pattern", **PATTERN)).status == 303
    [adviser] = advisers.all(desk.db)
    assert (adviser.name, adviser.media, adviser.region_codes) == ("Anna Anders", ("phone", "place"), ("AM22", "AM23"))
    assert adviser.languages == ("nl", "pl") and adviser.place_address == "Coolsingel 1, Rotterdam"
    week = own_week.of(desk.db, adviser.id)
    assert week
    assert [(each.weekday, each.starts, each.ends) for each in week.hours] == [
        (0, time(9), time(12, 30)),
        (0, time(13, 30), time(17)),
        (3, time(18, 30), time(20, 45)),
    ]
    assert week.rules.breaks == (Break(0, time(10, 15), time(10, 30)),)
    assert (week.rules.buffer_minutes, week.rules.daily_maximum, week.rules.holidays_off) == (15, 4, True)
    assert slots.free_slots(desk.db, datetime.now(UTC)) != []


async def test_what_was_saved_stands_in_the_form_again(desk: Desk, newcomer: Account) -> None:
    await desk.send(f"{SETTINGS}/profile", **PROFILE)
    await desk.send(f"{SETTINGS}/pattern", **PATTERN, holidays="work")
    page = await desk.get(SETTINGS)
    for value in ("9:00-12:30, 13:30-17:00", "10:15-10:30", "18:30-20:45", "Coolsingel 1, Rotterdam"):
        assert f'value="{value}"' in page, value
    assert re.search(r'value="pl" checked', page) and re.search(r'value="work" checked', page)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Vul je naam in"),
        ("organisation", "", "naam van je organisatie"),
        ("medium", [], "minstens één manier"),
        ("place", "", "waar mensen naartoe komen"),
        ("video", "javascript:alert(1)", "begint met https"),
        ("region", ["AM99"], "minstens één regio"),
    ],
)
async def test_a_slip_in_the_profile_says_what_and_loses_nothing(
    desk: Desk, newcomer: Account, field: str, value: str | list[str], says: str
) -> None:
    answer = await desk.send(f"{SETTINGS}/profile", **{**PROFILE, field: value})
    page = await answer.text()
    assert answer.status == 422 and says in page and 'role="alert"' in page
    assert 'aria-invalid="true"' in page and page.count('class="fault"') == 1
    for name, kept in (("name", "Anna Anders"), ("organisation", "Werkcentrum")):
        assert name == field or f'value="{kept}"' in page
    assert re.search(r'value="pl" checked', page)
    assert advisers.all(desk.db) == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("hours1", "van negen tot vijf", "Schrijf het zo"),
        ("hours1", "25:00-26:00", "bestaat niet"),
        ("hours1", "12:00-9:00", "einde ligt voor het begin"),
        ("hours1", "9:00-12:00, 11:00-13:00", "lopen door elkaar"),
        ("hours1", "9:00-9:30", "korter dan één gesprek"),
        ("break0", "7:00-8:00", "buiten de uren"),
        ("minutes", "5", "10 tot 180"),
        ("minutes", "", "10 tot 180"),
        ("buffer", "-1", "0 tot 120"),
        ("maximum", "nul", "1 tot 50"),
    ],
)
async def test_a_slip_in_the_hours_says_where_and_loses_nothing(
    desk: Desk, bo: Account, field: str, value: str, says: str
) -> None:
    before = own_week.of(desk.db, "bo")
    answer = await desk.send(f"{SETTINGS}/pattern", **{**PATTERN, field: value})
    page = await answer.text()
    assert answer.status == 422 and says in page
    assert f'id="fault-{field}"' in page and f'value="{value}"' in page
    kept = "hours3" if field != "hours3" else "hours0"
    assert f'value="{PATTERN[kept]}"' in page
    assert own_week.of(desk.db, "bo") == before


async def test_a_day_off_and_an_extra_evening_are_added_and_taken_away(desk: Desk, bo: Account) -> None:
    day = datetime.now(AMSTERDAM).date() + timedelta(days=10)
    typed = f"{day.day}-{day.month}-{day.year}"
    assert (await desk.send(f"{SETTINGS}/days", day=day.isoformat(), kind="off")).status == 303
    assert (await desk.send(f"{SETTINGS}/days", day=typed, kind="extra", extra="19:00-20:30")).status == 303
    rules = workrules.of(desk.db, "bo")
    assert rules.special_days == (SpecialDay(day), SpecialDay(day, time(19), time(20, 30)))
    which = re.findall(r'name="which" value="([^"]+)"', await desk.get(SETTINGS))
    assert len(which) == 2
    await desk.send(f"{SETTINGS}/remove", which=which[0])
    assert workrules.of(desk.db, "bo").special_days == (SpecialDay(day, time(19), time(20, 30)),)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"day": "", "kind": "off"}, "Kies een dag"),
        ({"day": "31-2-2027", "kind": "off"}, "Kies een dag"),
        ({"day": "2020-01-01", "kind": "off"}, "al voorbij"),
        ({"day": "2099-01-01", "kind": "off"}, "twee jaar"),
        ({"day": "2027-06-01", "kind": "extra", "extra": ""}, "van wanneer tot wanneer"),
        ({"day": "2027-06-01", "kind": "extra", "extra": "20:00-19:00"}, "einde ligt voor het begin"),
    ],
)
async def test_a_date_that_cannot_be_gets_a_kind_answer(
    desk: Desk, bo: Account, fields: dict[str, str], says: str
) -> None:
    answer = await desk.send(f"{SETTINGS}/days", **fields)
    page = await answer.text()
    assert answer.status == 422 and says in page and f'value="{fields["day"]}"' in page
    assert workrules.of(desk.db, "bo").special_days == ()


async def test_the_week_shows_the_own_appointments_in_picture_and_words_and_no_others(desk: Desk, bo: Account) -> None:
    adviser_with_hours(desk.db, "chris")
    mine, other = booked(desk.db), booked(desk.db, "chris")
    page = await desk.get(f"/desk/week?from={mine.starts_at.date()}")
    assert mine.reference in page and other.reference not in page
    assert "&lt;Henk&gt;" in page and "<Henk>" not in page
    assert 'class="booked"' in page and 'class="free"' in page
    assert f"/desk/conversations/{mine.conversation_id}" in page


@pytest.mark.parametrize("asked", ["2026-13-45", "0001-01-01", "9999-12-31", "x"])
async def test_an_odd_week_in_the_address_shows_this_week(desk: Desk, bo: Account, asked: str) -> None:
    assert await desk.get(f"/desk/week?from={asked}")
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert monday_of(asked, now) == date(2026, 11, 23)
    assert monday_of("2026-12-31", now) == date(2026, 12, 28)


async def test_a_day_off_with_an_extra_evening_tells_both(desk: Desk, bo: Account) -> None:
    day = datetime.now(AMSTERDAM).date() + timedelta(days=7)
    evening = SpecialDay(day, time(19), time(20, 30))
    workrules.save(desk.db, "bo", workrules.WorkRules(special_days=(SpecialDay(day), evening)))
    page = await desk.get(f"/desk/week?from={day}")
    assert re.search(r"</strong> · [^·<]+ · 2 vrij</p>", page)


async def test_only_an_own_appointment_that_began_can_be_marked_as_missed(desk: Desk, bo: Account) -> None:
    past = booked(desk.db, ago=timedelta(days=5))
    coming = booked(desk.db)
    adviser_with_hours(desk.db, "chris")
    other = booked(desk.db, "chris", ago=timedelta(days=5))
    assert (await desk.send(f"/desk/week/{past.id}/missed")).status == 303
    assert (await desk.send(f"/desk/week/{coming.id}/missed")).status == 303
    assert (await desk.send(f"/desk/week/{other.id}/missed")).status == 403
    assert (await desk.send("/desk/week/987654/missed")).status == 404
    found = [bookings.get(desk.db, each.id).status for each in (past, coming, other)]
    assert found == ["no_show", "booked", "booked"]
    assert (await desk.send(f"/desk/week/{past.id}/came")).status == 303
    assert bookings.get(desk.db, past.id).status == "booked"


async def test_the_calendar_opens_at_its_secret_address_without_logging_in(desk: Desk, bo: Account) -> None:
    mine = booked(desk.db)
    page = await (await desk.send("/desk/week/feed")).text()
    found = re.search(r"http://127\.0\.0\.1:8080(/desk/feed/[\w-]+\.ics)", page)
    assert found
    desk.as_stranger()
    answer = await desk.client.get(found[1])
    assert answer.content_type == "text/calendar"
    [event] = Calendar.from_ical(await answer.read()).walk("VEVENT")
    assert str(event["uid"]) == mine.uid
    assert (await desk.client.get("/desk/feed/" + "x" * 43 + ".ics")).status == 404
    desk.as_user(bo)
    await desk.send("/desk/week/feed")
    assert (await desk.client.get(found[1])).status == 404
    assert found[1].split("/")[-1] not in await desk.get("/desk/week")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("9-17", [(time(9), time(17))]),
        ("9:00 - 12:30", [(time(9), time(12, 30))]),
        ("13.30 tot 17 uur en 9u30-12u", [(time(9, 30), time(12)), (time(13, 30), time(17))]),
        ("9:00–12:00; 12:00—13:00", [(time(9), time(12)), (time(12), time(13))]),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, spans: list[tuple[time, time]]) -> None:
    assert read_spans(text) == spans
    assert read_spans(write_spans(spans)) == spans


@pytest.mark.parametrize("text", ["9", "9-", "-", "9-25", "9:60-10", "17-9", "9-9", "negen tot vijf", "9-12-13"])
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_spans(text)


def test_dates_are_read_as_a_browser_and_as_people_write_them() -> None:
    assert read_day("2026-12-24") == read_day(" 24-12-2026 ") == read_day("24/12/2026") == date(2026, 12, 24)


def test_the_drawing_holds_everything_also_what_is_early_or_late() -> None:
    blocks = (Block("hours", time(6, 30), time(23, 15)), Block("free", time(6, 30), time(7, 15)))
    days = [Day(date(2026, 11, 23) + timedelta(days=n), None, False, blocks if n == 2 else ()) for n in range(7)]
    picture = draw_week(days)
    assert (picture.hours[0][0], picture.hours[-1][0]) == (6, 24)
    for column in picture.columns:
        for piece in column.pieces:
            assert piece.at >= 0 and piece.at + piece.length <= picture.height
            assert piece.percent >= 0 and piece.percent + piece.share <= 1000
