"""Another moment or way to talk is heard at every question of the booking, in the words people use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.actions.sources import AMSTERDAM
from guidance import advisers, bookings, plans
from guidance.bookings import Booking
from guidance.database import Database
from tests.bot.dialogue import Dialogue

REACH = ("contact_name", "contact_phone", "note")


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation).says("ik wil een afspraak met een adviseur", "book_adviser")


@pytest.fixture
def booked(talk: Dialogue) -> Dialogue:
    """An appointment by telephone stands, and the name is asked."""
    talk.says("liever bellen", "inform").says("de eerste", "inform")
    assert talk.question == "contact_name"
    return talk


def the_booking(db: Database, conversation: str) -> Booking:
    found = bookings.of_conversation(db, conversation, datetime.now(UTC))
    assert found is not None
    return found


def hours(talk: Dialogue) -> list[int]:
    starts = [datetime.fromisoformat(key.split("|")[1]).astimezone(AMSTERDAM) for key in talk.slot("offered")]
    return [start.hour for start in starts]


def to(talk: Dialogue, question: str) -> Dialogue:
    if question != "contact_name":
        talk.says("Henk", "inform")
    if question == "note":
        talk.says("0612345678", "inform")
    assert talk.question == question
    return talk


@pytest.mark.parametrize("question", REACH)
@pytest.mark.parametrize("said", ["liever met beeld", "kan het niet gewoon via video?", "ik durf niet te bellen"])
def test_another_way_to_talk_is_heard_at_every_question(
    booked: Dialogue, question: str, said: str, db: Database, conversation: str
) -> None:
    to(booked, question).says(said, "nlu_fallback", confidence=0.3)
    if "Ja, dat moment" in booked.buttons:
        booked.presses("Ja, dat moment")
    assert the_booking(db, conversation).medium == "video"


@pytest.mark.parametrize("question", REACH)
@pytest.mark.parametrize(
    "said", ["liever een ander moment", "kan het niet wat later op de dag?", "dan kan ik toch niet"]
)
def test_another_moment_is_heard_at_every_question_and_the_first_one_stands_until_then(
    booked: Dialogue, question: str, said: str, db: Database, conversation: str
) -> None:
    before = the_booking(db, conversation).starts_at
    to(booked, question).says(said, "nlu_fallback", confidence=0.3)
    assert booked.question == "appointment" and booked.slot("offered")
    assert the_booking(db, conversation).starts_at == before


def test_who_stays_with_the_first_moment_after_all_goes_on_with_the_questions(
    booked: Dialogue, db: Database, conversation: str
) -> None:
    booked.says("liever een ander moment", "move_booking").says("nee laat maar zo", "deny")
    assert booked.question == "contact_name" and the_booking(db, conversation)


@pytest.mark.parametrize("said", ["wie belt me dan?", "waarom wil je dat weten", "Truus"])
def test_what_only_asks_or_answers_moves_nothing(booked: Dialogue, said: str, db: Database, conversation: str) -> None:
    before = the_booking(db, conversation)
    booked.says(said, "insult" if said == "Truus" else "ask_why")
    after = the_booking(db, conversation)
    assert (after.starts_at, after.medium) == (before.starts_at, before.medium) and not booked.slot("moving")


def test_a_town_stands_on_the_button_and_who_finds_it_too_far_is_offered_a_call(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    talk.says("ik kom liever langs", "inform")
    towns = {each.place_address for each in advisers.all(db)}
    assert any(f"langskomen in {town}" in title for title in talk.buttons for town in towns)
    talk.says("de eerste", "inform")
    assert f"langskomen in {the_booking(db, conversation).place}" in talk.heard
    talk.says("dat is mij veel te ver", "nlu_fallback", confidence=0.3).says("ja", "affirm")
    assert the_booking(db, conversation).medium == "phone"


def test_later_in_the_day_looks_at_the_time_and_not_at_later_days(talk: Dialogue) -> None:
    earliest = min(hours(talk))
    talk.says("kan het later op de dag?", "ask_duration", confidence=0.4)
    assert min(hours(talk)) > earliest
    latest = max(hours(talk))
    talk.says("iets eerder op de dag", "goodbye", confidence=0.6)
    assert talk.question == "appointment" and min(hours(talk)) < latest


def test_nothing_sooner_is_said_and_the_moments_stay(talk: Dialogue) -> None:
    offered = talk.slot("offered")
    talk.says("kan het ook eerder?", "ask_duration", confidence=0.4)
    assert talk.slot("offered") == offered and "niets" in talk.heard


def test_a_name_that_was_told_is_offered_and_kept_after_a_yes(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("hoi ik ben Henk, 58, ik wil een adviseur spreken", "book_adviser")
    talk.says("liever bellen", "inform").says("de eerste", "inform")
    assert "Henk" in talk.heard
    talk.says("ja", "affirm")
    plan = plans.get(db, conversation)
    assert plan and plan.name == "Henk"


def test_another_name_than_was_told_is_taken(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("hoi ik ben Henk, 58, ik wil een adviseur spreken", "book_adviser")
    talk.says("liever bellen", "inform").says("de eerste", "inform").says("nee", "deny")
    assert talk.question == "contact_name" and "Henk" not in talk.heard
    talk.says("Hendrik", "inform")
    plan = plans.get(db, conversation)
    assert plan and plan.name == "Hendrik"


def test_the_name_of_somebody_else_is_not_offered(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn baas Erdal maakt me gek, ik wil een adviseur", "book_adviser")
    talk.says("liever bellen", "inform").says("de eerste", "inform")
    assert talk.question == "contact_name" and "Erdal" not in talk.heard


@pytest.mark.parametrize("said", ["toch maar niet, afspraak weg", "haal die afspraak maar weg", "geen afspraak meer"])
def test_the_appointment_is_asked_back_and_gone_after_a_yes(
    booked: Dialogue, said: str, db: Database, conversation: str
) -> None:
    booked.says(said, "deny").says("ja", "affirm")
    assert bookings.of_conversation(db, conversation, datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hoe lang duurt dat gesprek", "45 minuten"),
        ("wat kost dat?", "niets|gratis"),
        ("weet mijn baas dat?", "niets van|geen bericht|krijgt bericht"),
        ("moet ik iets meenemen?", "niets mee"),
        ("krijg ik een mail?", "mailadres"),
        ("en als ik niet kan?", "ander moment"),
        ("waar moet ik heen", "nergens heen"),
    ],
)
def test_what_is_asked_about_the_talk_has_a_short_answer(booked: Dialogue, said: str, answer: str) -> None:
    booked.says(said, "ask_duration", confidence=0.6)
    assert any(part in booked.heard for part in answer.split("|")), booked.heard
    assert booked.question == "contact_name"


def test_who_has_no_mail_address_keeps_the_appointment(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says("liever met beeld", "inform").says("de eerste", "inform").says("Henk", "inform")
    assert talk.question == "contact_email"
    talk.says("ik heb geen mail", "nlu_fallback", confidence=0.3)
    assert talk.question != "contact_email" and the_booking(db, conversation).medium == "video"


def test_who_wants_to_visit_where_nobody_is_hears_what_can(talk: Dialogue) -> None:
    talk.says("kan ik langskomen in Groningen?", "inform")
    assert "Groningen" in talk.heard and "ellen" in talk.heard and talk.slot("offered")


def test_a_moment_that_is_free_by_phone_is_kept_when_the_way_changes(
    booked: Dialogue, db: Database, conversation: str
) -> None:
    before = the_booking(db, conversation)
    booked.says("liever met beeld", "inform")
    after = the_booking(db, conversation)
    assert (after.starts_at, after.reference, after.medium) == (before.starts_at, before.reference, "video")


def test_a_mail_address_is_no_goodbye_at_the_note(booked: Dialogue) -> None:
    to(booked, "note").says("sanne@voorbeeld.nl", "goodbye", confidence=0.9)
    assert booked.question == "note" and "mail" in booked.heard


def test_an_order_in_lower_case_is_no_name(booked: Dialogue, db: Database, conversation: str) -> None:
    booked.says("schrijf dat maar op", "nlu_fallback", confidence=0.3)
    plan = plans.get(db, conversation)
    assert booked.question == "contact_name" and not (plan and plan.name)


def test_a_time_after_a_day_is_on_that_day(talk: Dialogue) -> None:
    start = datetime.fromisoformat(talk.slot("offered")[0].split("|")[1]).astimezone(AMSTERDAM)
    talk._slots["offered"] = talk.slot("offered")[:1]
    talk.says(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"][start.weekday()], "inform")
    assert "Ja, dat moment" in talk.buttons
    talk.says("om half drie graag", "inform")
    days = {datetime.fromisoformat(key.split("|")[1]).astimezone(AMSTERDAM).date() for key in talk.slot("offered")}
    assert days == {start.date()} or "niemand" in talk.heard


@pytest.mark.parametrize("said", ["past allemaal niet", "geen van die momenten lukt", "niks past mij"])
def test_when_nothing_suits_others_are_offered(talk: Dialogue, said: str) -> None:
    before = talk.slot("offered")
    talk.says(said, "deny")
    assert talk.question == "appointment" and talk.slot("offered") != before
