"""A wrong answer of the bot becomes a case, and what leaves the desk holds no name or number."""

from __future__ import annotations

import csv
import io
import json
from datetime import time, timedelta

import pytest

from guidance import conversations, opening, plans, privacy, reviews, tenant_texts
from guidance.conversations import OutMessage
from guidance.database import Database
from guidance.errors import AdviserInvalid, ConversationUnknown, FlagUnknown, TextUnknown
from guidance.opening import Hours
from tests.guidance.people import NOW, local

SAID = "Ik ben Henk Jansen, 06-12345678, henk@example.nl, 3011 AB 12, en krijg ik STAP in 2026?"


def answered(db: Database, conversation: str, said: str = SAID) -> int:
    conversations.receive(db, conversation, f"{conversation}:{said[:5]}", "text", said, NOW)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending
    conversations.answer(db, pending.inbox_id, [OutMessage("Ja Henk, STAP geeft 1.000 euro.")], NOW)
    return conversations.history(db, conversation)[-1].seq or 0


def test_a_flag_becomes_a_case_with_question_and_answer(db: Database, conversation: str) -> None:
    seq = answered(db, conversation)
    case_id = reviews.flag(db, conversation, seq, "STAP bestaat niet meer", "anna", NOW)
    [case] = reviews.cases(db)
    assert (case.id, case.conversation_id, case.seq, case.flagged_by) == (case_id, conversation, seq, "anna")
    assert "STAP in 2026?" in case.said and "1.000 euro" in case.answered
    assert case.why == "STAP bestaat niet meer"


def test_names_and_numbers_are_taken_out_and_amounts_and_years_stay(db: Database, conversation: str) -> None:
    plans.save(db, conversation, name="Henk Jansen", contact="0612345678", now=NOW)
    reviews.flag(db, conversation, answered(db, conversation), "Henk kan dit niet krijgen", "anna", NOW)
    exported = reviews.as_json(reviews.cases(db)) + reviews.as_csv(reviews.cases(db))
    for private in ("Henk", "Jansen", "12345678", "henk@", "3011", conversation, "anna"):
        assert private not in exported, private
    for kept in ("STAP in 2026?", "1.000 euro", "kan dit niet krijgen"):
        assert kept in exported, kept


def test_an_export_has_the_mask_of_the_desk(db: Database, conversation: str) -> None:
    said = "ik heet jan de vries, NL91 ABNA 0417 1643 00, ik woon in utrecht en verdien 2400 euro"
    reviews.flag(db, conversation, answered(db, conversation, said), "Kees weet beter", "anna", NOW)
    [case] = reviews.cases(db)
    assert case.said == "ik heet […], […], ik woon in […] en verdien 2400 euro"
    assert case.why == "[…] weet beter"


def test_flagging_again_opens_the_case_again_with_the_newest_reason(db: Database, conversation: str) -> None:
    seq = answered(db, conversation)
    case = reviews.flag(db, conversation, seq, "eerst", "anna", NOW)
    reviews.handle(db, case, "right", "klopt gewoon", "ed", NOW)
    assert reviews.cases(db, handled=False) == []
    assert [each.outcome for each in reviews.cases(db, handled=True)] == ["right"]
    assert reviews.flag(db, conversation, seq, "toch niet", "bo", NOW + timedelta(minutes=1)) == case
    [again] = reviews.cases(db, handled=False)
    assert (again.why, again.flagged_by, again.outcome, again.note) == ("toch niet", "bo", None, "")


def test_only_a_message_of_the_bot_can_be_flagged(db: Database, conversation: str) -> None:
    answered(db, conversation)
    with pytest.raises(FlagUnknown):
        reviews.flag(db, conversation, 99, "?", "anna", NOW)
    with pytest.raises(ConversationUnknown):
        reviews.flag(db, "0" * 32, 1, "?", "anna", NOW)
    with pytest.raises(FlagUnknown):
        reviews.handle(db, 1, "right", "", "ed", NOW)


