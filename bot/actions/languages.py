"""People who write in another language: a kind word in theirs, once; the conversation itself stays in simple Dutch."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance import plans

TELLING = 0.3  # share of the words that must be of that language and not Dutch
FEWEST = 2  # of them, unless the message is one word: one English word makes no English


def language_of(text: str) -> str | None:
    """The code of another language than Dutch, by its letters or its most common words; None when it is not sure."""
    table, said = _table(), re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower())
    for code, letters in table["letters"].items():
        if re.search(letters, text.lower()):
            return str(code)
    telling = {code: sum(word in words for word in said) for code, words in table["words"].items()}
    best = max(telling, key=lambda code: telling[code])
    return str(best) if telling[best] >= max(min(FEWEST, len(said)), TELLING * len(said), 1) else None


def greet(turn: Turn) -> bool:
    """Says in the language of the person that we write simple Dutch, and who helps; once, and only when it is sure.

    The plan keeps which language it is, so that somebody who speaks it can take the conversation.
    """
    code = language_of(turn.words) if turn.words else None
    if code is None or turn.slot("language") == code:
        return False
    turn.set("language", code)
    plans.save(database(), turn.conversation_id, situation={"language": code}, now=now())
    turn.say(f"utter_language_{code}")
    return True


def answer(turn: Turn) -> None:
    """The answer to another language, or to a question for one."""
    if not greet(turn):
        turn.say("utter_other_language")


@cache
def _table() -> dict[str, Any]:
    table = word_table("languages")
    return {**table, "words": {code: frozenset(words.split()) for code, words in table["words"].items()}}
