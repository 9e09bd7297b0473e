"""What somebody is learning now: no diploma yet, but not asked again."""

from __future__ import annotations

import re

from bot.actions import kept_plan
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from guidance.plans import Plan

STUDIES = "studies"  # the key in the plan


def note(turn: Turn) -> None:
    """Keeps what is learnt now as it was said, and that somebody is at school; who learns beside a job is not."""
    table, said = word_table("own_work"), turn.said
    full_time = re.search(table["at_school"], said) or (_studies(turn) and not re.search(table["beside_job"], said))
    if full_time and turn.slot("status") is None:
        turn.set("status", "student")
    if turn.slot("status") == "student" and (studies := _studies(turn)):
        turn.add("skipped", "edu")
        if turn.slot("occupation") is None:  # school is what they do
            turn.add("skipped", "occupation")
        kept_plan.save(turn, situation={STUDIES: studies})


def told(turn: Turn, plan: Plan | None) -> str:
    """What somebody learns now, in a sentence; nothing when that is not known."""
    studies = plan.situation.get(STUDIES) if plan and turn.slot("status") == "student" else None
    return label("studies").format(studies=studies) if studies else ""


def told_now(turn: Turn) -> str:
    """The same for what this message tells."""
    studies = _studies(turn) if turn.slot("status") == "student" else ""
    return label("studies").format(studies=studies) if studies else ""


def _studies(turn: Turn) -> str:
    found = re.search(word_table("own_work")["studies"], turn.said)
    return str(found["studies"]) if found else ""
