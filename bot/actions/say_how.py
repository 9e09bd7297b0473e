"""A first sentence for who asks how to say it: to the boss, the agency or UWV (bot/data/say_how.yml)."""

from __future__ import annotations

import re

from bot.actions import refusing
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

LATELY = 4  # messages in which stands what it is about
PRACTICE = '/ask_test{"exercise": "boss_talk"}'
NOT_TO_BOSS = ("uwv", "meet_work", "apply")


def tell(turn: Turn) -> None:
    """Says a first sentence that fits what was said last, and offers to practise when it is for the boss."""
    name = _subject(turn)
    words = word_table("say_how")["openings"][name]["says"] if name else word_table("say_how")["anything"]
    practised = "boss_talk" in turn.slot("exercises_done", []) or "test" in refusing.refused(turn, refusing.HELP)
    practise = [{"title": label("practise"), "payload": PRACTICE}]
    turn.say("utter_say_how", words=words, buttons=[] if practised or name in NOT_TO_BOSS else practise)


def _subject(turn: Turn) -> str | None:
    """The name of the opening: by this message, else by those before it, else by the need."""
    openings = word_table("say_how")["openings"]
    for said in (turn.said, *(each.lower() for each in reversed(turn.typed()[-LATELY:]))):
        if found := next((name for name, each in openings.items() if re.search(each["sounds"], said)), None):
            return str(found)
    of_needs = word_table("say_how")["needs"]
    return next((of_needs[need] for need in turn.slot("needs", []) if need in of_needs), None)
