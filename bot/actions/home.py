"""Where somebody lives: read from what they type. What is known is replaced only when they say that it is another."""

from __future__ import annotations

import re

from bot.actions.message import ASKED_AS_NUMBER
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from knowledge.regions import PlaceMatch

FEW_WORDS = 3  # "helmond dan" is about where somebody lives


def fill(turn: Turn, words: str, expected: str | None) -> None:
    """A place the person lives in or near; a name of several places is not guessed, but asked back."""
    words = _without_denied(turn, words)
    only_number = not re.search(r"[^\W\d_]", words)
    if only_number and (expected in ASKED_AS_NUMBER or turn.learnt("age")):  # "1985" is a year then, no postcode
        return
    match = _named(words, asked=expected == "region")
    if match and not match.ambiguous:
        if expected == "region" or _may_be_home(turn, match):
            _keep(turn, match, words, answers=expected == "region")
    elif match and expected == "region":
        turn.set("maybe_place", match.text)


def _without_denied(turn: Turn, words: str) -> str:
    """The words without where somebody says not to live; when we had noted just that, it is forgotten."""
    found = re.search(word_table("home")["not_there"], words, re.IGNORECASE)
    if found is None:
        return words
    denied = _named(found["place"] or found["place2"], asked=True)
    if denied and denied.place == turn.slot("place"):
        turn.set("place", None)
        turn.set("region", None)
    return f"{words[: found.start()]}{words[found.end() :]}"


def _named(words: str, asked: bool) -> PlaceMatch | None:
    """The place that is named; of "werk in Zwolle en woon in Meppel" where somebody lives."""
    lives = re.search(word_table("home")["lives"], words.lower())
    at_home = catalogue().regions.find_place(words[lives.start() :], asked) if lives else None
    return at_home or catalogue().regions.find_place(words, asked)


def told(turn: Turn) -> str:
    """Where somebody lives, or works, in a sentence; nothing when neither was told."""
    if turn.slot("place"):
        return label("plan", "lives").format(place=turn.slot("place"))
    match = _named(turn.words, asked=False) if turn.words and turn.learnt("region") else None
    return label("plan", "works_in").format(place=match.place) if match else ""


def _keep(turn: Turn, match: PlaceMatch, words: str, answers: bool) -> None:
    """Where somebody only works says in which region they are, not where they live."""
    table, before = word_table("home"), words[: words.find(match.text)].lower()
    lives = answers or re.search(table["lives"], words.lower())
    if not lives and any(re.search(table[way], before) for way in ("goes_to", "goes_to_learn")):
        return
    if lives or not re.search(table["at_work"], before) or turn.slot("place") is not None:
        turn.set("place", match.place)
    turn.set("region", match.region_code)


def _may_be_home(turn: Turn, match: PlaceMatch) -> bool:
    """Whether nothing else is known, or the message says that somebody lives here and not there."""
    if turn.slot("place") in (None, match.place) and turn.slot("region") in (None, match.region_code):
        return True
    says_so = re.search(word_table("home")["says_so"], turn.said)
    return bool(says_so) or turn.intent == "correct" or len(turn.words.split()) <= FEW_WORDS


def names_another(turn: Turn) -> bool:
    """Whether a place is named that is not where somebody is known to live: "ik werk in Eindhoven"."""
    match = catalogue().regions.find_place(turn.words) if turn.words and turn.slot("place") else None
    return match is not None and not turn.learnt("place") and match.place != turn.slot("place")
