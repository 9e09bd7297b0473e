"""Booking in words: read back in full first, kind about what cannot be, and asking only what the medium needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.actions import days, refusing
from bot.actions.sources import AMSTERDAM
from bot.actions.wording import day_in_words, moment_in_words
from guidance import advisers, bookings, chats, follow_ups, public_holidays, waiting_list
from guidance.advisers import Adviser, Availability
from guidance.database import Database
from tests.bot.dialogue import Dialogue

WEEK = tuple(Availability(weekday, time(9), time(17)) for weekday in range(5))


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation).says("ik wil een afspraak met een adviseur", "book_adviser")


def a_working_day(after: int = 3) -> date:
    day = datetime.now(AMSTERDAM).date() + timedelta(days=after)
    while days.is_weekend(day) or public_holidays.name_of(day):
        day += timedelta(days=1)
    return day


def only_offered(talk: Dialogue) -> datetime:
    """Leaves one moment of the offer, so that a day says which."""
    talk._slots["offered"] = talk.slot("offered")[:1]
    return datetime.fromisoformat(talk.slot("offered")[0].split("|")[1]).astimezone(AMSTERDAM)


def offered_days(talk: Dialogue) -> set[date]:
    starts = [key.split("|")[1] for key in talk.slot("offered")]
    return {datetime.fromisoformat(start).astimezone(AMSTERDAM).date() for start in starts}


def test_a_day_in_words_is_read_back_in_full_and_booked_after_yes(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    local = only_offered(talk)
    talk.says(f"doe maar {day_in_words(local.date()).split()[0]}", "inform")
    assert bookings.of_conversation(db, conversation) is None
    assert moment_in_words(local) in talk.heard and "Ja, dat moment" in talk.buttons
    talk.says("ja", "affirm")
    made = bookings.of_conversation(db, conversation)
    assert made is not None and made.starts_at == local


def test_no_to_the_moment_that_was_read_back_offers_others(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says(day_in_words(only_offered(talk).date()).split()[0], "inform").says("nee", "deny")
    assert bookings.of_conversation(db, conversation) is None
    assert talk.question == "appointment" and len(talk.slot("offered")) >= 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("25:00", ("Dat tijdstip", "Die tijd")),
        ("31 februari", ("Die datum", "Die dag bestaat")),
        ("gisteren", ("al geweest", "al voorbij")),
        ("over 3 maanden", ("vooruit", "nog niet open")),
    ],
)
def test_a_moment_that_cannot_be_gets_a_kind_answer_and_other_moments(
    talk: Dialogue, db: Database, conversation: str, text: str, answer: tuple[str, ...]
) -> None:
    talk.says(text, "inform")
    assert any(words in talk.heard for words in answer), talk.heard
    assert talk.question == "appointment" and "Later" in talk.buttons
    assert bookings.of_conversation(db, conversation) is None


def test_the_weekend_is_said_to_be_the_weekend_and_what_follows_it_is_offered(talk: Dialogue) -> None:
    today = datetime.now(AMSTERDAM).date()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    talk.says("zaterdag", "inform")
    assert "weekend" in talk.heard
    assert min(offered_days(talk)) > saturday
    assert "Laat het me weten" in talk.buttons


def test_a_day_that_does_not_suit_is_left_out_also_of_what_comes_later(talk: Dialogue) -> None:
    weekday = min(offered_days(talk)).weekday()
    name = day_in_words(min(offered_days(talk))).split()[0]
    talk.says(f"niet op {name}", "inform")
    assert f"{name} laat ik weg" in talk.heard or f"{name} sla ik over" in talk.heard
    for _ in range(3):
        assert talk.slot("offered") and weekday not in {day.weekday() for day in offered_days(talk)}
        talk.presses("Later")
    talk.says(name, "inform")
    assert {day.weekday() for day in offered_days(talk)} == {weekday} or talk.slot("checked_moment")


def test_a_day_that_was_asked_for_and_then_refused_is_looked_at_no_more(talk: Dialogue) -> None:
    day = a_working_day(4)
    name = day_in_words(day).split()[0]
    talk.says(f"{day.day}-{day.month}", "inform").says(f"{name} kan ik toch niet", "deny")
    assert talk.slot("offered") and day.weekday() not in {each.weekday() for each in offered_days(talk)}


def test_next_week_is_any_day_of_it(talk: Dialogue) -> None:
    today = datetime.now(AMSTERDAM).date()
    monday = today + timedelta(days=7 - today.weekday())
    talk.says("volgende week", "inform")
    found = offered_days(talk)
    assert all(monday <= day < monday + timedelta(days=7) for day in found) and len(found) > 1


def test_one_of_two_days_of_the_week_is_offered_whichever_comes_also_later(talk: Dialogue) -> None:
    talk.says("dinsdag of donderdag", "inform")
    for _ in range(2):
        assert talk.slot("offered") and {day.weekday() for day in offered_days(talk)} == {1, 3}
        talk.says("later", "inform")
    talk.says("om tien uur", "inform")
    assert {day.weekday() for day in offered_days(talk)} <= {1, 3}
    talk.says("toch liever op vrijdag", "inform")
    assert {day.weekday() for day in offered_days(talk)} == {4} or talk.slot("checked_moment")


def test_a_part_of_the_day_that_does_not_suit_is_left_out(talk: Dialogue) -> None:
    talk.says("'s ochtends kan ik niet", "deny")
    assert "uren" in talk.heard or "deel van de dag" in talk.heard
    starts = [datetime.fromisoformat(key.split("|")[1]).astimezone(AMSTERDAM) for key in talk.slot("offered")]
    assert starts and all(start.hour >= 12 for start in starts)


def test_who_refuses_every_day_is_told_and_sees_what_there_is(talk: Dialogue) -> None:
    talk.says("niet op maandag, dinsdag, woensdag, donderdag en vrijdag", "deny")
    assert "die dagen" in talk.heard or "andere dagen" in talk.heard
    assert talk.slot("offered") and talk.question == "appointment"


def test_a_holiday_is_named(talk: Dialogue, monkeypatch: pytest.MonkeyPatch, db: Database) -> None:
    day = a_working_day(14)
    monkeypatch.setattr(public_holidays, "name_of", lambda asked: "Koningsdag" if asked == day else None)
    talk.says(f"{day.day}-{day.month}", "inform")
    assert "Koningsdag" in talk.heard
    assert day not in offered_days(talk)


def test_who_finds_no_place_in_a_week_gets_on_the_list(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says("zaterdag", "inform").presses("Laat het me weten")
    assert waiting_list.place_in_line(db, conversation) == 1
    assert talk.question is None


def test_a_moment_from_the_waiting_list_is_booked_outside_any_form(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    key = talk.slot("offered")[0]
    talk.says("nee dank je", "deny")
    talk.sends(f'/inform{{"appointment": "{key}"}}')
    made = bookings.of_conversation(db, conversation)
    assert made is not None and made.starts_at.isoformat() == key.split("|")[1]
    assert talk.question == "contact_name"


def only_adviser(db: Database, medium: str) -> None:
    adviser = Adviser("zz", "Zoë Zevenaar", "Werkcentrum", ("AM22",), (), (medium,))
    advisers.add(db, adviser, WEEK, datetime.now(UTC))


def booked_by(talk: Dialogue, db: Database, medium: str) -> Dialogue:
    """The person has an appointment by this medium and gave a name."""
    only_adviser(db, medium)
    moment = datetime.combine(a_working_day(4), time(9), AMSTERDAM).astimezone(UTC)
    talk.sends(f'/inform{{"appointment": "zz|{moment.isoformat()}|{medium}"}}')
    return talk.says("Sam", "inform")


def test_a_mail_address_is_asked_for_a_video_talk_only_and_never_kept_in_a_slot(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    booked_by(talk, db, "video")
    assert talk.question == "contact_email"
    talk.says("sam@gmail", "inform")
    assert "klopt niet" in talk.heard or "komt er niets aan" in talk.heard
    assert talk.question == "contact_email"
    talk.says("oh nee: sam.de.vries@example.nl", "inform")
    made = bookings.of_conversation(db, conversation)
    assert made is not None and made.email == "sam.de.vries@example.nl"
    assert talk.question == "note"
    assert "sam.de.vries" not in str(talk._slots)


def test_for_a_call_a_number_is_asked_and_one_that_cannot_be_gets_a_kind_answer(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    booked_by(talk, db, "phone")
    assert talk.question == "contact_phone"
    talk.says("0612345", "inform")
    assert "tien" in talk.heard and talk.question == "contact_phone"
    talk.says("+32 470 12 34 56", "inform")
    made = bookings.of_conversation(db, conversation)
    assert made is not None and made.contact == "+32470123456"


def test_a_mail_address_given_instead_of_a_number_is_taken_too(talk: Dialogue, db: Database, conversation: str) -> None:
    booked_by(talk, db, "phone")
    talk.says("sam@example.nl", "inform")
    made = bookings.of_conversation(db, conversation)
    assert made is not None and (made.email, made.contact) == ("sam@example.nl", None)
    assert talk.question == "contact_phone"


def test_who_books_in_a_messenger_hears_how_it_gets_into_their_calendar(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    chats.hear(db, "telegram", "somewhere", "sealed", conversation, datetime.now(UTC))
    only_adviser(db, "phone")
    moment = datetime.combine(a_working_day(4), time(9), AMSTERDAM).astimezone(UTC)
    talk.sends(f'/inform{{"appointment": "zz|{moment.isoformat()}|phone"}}')
    assert "agenda" in talk.heard and "mail" in talk.heard


def test_after_a_talk_two_questions_are_answered_by_button_and_what_was_asked_before_stands(
    talk: Dialogue, db: Database, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[dict[str, str]] = []
    monkeypatch.setattr(follow_ups, "answer", lambda *_, **answers: not kept.append(answers))  # type: ignore[func-returns-value]
    talk.sends('/inform{"useful": "yes"}')
    assert "volgende stap" in talk.heard
    talk.presses("Nee")
    assert kept == [{"useful": "yes"}, {"next_step": "no"}]
    assert talk.question == "appointment"  # the question that stood


@pytest.mark.parametrize("asked", ["kan het niet gewoon telefonisch?", "kunnen we niet gewoon bellen"])
def test_asking_whether_it_cannot_be_by_phone_refuses_no_phone(asked: str) -> None:
    assert "phone" not in refusing.declines(asked).kinds


def test_saying_that_calling_cannot_be_refuses_the_phone() -> None:
    assert "phone" in refusing.declines("ik wil niet bellen").kinds
