"""Needs that somebody says are not theirs, in whatever sentence: "mijn baan blijft gewoon", "geen ander werk"."""

from __future__ import annotations

import re
from functools import cache

from bot.actions import kept_plan, refusing
from bot.actions.sentence import sentences
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance import plans


def hear(turn: Turn) -> None:
    """What the message denies is gone for good: from what is at hand, from what comes later and from the plan."""
    denied = in_words(turn.words)
    turn.clauses = [clause for clause in turn.clauses if clause["intent"] not in denied]
    turn.ranking = [guess for guess in turn.ranking if guess["name"] not in denied]
    if turn.intent in denied:
        turn.hear_likeliest(turn.clauses)
    known: list[str] = turn.slot("needs", [])
    for need in denied:
        turn.add("denied", need)
        refusing.refuse(turn, refusing.NEED, need)
    if set(denied) & {*turn.slot("remembered", [])}:
        turn.drop("remembered", *denied)
    if set(denied) & set(known):
        left = [need for need in known if need not in denied]
        turn.set("needs", left)
        kept_plan.save(turn, need=plans.NEEDS_JOIN.join(left))


def in_words(words: str) -> list[str]:
    """The needs that the words deny; what is asked, or true only on a condition, denies none."""
    told = [sentence for sentence in sentences(words.lower()) if "?" not in sentence]
    return [need for need, denial in _denials().items() if any(_denies(sentence, denial) for sentence in told)]


def _denies(sentence: str, denial: re.Pattern[str]) -> bool:
    only_wished = word_table("need_words")["not_denied"]
    return any(not re.search(only_wished, sentence[: found.start()]) for found in denial.finditer(sentence))


@cache
def _denials() -> dict[str, re.Pattern[str]]:
    return {need: re.compile(pattern) for need, pattern in word_table("need_words")["denied"].items()}
