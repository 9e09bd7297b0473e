"""The courier: in order, once, again after trouble, and what cannot be sent stands in the dead letters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.courier import Courier, Pace
from connectors.errors import AccountTrouble, ChatClosed, ChatMoved, Held, NeverSendable, PerhapsTaken, SendLater
from connectors.sealing import AddressBook
from guidance import chats, conversations, deliveries, privacy
from guidance.conversations import Outgoing, OutMessage
from guidance.database import Database
from tests.connectors.tabs import until

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUICK = Pace(per_second=1000, per_chat=0, first_wait=0.001, longest_wait=0.002, attempts=3, typing_lasts=0.01)


class Post:
    """A messenger that keeps what it gets, and fails as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.troubles: list[Exception] = []

    def parts(self, message: Outgoing) -> Sequence[str]:
        return message.text.split("|")

    async def send(self, address: str, part: str, spoke_at: datetime) -> str:
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append((address, part))
        return f"name-{len(self.sent)}"

    async def typing(self, address: str) -> None:
        self.sent.append((address, "…"))

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


@pytest.fixture
def book() -> AddressBook:
    return AddressBook("a secret of sixteen", "post")


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
async def courier(db: Database, post: Post, book: AddressBook) -> AsyncIterator[Courier]:
    courier = Courier(db, "post", post, book, QUICK, lambda: NOW)
    yield courier
    await courier.close()


def chat_of(db: Database, book: AddressBook, address: str = "12") -> str:
    conversation_id = conversations.start(db, "post", NOW)
    chats.hear(db, "post", book.hash(address), book.seal(address), conversation_id, NOW)
    return conversation_id


async def told(courier: Courier, db: Database, conversation_id: str, *texts: str) -> None:
    for text in texts:
        stored = conversations.say(db, conversation_id, OutMessage(text), NOW)
        await courier.deliver(conversation_id, stored)
    await courier.settled(conversation_id)


