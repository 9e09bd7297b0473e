"""Somebody's work in their own words: "adviseur bij een grote bank", "werkt bij een supermarkt achter de kassa".

What is read is said back and kept as it was said; the occupation of our list is only what we look up with. Words that
begin with a verb of the table tell what they do, all others what they are. They hold for the occupation they came with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.actions import kept_plan
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.linker import Mention

KEPT, OF = "work_words", "work_of"  # in the situation of the plan: the words, and the occupation they go with
SPOKEN = "spoken"  # how the linker found it: by what somebody does, and not by a name
MISSPELT = "spelling"
MOST_WORDS_OF_AN_ANSWER = 6
LONGEST_NAME_IN_CAPITALS = 4  # letters: "HR" and "BSO" stay, "LOGISTIEK" is shouted


def kept(turn: Turn) -> str:
    """The own words for the work that is known now; nothing when there are none."""
    plan = kept_plan.get(turn)
    known: Mapping[str, Any] = plan.situation if plan else {}
    holds = known.get(OF) == turn.slot("occupation")
    return AsTyped(known.get(KEPT) or "") if holds else AsTyped("")


def keep(turn: Turn, occupation: str | None, words: str) -> None:
    """Keeps the words as those of this occupation, or of work that no list knows."""
    if turn.is_private or not words:
        return
    name = words if tells_what_they_are(words) or occupation is None else catalogue().occupations.get(occupation).name
    told = {KEPT: str(words), OF: occupation, "occupation": str(name)}
    kept_plan.save(turn, situation=told)
    turn.work_told = True


def tells_what_they_are(words: str) -> bool:
    """Whether the words name what somebody is, and not what they do."""
    return words.split(maxsplit=1)[0] not in _table()["verbs"].values() if words else True


def of(words: str, mention: Mention) -> str:
    """The words for the work that is mentioned: what they do with its verb, or its name with where they do it."""
    if mention.best.why == SPOKEN:
        return _doing(words, mention)
    if words[mention.start : mention.end] != mention.text:  # found in the words as they were meant
        return mention.text
    if mention.best.why == MISSPELT:
        return mention.best.name
    tail = re.match(_table()["where"], words[mention.end :], re.IGNORECASE)
    return spoken_softly(words[mention.start : mention.end] + (tail[0] if tail else "") + _beside(words, mention))


def named_in(words: str) -> str:
    """Work that is told so plainly that no list need know it: "ik werk als adviseur bij een grote bank"."""
    ways = (re.search(rf"{_table()[way]}(?P<rest>.*)", words, re.IGNORECASE | re.DOTALL) for way in ("as", "being"))
    found = next((each for each in ways if each), None)
    if found is None:
        return ""
    tail = re.match(_table()["where"], found["rest"], re.IGNORECASE)
    return spoken_softly(found["work"] + (tail[0] if tail else ""))


def answer_in(words: str) -> str:
    """The part of an answer to what work somebody does that may be its name: "dat zei ik al: adviseur bij een bank"."""
    for part in re.split(r"[.:;!?\n]", words):
        said = re.sub(_table()["lead"], "", part.strip(" ,"), flags=re.IGNORECASE)
        if said and len(said.split()) <= MOST_WORDS_OF_AN_ANSWER and not re.search(_table()["no_work"], part.lower()):
            return _as_we_say_it(spoken_softly(said))
    return ""


def _as_we_say_it(said: str) -> str:
    """What stands behind "je": "ik bezorg" becomes "bezorgt"; nothing for a verb that we cannot say back."""
    who, _, does = said.partition(" ")
    if who.lower() not in ("ik", "k"):
        return said
    verb, _, rest = does.partition(" ")
    told = _table()["verbs"].get(verb.lower())
    return f"{told} {rest}".strip() if told else ""


def with_verb_told(turn: Turn, words: str) -> str:
    """The answer behind the verb that was told before: "ik rij al 27 jaar", and then "vrachtwagen"; not of an answer
    that tells by itself what they are.
    """
    if named_in(words):
        return ""
    verbs = "|".join(_table()["verbs"])
    for said in reversed(turn.typed()):
        if found := re.search(rf"\b(?:ik|k) (?P<verb>{verbs})\b(?! (?:\w+ )?als\b)", said.lower()):
            return f"ik {found['verb']} {answer_in(words)}"
    return ""


def told_bare(words: str, answers: bool) -> Iterator[str]:
    """Yields sentences that say in full what stands bare behind a number of years ("28 jaar vrachtwagen") or, in an
    answer to what work somebody does, behind where they do it ("op de vrachtwagen").
    """
    ways = ("by_years", "by_place") if answers else ("by_years",)
    for way in ways:
        for found in re.finditer(_table()[way], words.lower()):
            yield from (frame.format(work=found["work"]) for frame in _table()["in_full"])


def is_asked(words: str, mention: Mention) -> bool:
    """Whether the name stands in a question by itself: "Arts? Dat slaat nergens op" tells no work."""
    return bool(re.match(r"[^.,;:!?\n]*\?", words[mention.end :]))


def _doing(words: str, mention: Mention) -> str:
    """What they do, with the verb as we say it back; nothing when no verb that we can say back stands before it."""
    verbs = _table()["verbs"]
    for found in re.finditer(_table()["does"].format(verbs="|".join(verbs)), words, re.IGNORECASE):
        if found.start() < mention.end and mention.start < found.end():
            rest = re.split(_table()["ends"], found["rest"], maxsplit=1, flags=re.IGNORECASE)[0].strip()
            return f"{verbs[found['verb'].lower()]} {rest}" if rest else ""
    return ""


def _beside(words: str, mention: Mention) -> str:
    """A second name of work right behind it: "order picker, and reachtruck"."""
    found = re.match(_table()["and"], words[mention.end :], re.IGNORECASE)
    return found[0] if found and catalogue().occupations.link(found["other"]) else ""


def spoken_softly(words: str) -> str:
    """Without capitals that only shout."""
    each = (word.lower() if word.isupper() and len(word) > LONGEST_NAME_IN_CAPITALS else word for word in words.split())
    return " ".join(each)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("own_work")["in_words"]
    return table
