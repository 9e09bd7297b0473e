"""To a human and back: what the person sees before it is sent, waiting, and the question that stood."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.actions import sources
from guidance import (
    advisers,
    agreements,
    bookings,
    callbacks,
    conversations,
    custody,
    handoffs,
    notes,
    opening,
    plans,
    waiting,
)
from guidance.advisers import Adviser, Availability
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.opening import Hours
from guidance.schedule import AMSTERDAM
from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

SAM = Holder("sam", "Sam")
HERE = OutMessage("Sam is er.", kind="claimed", name="Sam")
BACK = '/resume{"code": "human"}'
WAITED = '/book_adviser{"code": "waited"}'


@pytest.fixture
def near(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Advisers are at work at any hour, and one is at the desk."""
    week = [Availability(day, time(0), time(23, 59)) for day in range(7)]
    person = Adviser("near", "Nora Nabij", "Werkcentrum", ("AM22",), (), ("phone",))
    advisers.add(db, person, week, datetime.now(UTC))
    monkeypatch.setattr(waiting, "is_live", lambda *_: True)


@pytest.fixture
def asked_age(conversation: str, db: Database) -> Dialogue:
    """Somebody who is asked a question in the situation form."""
    conversations.receive(db, conversation, "m1", "text", "mijn rug wil niet meer", datetime.now(UTC))
    talk = Dialogue(conversation).says("mijn rug wil niet meer", "need_zwaar_gezondheid").says("ja", "affirm")
    assert talk.form == "situation_form" and talk.question
    return talk


def note_of(db: Database, conversation: str) -> notes.Note:
    found = notes.get(db, conversation)
    assert found is not None
    return found


# --- the note ---------------------------------------------------------------------------------------------------------


