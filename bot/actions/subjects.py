"""Something somebody would like to work with, in their own words ("koken", "scooters"), and the work that is near it.

Which work that is, `knowledge` says: by an everyday skill with these words, else by meaning. What is not near is not
found: who wishes for scooters is shown no kitchen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from bot.actions import sought
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from knowledge.career_schema import Occupation
from knowledge.said_skills import read_everyday_skills
from knowledge.words import words as split_words

MOST_WORDS = 3  # of a subject
AT_HOME = 0.9  # so well an everyday skill fits the work that it is for
OF_BEST = 0.58  # of such work, what is less near in meaning than this share of the nearest is left out
NEAR, NEAR_IN_WORDS = 0.74, 0.6  # cosines: of any work, and of work that has the subject in its own words
SAME_BEGINNING = 4  # letters: "bloemen" stands in "bloemist"
MOST_NEAR = 8


def wished_by(turn: Turn) -> str:
    """The subject that is wished for, as a field of work: "met scooters"; nothing when none is."""
    return _first_wished(turn.words, sought.text(turn))


def wished_in(words: str) -> str:
    """The same in words alone."""
    return _first_wished(words, sought.without_denied(words))


def _first_wished(words: str, looked_for: str) -> str:
    """What follows a denial is a wish by it: "ik wil niet koken maar lassen". So all words are read."""
    subject = next((subject for subject, is_wish in _told(words) if is_wish and subject in looked_for), "")
    return as_field(subject) if subject else ""


def as_field(subject: str) -> str:
    """A subject as a field of work: "met scooters"."""
    if re.match(_table()["lead"], subject.lower()):  # "met kinderen" is said as it stands
        return AsTyped(subject)
    return AsTyped(label("wished", "subject").format(subject=subject))


def learns(words: str) -> bool:
    """Whether it is learning that is wished for, and no work: "ik wil leren lassen"."""
    table, said = _table(), words.lower()
    return bool(re.search(table["learns"], said)) and not re.search(table["work_too"], said)


def named_in(words: str) -> str:
    """The first subject that words name, wished for or not: "koken" in "leuk eten koken"."""
    return next((words[start:end] for start, end in _spans(words)), "")


def refused_in(words: str) -> list[str]:
    """The subjects that are not wanted: "niet koken"."""
    return [subject for subject, is_wish in _told(without_this_is_not(words)) if not is_wish]


def without_this_is_not(words: str) -> str:
    """The words without what says of our list that it is something else: "maar dit is niet met kinderen??"."""
    return " ".join(line for line in sentences(words) if not says_this_is_not(line))


def says_this_is_not(line: str) -> bool:
    """Whether a sentence says so."""
    return bool(re.search(word_table("work_wishes")["this_is_not"], line.lower()))


def of_field(field: str) -> str:
    """What a field in own words is about: "scooters" of "met scooters"; nothing when it is too wide to look for."""
    subject = re.sub(_table()["lead"], "", field.lower())
    return "" if re.search(_table()["vague"], subject) else subject


def work_near(subject: str) -> list[str]:
    """The ids of the work near a subject, the nearest first; empty when nothing is."""
    return list(_near(subject.lower(), id(catalogue()))) if subject else []


def is_listed(subject: str, works: Sequence[Occupation]) -> bool:
    """Whether work is named by the subject itself: else it is only near, and that is said."""
    skill = _skill(subject)
    return any(_says(subject, work) for work in works) or bool(skill and stands_in(subject, skill.name))


@lru_cache(maxsize=16)  # a subject is asked for several times in a message
def _near(subject: str, _facts: int) -> tuple[str, ...]:
    index = catalogue().occupations
    alike, skill = index.similar(subject), _skill(subject)
    if skill:
        home = [id_ for id_, fit in skill.fits.items() if fit >= AT_HOME]
        best = max((alike.get(id_, 0.0) for id_ in home), default=0.0)
        found = [id_ for id_ in home if alike.get(id_, 0.0) >= OF_BEST * best]
    else:
        likely = ((id_, cosine) for id_, cosine in alike.items() if cosine >= NEAR_IN_WORDS)
        found = [id_ for id_, cosine in likely if cosine >= NEAR or _says(subject, index.get(id_))]
    return tuple(sorted(found, key=lambda id_: -alike.get(id_, 0.0))[:MOST_NEAR])


def _says(subject: str, work: Occupation) -> bool:
    """Whether the subject stands in what the work is called, or in what one does there."""
    return any(stands_in(subject, text) for text in (*work.names, *work.spoken, work.description))


def stands_in(subject: str, text: str) -> bool:
    """Whether a text has a word that begins as the subject does."""
    stems = [word[:SAME_BEGINNING] for word in re.findall(r"\w+", subject.lower()) if len(word) >= SAME_BEGINNING]
    return any(re.search(rf"\b{re.escape(stem)}", text.lower()) for stem in stems)


def _told(words: str) -> Iterator[tuple[str, bool]]:
    """The subjects in a message, as typed: wished for (True) or refused (False)."""
    table, denies = _table(), False
    for part in re.split(table["parts"], words, flags=re.IGNORECASE):
        said = part.lower()
        if re.search(table["no_wish"], said):
            continue
        for start, end in _spans(part):
            before, behind = said[:start], said[end:]
            if _is_denied(before, behind):
                denies = True
                yield part[start:end], False
            elif (denies and not re.search(r"\w", before + behind)) or _is_wished(before, behind):
                yield part[start:end], True  # "ik wil niet koken maar lassen" has no other word for the wish


def _is_wished(before: str, behind: str) -> bool:
    table = _table()
    return bool(re.search(table["wishes_before"], before) or re.search(table["wishes_behind"], behind))


def _is_denied(before: str, behind: str) -> bool:
    if re.search(_table()["denied_before"], before):
        return True
    found = re.search(_table()["denied_behind"], behind)
    return found is not None and not _spans(found["rest"])  # "scooters, niet koken" denies what follows


def _spans(words: str) -> list[tuple[int, int]]:
    """Where the shortest runs of words stand that name a subject; none of them within another."""
    found = [(match.start(), match.end()) for match in re.finditer(r"[\w'-]+", words)]
    may_begin = [_begins_subject(words[start:end].lower()) for start, end in found]
    kept: list[tuple[int, int]] = []
    for length in range(1, MOST_WORDS + 1):
        for first in range(len(found) - length + 1):
            if not may_begin[first]:
                continue
            start, end = found[first][0], found[first + length - 1][1]
            free = not any(start < other_end and other < end for other, other_end in kept)
            if free and _names_skill(words[start:end].lower()):
                kept.append((start, end))
    return sorted(kept)


@lru_cache(maxsize=4096)
def _begins_subject(word: str) -> bool:
    """Whether a word may begin what names a subject: looking that up for every run of words takes too long."""
    folded = "".join(each.folded for each in split_words(word))
    return any(folded.startswith(part[:-1]) if part.endswith("*") else folded == part for part in _beginnings())


@cache
def _beginnings() -> frozenset[str]:
    skills = (skill for skill in read_everyday_skills().skills if skill.id in _table()["skills"])
    return frozenset(phrase.split()[0] for skill in skills for phrase in skill.phrases)


@lru_cache(maxsize=4096)
def _names_skill(words: str) -> bool:
    if _skill(words) is None:
        return False
    return not any(each.certain and each.best.why == "name" for each in catalogue().occupations.link(words))


def _skill(words: str) -> Any:
    """The everyday skill that these words name, when it is one to work with; how a thing is, is none."""
    if re.search(_table()["how_it_is"], words):
        return None
    return next((each for each in catalogue().skills.said(words) if each.id in _table()["skills"]), None)


def _table() -> dict[str, Any]:
    return word_table("subjects")
