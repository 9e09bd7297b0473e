"""The slots that suit: own region, own sector, soon, and some choice."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from guidance import advisers, bookings, conversations
from guidance.advisers import Availability
from guidance.database import Database
from guidance.errors import AdviserInvalid
from guidance.schedule import AMSTERDAM
from guidance.slots import Slot, free_slots
from tests.guidance.people import ANNA, NOW, add_adviser, local


def starts(found: list[Slot]) -> list[str]:
    return [slot.starts_at.astimezone(AMSTERDAM).strftime("%d %H:%M") for slot in found]


def test_the_soonest_slots_are_offered_each_on_another_day(db: Database) -> None:
    add_adviser(db)
    assert starts(free_slots(db, NOW)) == ["24 09:00", "25 09:00", "26 09:00"]


def test_a_slot_says_who_where_and_how(db: Database) -> None:
    add_adviser(db)
    (slot,) = free_slots(db, NOW, region="AM22", limit=1)
    assert (slot.adviser_id, slot.adviser_name, slot.organisation) == ("anna", ANNA.name, ANNA.organisation)
    assert (slot.medium, slot.media, slot.place, slot.region_code) == ("phone", ANNA.media, "Rotterdam", "AM22")
    assert slot.ends_at - slot.starts_at == timedelta(minutes=45)


@pytest.mark.parametrize(("notice", "first"), [(0, "23 10:30"), (1, "23 11:15"), (4, "24 09:00"), (24, "24 10:30")])
def test_nothing_is_offered_within_the_notice_period(db: Database, notice: int, first: str) -> None:
    add_adviser(db)
    assert starts(free_slots(db, NOW, notice=timedelta(hours=notice), limit=1)) == [first]


def test_a_slot_right_at_the_notice_period_is_offered(db: Database) -> None:
    add_adviser(db)
    now = local(2026, 11, 24, 5)
    assert starts(free_slots(db, now, limit=1)) == ["24 09:00"]
    assert starts(free_slots(db, now + timedelta(seconds=1), limit=1)) == ["24 09:45"]


def test_a_booked_slot_is_not_offered(db: Database, conversation: str) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    assert starts(free_slots(db, NOW, limit=1)) == ["24 09:45"]


def test_a_day_can_be_asked_for(db: Database) -> None:
    add_adviser(db)
    assert starts(free_slots(db, NOW, on=date(2026, 11, 27))) == ["27 09:00", "27 09:45", "27 10:30"]
    assert free_slots(db, NOW, on=date(2026, 11, 29)) == []
    assert free_slots(db, NOW, on=date(2026, 11, 20)) == []


def test_later_slots_can_be_asked_for(db: Database) -> None:
    add_adviser(db)
    later = free_slots(db, NOW, after=local(2026, 11, 26, 9))
    assert starts(later) == ["26 09:45", "27 09:00", "30 09:00"]


def test_hours_of_the_day_can_be_asked_for(db: Database) -> None:
    add_adviser(db)
    add_adviser(db, "bo", hours=[Availability(2, time(18), time(21))])
    assert starts(free_slots(db, NOW, hours=(18, 22))) == ["25 18:00", "02 18:00", "09 18:00"]


def test_a_closed_day_has_no_slots(db: Database) -> None:
    add_adviser(db, closed_days=(date(2026, 11, 24),))
    assert starts(free_slots(db, NOW, limit=1)) == ["25 09:00"]


def test_nothing_is_offered_more_than_four_weeks_ahead(db: Database) -> None:
    add_adviser(db)
    assert max(slot.starts_at for slot in free_slots(db, NOW, limit=10_000)) <= NOW + timedelta(days=28)


def test_the_own_region_goes_before_sooner_elsewhere(db: Database) -> None:
    add_adviser(db, "near", region_codes=("AM22",), hours=[Availability(4, time(9), time(11, 15))])
    add_adviser(db, "far", region_codes=("AM06",))
    assert [slot.adviser_id for slot in free_slots(db, NOW, region="AM22")] == ["near"] * 3


def test_within_the_region_the_own_sector_goes_first(db: Database) -> None:
    add_adviser(db, "general", sectors=())
    add_adviser(db, "driver", sectors=("transport",), hours=[Availability(4, time(9), time(9, 45))])
    found = free_slots(db, NOW, region="AM22", sector="transport", limit=5)
    assert [slot.adviser_id for slot in found] == ["driver"] * 4 + ["general"]  # four Fridays within four weeks


def test_with_two_advisers_both_are_offered(db: Database) -> None:
    add_adviser(db, "anna")
    add_adviser(db, "bo")
    assert {slot.adviser_id for slot in free_slots(db, NOW, limit=2)} == {"anna", "bo"}


def test_a_region_without_adviser_gets_phone_and_video_from_elsewhere(db: Database) -> None:
    add_adviser(db, media=("place", "video", "phone"))
    found = free_slots(db, NOW, region="AM01")
    assert len(found) == 3
    assert {(slot.media, slot.medium, slot.place, slot.region_code) for slot in found} == {
        (("video", "phone"), "video", None, "AM22")
    }


def test_an_adviser_who_only_meets_in_person_is_not_offered_elsewhere(db: Database) -> None:
    add_adviser(db, media=("place",))
    assert free_slots(db, NOW, region="AM01") == []
    assert len(free_slots(db, NOW, region="AM22")) == 3


def test_a_medium_can_be_asked_for(db: Database) -> None:
    add_adviser(db, "phones", media=("phone",))
    add_adviser(db, "films", media=("phone", "video"))
    assert {(slot.adviser_id, slot.medium) for slot in free_slots(db, NOW, medium="video")} == {("films", "video")}


def test_without_advisers_there_are_no_slots(db: Database) -> None:
    assert free_slots(db, NOW) == []


def test_replacing_an_adviser_keeps_the_appointments(db: Database, conversation: str) -> None:
    add_adviser(db)
    booked = bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    add_adviser(db, name="Anna Anders", hours=[Availability(1, time(9), time(10, 30))])
    assert bookings.get(db, booked.id).adviser.name == "Anna Anders"
    assert starts(free_slots(db, NOW, limit=2)) == ["24 09:45", "01 09:00"]


@pytest.mark.parametrize(
    "wrong",
    [{"media": ()}, {"media": ("fax",)}, {"place_address": None}, {"hours": [Availability(7, time(9), time(10))]}]
    + [{"hours": [Availability(0, time(10), time(9))]}, {"hours": [Availability(0, time(9), time(10), 0)]}],
)
def test_an_adviser_that_does_not_add_up_is_refused(db: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(AdviserInvalid, match="anna"):
        add_adviser(db, **wrong)
    assert advisers.all(db) == []


def test_the_demo_advisers_are_fictional_and_can_be_loaded_again(db: Database) -> None:
    advisers.load_demo(db, NOW)
    advisers.load_demo(db, NOW)
    people = advisers.all(db)
    assert [adviser.region_codes for adviser in people] == [("AM22",), ("AM06",), ("AM28",)]
    assert all(adviser.demo and adviser.organisation.endswith("(demo)") for adviser in people)
    assert not any(character.isdigit() for adviser in people for character in str(adviser.place_address))


@pytest.mark.parametrize("region", ["AM22", "AM06", "AM28", "AM01", None])
def test_the_demo_has_slots_on_every_working_day_for_everybody(db: Database, region: str | None) -> None:
    advisers.load_demo(db, NOW)
    for day in range(1, 26):
        on = date(2026, 11, 23) + timedelta(days=day)
        assert bool(free_slots(db, NOW, region=region, on=on)) == (on.weekday() < 5), on


def test_the_demo_has_evenings(db: Database) -> None:
    advisers.load_demo(db, NOW)
    assert len(free_slots(db, NOW, hours=(18, 22))) == 3


def test_every_slot_that_is_offered_can_be_booked_and_is_gone_then(db: Database) -> None:
    add_adviser(db)
    everything = free_slots(db, NOW, limit=1000)
    for slot in everything:
        conversation = conversations.start(db, "website", NOW)
        bookings.book(db, conversation, slot.adviser_id, slot.starts_at, None, NOW)
    assert len(everything) == len(bookings.upcoming(db, NOW)) == 19 * 4 + 2  # up to the same hour four weeks later
    assert free_slots(db, NOW) == []
