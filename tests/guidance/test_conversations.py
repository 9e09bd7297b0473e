"""Messages come in once, are answered once, in order, and can be replayed."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta

import pytest

from guidance import conversations
from guidance.conversations import REDACTED, Button, OutMessage
from guidance.database import Database
from guidance.errors import ButtonExpired, ButtonUnknown, ConversationUnknown, GuidanceError
from tests.guidance.people import NOW

LATER = NOW + timedelta(seconds=5)


def receive(db: Database, conversation: str, message_id: str, text: str = "hallo") -> bool:
    return conversations.receive(db, conversation, message_id, "text", text, NOW)


def pending_id(db: Database, conversation: str) -> int:
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending is not None
    return pending.inbox_id


def test_a_new_conversation_exists_and_the_bot_has_the_word(db: Database, conversation: str) -> None:
    assert conversations.exists(db, conversation)
    assert conversations.state(db, conversation) == "bot"
    assert not conversations.exists(db, "0" * 32)


def test_the_same_message_is_stored_once(db: Database, conversation: str) -> None:
    assert receive(db, conversation, "m1") is True
    assert receive(db, conversation, "m1", "iets anders") is False
    assert [line.text for line in conversations.history(db, conversation)] == ["hallo"]


def test_the_same_message_id_on_another_channel_is_another_message(db: Database, conversation: str) -> None:
    elsewhere = conversations.start(db, "terminal", NOW)
    assert receive(db, conversation, "m1")
    assert receive(db, elsewhere, "m1")


def test_a_message_that_arrives_twenty_times_at_once_is_stored_once(db: Database, conversation: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        stored = list(pool.map(lambda _: receive(db, conversation, "m1"), range(20)))
    assert stored.count(True) == 1
    assert len(conversations.history(db, conversation)) == 1


def test_a_message_for_an_unknown_conversation_is_refused(db: Database) -> None:
    with pytest.raises(ConversationUnknown):
        receive(db, "0" * 32, "m1")


def test_text_that_a_database_refuses_is_stored_without_the_bad_characters(db: Database, conversation: str) -> None:
    assert receive(db, conversation, "m1", "half \ud83d en nul \x00.")
    assert [line.text for line in conversations.history(db, conversation)] == ["half ? en nul ."]


def test_messages_wait_in_the_order_in_which_they_came(db: Database, conversation: str) -> None:
    seen = []
    for number in range(5):
        receive(db, conversation, f"m{number}", f"bericht {number}")
    while pending := conversations.oldest_unanswered(db, conversation):
        seen.append(pending.text)
        conversations.answer(db, pending.inbox_id, [OutMessage("ok")], LATER)
    assert seen == [f"bericht {number}" for number in range(5)]


def test_conversations_that_wait_are_listed_per_channel_longest_waiting_first(db: Database, conversation: str) -> None:
    second = conversations.start(db, "website", NOW)
    elsewhere = conversations.start(db, "terminal", NOW)
    conversations.receive(db, second, "a", "text", "later", NOW + timedelta(minutes=1))
    receive(db, conversation, "b")
    receive(db, elsewhere, "c")
    assert conversations.conversations_with_unanswered(db, "website") == [conversation, second]
    conversations.answer(db, pending_id(db, conversation), [], LATER)
    assert conversations.conversations_with_unanswered(db, "website") == [second]


def test_failed_attempts_are_counted(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1")
    assert [conversations.count_attempt(db, pending_id(db, conversation)) for _ in range(3)] == [1, 2, 3]
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending is not None
    assert pending.attempts == 3


def test_answering_stores_the_replies_and_marks_the_message(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1")
    stored = conversations.answer(db, pending_id(db, conversation), [OutMessage("een"), OutMessage("twee")], LATER)
    assert [(reply.seq, reply.text) for reply in stored] == [(1, "een"), (2, "twee")]
    assert conversations.oldest_unanswered(db, conversation) is None
    assert conversations.outgoing_after(db, conversation, 0) == stored


def test_answering_twice_stores_nothing_the_second_time(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1")
    inbox_id = pending_id(db, conversation)
    conversations.answer(db, inbox_id, [OutMessage("een")], LATER)
    assert conversations.answer(db, inbox_id, [OutMessage("twee")], LATER) == []
    assert [reply.text for reply in conversations.outgoing_after(db, conversation, 0)] == ["een"]


def test_twenty_answers_to_one_message_at_once_store_one(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1")
    inbox_id = pending_id(db, conversation)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: conversations.answer(db, inbox_id, [OutMessage(str(n))], LATER), range(20)))
    assert sum(len(answer) for answer in answers) == 1
    assert [reply.seq for reply in conversations.outgoing_after(db, conversation, 0)] == [1]


def test_when_a_reply_cannot_be_stored_the_message_stays_unanswered(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1")
    broken = OutMessage("twee", cards=({"type": object()},))
    with pytest.raises(Exception, match="JSON serializable"):
        conversations.answer(db, pending_id(db, conversation), [OutMessage("een"), broken], LATER)
    assert conversations.oldest_unanswered(db, conversation) is not None
    assert conversations.outgoing_after(db, conversation, 0) == []


def test_numbers_have_no_gaps_with_many_writers(db: Database, conversation: str) -> None:
    def write(number: int) -> None:
        if number % 2:
            conversations.say(db, conversation, OutMessage(str(number)), NOW)
        else:
            receive(db, conversation, f"m{number}")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(60)))
    assert [reply.seq for reply in conversations.outgoing_after(db, conversation, 0)] == list(range(1, 31))
    assert len(conversations.history(db, conversation)) == 60


def _write_from_another_process(url: str, conversation: str, times: int) -> None:
    database = Database(url)
    for number in range(times):
        conversations.say(database, conversation, OutMessage(str(number)), NOW)
    database.close()


def test_numbers_have_no_gaps_with_two_processes(db: Database, conversation: str) -> None:
    url = str(db.url)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(_write_from_another_process, url, conversation, 25) for _ in range(2)]
        for number in range(25):
            conversations.say(db, conversation, OutMessage(str(number)), NOW)
        for job in jobs:
            job.result()
    assert [reply.seq for reply in conversations.outgoing_after(db, conversation, 0)] == list(range(1, 76))


def test_the_client_gets_what_it_missed(db: Database, conversation: str) -> None:
    for text in ("een", "twee", "drie"):
        conversations.say(db, conversation, OutMessage(text), NOW)
    assert [reply.text for reply in conversations.outgoing_after(db, conversation, 1)] == ["twee", "drie"]
    assert conversations.outgoing_after(db, conversation, 3) == []


def test_acknowledging_never_goes_back_nor_beyond_what_was_sent(db: Database, conversation: str) -> None:
    for text in ("een", "twee"):
        conversations.say(db, conversation, OutMessage(text), NOW)
    for seq, expected in ((1, 1), (2, 2), (1, 2), (99, 2)):
        conversations.acknowledge(db, conversation, seq, NOW)
        assert conversations.acknowledged_seq(db, conversation) == expected


def test_cards_kind_and_sender_survive_storage(db: Database, conversation: str) -> None:
    card = {"type": "plan", "rows": [{"label": "Stap", "text": "Bellen"}]}
    said = conversations.say(db, conversation, OutMessage("x", cards=(card,), kind="plan"), NOW, sender="adviser")
    (stored,) = conversations.outgoing_after(db, conversation, 0)
    assert (stored.cards, stored.kind, stored.sender, stored.at) == ((card,), "plan", "adviser", NOW)
    assert stored == said


def test_a_button_becomes_an_opaque_token_that_gives_its_payload_back(db: Database, conversation: str) -> None:
    message = OutMessage("Kies", buttons=(Button("Ja", "/affirm"), Button("Nee", '/deny{"a": 1}')))
    said = conversations.say(db, conversation, message, NOW)
    assert [button.title for button in said.buttons] == ["Ja", "Nee"]
    assert all(len(button.token) == 16 for button in said.buttons)
    assert "/affirm" not in str(said)
    redeemed = conversations.redeem(db, conversation, said.buttons[1].token, LATER)
    assert (redeemed.title, redeemed.payload) == ("Nee", '/deny{"a": 1}')


def test_a_button_works_seven_days(db: Database, conversation: str) -> None:
    token = conversations.say(db, conversation, OutMessage("?", (Button("Ja", "/affirm"),)), NOW).buttons[0].token
    conversations.redeem(db, conversation, token, NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(ButtonExpired):
        conversations.redeem(db, conversation, token, NOW + timedelta(days=7))


@pytest.mark.parametrize("token", ["", "verzonnen", "\ud83d", "\x00"])
def test_a_token_that_was_never_given_is_unknown(db: Database, conversation: str, token: str) -> None:
    with pytest.raises(ButtonUnknown):
        conversations.redeem(db, conversation, token, NOW)


def test_a_button_of_another_conversation_is_unknown(db: Database, conversation: str) -> None:
    other = conversations.start(db, "website", NOW)
    token = conversations.say(db, other, OutMessage("?", (Button("Ja", "/affirm"),)), NOW).buttons[0].token
    with pytest.raises(ButtonUnknown):
        conversations.redeem(db, conversation, token, NOW)


def test_the_transcript_shows_both_directions_in_order_without_the_opening(db: Database, conversation: str) -> None:
    conversations.receive(db, conversation, "s", "session", "", NOW, payload="/greet")
    conversations.answer(db, pending_id(db, conversation), [OutMessage("Hoi")], NOW)
    receive(db, conversation, "m1", "een")
    receive(db, conversation, "m2", "twee")
    conversations.answer(db, pending_id(db, conversation), [OutMessage("antwoord")], LATER)
    lines = conversations.history(db, conversation)
    assert [(line.sender, line.text, line.seq) for line in lines] == [
        ("bot", "Hoi", 1),
        ("person", "een", None),
        ("person", "twee", None),
        ("bot", "antwoord", 2),
    ]


def test_a_safety_turn_is_hidden_at_once_and_erased_when_answered(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1", "geheim")
    receive(db, conversation, "m2", "gewoon")
    conversations.redact_last_person_message(db, conversation)
    assert [line.text for line in conversations.history(db, conversation)] == [REDACTED, "gewoon"]
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending is not None
    assert pending.text == "geheim", "after a crash the bot must see the crisis again"
    conversations.answer(db, pending.inbox_id, [OutMessage("113")], LATER)
    assert [line.text for line in conversations.history(db, conversation)] == [REDACTED, "gewoon", "113"]


def test_redacting_after_the_answer_erases_the_last_message(db: Database, conversation: str) -> None:
    for number in (1, 2):
        receive(db, conversation, f"m{number}", f"bericht {number}")
        conversations.answer(db, pending_id(db, conversation), [], LATER)
    conversations.redact_last_person_message(db, conversation)
    assert [line.text for line in conversations.history(db, conversation)] == ["bericht 1", REDACTED]


def test_a_reply_that_says_not_to_keep_the_text_redacts_its_question(db: Database, conversation: str) -> None:
    receive(db, conversation, "m1", "geheim")
    conversations.answer(db, pending_id(db, conversation), [OutMessage("113", keep_text=False)], LATER)
    assert [line.text for line in conversations.history(db, conversation)] == [REDACTED, "113"]


def test_who_has_the_word_is_logged(db: Database, conversation: str) -> None:
    conversations.set_state(db, conversation, "human", "annemiek", "taken", NOW)
    conversations.set_state(db, conversation, "human", "annemiek", "taken", NOW)
    conversations.set_state(db, conversation, "bot", "annemiek", "done", LATER)
    changes = conversations.state_changes(db, conversation)
    assert [(change.before, change.after, change.who, change.at) for change in changes] == [
        ("bot", "human", "annemiek", NOW),
        ("human", "bot", "annemiek", LATER),
    ]


def test_a_state_that_does_not_exist_is_refused(db: Database, conversation: str) -> None:
    with pytest.raises(GuidanceError, match="one of bot, waiting, human, closed"):
        conversations.set_state(db, conversation, "asleep", "x", "y", NOW)  # type: ignore[arg-type]
