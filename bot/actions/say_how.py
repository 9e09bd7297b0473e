"""A first sentence for who asks how to say it: to the boss, the agency or UWV (bot/data/say_how.yml)."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.actions import recognition, refusing
from bot.actions.exercises import BOSS_TALK, NEW_PLACE, start_payload
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

LATELY = 4  # messages in which stands what it is about
LOOK_ALONG, PASSED_OVER, OTHER_WORK = "meet_work", "passed_over", "other_work"
AT_NEW_PLACE = (LOOK_ALONG, "apply")
HOME, REASON, UWV = "home", "reason", "uwv"


def tell(turn: Turn) -> None:
    """Says a first sentence that fits what was said last, and offers to practise it with the boss or at a new place."""
    name = _subject(turn)
    words = word_table("say_how")["openings"][name]["says"] if name else word_table("say_how")["anything"]
    elsewhere = name in (HOME, *AT_NEW_PLACE, *_addressed())
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
    step = str(turn.slot("step") or "")
    of_boss = _is_to_boss(turn.said)
    named = _named(turn.said, without=_addressed() if of_boss else ())
    if named == REASON and recognition.was_told(turn, PASSED_OVER):
        return PASSED_OVER
    if named in (HOME, REASON, *_addressed()):
        return named
    if not of_boss and not _is_to_boss(step) and not re.search(word_table("say_how")["to_boss"], turn.said):
        if (to := _named(step)) in (LOOK_ALONG, *_addressed()):
            return to
        if turn.slot("wished_occupation") or turn.slot("wished_field"):
            return LOOK_ALONG
    if named:
        return named
    if recognition.was_told(turn, PASSED_OVER):  # whatever else was spoken of since
        return PASSED_OVER
    if turn.slot("wished_occupation"):
        return OTHER_WORK
    lately = map(_named, reversed(turn.typed()[-LATELY:]))
    if named := next((name for name in lately if name and (name == UWV or name not in _addressed())), None):
        return named
    of_needs = word_table("say_how")["needs"]
    return next((of_needs[need] for need in turn.slot("needs", []) if need in of_needs), None)


def _addressed() -> list[str]:
    """The openings that say to whom they go."""
    return [str(each) for each in word_table("say_how")["addressed"]]


def _is_to_boss(said: str) -> bool:
    """Whether somebody says that it is the boss they are to speak to."""
    return bool(re.search(word_table("say_how")["boss"], said.lower()))


def _named(said: str, without: Collection[str] = ()) -> str | None:
    """The name of the first opening whose words stand in a message, but for what is denied in it."""
    table = word_table("say_how")
    wanted = re.sub(table["unwanted"], " ", re.sub(table["denied"], " ", said.lower()))
    openings = ((str(name), each) for name, each in table["openings"].items() if name not in without)
    return next((name for name, each in openings if re.search(each["sounds"], wanted)), None)
