"""The coordinator sees what a messenger did not bring."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.desk.words import load_words
from connectors.settings import Settings
from guidance import accounts, chats, conversations, deliveries
from guidance.conversations import OutMessage
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


async def test_what_waits_and_what_was_given_up_lead_to_their_conversations(desk: Desk, db: Database) -> None:
    late, lost, well = (on_whatsapp(db, address) for address in ("a", "b", "c"))
    deliveries.note_waiting(db, late, 0, "window_closed", NOW)
    deliveries.give_up(db, lost, 0, "131026", NOW)
    deliveries.note_sent(db, well, 0, "wamid.1", NOW)
    page = await desk.get("/desk/deliveries")
    waiting, dead = page.split("Niet aangekomen</h2>")
    assert f'href="/desk/conversations/{late.chat.conversation_id}"' in waiting
    assert load_words().undelivered["window_closed"] in waiting
    assert f'href="/desk/conversations/{lost.chat.conversation_id}"' in dead
    assert "131026" in dead and "WhatsApp" in dead
    assert well.chat.conversation_id not in page
    assert "Past dinsdag" not in page
    assert (await desk.client.get(f"/desk/conversations/{lost.chat.conversation_id}")).status == 200


async def test_with_nothing_to_tell_the_page_says_so(desk: Desk) -> None:
    page = await desk.get("/desk/deliveries")
    assert "Er wacht niets." in page and "Alles is aangekomen." in page
