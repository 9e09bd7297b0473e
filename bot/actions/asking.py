"""The questions in one message: "hoe lang duurt het en wat kost het" asks two things, "en ww? hoe lang" one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from bot.actions.sentence import EMOJI
from bot.actions.wording import labels, word_table

MOST_ANSWERED = 2  # more than two answers in one go are not read
MOST_WORDS_GOING_ON = 5
MOST_CONTEXT = 250  # letters of what was said before a part
MOST_PARTS = 8  # of a long story the first are read apart, all of it as a whole

Found = TypeVar("Found")


def all_in(said: str, find: Callable[[str, bool], Iterator[Found]]) -> list[Found]:
    """What is found in each part of the message, at most two things, without doubles.

    `find(text, vague)` gives what a text may ask, likeliest first; with `vague` also what can be meant by few words.
    A part is first read alone, then with what was said before it: "moet ik dan opnemen?" after "ze bellen altijd".
    """
    find_once = _reading_once(find)
    found: list[Found] = []
    passed: list[Found] = []  # what a part may ask beside what it was taken for: it is no question of the next part
    whole = ""
    for part in parts(said)[:MOST_PARTS]:
        whole = f"{whole} {part}".strip()[-MOST_CONTEXT:]
        texts = (part, whole) if whole != part and is_question(part) else (part,)
        asked = [each for text in texts for vague in (False, True) for each in find_once(text, vague)]
        alone = [*find_once(part, False), *find_once(part, True)]
        new = next((each for each in asked if each not in found and (each in alone or each not in passed)), None)
        if new is not None and not _repeats(found, new, alone):
            found.append(new)
        passed += asked
    if not found:
        found = [each for vague in (False, True) for each in find_once(said, vague)][:1]
    return found[:MOST_ANSWERED]


def _reading_once(find: Callable[[str, bool], Iterator[Found]]) -> Callable[[str, bool], list[Found]]:
    """The same, with what each text may ask looked for once."""
    read: dict[tuple[str, bool], list[Found]] = {}

    def found_in(text: str, vague: bool) -> list[Found]:
        if (text, vague) not in read:
            read[text, vague] = list(find(text, vague))
        return read[text, vague]

    return found_in


def _repeats(found: list[Found], new: Found, alone: list[Found]) -> bool:
    """Whether a part only says again what was found, and the new one comes of the words before it."""
    return new not in alone and any(each in found for each in alone)


def goes_on_about(said: str, heard: str) -> str:
    """What a question of a few words is about, by what was said just before: "en hoe hoog?" after the WW."""
    if len(said.split()) > MOST_WORDS_GOING_ON or not is_question(said):
        return ""
    return next((about for about, words in _table()["about"].items() if re.search(words, heard)), "")


def parts(said: str) -> list[str]:
    """The sentences, and within them what a new question begins: "wat is dat, en kost het wat"."""
    pieces = (part for piece in re.split(rf"[{EMOJI}]+", said) for part in re.split(_table()["parts"], piece))
    return [part.strip() for part in pieces if part and part.strip()]


def clauses(said: str) -> list[str]:
    """Every clause of a message, also of one long sentence: "ik ben op, maar mag ik minder werken"."""
    pieces = (part for piece in parts(said) for part in re.split(_table()["story_parts"], piece))
    return [part.strip() for part in pieces if part and part.strip()]


def asks(said: str) -> bool:
    """Whether a text is a question by its mark or its first word."""
    return "?" in said or bool(re.match(labels()["answers"]["question"], said.strip().lower()))


def asks_in_part(said: str) -> bool:
    """Whether a part of a text is such a question: "mensen helpen, maar kan ik in de zorg"."""
    return any(map(asks, _clauses(said.lower())))


def wants_answer(said: str) -> bool:
    """Whether somebody clearly asks something of their own; a complaint or an angry "schoonmaker??" does not, and
    "kun je die zin weghalen" asks for a change of the plan."""
    if re.search(_table()["changes_plan"], said.lower()):
        return False
    said = re.sub(_table()["protests"], " ", said.lower())
    complains = re.compile(f"{labels()['answers']['complains']}|{_table()['no_questions']}")
    asked = [part for part in parts(said) if not complains.search(part)]
    return any(pattern.search(clause) for pattern in _clear() for part in asked for clause in (part, *_clauses(part)))


def wants_yes_or_no(said: str) -> bool:
    """Whether a question asks for a yes or a no in so many words."""
    return bool(re.search(_table()["yes_or_no"], said.lower()))


def is_question(said: str) -> bool:
    """Whether a text asks in any way we know, also without a mark: "mijn contract loopt af, krijg ik dan ww"."""
    return "?" in said or any(pattern.search(each) for pattern in _asking() for each in _clauses(said))


def _clauses(said: str) -> list[str]:
    ends = rf"[{EMOJI}]|{labels()['answers']['clause_ends']}"
    return [clause.strip() for clause in re.split(ends, said)]


@cache
def _clear() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _table()["clearly_asking"]))


@cache
def _asking() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (*_table()["asking"], labels()["answers"]["question"])))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("questions")["reading"]
    return table
