"""Where a place for help is: the Werkcentrum of a region, and the library, whose address nobody told us."""

from __future__ import annotations

from bot.actions import services
from bot.actions.sources import catalogue
from bot.actions.turn import Turn

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
