"""Who has the word: one adviser wins a claim, a message belongs to one side, and the bot is silent beside a human."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from guidance import callbacks, conversations, custody, desk_events, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import DeedRefused, HeldByOther, Hushed
from guidance.transitions import TABLE, after
from tests.guidance.people import NOW

SAM, KIM = Holder("sam", "Sam"), Holder("kim", "Kim")
HERE = OutMessage("Sam is er.", kind="claimed", name="Sam")
BACK = OutMessage("Ik ben er weer.", kind="released")
RESUME = '/resume{"code": "human"}'
LATER = NOW + timedelta(minutes=3)


def says(db: Database, conversation: str, text: str, message_id: str | None = None) -> None:
    conversations.receive(db, conversation, message_id or f"{conversation}:{text}", "text", text, LATER)


@pytest.fixture
def waiting(db: Database, conversation: str) -> str:
    handoffs.request(db, conversation, "asked", NOW)
    return conversation


@pytest.fixture
def held(db: Database, waiting: str) -> str:
    custody.claim(db, waiting, SAM, HERE, LATER)
    return waiting


def test_every_state_can_be_left() -> None:
    assert {before for before, _ in TABLE} == {"bot", "waiting", "human", "closed"}
    with pytest.raises(DeedRefused):
        after("bot", "claim")


def test_a_request_makes_the_conversation_wait_and_is_logged_with_who_and_why(db: Database, waiting: str) -> None:
    assert conversations.state(db, waiting) == "waiting"
    (change,) = conversations.state_changes(db, waiting)
    assert (change.before, change.after, change.who, change.why) == ("bot", "waiting", "person", "asked")


def test_of_twenty_advisers_who_claim_at_once_one_wins_and_the_others_hear_who(db: Database, waiting: str) -> None:
    def attempt(number: int) -> str:
        try:
            custody.claim(db, waiting, Holder(f"a{number}", f"Adviseur {number}"), HERE, LATER)
        except HeldByOther as refusal:
            return refusal.holder
        return "won"

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(attempt, range(20)))
    holder = custody.holder_of(db, waiting)
    assert outcomes.count("won") == 1 and holder is not None
    assert {outcome for outcome in outcomes if outcome != "won"} == {holder.name}
    assert outcomes.index("won") == int(holder.account[1:])
    assert [line.sender for line in conversations.history(db, waiting)] == ["desk"]  # said once


def test_nobody_can_take_a_conversation_in_which_no_human_was_asked_for(db: Database, conversation: str) -> None:
    with pytest.raises(DeedRefused):
        custody.claim(db, conversation, SAM, HERE, NOW)


def test_claiming_what_one_has_already_says_nothing_again(db: Database, held: str) -> None:
    assert custody.claim(db, held, SAM, HERE, LATER) is None


def test_beside_a_human_the_bot_can_store_nothing(db: Database, held: str) -> None:
    with pytest.raises(Hushed):
        conversations.say(db, held, OutMessage("Herinnering"), LATER)
    custody.speak(db, held, SAM, "Hallo", LATER)
    assert [line.sender for line in conversations.history(db, held)] == ["desk", "adviser"]


def test_an_answer_that_was_under_way_when_the_human_came_is_never_said(db: Database, waiting: str) -> None:
    says(db, waiting, "47")
    pending = conversations.oldest_unanswered(db, waiting)
    assert pending
    custody.claim(db, waiting, SAM, HERE, LATER)
    assert conversations.answer(db, pending.inbox_id, [OutMessage("En hoe lang?")], LATER) == []
    assert [line.text for line in conversations.history(db, waiting)] == ["47", "Sam is er."]


def test_what_is_said_to_a_human_waits_for_no_answer_of_the_bot_also_afterwards(db: Database, held: str) -> None:
    says(db, held, "/restart")
    assert conversations.oldest_unanswered(db, held) is None
    custody.release(db, held, "sam", RESUME, BACK, LATER)
    pending = conversations.oldest_unanswered(db, held)
    assert pending and pending.payload == RESUME
    conversations.answer(db, pending.inbox_id, [OutMessage("Hoe oud ben je?")], LATER)
    assert conversations.oldest_unanswered(db, held) is None
    assert [line.text for line in conversations.history(db, held)] == [
        "Sam is er.",
        "/restart",
        "Ik ben er weer.",
        "Hoe oud ben je?",
    ]


def test_only_the_one_who_has_it_speaks_gives_it_away_or_ends_it(db: Database, held: str) -> None:
    for deed in (
        lambda: custody.speak(db, held, KIM, "hoi", LATER),
        lambda: custody.transfer(db, held, KIM, SAM, HERE, LATER),
        lambda: custody.release(db, held, "kim", RESUME, BACK, LATER),
        lambda: custody.close(db, held, "kim", "helped", BACK, LATER),
    ):
        with pytest.raises(HeldByOther) as refusal:
            deed()
        assert refusal.value.holder == "Sam"


def test_after_a_transfer_the_colleague_has_it(db: Database, held: str) -> None:
    custody.transfer(db, held, SAM, KIM, OutMessage("Kim neemt het over.", name="Kim"), LATER)
    assert custody.holder_of(db, held) == KIM
    with pytest.raises(HeldByOther):
        custody.speak(db, held, SAM, "nog iets", LATER)
    assert conversations.state_changes(db, held)[-1].why == "to kim"


def test_the_person_may_go_back_to_the_bot_too(db: Database, held: str) -> None:
    custody.release(db, held, custody.PERSON, RESUME, BACK, LATER)
    assert conversations.state(db, held) == "bot"
    assert conversations.state_changes(db, held)[-1].who == "person"
    assert handoffs.open_handoffs(db) == []


def test_whoever_speaks_after_the_end_speaks_with_the_bot_and_may_ask_again(db: Database, held: str) -> None:
    custody.close(db, held, "sam", "helped", BACK, LATER)
    assert conversations.state(db, held) == "closed"
    says(db, held, "nog een vraag")
    assert conversations.state(db, held) == "bot"
    pending = conversations.oldest_unanswered(db, held)
    assert pending and pending.text == "nog een vraag"
    handoffs.request(db, held, "asked", LATER)
    assert conversations.state(db, held) == "waiting"


def test_a_second_request_beside_a_human_changes_nothing(db: Database, held: str) -> None:
    handoffs.request(db, held, "asked", LATER)
    assert conversations.state(db, held) == "human" and custody.holder_of(db, held) == SAM


def test_who_was_helped_in_another_way_waits_no_more_hears_so_and_it_is_known_who_did_it(
    db: Database, waiting: str
) -> None:
    told = OutMessage("Sam heeft je geholpen.")
    assert custody.handle(db, waiting, "sam", "handled", told, LATER) is not None
    assert custody.handle(db, waiting, "sam", "handled", told, LATER) is None  # once
    assert conversations.state(db, waiting) == "bot" and handoffs.open_handoffs(db) == []
    assert [line.text for line in conversations.history(db, waiting)][-1:] == ["Sam heeft je geholpen."]
    change = conversations.state_changes(db, waiting)[-1]
    assert (change.before, change.after, change.who, change.why) == ("waiting", "bot", "sam", "handled")


def test_words_of_danger_are_readable_for_the_human_and_gone_when_the_talk_ends(db: Database, held: str) -> None:
    says(db, held, "ik wil niet meer leven", "m9")
    custody.mark_urgent(db, held, "m9", "safety_suicide", OutMessage("Bel 113"), LATER)
    assert [line.text for line in conversations.history(db, held)][1:] == ["ik wil niet meer leven", "Bel 113"]
    assert handoffs.open_handoffs(db)[0].reasons == ("asked", "safety_suicide")
    custody.close(db, held, "sam", "helped", BACK, LATER)
    assert "ik wil niet meer leven" not in [line.text for line in conversations.history(db, held)]


def test_the_desk_hears_of_everything_in_order_and_of_nothing_twice(db: Database, waiting: str) -> None:
    start = desk_events.newest(db)
    says(db, waiting, "hoi")
    custody.claim(db, waiting, SAM, HERE, LATER)
    custody.speak(db, waiting, SAM, "Hallo", LATER)
    custody.release(db, waiting, "sam", RESUME, BACK, LATER)
    says(db, waiting, "nu met de bot")
    heard = desk_events.after(db, start)
    assert [event.kind for event in heard] == ["person", "state", "adviser", "state"]
    assert [event.id for event in desk_events.after(db, heard[1].id)] == [event.id for event in heard[2:]]


def test_a_call_that_was_promised_stands_until_the_human_is_done(db: Database, waiting: str) -> None:
    callbacks.ask(db, waiting, NOW, LATER, NOW)
    custody.claim(db, waiting, SAM, HERE, LATER)
    assert callbacks.get(db, waiting) is not None
    assert callbacks.get(db, waiting, LATER + timedelta(seconds=1)) is None  # over, though nobody called
    custody.close(db, waiting, "sam", "helped", BACK, LATER)
    assert callbacks.get(db, waiting) is None
