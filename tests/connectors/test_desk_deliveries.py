"""The coordinator sees what a messenger did not bring."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors import courier
from connectors.desk.live_words import load_words as live_words
from connectors.desk.words import load_words
from connectors.settings import Settings
from guidance import accounts, chats, conversations, custody, deliveries, desk_events, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk, open_desk

NOW = datetime.now(UTC)


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The coordinator is logged in."""
    monkeypatch.chdir(tmp_path)
    opened = await open_desk(db, aiohttp_client, Settings(secret_key=SecretStr("a key for the tests only")))
    opened.as_user(accounts.create(db, "chef", PASSWORD, "coordinator"))
    return opened


def on_whatsapp(db: Database, address: str) -> deliveries.Waiting:
    """A message that is to be sent."""
    conversation_id = conversations.start(db, "whatsapp", NOW)
    chats.hear(db, "whatsapp", address, "sealed", conversation_id, NOW)
    conversations.say(db, conversation_id, OutMessage("Past dinsdag?"), NOW)
    waiting = deliveries.next_waiting(db, "whatsapp", conversation_id)
    assert waiting
    return waiting


def states(page: str) -> list[str]:
    """How far the messages on a page are, from top to bottom."""
    words = {word: state for state, word in live_words().delivery.items()}
    return [words[said] for said in re.findall(r'<p class="extra">([^<]+)</p>', page) if said in words]


async def test_what_waits_and_what_was_given_up_lead_to_their_conversations(desk: Desk, db: Database) -> None:
    late, lost, well = (on_whatsapp(db, address) for address in ("a", "b", "c"))
    deliveries.note_waiting(db, late, 0, "window_closed", NOW)
    deliveries.give_up(db, lost, 0, "130472", NOW)
    deliveries.note_sent(db, well, 0, "wamid.1", NOW)
    page = await desk.get("/desk/deliveries")
    waiting, dead = page.split("Niet aangekomen</h2>")
    assert f'href="/desk/conversations/{late.chat.conversation_id}"' in waiting
    assert load_words().undelivered["window_closed"] in waiting
    assert f'href="/desk/conversations/{lost.chat.conversation_id}"' in dead
    assert "130472" in dead and "WhatsApp" in dead
    assert well.chat.conversation_id not in page
    assert "Past dinsdag" not in page
    assert (await desk.client.get(f"/desk/conversations/{lost.chat.conversation_id}")).status == 200


async def test_an_adviser_sees_how_far_their_words_are_in_the_chat_and_what_did_not_arrive(
    desk: Desk, db: Database
) -> None:
    greeting = on_whatsapp(db, "a")
    conversation = greeting.chat.conversation_id
    handoffs.request(db, conversation, "asked", NOW)
    custody.claim(db, conversation, Holder("chef", "Chef"), OutMessage("Chef is er.", kind="claimed"), NOW)
    custody.speak(db, conversation, Holder("chef", "Chef"), "Past woensdag?", NOW)
    for name in ("greeting", "claimed", "spoken"):
        waiting = deliveries.next_waiting(db, "whatsapp", conversation)
        assert waiting
        deliveries.note_sent(db, waiting, 0, name, NOW)
        deliveries.note_done(db, waiting, 1)
    page = f"/desk/conversations/{conversation}"
    assert states(await desk.get(page)) == ["sent"]
    last = desk_events.newest(db)
    deliveries.note_state(db, "whatsapp", "spoken", "delivered", NOW)
    assert [event.kind for event in desk_events.after(db, last)] == ["adviser"]  # an open page renews itself
    assert states(await desk.get(page)) == ["delivered"]
    deliveries.note_state(db, "whatsapp", "spoken", "read", NOW)
    deliveries.note_state(db, "whatsapp", "claimed", "failed", NOW, "131026")
    assert states(await desk.get(page)) == ["failed", "read"]


def test_every_reason_for_not_bringing_a_message_stands_in_words() -> None:
    sources = Path(courier.__file__).parent.rglob("*.py")
    raised = re.compile(r'(?:SendLater|NeverSendable|PerhapsTaken|AccountTrouble)\(\s*"([a-z_]+)"')
    codes = {code for source in sources for code in raised.findall(source.read_text())}
    assert {"flood_wait", "answer_lost", "unreachable"} <= codes
    assert codes | {"refused", "network", courier.OPTED_OUT} <= set(load_words().undelivered)


async def test_with_nothing_to_tell_the_page_says_so(desk: Desk) -> None:
    page = await desk.get("/desk/deliveries")
    assert "Er wacht niets." in page and "Alles is aangekomen." in page
