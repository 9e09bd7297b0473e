"""What of a message tells what somebody looks for: without what they deny, refuse, or say that they never asked.

"Behalve barista", "niet IDW", "leraar? ik wil gien leraar worn" name what is not wanted. Whoever reads a wish, a field,
a training or a scheme by its name reads this text. The words stand in bot/data/denials.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bot.actions.acts import Act
from bot.actions.turn import Turn
from bot.actions.wording import word_table

# Parts of a message that do one of these look for nothing; a correction may name what is meant and must be surer.
TURNS_DOWN: tuple[Act, ...] = ("refuse_work", "refuse_list", "refuse_plan", "refuse_human", "not_heard", "goodbye")
SURE_OF_CORRECTION = 0.8
ECHO = 3  # words of a question that only gives back what we said
NOTED = 4  # words of a clause that says no more than a denial: "geen bijrijder"
MEMO = "sought"

Span = tuple[int, int]


def text(turn: Turn) -> str:
    """The words of the message that look for something, each at its place: spaces stand for the rest."""
    if MEMO not in turn.memo or turn.memo[MEMO][0] != turn.words:
        turn.memo[MEMO] = turn.words, _without_turned_down(turn, without_denied(turn.words))
    return str(turn.memo[MEMO][1])


def mended(turn: Turn) -> str:
    """The same as it was meant, when words were misspelt; nothing where a part that refuses was left out."""
    as_typed = text(turn) == without_denied(turn.words)
    return without_denied(turn.mended) if as_typed else ""


def without_denied(words: str) -> str:
    """The words with spaces for what is denied in them."""
    return _blank(words, denied_spans(words))


def without_bare(said: str) -> str:
    """The text of a question without the clauses that only take a name away."""
    return re.sub(_table()["bare"], " ", said)


def sneers(words: str) -> bool:
    """Whether a part of the words only sneers at a name: "autoruiten lol"."""
    said = words.lower()
    return any(re.search(_table()["sneers"], said[start:end]) for start, end in _clauses(said))


def denied_in(words: str) -> list[str]:
    """What is denied so that it is wanted no more: "barista" in "behalve barista", not in "ik ben geen barista"."""
    found = (_clause_of(words, span) for span in denied_spans(words))
    return [words[start:end] for clause, (start, end) in found if _is_refusal(clause)]


@lru_cache(maxsize=64)  # the parts of a message or two
def denied_spans(words: str) -> tuple[Span, ...]:
    """Where what is denied begins and ends."""
    said, table = words.lower(), _table()
    bare = re.sub(table["no_denial"], lambda found: "_" * len(found[0]), said)
    found = [(start, end) for start, end in _clauses(bare) if re.search(table["closes"], bare[start:end])]
    found += [(start, end) for start, end in _clauses(bare) if re.search(table["sneers"], bare[start:end])]
    found += [scope for start, end in _clauses(bare) if (scope := _scope(bare[start:end], start))]
    found += [each.span() for each in re.finditer(table["wonders"], bare)]
    return tuple(sorted({*found, *_echoes(bare)}))


def echoes_in(words: str) -> str:
    """The questions that only give back what we said, in anger or surprise: "Pardon? Straatveger?"."""
    return " ".join(words[start:end] for start, end in _echoes(words.lower()))


def is_taken_amiss(words: str) -> bool:
    """Whether somebody gives back what we said and tells us what they are or said instead: the whole list was wrong."""
    return bool(echoes_in(words)) and bool(re.search(_table()["insists"], words.lower()))


def _scope(clause: str, begin: int) -> Span | None:
    """From a word that denies to the end of the clause, or to where something else begins in it."""
    rather, opened = re.search(_table()["rather"], clause), re.search(_table()["opens"], clause)
    if rather is None and opened is None:
        return None
    start, behind = rather.span("than") if rather else opened.span() if opened else (0, 0)
    if opened and not rather and (lack := re.compile(_table()["lacks"]).match(clause, start)):
        return begin + start, begin + lack.end()
    ends = re.search(_table()["scope_ends"], clause[behind:])
    return begin + start, begin + (behind + ends.start() if ends else len(clause))


def _echoes(said: str) -> list[Span]:
    """The short questions that give back what we said, in anger or with an objection beside them."""
    table = _table()
    lines = [found.span() for found in re.finditer(r"[^.!?\n]+[.!?]*", said)]
    texts = [said[start:end] for start, end in lines]
    found = list[Span]()
    for place, line in enumerate(texts):
        beside = " ".join(texts[max(place - 1, 0) : place] + texts[place + 1 : place + 2])
        is_short = len(line.split()) <= ECHO and "?" in line and not re.search(table["asks"], line)
        if is_short and (re.search(r"\?[?!]", line) or re.search(table["objects"], beside)):
            found.append(lines[place])
    return found


def _without_turned_down(turn: Turn, words: str) -> str:
    parts = [part for act in TURNS_DOWN for part in turn.parts_that(act)]
    parts += turn.parts_that("correct", SURE_OF_CORRECTION)
    for part in parts:
        start = turn.words.find(part)
        span = (start, start + len(part))
        if start >= 0 and not re.search(_table()["wishes"], words[slice(*span)].lower()):
            words = _blank(words, [span])
    return words


def _clauses(said: str) -> list[Span]:
    ends = [0, *(place for found in re.finditer(_table()["clause_ends"], said) for place in found.span()), len(said)]
    return [(start, end) for start, end in list(pairwise(ends))[::2] if said[start:end].strip()]


def _clause_of(words: str, span: Span) -> tuple[str, Span]:
    """The clause with its mark, in lower case, and the place in it."""
    start = next((start for start, end in _clauses(words.lower()) if start <= span[0] < end), span[0])
    return words[start : span[1] + 1].lower(), span


def _is_refusal(clause: str) -> bool:
    return len(clause.split()) <= NOTED or bool(re.search(_table()["refuses"], clause))


def _blank(words: str, spans: tuple[Span, ...] | list[Span]) -> str:
    for start, end in spans:
        words = f"{words[:start]}{' ' * (end - start)}{words[end:]}"
    return words


def _table() -> dict[str, Any]:
    return word_table("denials")
