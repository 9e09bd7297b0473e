"""Who waits in danger while nobody comes hears once more where somebody is now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import conversations, custody, danger, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.guidance.people import NOW

MINUTE = timedelta(minutes=1)
SIGNPOST = OutMessage("Bel 112 of 113.", kind=danger.SIGNPOST)


@pytest.mark.parametrize("reason", ["safety_suicide", "safety_violence"])
def test_when_nobody_came_the_signpost_is_said_again_once(db: Database, conversation: str, reason: str) -> None:
    handoffs.request(db, conversation, "asked", NOW)
    handoffs.request(db, conversation, reason, NOW)
    assert danger.alone(db, NOW) == []
    assert danger.alone(db, NOW + MINUTE) == [(conversation, reason)]
    assert danger.signpost(db, conversation, SIGNPOST, NOW + MINUTE)
    assert danger.signpost(db, conversation, SIGNPOST, NOW + MINUTE) is None
    assert danger.alone(db, NOW + 9 * MINUTE) == []
    assert [line.text for line in conversations.history(db, conversation)] == [SIGNPOST.text]


def test_nothing_is_said_to_who_is_not_in_danger_or_has_a_human(db: Database, conversation: str) -> None:
    other = conversations.start(db, "website", NOW)
    handoffs.request(db, other, "safety_debt", NOW)
    handoffs.request(db, conversation, "safety_suicide", NOW)
    custody.claim(db, conversation, Holder("sam", "Sam"), OutMessage("…"), NOW + MINUTE)
    assert danger.alone(db, NOW + 9 * MINUTE) == []
    assert danger.signpost(db, conversation, SIGNPOST, NOW + 9 * MINUTE) is None
