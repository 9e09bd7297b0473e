"""A place shared from the map: asked back, used on a yes only, and the spot itself is not kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guidance import conversations
from guidance.database import Database
from tests.bot.dialogue import Dialogue

ZWOLLE = '/share_place{"latitude": 52.52, "longitude": 6.08}'
PARIS = '/share_place{"latitude": 48.86, "longitude": 2.35}'


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def at_the_region_question(talk: Dialogue) -> Dialogue:
    talk.says("mijn baan staat op de tocht", "need_baan_onzeker").says("ja", "affirm").says("ik ben kok", "inform")
    assert talk.question == "region"
    return talk


def test_on_a_yes_the_region_is_used_and_the_talk_goes_on(talk: Dialogue) -> None:
    at_the_region_question(talk).sends(ZWOLLE)
    assert "Zwolle" in talk.heard
    assert talk.slot("region") is None
    talk.says("ja", "affirm")
    assert (talk.slot("region"), talk.slot("place")) == ("AM36", "Zwolle")
    assert talk.question != "region"


def test_on_a_no_nothing_is_used_and_the_question_stands(talk: Dialogue) -> None:
    at_the_region_question(talk).sends(ZWOLLE).presses("Nee")
    assert talk.slot("region") is None
    assert talk.question == "region"


def test_outside_a_form_it_works_the_same(talk: Dialogue) -> None:
    talk.sends(ZWOLLE).presses("Ja")
    assert talk.slot("region") == "AM36"


def test_an_unknown_place_is_asked_for_by_name(talk: Dialogue) -> None:
    talk.sends(PARIS)
    assert "woon" in talk.heard
    talk.says("zwolle", "inform")
    assert talk.slot("region") == "AM36"


def test_who_only_asks_whether_it_can_hears_how(talk: Dialogue) -> None:
    talk.says("kan ik mijn locatie delen", "share_place")
    assert "Telegram" in talk.heard


def test_the_spot_is_not_kept(talk: Dialogue, db: Database, conversation: str) -> None:
    now = datetime.now(UTC)
    conversations.receive(db, conversation, "m1", "button", "Mijn plek", now, ZWOLLE)
    talk.sends(ZWOLLE)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending
    conversations.answer(db, pending.inbox_id, [], now)
    (line,) = conversations.history(db, conversation)
    assert line.text == conversations.REDACTED
