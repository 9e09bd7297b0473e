"""Correcting what was told earlier by its name ("mijn leeftijd klopt niet"), and taking a correction back.

A correction that carries the new value ("nee, ik ben 42") needs none of this: facts are read from every message.
"""

from __future__ import annotations

import re

from bot.actions import repair
from bot.actions.facts import fill_facts
from bot.actions.turn import Turn
from bot.actions.wording import label, labels

CORRECTABLE = ("occupation", "status", "benefit", "age", "edu", "hours", "region")
PENDING = "correct:"  # and the name of the fact that is being asked anew


def correct(turn: Turn) -> None:
    """Asks the named fact anew; without a name, asks which one; takes the last correction back when that is asked."""
    if _takes_back(turn):
        return
    name = turn.value("about") or _named(turn.words)
    known = [fact for fact in CORRECTABLE if turn.slot(fact) is not None]
    if name in known:
        turn.set("pending", f"{PENDING}{name}")
        turn.say(f"utter_ask_{name}")
        turn.waits = True
    elif known:
        buttons = [
            {"title": label("correct", "names", fact, "button"), "payload": f'/correct{{"about": "{fact}"}}'}
            for fact in known
        ]
        turn.say("utter_correct_what", buttons=buttons)
        turn.waits = True
    else:
        turn.say("utter_correct_nothing")


def hear(turn: Turn, name: str) -> bool:
    """The new value of the fact that was asked anew; False when the message is about something else."""
    changed = fill_facts(turn, name)
    if name in changed:
        remember(turn, changed)
        repair.say_noted(turn, {name}, corrected=True)
        return True
    if turn.intent in ("deny", "skip", "resume", "affirm", "dont_know"):
        turn.say("utter_left_as_is")
        return True
    return False


def remember(turn: Turn, changed: dict[str, object]) -> None:
    """Keeps what stood there before, so that the correction can be taken back."""
    before = {name: value for name, value in changed.items() if value is not None and name in CORRECTABLE}
    if before:
        turn.set("before_correction", before)


def _takes_back(turn: Turn) -> bool:
    before = turn.slot("before_correction")
    if not before or not turn.words or not re.search(labels()["correct"]["take_back"], turn.words.lower()):
        return False
    for name, value in before.items():
        turn.set(name, value)
    turn.set("before_correction", None)
    repair.say_noted(turn, set(before), corrected=True)
    return True


def _named(words: str) -> str | None:
    said = words.lower()
    names = labels()["correct"]["names"]
    return next((fact for fact in CORRECTABLE if re.search(names[fact]["said"], said)), None)
