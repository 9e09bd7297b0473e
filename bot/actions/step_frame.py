"""What somebody calls their step ("de stap moet zijn: stl bellen"): what stands in such a frame, and not the frame."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import asking, step_day
from bot.actions.sentence import sentences
from bot.actions.wording import labels, word_table

FEWEST_WORDS = 2  # of a step: "de stap moet zijn: anders" names none


def step_in(words: str) -> str:
    """The step that a message names as such, with what comes after it ("daarna ..."); nothing when it names none."""
    rest = _framed(words)
    lines = sentences(rest) if rest else []
    if not lines or asking.asks(lines[0]) or not _may_be_step(lines[0]):
        return ""
    kept = [lines[0], *(line for line in lines[1:2] if re.match(_table()["goes_on"], line.lower()))]
    return without_behind(" ".join(kept))


def beside(words: str) -> str:
    """What the message says beside the step it names, and beside its frame."""
    step, rest = step_in(words), _framed(words)
    if not step:
        return words
    place = rest.find(step)
    before = sentences(words[: len(words) - len(rest)])[:-1]  # the last of these is the frame itself
    return " ".join([*before, rest[max(place, 0) + len(step) :].strip(" .,;!?")]).strip()


def without_behind(words: str) -> str:
    """A step without what is said of it behind: "..., kan je dat in mijn plan zetten", "... meer niet"."""
    for way in _table()["behind"]:
        words = re.sub(way, "", words, flags=re.IGNORECASE)
    return words.strip(" ,;")


def _framed(words: str) -> str:
    """What follows the last frame in the message."""
    found = [match for way in _table()["before"] for match in re.finditer(way, words, re.IGNORECASE)]
    return words[max(match.end() for match in found) :].strip() if found else ""


def _may_be_step(line: str) -> bool:
    said = line.lower()
    if len(said.split()) < FEWEST_WORDS or re.search(_table()["no_step"], said):
        return False
    return step_day.said_in(line) is None or bool(re.search(r"\w", re.sub(labels()["step_day"]["only_day"], "", said)))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("step_words")["frame"]
    return table