def test_before_anything_goes_to_a_human_the_person_sees_it_and_says_yes(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human")
    assert "Dit gaat naar de adviseur" in asked_age.heard and "Je werk valt je zwaar" in asked_age.heard
    assert not note_of(db, conversation).agreed
    asked_age.presses("Ja, stuur dit")
    assert note_of(db, conversation).agreed and note_of(db, conversation).consented_at
    assert note_of(db, conversation).tells("need") and note_of(db, conversation).tells("transcript")


def test_a_line_can_be_struck_by_button_and_in_words(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human")
    asked_age.presses("Iets weglaten").presses("Ons gesprek")
    assert "De adviseur mag ons gesprek lezen" not in asked_age.heard and "Mag" in asked_age.heard
    asked_age.says("laat mijn vraag maar weg", "inform")
    assert "werk valt je zwaar" not in asked_age.heard
    asked_age.says("ja prima", "affirm")
    note = note_of(db, conversation)
    assert note.agreed and not note.tells("transcript") and not note.tells("need")


def test_a_line_can_be_changed_and_goes_as_it_was_typed(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human")
    asked_age.presses("Iets veranderen").presses("Wat je nodig hebt")
    asked_age.says("Ander werk waar ik kan zitten", "need_richting")
    assert "Ander werk waar ik kan zitten" in asked_age.heard and asked_age.question == "note"
    asked_age.presses("Ja, stuur dit")
    (line,) = [line for line in note_of(db, conversation).told if line.key == "need"]
    assert line.text == "Ander werk waar ik kan zitten" and line.own


def test_a_no_sends_nothing_and_the_person_still_waits(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Nee, stuur niets")
    assert not note_of(db, conversation).agreed
    assert conversations.state(db, conversation) == "waiting"
    assert "nummer 1" in asked_age.heard or "plek 1" in asked_age.heard


@pytest.mark.parametrize("words", ["ik trek mijn toestemming in", "hij mag het toch niet lezen"])
def test_the_yes_can_be_taken_back_at_any_moment(
    near: None, db: Database, conversation: str, asked_age: Dialogue, words: str
) -> None:
    question = asked_age.question
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit")
    asked_age.says(words, "deny")
    assert not note_of(db, conversation).agreed
    assert asked_age.question == question


def test_by_button_too(near: None, db: Database, conversation: str, asked_age: Dialogue) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit").presses("Toch niet laten lezen")
    assert not note_of(db, conversation).agreed


def test_after_an_appointment_the_note_is_asked_once(db: Database, conversation: str) -> None:
    plans.save(db, conversation, need="need_leren", now=datetime.now(UTC))
    talk = Dialogue(conversation).says("ik wil een adviseur", "book_adviser").says("de eerste").says("Henk")
    if talk.question == "contact_phone":
        talk.says("0612345678")
    assert talk.question == "note" and "Henk" in talk.heard
    talk.presses("Ja, stuur dit")
    assert talk.form is None and note_of(db, conversation).agreed
    assert handoffs.open_handoffs(db) == [] and conversations.state(db, conversation) == "bot"


def test_who_just_made_an_appointment_does_not_hear_that_there_is_one(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    assert talk.form == "step_form"
    talk.says("kan ik een mens spreken", "ask_human").says("de eerste").says("Wim")
    if talk.question == "contact_phone":
        talk.says("0612345678")
    talk.presses("Ja, stuur dit")
    assert talk.question == "step" and "afspraak:" not in talk.heard and "afspraak staat" not in talk.heard
    assert len(talk.replies) > 1  # it does not end in the middle


# --- waiting ----------------------------------------------------------------------------------------------------------


def test_near_a_human_the_place_in_the_queue_is_told_and_the_bot_goes_on_with_its_question(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    question = asked_age.question
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit")
    assert (
        "1 in de rij" in asked_age.heard and "weet ik nog niet" in asked_age.heard or "Ik weet niet" in asked_age.heard
    )
    assert (asked_age.form, asked_age.question) == ("situation_form", question)
    assert bookings.of_conversation(db, conversation) is None


def test_an_estimate_is_said_when_it_was_measured(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    start = datetime.now(UTC) - timedelta(hours=1)
    for _ in range(5):
        other = conversations.start(db, "website", start)
        handoffs.request(db, other, "asked", start)
        custody.claim(db, other, SAM, HERE, start + timedelta(minutes=7))
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit")
    assert "7 minuten" in asked_age.heard


def test_when_nobody_came_moments_are_offered_and_a_booking_ends_the_waiting(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    question = asked_age.question
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit").sends(WAITED)
    assert asked_age.question == "appointment" and asked_age.slot("offered")
    assert conversations.state(db, conversation) == "waiting"
    asked_age.says("de eerste")
    assert bookings.of_conversation(db, conversation) is not None
    assert conversations.state(db, conversation) == "bot" and handoffs.open_handoffs(db) == []
    while asked_age.form == "booking_form":
        asked_age.says("sla over", "skip")
    assert (asked_age.form, asked_age.question) == ("situation_form", question)


def test_the_clock_finds_the_person_also_in_the_middle_of_the_note(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    asked_age.says("ik wil een mens spreken", "ask_human").sends(WAITED)
    assert asked_age.question == "appointment" and asked_age.slot("offered")


def test_nobody_at_the_desk_means_moments_at_once_and_a_call_back_if_wanted(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens", "ask_human")
    assert talk.question == "appointment" and talk.slot("offered")
    assert waiting.overdue(db, datetime.now(UTC) + timedelta(hours=1)) == []  # offered already: no clock needed
    talk.presses("Bel mij terug")
    window = next(title for title in talk.buttons if " tussen " in title)
    talk.presses(window)
    assert callbacks.get(db, conversation) is not None and talk.question == "contact_name"
    talk.says("Henk").says("0612345678")
    plan = plans.get(db, conversation)
    assert plan and (plan.name, plan.contact) == ("Henk", "0612345678")
    assert conversations.state(db, conversation) == "waiting"  # the adviser has it in the list until it is done


def test_a_closed_desk_says_when_it_opens_for_the_region_of_the_person(db: Database, conversation: str) -> None:
    tomorrow = (datetime.now(AMSTERDAM) + timedelta(days=1)).weekday()
    opening.put(db, [Hours(day, time(0), time(23, 59)) for day in range(7)])
    opening.put(db, [Hours(tomorrow, time(18), time(21))], "AM22")
    talk = Dialogue(conversation).says("ik woon in Rotterdam en wil een mens", "ask_human")
    assert any("om 18.00 uur" in reply["text"] for reply in talk.replies)
    assert talk.question == "appointment" and talk.slot("offered")
    elsewhere = Dialogue(conversations.start(db, "website", datetime.now(UTC)))
    elsewhere.says("ik woon in Groningen en wil een mens", "ask_human")
    assert not any("om 18.00 uur" in reply["text"] for reply in elsewhere.replies)


def test_whoever_would_rather_not_wait_is_out_of_the_queue(
    near: None, db: Database, conversation: str, asked_age: Dialogue
) -> None:
    question = asked_age.question
    asked_age.says("ik wil een mens spreken", "ask_human").presses("Ja, stuur dit").presses("Toch geen mens")
    assert conversations.state(db, conversation) == "bot" and asked_age.question == question


# --- back from a human ------------------------------------------------------------------------------------------------


def spoken_with_sam(db: Database, conversation: str) -> None:
    now = datetime.now(UTC)
    handoffs.request(db, conversation, "asked", now)
    custody.claim(db, conversation, SAM, HERE, now)
    custody.release(db, conversation, "sam", BACK, OutMessage("Sam gaat."), now)


@pytest.mark.parametrize("form", ["situation", "exercise", "step", "booking"])
def test_the_bot_goes_on_with_the_question_it_had_left_in_other_words_with_its_buttons(
    db: Database, conversation: str, form: str
) -> None:
    from tests.bot.test_repair import FORMS

    talk = FORMS[form](Dialogue(conversation))
    question, heard = talk.question, talk.heard
    buttons = {button["title"] for button in talk.replies[-1].get("buttons") or ()}  # of the question itself
    spoken_with_sam(db, conversation)
    talk.sends(BACK)
    assert (talk.form, talk.question) == (f"{form}_form", question)
    assert talk.heard.startswith("Je sprak met Sam.") and talk.heard != heard
    assert set(talk.buttons) >= buttons or form == "booking"
    assert "?" in talk.heard or talk.buttons


def test_the_bot_knows_what_was_agreed_and_offers_it_as_the_step(db: Database, conversation: str) -> None:
    from tests.bot.test_repair import FORMS

    talk = FORMS["step"](Dialogue(conversation))
    now = datetime.now(UTC)
    handoffs.request(db, conversation, "asked", now)
    custody.claim(db, conversation, SAM, HERE, now)
    said = OutMessage("Sam gaat.", kind="released", name="Sam", agreed="Je belt 7 december het ROC")
    custody.release(db, conversation, "sam", BACK, said, now)
    talk.sends(BACK)
    assert talk.heard.startswith("Je sprak met Sam. Wat is afgesproken, blijft staan.")
    talk.presses("Doen wat ik afsprak met Sam")
    assert talk.slot("step") == "Je belt 7 december het ROC" and talk.slot("step_date").endswith("-12-07")


def test_of_an_older_talk_no_agreement_stands(db: Database, conversation: str) -> None:
    for agreed in ("Je belt maandag", ""):
        now = datetime.now(UTC)
        handoffs.request(db, conversation, "asked", now)
        custody.claim(db, conversation, SAM, HERE, now)
        custody.release(db, conversation, "sam", BACK, OutMessage("x", kind="released", agreed=agreed), now)
    assert agreements.of_last_talk(db, conversation) is None


def test_answers_are_kept(db: Database, conversation: str, asked_age: Dialogue) -> None:
    needs, before = asked_age.slot("needs"), asked_age.slot("asked")
    spoken_with_sam(db, conversation)
    asked_age.sends(BACK)
    assert asked_age.slot("needs") == needs and asked_age.slot("asked") == before


def test_a_yes_or_no_that_was_pending_is_asked_again_and_still_works(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("wis alles", "wipe_data")
    assert talk.slot("pending")
    spoken_with_sam(db, conversation)
    talk.sends(BACK)
    assert talk.heard.startswith("Je sprak met Sam.") and talk.slot("pending")
    talk.says("nee", "deny")
    assert conversations.exists(sources.database(), conversation) and not talk.slot("pending")


def test_without_a_question_the_bot_says_what_it_can_do(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("dank je", "thank")
    spoken_with_sam(db, conversation)
    talk.sends(BACK)
    assert talk.heard.startswith("Je sprak met Sam.") and len(talk.heard) > 60
