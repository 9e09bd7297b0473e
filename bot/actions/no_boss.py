"""What we leave unsaid: a boss to who works alone, and a door that somebody refused."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.actions.wording import word_table

ALONE = ("self_employed", "employer")  # the statuses of who works for themselves


def without_boss(text: str) -> str:
    """The text without the sentences about "je baas", and what only goes with them: the question right before "Dan
    betaalt je baas", what "die" does, and its source. A text that speaks of nothing else stays as it is.
    """
    table = word_table("no_boss")
    kept: list[str] = []
    drops = False
    for sentence in re.split(table["between"], text):
        is_boss = re.search(table["boss"], sentence, re.IGNORECASE)
        if is_boss and kept and kept[-1].endswith("?") and re.match(table["goes_on"], sentence):
            kept.pop()
        drops = bool(is_boss) or (drops and bool(re.match(table["goes_with"], sentence)))
        if not drops:
            kept.append(sentence)
    return " ".join(kept) or text


def without_refused(text: str, refused: Collection[str], words: str) -> str:
    """The text without a door that was refused, where another stands beside it; who asks about it hears of it."""
    for door, each in word_table("no_boss")["doors"].items():
        if door in refused and not re.search(each["said"], words.lower()):
            text = re.sub(each["beside"], "", text, flags=re.IGNORECASE)
    return text
