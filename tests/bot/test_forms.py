"""In a form: answers, side questions, refusals and leaving, by one mechanism."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.actions import directions, summary
from bot.actions.booking import BookingForm
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.situation import SituationForm
from bot.actions.sources import AMSTERDAM, now
from bot.actions.steps import StepForm
from bot.actions.wording import day_in_words
from guidance import bookings, handoffs, plans
from guidance.database import Database
from tests.bot.turns import Spoken

MONEY = {"needs": ["need_geld_tijd"], "need_confirmed": True, "greeted": True, "asked": ["need_confirmed"]}


def in_situation(conversation: str, question: str, text: str, intent: str, **slots: Any) -> Spoken:
    spoken = Spoken(
        text, intent, slots={**MONEY, **slots, REQUESTED_SLOT: question}, after_action="situation_form",
        conversation=conversation,
    )  # fmt: skip
    SituationForm().respond(spoken.turn)
    return spoken


def test_an_answer_brings_the_next_question(conversation: str) -> None:
    spoken = in_situation(conversation, "occupation", "ik ben lasser", "inform")
    assert spoken.turn.slot("occupation") == "lasser"
    assert spoken.turn.slot(REQUESTED_SLOT) == "status"


def test_a_side_question_is_answered_and_the_question_comes_back_in_other_words(conversation: str) -> None:
    first = in_situation(conversation, "occupation", "ik ben lasser", "inform")
    asked = first.said[-1]
    slots = {name: first.turn.slot(name) for name in ("occupation", "sector", "said", "asked")}
    aside = in_situation(conversation, "status", "bestaat stap nog?", "ask_stap", **slots)
    assert "bestaat niet meer" in aside.said[0]
    assert aside.turn.slot(REQUESTED_SLOT) == "status"
    assert aside.said[-1] != asked


def test_why_is_answered_before_the_question_is_asked_again(conversation: str) -> None:
    spoken = in_situation(
        conversation, "age", "waarom wil je dat weten", "ask_why", occupation="lasser", status="employee", asked=["age"]
    )
    assert "leeftijd" in spoken.said[0].lower()
    assert spoken.turn.slot(REQUESTED_SLOT) == "age" or len(spoken.said) == 1


def test_a_question_that_is_refused_is_not_asked_again(conversation: str) -> None:
    spoken = in_situation(conversation, "occupation", "zeg ik niet", "skip")
    assert "occupation" in spoken.turn.slot("skipped")
    assert spoken.turn.slot(REQUESTED_SLOT) == "status"


def test_asking_for_a_human_leaves_the_form_and_is_seen_at_the_desk(conversation: str, db: Database) -> None:
    spoken = in_situation(conversation, "occupation", "ik wil een mens", "ask_human")
    assert spoken.turn.slot(REQUESTED_SLOT) is None
    assert [handoff.conversation_id for handoff in handoffs.open_handoffs(db)] == [conversation]


def test_words_of_suicide_get_a_signpost_and_nothing_else(conversation: str) -> None:
    spoken = in_situation(conversation, "occupation", "…", "safety_suicide")
    assert len(spoken.said) == 1
    assert "113" in spoken.said[0]
    assert spoken.turn.slot(REQUESTED_SLOT) == "occupation"


def test_yes_after_a_safety_signpost_means_the_human_and_not_the_form(conversation: str, db: Database) -> None:
    spoken = in_situation(conversation, "need_confirmed", "ja", "affirm", need_confirmed=None, pending="safety_suicide")
    assert spoken.turn.slot("need_confirmed") is None
    assert len(spoken.said) == 1 and "113" in spoken.said[0]
    assert handoffs.open_handoffs(db)[0].reasons == ("safety_suicide",)


def test_another_need_instead_of_yes_is_heard_as_the_need(conversation: str) -> None:
    spoken = in_situation(
        conversation, "need_confirmed", "nee mijn baan wankelt", "need_baan_onzeker", need_confirmed=None
    )
    assert spoken.turn.slot("needs") == ["need_baan_onzeker"]


def booking_turn(conversation: str, text: str, intent: str, **slots: Any) -> Spoken:
    entities = {"appointment": text.split('"')[3]} if "appointment" in text else None
    spoken = Spoken(
        text, intent, slots={"greeted": True, **slots, REQUESTED_SLOT: slots.pop("question", "appointment")},
        after_action="booking_form", conversation=conversation, entities=entities,
    )  # fmt: skip
    BookingForm().respond(spoken.turn)
    return spoken


def offered(conversation: str) -> Spoken:
    spoken = Spoken("", "ask_human", after_action="action_offer_adviser", conversation=conversation)
    BookingForm().respond(spoken.turn)
    return spoken


def test_three_moments_are_offered_and_one_is_booked(conversation: str, db: Database) -> None:
    offer = offered(conversation)
    assert len(offer.turn.slot("offered")) == 3
    booked = booking_turn(conversation, "de tweede", "inform", offered=offer.turn.slot("offered"))
    booking = bookings.of_conversation(db, conversation)
    assert booking is not None
    assert offer.turn.slot("offered")[1].startswith(f"{booking.adviser.id}|")
    assert booked.turn.slot(REQUESTED_SLOT) == "contact_name"


def test_a_moment_somebody_else_took_gets_fresh_moments(conversation: str, db: Database) -> None:
    from guidance import conversations

    offer = offered(conversation)
    other = conversations.start(db, "website", now())
    booking_turn(other, "1", "inform", offered=offer.turn.slot("offered"))
    late = booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    assert bookings.of_conversation(db, conversation) is None
    assert late.turn.slot(REQUESTED_SLOT) == "appointment"
    assert offer.turn.slot("offered")[0] not in late.turn.slot("offered")


def test_evenings_only_gives_evenings(conversation: str) -> None:
    spoken = booking_turn(conversation, "liever 's avonds", "inform")
    hours = {int(title.split(" om ")[1][:2]) for title in spoken.buttons if " om " in title}
    assert hours and all(17 <= hour < 22 for hour in hours)


def test_no_thanks_ends_the_offer(conversation: str, db: Database) -> None:
    spoken = booking_turn(conversation, "nee dank je", "deny")
    assert spoken.turn.slot(REQUESTED_SLOT) is None
    assert bookings.of_conversation(db, conversation) is None


def test_a_number_is_kept_for_the_adviser_and_not_in_a_slot(conversation: str, db: Database) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    booking_turn(conversation, "Jan", "inform", question="contact_name")
    spoken = booking_turn(conversation, "dat is 06-12345678", "inform", question="contact_phone")
    plan = plans.get(db, conversation)
    assert plan is not None and plan.contact == "0612345678" and plan.name == "Jan"
    assert spoken.turn.slot("contact_phone") is None


@pytest.mark.parametrize("text", ["12345", "bel me maar"])
def test_what_is_no_number_is_asked_again(conversation: str, text: str) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    booking_turn(conversation, "Jan", "inform", question="contact_name")
    spoken = booking_turn(conversation, text, "inform", question="contact_phone")
    assert spoken.turn.slot(REQUESTED_SLOT) == "contact_phone"


def test_no_after_a_safety_signpost_goes_on_with_the_question(conversation: str, db: Database) -> None:
    spoken = in_situation(
        conversation, "occupation", "nee hoeft niet, ga maar verder", "resume", pending="safety_suicide"
    )
    assert spoken.turn.slot(REQUESTED_SLOT) == "occupation"
    assert len(spoken.said) == 2
    assert handoffs.open_handoffs(db) == []


def test_a_half_heard_wish_for_a_human_is_asked_back(conversation: str, db: Database) -> None:
    unsure = Spoken(
        "moet ik met mijn contract naar iemand", "ask_human", slots={**MONEY, REQUESTED_SLOT: "occupation"},
        after_action="situation_form", conversation=conversation, confidence=0.45,
    )  # fmt: skip
    SituationForm().respond(unsure.turn)
    assert handoffs.open_handoffs(db) == []
    assert unsure.turn.slot("pending") == "human"


def test_a_time_in_words_picks_the_moment_at_that_time(conversation: str, db: Database) -> None:
    offer = offered(conversation)
    third = offer.turn.slot("offered")[2]
    starts = datetime.fromisoformat(third.split("|")[1]).astimezone(AMSTERDAM)
    booking_turn(
        conversation,
        f"doe maar {day_in_words(starts.date())} {starts:%H.%M}",
        "inform",
        offered=offer.turn.slot("offered"),
    )
    booking = bookings.of_conversation(db, conversation)
    assert booking is not None and booking.starts_at == starts


def test_a_time_that_was_not_offered_is_looked_for_and_not_booked(conversation: str, db: Database) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "half vijf bellen graag", "inform", offered=offer.turn.slot("offered"))
    assert bookings.of_conversation(db, conversation) is None


def test_an_appointment_is_cancelled_in_the_middle_of_another_form(conversation: str, db: Database) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    asked = in_situation(conversation, "occupation", "afspraak afzeggen", "cancel_booking")
    assert asked.turn.slot("pending") == "cancel"
    assert len(asked.said) == 1
    done = in_situation(conversation, "occupation", "ja", "affirm", pending="cancel")
    assert bookings.of_conversation(db, conversation) is None
    assert done.turn.slot(REQUESTED_SLOT) == "occupation"


def test_a_correction_is_read_back(conversation: str) -> None:
    spoken = in_situation(
        conversation, "status", "nee ik ben 42", "correct", occupation="lasser", sector="metaal", age=41
    )
    assert "42" in spoken.said[0]
    assert spoken.turn.slot(REQUESTED_SLOT) == "status"


def test_the_words_of_a_button_are_the_button(conversation: str) -> None:
    shown = [{"title": "Via een uitzendbureau", "payload": '/inform{"status": "flex_agency"}'}]
    spoken = in_situation(
        conversation, "status", "via een uitzendbureau", "need_baan_onzeker", occupation="lasser", shown=shown
    )
    assert spoken.turn.slot("status") == "flex_agency"


def test_after_no_one_question_is_asked_with_few_buttons(conversation: str) -> None:
    spoken = in_situation(conversation, "need_confirmed", "nee", "deny", need_confirmed=None)
    assert len(spoken.said) == 1
    assert len(spoken.buttons) <= 5


def test_after_yes_to_a_human_in_need_a_number_is_asked_and_kept(conversation: str, db: Database) -> None:
    in_situation(conversation, "occupation", "ja graag", "affirm", pending="safety_suicide")
    spoken = in_situation(conversation, "occupation", "rob 06 12345678", "inform", pending="urgent_contact")
    plan = plans.get(db, conversation)
    assert plan is not None and plan.contact == "0612345678"
    assert len(spoken.said) == 1


def test_not_knowing_after_a_sign_of_suicide_gets_the_number_again_and_no_career_talk(conversation: str) -> None:
    spoken = in_situation(conversation, "occupation", "weet niet", "dont_know", pending="safety_suicide")
    assert len(spoken.said) == 1 and "113" in spoken.said[0]
    assert spoken.turn.slot("pending") == "safety_suicide"
    assert "occupation" not in spoken.turn.slot("skipped", [])


@pytest.mark.parametrize("text", ["zeg maar af", "wil toch een ander moment om 10 uur", "1", "ja"])
def test_what_is_no_name_is_not_taken_for_one(conversation: str, db: Database, text: str) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    booking_turn(conversation, text, "inform", question="contact_name")
    booking = bookings.of_conversation(db, conversation)
    assert booking is not None and booking.name is None


@pytest.mark.parametrize("text", ["Jan", "pris", "ik ben Fatima el Idrissi", "zeg maar Henk", "Jan-Willem."])
def test_a_name_is_taken_as_it_is_given(conversation: str, db: Database, text: str) -> None:
    offer = offered(conversation)
    booking_turn(conversation, "1", "inform", offered=offer.turn.slot("offered"))
    booking_turn(conversation, text, "inform", question="contact_name")
    booking = bookings.of_conversation(db, conversation)
    assert booking is not None and booking.name
    assert booking.name.split()[0].rstrip(".") in text


def test_no_work_answers_the_question_what_work(conversation: str) -> None:
    spoken = Spoken(
        "geen werk man", "need_thuis", slots={**MONEY, REQUESTED_SLOT: "occupation"},
        after_action="situation_form", conversation=conversation, found=[("status", "unemployed", "geen werk")],
    )  # fmt: skip
    SituationForm().respond(spoken.turn)
    assert spoken.turn.slot("status") == "unemployed"
    assert spoken.turn.slot(REQUESTED_SLOT) == "benefit"


def test_a_question_about_a_benefit_is_not_having_one(conversation: str) -> None:
    spoken = Spoken(
        "kan ik ww krijgen", "ask_dismissal", slots={**MONEY, REQUESTED_SLOT: "occupation"},
        after_action="situation_form", conversation=conversation, found=[("benefit", "WW", "ww")],
    )  # fmt: skip
    SituationForm().respond(spoken.turn)
    assert spoken.turn.slot("benefit") is None


def test_a_step_is_chosen_by_the_word_that_tells_it(conversation: str) -> None:
    spoken = Spoken(
        "doe maar de bedrijfsarts", "inform",
        slots={"needs": ["need_zwaar_gezondheid"], "status": "employee", REQUESTED_SLOT: "step"},
        after_action="step_form", conversation=conversation,
    )  # fmt: skip
    StepForm().respond(spoken.turn)
    assert "bedrijfsarts" in spoken.turn.slot("step")


def test_a_step_in_own_words_comes_back_as_typed_also_to_who_says_u(conversation: str, db: Database) -> None:
    slots: dict[str, object] = {"needs": ["need_richting"], "formal": True, REQUESTED_SLOT: "step"}
    typed = Spoken(
        "ik vraag mijn broer: help je me", "inform", slots=slots,
        after_action="step_form", conversation=conversation,
    )  # fmt: skip
    StepForm().respond(typed.turn)
    told = {name: typed.turn.slot(name) for name in ("needs", "formal", "step", "own_step")}
    plan = Spoken("oké", "affirm", slots=told, conversation=conversation)
    summary.show(plan.turn)
    rows = {row["label"]: row["text"] for row in plan.dispatcher.messages[0]["custom"]["cards"][0]["rows"]}
    assert rows["Uw stap"] == "Ik vraag mijn broer: help je me"
    assert rows["Wat u nodig hebt"].startswith("U wilt")


def test_what_somebody_can_leads_to_work_when_the_occupation_is_not_known(conversation: str, db: Database) -> None:
    plans.save(db, conversation, own_words="ik kan goed met mensen en heb een heftruckcertificaat", now=now())
    spoken = Spoken("ja", "affirm", slots={"needs": ["need_richting"]}, conversation=conversation)
    assert directions.show_directions(spoken.turn)
    assert "heftruckchauffeur" in spoken.turn.slot("directions")


def test_nothing_known_shows_no_directions(conversation: str) -> None:
    spoken = Spoken("ja", "affirm", slots={"needs": ["need_richting"]}, conversation=conversation)
    assert not directions.show_directions(spoken.turn)
    assert spoken.said == []
