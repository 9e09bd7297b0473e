"""The answer to a sign of trouble: the right signpost and a human, nothing else. The words are not kept."""

from __future__ import annotations

import re
from functools import cache

import yaml

from bot.actions.sources import database
from bot.actions.turn import Turn
from bot.actions.wording import DATA, responses
from guidance import conversations

SUICIDE = "safety_suicide"
CHECK = "safety_check"
# Whom it is about, the most telling first; only kinds that need other words have a response for it.
ABOUT = ("own", "sexual", "other", "crime", "young")
ADULT = 18


def answer(turn: Turn) -> None:
    """Answers the kind that was found: `turn.intent` is safety_<kind>."""
    signpost(turn, turn.intent)


def signpost(turn: Turn, kind: str) -> None:
    """Says where to go, offers a human, and waits: no other question in this turn."""
    turn.set("pending", kind)
    choice = "utter_check_choice" if kind == CHECK else "utter_safety_choice"
    turn.say(_response(turn, kind), buttons=responses().variants(choice)[0].buttons)
    turn.waits = True
    forget(turn)


def is_maybe(turn: Turn) -> bool:
    """Whether the message neither says yes nor no: "soms", "weet niet"."""
    return bool(re.match(_about()["maybe"], turn.words.strip().lower()))


def forget(turn: Turn) -> None:
    """The words of this turn are kept nowhere."""
    conversations.redact_last_person_message(database(), turn.conversation_id)


def _response(turn: Turn, kind: str) -> str:
    names = responses().names()
    fitting = (f"utter_{kind}_{about}" for about in ABOUT if _is_about(turn, about))
    return next((name for name in fitting if name in names), f"utter_{kind}")


def _is_about(turn: Turn, about: str) -> bool:
    text = turn.words.lower()
    found = bool(re.search(_about()[about], text))
    if about == "young":
        return found or (turn.slot("age") or ADULT) < ADULT
    if about == "other" and turn.intent == "safety_violence":
        return found and not re.search(_about()["me"], text)
    return found


@cache
def _about() -> dict[str, str]:
    table: dict[str, str] = yaml.safe_load((DATA / "safety_about.yml").read_text(encoding="utf-8"))
    return table
