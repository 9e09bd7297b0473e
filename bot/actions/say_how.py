"""A first sentence for who asks how to say it: to the boss, the agency or UWV (bot/data/say_how.yml)."""

from __future__ import annotations

import re

from bot.actions import recognition, refusing
from bot.actions.exercises import BOSS_TALK, NEW_PLACE, start_payload
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

LATELY = 4  # messages in which stands what it is about
DOCTOR, LOOK_ALONG, PASSED_OVER, OTHER_WORK = "doctor", "meet_work", "passed_over", "other_work"
AT_NEW_PLACE = (LOOK_ALONG, "apply")
HOME = "home"
NOT_TO_BOSS = (DOCTOR, "uwv", HOME, *AT_NEW_PLACE)


def tell(turn: Turn) -> None:
    """Says a first sentence that fits what was said last, and offers to practise it with the boss or at a new place."""
    name = _subject(turn)
    words = word_table("say_how")["openings"][name]["says"] if name else word_table("say_how")["anything"]
    elsewhere = name in NOT_TO_BOSS
    exercise = NEW_PLACE if name in AT_NEW_PLACE else None if elsewhere else BOSS_TALK
    turned_down = "test" in refusing.refused(turn, refusing.HELP)
    practises = exercise and exercise not in turn.slot("exercises_done", []) and not turned_down
    buttons = [{"title": label("practise"), "payload": start_payload(exercise)}] if exercise and practises else []
    response = "utter_say_how_home" if name == HOME else "utter_say_how_there" if elsewhere else "utter_say_how"
    turn.say(response, words=words, buttons=buttons)


def is_in_words(turn: Turn) -> bool:
    """Whether it is asked how to say something in so many words."""
    return bool(re.search(word_table("say_how")["in_words"], turn.said))


def _subject(turn: Turn) -> str | None:
    """The name of the opening: by this message, the step or wish in hand, what was typed lately, or the need."""
    named = _named(turn.said)
    if named in (DOCTOR, HOME):
        return named
    if not re.search(word_table("say_how")["to_boss"], turn.said):  # else it is the boss they ask about
        if _named(str(turn.slot("step") or "")) == DOCTOR:
            return DOCTOR
        if turn.slot("wished_occupation") or turn.slot("wished_field"):
            return LOOK_ALONG
    if named:
        return named
    if recognition.was_told(turn, PASSED_OVER):  # whatever else was spoken of since
        return PASSED_OVER
    if turn.slot("wished_occupation"):
        return OTHER_WORK
    lately = map(_named, reversed(turn.typed()[-LATELY:]))
    if named := next((name for name in lately if name and name != DOCTOR), None):
        return named
    of_needs = word_table("say_how")["needs"]
    return next((of_needs[need] for need in turn.slot("needs", []) if need in of_needs), None)


def _named(said: str) -> str | None:
    """The name of the first opening whose words stand in a message."""
    table = word_table("say_how")
    wanted = re.sub(table["unwanted"], " ", said.lower())
    return next((str(name) for name, each in table["openings"].items() if re.search(each["sounds"], wanted)), None)
