"""A first sentence for who asks how to say it: to the boss, the agency or UWV (bot/data/say_how.yml)."""

from __future__ import annotations

import re

from bot.actions import recognition, refusing
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

LATELY = 4  # messages in which stands what it is about
PRACTICE = '/ask_test{"exercise": "boss_talk"}'
LOOK_ALONG, PASSED_OVER = "meet_work", "passed_over"
NOT_TO_BOSS = ("uwv", LOOK_ALONG, "apply")


def tell(turn: Turn) -> None:
    """Says a first sentence that fits what was said last, and offers to practise when it is for the boss."""
    name = _subject(turn)
    words = word_table("say_how")["openings"][name]["says"] if name else word_table("say_how")["anything"]
    practised = "boss_talk" in turn.slot("exercises_done", []) or "test" in refusing.refused(turn, refusing.HELP)
    practise = [{"title": label("practise"), "payload": PRACTICE}]
    elsewhere = name in NOT_TO_BOSS
    response = "utter_say_how_there" if elsewhere else "utter_say_how"
    turn.say(response, words=words, buttons=[] if practised or elsewhere else practise)


def _subject(turn: Turn) -> str | None:
    """The name of the opening: by this message, else by those before it, else by the need."""
    openings, to_boss = word_table("say_how")["openings"], word_table("say_how")["to_boss"]
    wishes = turn.slot("wished_occupation") or turn.slot("wished_field")
    if wishes and not re.search(to_boss, turn.said):  # who wants to go somewhere asks nothing of their boss
        return LOOK_ALONG
    lately = [each.lower() for each in reversed(turn.typed()[-LATELY:])]
    if recognition.was_told(turn, PASSED_OVER):  # whatever else was spoken of since
        lately = []
        if not any(re.search(each["sounds"], turn.said) for each in openings.values()):
            return PASSED_OVER
    for said in (turn.said, *lately):
        if found := next((name for name, each in openings.items() if re.search(each["sounds"], said)), None):
            return str(found)
    of_needs = word_table("say_how")["needs"]
    return next((of_needs[need] for need in turn.slot("needs", []) if need in of_needs), None)
