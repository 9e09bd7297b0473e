"""What sounds like a step and is no deed of the person: what somebody else wants of them, and a question to us."""

from __future__ import annotations

import re

from bot.actions import asking, step_day
from bot.actions.turn import Turn
from bot.actions.wording import word_table


def is_of_others(sentence: str) -> bool:
    """Whether a sentence only tells what somebody else says: "me baas zegt ik moet naar de fysio"."""
    return bool(re.search(word_table("step_words")["told_by_others"], sentence.lower()))


def own_words_after(sentence: str) -> list[str]:
    """The parts behind what somebody else says in which the person speaks: "..., dus ik bel morgen de bond"."""
    table = word_table("step_words")
    parts = re.split(table["own_word_after"], sentence)[1:]
    return [part for part in parts if re.search(table["own_word"], part.lower()) and not is_of_others(part)]


def asks(turn: Turn) -> bool:
    """Whether the message asks something: then only what decides in so many words is a step beside it."""
    return turn.does("ask") or asking.wants_answer(turn.words)


def asks_us(turn: Turn, sentence: str) -> bool:
    """Whether "ik vraag of ..." asks us once more; with a day, or of who asked nothing before, it is a step."""
    table, said = word_table("step_words"), sentence.lower()
    if re.search(table["asks_again"], said):
        return True
    if not re.search(table["asks_us"], said) or step_day.said_in(sentence) is not None:
        return False
    asked_before = any(asking.wants_answer(text) for text in turn.typed()[-2:-1])
    return asked_before or bool(re.search(table["says_no"], turn.said))


def insists(words: str) -> bool:
    """Whether somebody says that what they ask is this: "nee. ik vraag of die arts zijn mond houdt"."""
    table, said = word_table("step_words"), words.lower()
    return bool(re.search(f"{table['asks_again']}|{table['asks_us']}", said))
