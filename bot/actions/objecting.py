"""An objection to what we gave back, with what is right beside it: "dat zeg ik niet. alleen die rug".

What was objected to is said no more: of a need that stands all the same only their own words do.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from bot.actions import hearing, pending, refusing
from bot.actions.turn import Turn
from bot.actions.wording import is_bare_no, labels, with_capital, word_table

PART = re.compile(r"[^.!?;\n]+[.!?;\n]*")
FEWEST_WORDS, MOST_WORDS = 3, 30


def objects(turn: Turn) -> bool:
    """Whether the words say that what we gave back is not so, or not all of it."""
    is_no = any(re.search(_table()["says_so"], part) for part in PART.findall(turn.said))
    return is_no and not pending.says_yes(turn)


def says_yes_beside(words: str) -> bool:
    """Whether what we gave back is so all the same, or a part of it: "half. iets anders: ja"."""
    return any(re.search(_table()["but_yes"], part) for part in PART.findall(words.lower()))


def told_beside(words: str) -> str:
    """What is told beside the objection, letter for letter; nothing when that is too little, too much or rude."""
    parts = (part for part in PART.findall(words) if not re.search(_table()["says_so"], part.lower()))
    kept = [part for part in parts if not is_bare_no(part)]
    told = " ".join(
        with_capital(part.strip()) if before.endswith((".", "!")) else part.strip()
        for before, part in pairwise(["", *map(str.rstrip, kept)])
    )
    rude = re.search(word_table("correcting")["quotes"]["rude"], told.lower())
    fits = FEWEST_WORDS <= len(told.split()) <= MOST_WORDS
    return told.strip(" .;,") if fits and not rude else ""


def said_again(turn: Turn, told: str) -> list[str]:
    """The needs that were given back and are told beside the objection: "alleen die rug"."""
    parts = [each for each in turn.clauses if str(each.get("text", "")).strip(" .,;!?").lower() in told.lower()]
    heard = {str(each["intent"]) for each in parts if each["confidence"] >= hearing.CLEAR_NEED}
    return [need for need in turn.slot("needs", []) if need in heard]


def let_go(turn: Turn, *needs: str) -> None:
    """Our words for these needs are not said again."""
    for need in needs:
        refusing.refuse(turn, refusing.READING, need)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = labels()["answers"]["objecting"]
    return table