async def test_messages_arrive_in_order_at_the_right_address(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    one, two = chat_of(db, book, "1"), chat_of(db, book, "2")
    await told(courier, db, one, "a", "b", "c|d")
    await told(courier, db, two, "e")
    assert post.sent == [("1", "a"), ("1", "b"), ("1", "c"), ("1", "d"), ("2", "e")]


async def test_a_messenger_that_is_away_for_a_moment_gets_it_later(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    post.troubles = [SendLater("network"), SendLater("flood_wait", 0.001)]
    await told(courier, db, chat_of(db, book), "a", "b")
    assert post.texts == ["a", "b"]
    assert deliveries.dead_letters(db) == []


async def test_what_is_never_taken_is_given_up_and_the_next_goes_on(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    post.troubles = [NeverSendable("http_400")]
    await told(courier, db, conversation_id, "a", "b")
    assert post.texts == ["b"]
    assert [(letter.conversation_id, letter.why) for letter in deliveries.dead_letters(db)] == [
        (conversation_id, "http_400")
    ]


async def test_after_enough_tries_a_message_is_given_up(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    post.troubles = [SendLater("network")] * QUICK.attempts
    await told(courier, db, chat_of(db, book), "a", "b")
    assert post.texts == ["b"]


async def test_a_message_of_which_the_answer_is_lost_is_sent_three_times_at_most(
    db: Database, post: Post, book: AddressBook
) -> None:
    patient = Courier(db, "post", post, book, replace(QUICK, attempts=8), lambda: NOW)
    post.troubles = [PerhapsTaken("answer_lost")] * 8
    conversation_id = chat_of(db, book)
    await told(patient, db, conversation_id, "a")
    assert len(post.troubles) == 8 - 3
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["answer_lost"]
    post.troubles = [SendLater("unreachable")] * 7
    await told(patient, db, conversation_id, "b")
    assert post.texts == ["b"]
    await patient.close()


async def test_a_restart_goes_on_with_the_part_that_was_not_sent(db: Database, post: Post, book: AddressBook) -> None:
    conversation_id = chat_of(db, book)
    conversations.say(db, conversation_id, OutMessage("a|b|c"), NOW)
    waiting = deliveries.next_waiting(db, "post", conversation_id)
    assert waiting
    deliveries.note_sent(db, waiting, 0, "name-of-a", NOW)
    after = Courier(db, "post", post, book, QUICK)
    await after.start()
    await after.settled(conversation_id)
    assert post.texts == ["b", "c"]


class SlowPost(Post):
    """Takes its time; what was begun is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0
        self.go = asyncio.Event()

    async def send(self, address: str, part: str, spoke_at: datetime) -> str:
        self.begun += 1
        await self.go.wait()
        return await super().send(address, part, spoke_at)


async def test_of_two_gateways_one_sends_and_the_other_leaves_it(db: Database, book: AddressBook) -> None:
    post = SlowPost()
    couriers = [Courier(db, "post", post, book, QUICK, lambda: NOW) for _ in range(2)]
    conversation_id = chat_of(db, book)
    for text in ("a", "b"):
        stored = conversations.say(db, conversation_id, OutMessage(text), NOW)
        await asyncio.gather(*(courier.deliver(conversation_id, stored) for courier in couriers))
    await until(lambda: bool(post.begun))
    await asyncio.sleep(0.2)  # so long the other has the chance to send it too
    assert post.begun == 1
    post.go.set()
    await asyncio.gather(*(courier.settled(conversation_id) for courier in couriers))
    assert post.texts == ["a", "b"]
    await asyncio.gather(*(courier.close() for courier in couriers))


async def test_what_a_dead_gateway_was_sending_is_gone_on_with_by_another(db: Database, book: AddressBook) -> None:
    post, conversation_id = SlowPost(), chat_of(db, book)
    dying, other = (Courier(db, "post", post, book, QUICK, lambda: NOW) for _ in range(2))
    await dying.deliver(conversation_id, conversations.say(db, conversation_id, OutMessage("a"), NOW))
    await until(lambda: bool(post.begun))
    await other.take_over()
    await other.settled(conversation_id)
    assert post.begun == 1  # nothing was left yet
    await dying.close()
    post.go.set()
    await other.take_over()
    await other.settled(conversation_id)
    assert post.texts == ["a"]
    await other.close()


async def test_who_blocked_us_gets_nothing_until_they_speak_again(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    post.troubles = [ChatClosed("blocked")]
    await told(courier, db, conversation_id, "a", "b")
    assert post.texts == []
    assert chats.behind(db, "post") == []
    deliveries.skip_waiting(db, "post", conversation_id)
    chats.hear(db, "post", book.hash("12"), book.seal("12"), conversation_id, NOW)
    await told(courier, db, conversation_id, "c")
    assert post.texts == ["c"]


async def test_a_chat_that_moved_is_followed(courier: Courier, db: Database, post: Post, book: AddressBook) -> None:
    post.troubles = [ChatMoved("99")]
    await told(courier, db, chat_of(db, book), "a")
    assert post.sent == [("99", "a")]


async def test_what_may_not_be_sent_now_waits_with_its_reason_and_in_order(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    post.troubles = [Held("window_closed"), Held("window_closed")]
    await told(courier, db, conversation_id, "a", "b")
    assert post.texts == []
    assert [(letter.seq, letter.why) for letter in deliveries.waiting_letters(db)] == [(1, "window_closed")]
    post.troubles = []
    courier.catch_up(conversation_id)
    await courier.settled(conversation_id)
    assert post.texts == ["a", "b"]
    assert deliveries.waiting_letters(db) == deliveries.dead_letters(db) == []


async def test_somebody_is_told_once_that_something_waits(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    for text in ("a", "b"):
        post.troubles = [Held("window_closed", nudge="there is news")]
        await told(courier, db, conversation_id, text)
    assert post.texts == ["there is news"]
    chats.hear(db, "post", book.hash("12"), book.seal("12"), conversation_id, NOW + timedelta(hours=1))
    await told(courier, db, conversation_id, "c")
    assert post.texts == ["there is news", "a", "b", "c"]


def speaks_on(db: Database, channel: str, conversation_id: str) -> None:
    """The person says something there, and so is there from now on."""
    conversations.receive(db, conversation_id, f"{channel}-1", "text", "hoi", NOW, channel=channel)


async def test_who_talks_on_the_website_now_is_answered_there_and_not_told_here(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "website", conversation_id)
    await told(courier, db, conversation_id, "a", "b")
    await courier.typing(conversation_id, True)
    await asyncio.sleep(0.05)
    assert post.sent == []
    assert deliveries.waiting_letters(db) == deliveries.dead_letters(db) == []


async def test_who_speaks_here_again_gets_what_they_did_not_read_elsewhere_and_then_the_answer(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "website", conversation_id)
    await told(courier, db, conversation_id, "read there", "not read")
    conversations.acknowledge(db, conversation_id, 1, NOW)
    speaks_on(db, "post", conversation_id)
    await told(courier, db, conversation_id, "answer")
    assert post.texts == ["not read", "answer"]


@pytest.mark.parametrize("kind", ["reminder", "check_in", "waiting_offer"])
async def test_what_comes_by_itself_reaches_the_chat_also_of_who_talked_on_the_website_last(
    courier: Courier, db: Database, post: Post, book: AddressBook, kind: str
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "website", conversation_id)
    await told(courier, db, conversation_id, "read there", "not read")
    conversations.acknowledge(db, conversation_id, 1, NOW)
    conversations.say(db, conversation_id, OutMessage("morgen om tien", kind=kind), NOW)
    await told(courier, db, conversation_id, "answer on the website")
    assert post.texts == ["not read", "morgen om tien"]


@pytest.mark.parametrize(("ago", "comes"), [(timedelta(seconds=5), []), (timedelta(minutes=2), ["ben je daar nog?"])])
async def test_an_adviser_whom_nobody_reads_on_the_website_is_heard_here_after_a_while(
    courier: Courier, db: Database, post: Post, book: AddressBook, ago: timedelta, comes: list[str]
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "website", conversation_id)
    said = conversations.say(db, conversation_id, OutMessage("ben je daar nog?"), NOW - ago, sender="adviser")
    await courier.deliver(conversation_id, said)
    await courier.settled(conversation_id)
    assert post.texts == comes


async def test_an_adviser_who_is_read_on_the_website_is_not_heard_here(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "website", conversation_id)
    conversations.say(db, conversation_id, OutMessage("dag"), NOW - timedelta(minutes=2), sender="adviser")
    conversations.acknowledge(db, conversation_id, 1, NOW)
    courier.catch_up(conversation_id)
    await courier.settled(conversation_id)
    assert post.texts == []


async def test_who_went_over_to_another_messenger_gets_nothing_here_any_more_not_even_a_reminder(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    speaks_on(db, "other", conversation_id)
    chats.hear(db, "other", book.hash("34"), book.seal("34"), conversation_id, NOW)
    conversations.say(db, conversation_id, OutMessage("morgen om tien", kind="reminder"), NOW)
    await told(courier, db, conversation_id, "a")
    assert post.texts == []
    assert chats.behind(db, "post") == []


async def test_what_waited_for_the_window_and_was_read_elsewhere_is_not_sent_after_all(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    post.troubles = [Held("window_closed")]
    await told(courier, db, conversation_id, "a")
    speaks_on(db, "website", conversation_id)
    conversations.acknowledge(db, conversation_id, 1, NOW)
    courier.catch_up(conversation_id)
    await courier.settled(conversation_id)
    assert post.texts == [] and deliveries.waiting_letters(db) == []


async def test_a_nudge_that_is_not_taken_keeps_the_message_waiting(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    post.troubles = [Held("window_closed", nudge="there is news"), Held("no_nudge")]
    await told(courier, db, chat_of(db, book), "a")
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["no_nudge"]
    assert [letter.why for letter in deliveries.waiting_letters(db)] == ["window_closed"]


async def test_trouble_with_our_account_is_waited_out_however_often(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    post.troubles = [AccountTrouble("190")] * (2 * QUICK.attempts)
    await told(courier, db, chat_of(db, book), "a", "b")
    assert post.texts == ["a", "b"]
    assert deliveries.dead_letters(db) == []


async def test_who_opted_out_gets_answers_and_nothing_unasked(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    chats.opt(db, "post", book.hash("12"), out=True)
    conversations.say(db, conversation_id, OutMessage("morgen", kind="reminder"), NOW)
    await told(courier, db, conversation_id, "a")
    assert post.texts == ["a"]
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["opted_out"]


async def test_a_part_that_failed_after_all_is_sent_again_and_only_that_part(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    await told(courier, db, conversation_id, "a|b|c", "d")
    assert deliveries.take_back(db, "post", "name-2", "131000", attempts=3) == conversation_id
    assert deliveries.take_back(db, "post", "name-2", "131000", attempts=3) is None
    assert chats.behind(db, "post") == [conversation_id]
    courier.catch_up(conversation_id, after=0.01)
    await told(courier, db, conversation_id, "e")
    assert sorted(post.texts) == ["a", "b", "b", "c", "d", "e"]
    assert chats.behind(db, "post") == []


async def test_a_part_that_keeps_failing_after_all_is_given_up(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    await told(courier, db, conversation_id, "a")
    for count in range(1, 4):
        deliveries.take_back(db, "post", f"name-{count}", "131000", attempts=3)
        courier.catch_up(conversation_id)
        await courier.settled(conversation_id)
    assert post.texts == ["a", "a", "a"]
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["131000"]


async def test_parts_that_another_version_made_are_not_looked_for_forever(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    conversations.say(db, conversation_id, OutMessage("a"), NOW)
    waiting = deliveries.next_waiting(db, "post", conversation_id)
    assert waiting
    deliveries.note_trouble(db, waiting, 7, "network", NOW)
    await told(courier, db, conversation_id, "b")
    assert post.texts == ["a", "b"]


async def test_waits_grow_as_the_messenger_wants(db: Database, post: Post, book: AddressBook) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    pace = Pace(per_second=1000, per_chat=0, first_wait=1, growth=4, longest_wait=50, attempts=9)
    courier = Courier(db, "post", post, book, pace, lambda: NOW, sleep)
    post.troubles = [SendLater("131056")] * 4
    await told(courier, db, chat_of(db, book), "a")
    assert [round(seconds / want, 1) for seconds, want in zip(slept, (1, 4, 16, 50), strict=False)] == pytest.approx(
        [1, 1, 1, 1], abs=0.3
    )


async def test_reports_of_the_messenger_never_go_back(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    await told(courier, db, chat_of(db, book), "a")
    for state in ("read", "delivered", "sent"):
        deliveries.note_state(db, "post", "name-1", state, datetime.now(UTC))
    assert deliveries.dead_letters(db) == []
    deliveries.note_state(db, "post", "name-1", "failed", datetime.now(UTC), "131026")
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["131026"]


async def test_a_bug_in_sending_is_given_up_and_not_repeated(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    post.troubles = [TypeError("what came back was odd")]
    await told(courier, db, chat_of(db, book), "a", "b")
    assert post.texts == ["b"]
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["broken"]


async def test_the_goodbye_of_a_wipe_arrives_before_everything_is_gone(
    courier: Courier, db: Database, post: Post, book: AddressBook
) -> None:
    conversation_id = chat_of(db, book)
    post.troubles = [SendLater("network")]
    goodbye = conversations.say(db, conversation_id, OutMessage("dag", kind=privacy.WIPE), NOW)
    await courier.deliver(conversation_id, goodbye)
    assert post.texts == ["dag"]


async def test_typing_is_shown_until_it_is_over(courier: Courier, db: Database, post: Post, book: AddressBook) -> None:
    conversation_id = chat_of(db, book)
    await courier.typing(conversation_id, True)
    async with asyncio.timeout(60):
        while len(post.sent) < 3:
            await asyncio.sleep(0.01)
    await courier.typing(conversation_id, False)
    shown = len(post.sent)
    await asyncio.sleep(0.05)
    assert len(post.sent) == shown


def test_the_address_cannot_be_read_in_the_database(db: Database, book: AddressBook) -> None:
    conversation_id = chat_of(db, book, "31612345678")
    (chat,) = chats.of_conversation(db, conversation_id)
    assert "31612345678" not in f"{chat.sealed} {chat.address_hash}"
    assert book.open(chat.sealed) == "31612345678"
    with pytest.raises(ChatClosed):
        AddressBook("another secret of ours", "post").open(chat.sealed)