def test_an_outcome_that_does_not_exist_is_refused(db: Database, conversation: str) -> None:
    case = reviews.flag(db, conversation, answered(db, conversation), "?", "anna", NOW)
    with pytest.raises(FlagUnknown):
        reviews.handle(db, case, "weet niet", "", "ed", NOW)


def test_a_wiped_conversation_takes_its_cases_along(db: Database, conversation: str) -> None:
    reviews.flag(db, conversation, answered(db, conversation), "?", "anna", NOW)
    privacy.wipe(db, conversation)
    assert reviews.cases(db) == []


def test_a_spreadsheet_calculates_nothing_that_somebody_typed(db: Database, conversation: str) -> None:
    seq = answered(db, conversation, "=HYPERLINK(1)")
    reviews.flag(db, conversation, seq, "@SUM(1)", "anna", NOW)
    [row] = csv.DictReader(io.StringIO(reviews.as_csv(reviews.cases(db))))
    assert row["said"] == "'=HYPERLINK(1)" and row["why"] == "'@SUM(1)"
    assert json.loads(reviews.as_json(reviews.cases(db)))[0]["said"] == "=HYPERLINK(1)"


def test_a_text_of_the_organisation_can_be_changed_and_given_back(db: Database) -> None:
    tenant_texts.put(db, "about", "Wij zijn  er\nvoor iedereen.", "chef", NOW)
    tenant_texts.put(db, "phone", "010 - 123 45 67", "chef", NOW)
    assert tenant_texts.overrides(db) == {"about": "Wij zijn er voor iedereen.", "phone": "010 - 123 45 67"}
    tenant_texts.put(db, "about", " ", "chef", NOW)
    assert tenant_texts.overrides(db) == {"phone": "010 - 123 45 67"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phone", "bel maar"),
        ("email", "geen adres"),
        ("privacy_url", "http://a.nl"),
        ("kind", "x"),
        ("about", "a" * 401),
    ],
)
def test_a_text_that_cannot_stand_there_is_refused(db: Database, name: str, text: str) -> None:
    with pytest.raises(TextUnknown):
        tenant_texts.put(db, name, text, "chef", NOW)
    assert tenant_texts.overrides(db) == {}


def test_the_desk_is_open_within_its_hours_in_local_time_and_never_on_a_holiday(db: Database) -> None:
    opening.put(db, [Hours(day, time(9), time(17)) for day in range(5)])
    hours = opening.hours(db)
    moments = {
        local(2026, 11, 24, 9): True,
        local(2026, 11, 24, 8, 59): False,
        local(2026, 11, 24, 17): False,
        local(2026, 11, 28, 10): False,
        local(2026, 12, 25, 10): False,
        local(2026, 7, 1, 9): True,
    }
    assert {moment: opening.is_open(hours, moment) for moment in moments} == moments
    with pytest.raises(AdviserInvalid):
        opening.put(db, [Hours(0, time(10), time(9))])
    assert opening.hours(db) == hours


def test_a_region_has_hours_of_its_own_until_they_are_taken_away(db: Database) -> None:
    everywhere, evening = [Hours(0, time(9), time(17))], [Hours(0, time(18), time(21)), Hours(3, time(18), time(21))]
    opening.put(db, everywhere)
    opening.put(db, evening, "AM22")
    opening.put(db, evening, "AM22")
    assert opening.everywhere(db) == {None: everywhere, "AM22": evening}
    assert opening.hours(db, "AM22") == evening
    assert opening.hours(db, "AM01") == opening.hours(db) == everywhere
    opening.put(db, [Hours(1, time(9), time(17))])  # the organisation changes, the region does not
    assert opening.hours(db, "AM22") == evening
    opening.put(db, [], "AM22")
    assert opening.everywhere(db) == {None: [Hours(1, time(9), time(17))]}
