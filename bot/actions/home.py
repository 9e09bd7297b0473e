"""Where somebody lives: read from what they type. What is known is replaced only when they say that it is another."""

from __future__ import annotations

import re

from bot.actions.sources import catalogue
from bot.actions.turn import ASKED_AS_NUMBER, Turn
from bot.actions.wording import word_table
from knowledge.regions import PlaceMatch

FEW_WORDS = 3  # "helmond dan" is about where somebody lives


def fill(turn: Turn, words: str, expected: str | None) -> None:
    """A place the person lives in or near; a name of several places is not guessed, but asked back."""
    if expected in ASKED_AS_NUMBER and not re.search(r"[^\W\d_]", words):  # "1985" is a year then, no postcode
        return
    match = catalogue().regions.find_place(words, asked=expected == "region")
    if match and not match.ambiguous:
        if expected == "region" or _may_be_home(turn, match):
            turn.set("place", match.place)
            turn.set("region", match.region_code)
    elif match and expected == "region":
        turn.set("maybe_place", match.text)


def _may_be_home(turn: Turn, match: PlaceMatch) -> bool:
    """Whether nothing else is known, or the message says that somebody lives here and not there."""
    if turn.slot("place") in (None, match.place) and turn.slot("region") in (None, match.region_code):
        return True
    says_so = re.search(word_table("home")["says_so"], turn.words.lower())
    return bool(says_so) or turn.intent == "correct" or len(turn.words.split()) <= FEW_WORDS


def names_another(turn: Turn) -> bool:
    """Whether a place is named that is not where somebody is known to live: "ik werk in Eindhoven"."""
    match = catalogue().regions.find_place(turn.words) if turn.words and turn.slot("place") else None
    return match is not None and not turn.learnt("place") and match.place != turn.slot("place")
