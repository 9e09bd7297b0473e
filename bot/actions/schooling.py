"""What somebody is learning now: no diploma yet, but not asked again."""

from __future__ import annotations

import re

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from guidance import plans
from guidance.plans import Plan

STUDIES = "studies"  # the key in the plan


def note(turn: Turn) -> None:
    """Keeps what is learnt now as it was said, and that somebody is at school."""
    table, said = word_table("own_work"), turn.words.lower()
    if re.search(table["at_school"], said) and turn.slot("status") is None:
        turn.set("status", "student")
    found = re.search(table["studies"], said) if turn.slot("status") == "student" else None
    if found:
        turn.add("skipped", "edu")
        if turn.slot("occupation") is None:  # school is what they do
            turn.add("skipped", "occupation")
        plans.save(database(), turn.conversation_id, situation={STUDIES: found["studies"]}, now=now())


def told(turn: Turn, plan: Plan | None) -> str:
    """What somebody learns now, in a sentence; nothing when that is not known."""
    studies = plan.situation.get(STUDIES) if plan and turn.slot("status") == "student" else None
    return label("studies").format(studies=studies) if studies else ""
