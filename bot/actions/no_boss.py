"""What we leave unsaid: a boss to who has none, and a door that somebody refused."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.actions.wording import word_table

ALONE = ("self_employed", "employer")  # the statuses of who works for themselves
OUT_OF_WORK, BENEFITS = ("unemployed", "student"), ("WW", "bijstand")


def without_boss(text: str, of: str = "boss") -> str:
    """The text without the sentences about "je baas", and what only goes with them: the question right before "Dan
    betaalt je baas", what "die" does, and its source. A text that speaks of nothing else stays as it is.
    """
    table = word_table("no_boss")
    kept: list[str] = []
    drops = False
    sentences = re.split(table["between"], text)
    for sentence in sentences:
        is_boss = re.search(table[of], re.sub(table["quoted"], "", sentence), re.IGNORECASE)
        if is_boss and kept and kept[-1].endswith("?") and re.match(table["goes_on"], sentence):
            kept.pop()
        drops = bool(is_boss) or (drops and bool(re.match(table["goes_with"], sentence)))
        if not drops:
            kept.append(sentence)
    return " ".join(kept) if kept and len(kept) < len(sentences) else text


def for_whom(text: str, status: str | None, benefit: str | None, words: str) -> str:
    """The text for who has no boss. Who is out of work or at school hears of none who pays or lets them learn; what
    they ask about a boss themselves is answered as it is.
    """
    if status in ALONE:
        return without_boss(text)
    out_of_work = status in OUT_OF_WORK or (status is None and benefit in BENEFITS)
    speaks_of_one = re.search(word_table("no_boss")["spoken_of"], words.lower())
    return without_boss(text, "paying_boss") if out_of_work and not speaks_of_one else text


def without_refused(text: str, refused: Collection[str], words: str) -> str:
    """The text without a door that was refused, where another stands beside it; who asks about it hears of it."""
    for door, each in word_table("no_boss")["doors"].items():
        if door in refused and not re.search(each["said"], words.lower()):
            text = re.sub(each["beside"], "", text, flags=re.IGNORECASE)
    return text
