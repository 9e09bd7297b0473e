"""What somebody feels, met in one plain sentence before anything else is said. Nothing is kept but that it was met.

What is heard stands in bot/data/recognition.yml, the sentence that goes with it in responses/recognition.yml.
"""

from __future__ import annotations

import re
from typing import Any

from bot.actions import schemes, step_fits
from bot.actions.turn import Turn
from bot.actions.wording import word_table

YOUNG = "young"  # among the signposts: the choices are those for somebody who is still at the beginning
AGAIN = ":again"  # behind anger that was met a second time
DOCTOR = "utter_feel_doctor"


def say(turn: Turn) -> bool:
    """Says the sentence for what was heard, once for each and twice for anger.

    False when nothing was heard, or a complaint again.
    """
    if not turn.words or turn.intent.startswith("safety_"):
        return False
    heard = _heard(turn.words.lower())
    if heard is None:
        return False
    name, feeling = heard
    if feeling.get("young"):
        turn.add("signposts", YOUNG)
    told = f"utter_feel_{name}"
    times = (told, f"{told}{AGAIN}") if feeling.get("asks") else (told,)
    new = next((each for each in times if each not in turn.slot("signposts", [])), None)
    if new is None:
        return not feeling.get("complaint")
    turn.add("signposts", new)
    turn.say(told)
    if feeling.get("doctor") and DOCTOR not in turn.slot("signposts", []):
        turn.add("signposts", DOCTOR)
        of_work = schemes.has_boss(turn) and step_fits.is_possible(turn, step_fits.COMPANY_DOCTOR)
        turn.say(DOCTOR if of_work else f"{DOCTOR}_alone")
    return True


def ask_on(turn: Turn) -> bool:
    """After anger that was met just now, and tells nothing else: asks what happened and says what can be done here."""
    heard = _heard(turn.words.lower()) if turn.words and turn.learnt("signposts") else None
    if heard is None or not heard[1].get("asks"):
        return False
    turn.say(f"utter_feel_{heard[0]}_asks")
    turn.waits = True
    return True


def was_met(turn: Turn, name: str) -> bool:
    """Whether this was heard and met earlier in the conversation."""
    return f"utter_feel_{name}" in turn.slot("signposts", [])


def is_young(turn: Turn) -> bool:
    """Whether somebody is at the beginning of their working life, by age or by what they told."""
    age = turn.slot("age")
    return age < word_table("recognition")["young_until"] if age else YOUNG in turn.slot("signposts", [])


def _heard(said: str) -> tuple[str, dict[str, Any]] | None:
    """The first feeling of the table that the words tell; none of somebody else's."""
    table = word_table("recognition")
    if re.search(table["not_own"], said):
        return None
    return next(((name, each) for name, each in table["heard"].items() if re.search(each["said"], said)), None)
