"""Work within reach of what somebody says they can is near enough for who has their diploma."""

from __future__ import annotations

import pytest

from bot.actions.directions import within_reach
from knowledge.nearness import LEVELS
from tests.bot.turns import Spoken

NEAR = LEVELS.index("mbo_3")


@pytest.mark.parametrize("field", ["met computers", "met mensen"])
def test_a_diploma_decides_how_far_the_first_directions_lie(conversation: str, field: str) -> None:
    reached = {
        edu: [
            LEVELS.index(occupation.level)
            for occupation, _ in within_reach(
                Spoken(slots={"wished_field": field, "edu": edu}, conversation=conversation).turn
            )[:3]
        ]
        for edu in ("none", "hbo")
    }
    assert max(reached["none"][:2]) <= NEAR
    assert sum(reached["none"]) < sum(reached["hbo"])


def test_a_cleaner_who_likes_to_care_is_not_sent_to_work_far_above(conversation: str) -> None:
    slots = {"wished_field": "met ouderen", "occupation": "schoonmaker"}
    found = within_reach(Spoken(slots=slots, conversation=conversation).turn, lighter=True)[:3]
    assert "voedingsassistent" in [occupation.id for occupation, _ in found]
    assert all(LEVELS.index(occupation.level) <= NEAR for occupation, _ in found)
