"""Where a place for help is: the Werkcentrum of a region, and the library, whose address nobody told us."""

from __future__ import annotations

import re

from bot.actions import services
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

WORK = ("work",)
ONLY = 1


def tell_werkcentrum(turn: Turn) -> None:
    """The Werkcentrum of the place that is named, else of the person's own region."""
    place = catalogue().regions.find_place(turn.words)
    named = place.region_code if place and not place.ambiguous else None
    if not services.show(turn, "utter_werkcentrum_in", WORK, ONLY, region=named):
        turn.say("utter_werkcentrum_where")


def tell_library(turn: Turn) -> None:
    """How to find the library of the place that is named or known."""
    match = catalogue().regions.find_place(turn.words)
    place = match.place if match and not match.ambiguous else turn.slot("place")
    if place:
        turn.say("utter_question_library_in", place=place)
    else:
        turn.say("utter_question_library")


def names_place(turn: Turn) -> bool:
    """Whether what we said last names a place to go to."""
    return _named_last(turn) is not None


def tell_place(turn: Turn) -> None:
    """The place that was named last, once more; its street we have not, and its site has."""
    place = _named_last(turn)
    if place == "library":
        tell_library(turn)
    elif place:
        turn.say("utter_place_where", **word_table("help")["places"][place])


def _named_last(turn: Turn) -> str | None:
    """What is named last counts: a place that is pointed at is the nearest one."""
    heard = turn.last_heard().lower()
    found = {name: list(re.finditer(each["named"], heard)) for name, each in word_table("help")["places"].items()}
    named = [name for name in found if found[name]]
    return max(named, key=lambda name: found[name][-1].end(), default=None)
