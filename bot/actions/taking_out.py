"""What is to go out of the plan: named, pointed at ("dat", "die zin"), or called by its line ("bij je wens")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.actions import plan_lines
from bot.actions.plan_lines import Line
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

MOST_BUTTONS = 6
LONG_WORD = 6  # letters of a word that may be another name for work
MOST_SAID_SINCE = 3  # of our messages, after we said that something is not there
NEVER_REPLACED = (plan_lines.OWN_WORDS, plan_lines.NEED, plan_lines.WORK)
LABELLED = {"found": ("occupation", "training", "budget", "service")}


@dataclass
class Taken:
    """What went out of the plan, and the parts of the message for which nothing was found."""

    gone: list[Line] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def clauses(words: str) -> list[str]:
    """The parts of a message that take something out: "gastvrouw en voedingsassistent eruit"."""
    parts: list[str] = []
    pieces = (piece.lower() for line in sentences(words) for piece in re.split(_table()["ends"], line))
    for piece in filter(str.strip, pieces):
        if parts and re.search(_table()["begins"], parts[-1]):  # what it takes out goes on behind the comma
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return [part for part in parts if _takes_out(part)]


def is_asked(words: str) -> bool:
    """Whether something is to go, or is said to stand there all the same; not when everything is to be wiped."""
    said = words.lower()
    return bool(clauses(words)) and not re.search(word_table("correcting")["replace"]["everything"], said)


def says_it_stands(turn: Turn) -> bool:
    """ "Staat er wel, bij je wens", to who was told that it is not there."""
    told = any(key.startswith("utter_not_in_plan") for key in turn.slot("said", [])[-MOST_SAID_SINCE:])
    return told and bool(re.search(_table()["stands"], turn.words.lower()))


def hear(turn: Turn) -> Taken:
    """Takes out of the plan what the message wants out of it; what went, as it stood there, and what was not found."""
    if not turn.words or not (is_asked(turn.words) or says_it_stands(turn)):
        return Taken()
    lines = _before(turn)
    taken = Taken()
    for part in clauses(turn.words) or [turn.words.lower()]:
        meant = _meant(lines, part, turn.words.lower())
        taken.gone += [line for line in meant if line not in taken.gone]
        taken.left += [] if meant else [part.strip(" .,!?")]
    for line in taken.gone:
        plan_lines.strike(turn, line)
    return taken


def strike_named(turn: Turn, words: str) -> list[Line]:
    """Takes out what is named as what another thing comes in the place of."""
    gone = _best([line for line in _before(turn) if line.kind not in NEVER_REPLACED], words.lower())
    for line in gone:
        plan_lines.strike(turn, line)
    return gone


def named_in(lines: Iterable[Line], words: str) -> list[Line]:
    """The lines of which most of the telling words are said."""
    return _best(lines, words.lower())


def is_about_quote(part: str) -> bool:
    """Whether a part is about a sentence of theirs, or about swearing in it."""
    rude = word_table("correcting")["quotes"]["rude"]
    return bool(re.search(_table()["lines"][plan_lines.OWN_WORDS], part) or re.search(rude, part))


def pressed(turn: Turn) -> list[Line]:
    """The line of a button that was pressed, taken out."""
    line = plan_lines.pointed_at(turn, turn.value("about"))
    if line is None:
        return []
    plan_lines.strike(turn, line)
    return [line]


def buttons(turn: Turn) -> list[dict[str, str]]:
    """The lines to choose from when we do not know which is meant; a need is changed by talking."""
    lines = [line for line in plan_lines.of(turn) if line.kind not in (plan_lines.NEED, plan_lines.WORK)]
    return [plan_lines.button(line) for line in lines][:MOST_BUTTONS]


def _before(turn: Turn) -> list[Line]:
    """The lines as they stood before this message: what it refuses was in the plan that they read."""
    refused = turn.slot("refused", [])
    turn.set("refused", turn.before("refused") or [])
    lines = plan_lines.of(turn)
    turn.set("refused", refused)
    return lines


def _takes_out(part: str) -> bool:
    table = _table()
    if re.search(table["verbs"], part) or re.search(labels()["answers"]["takes_out"], part):
        return True
    return bool(re.search(table["shortly"], part)) and not re.search(table["not_out"], part)


def _meant(lines: list[Line], part: str, said: str) -> list[Line]:
    """The lines one part means: by their own words, by the name of the line, or by what stands before "dat"."""
    named = list(dict.fromkeys(line for piece in re.split(_table()["joined"], part) for line in _best(lines, piece)))
    if named or (named := _labelled(lines, part) or _rude(lines, part)):
        return named
    if not re.search(_table()["that"], part):
        return []
    before = [line for line in sentences(said) if part not in line and re.search(_table()["never_said"], line)]
    pointed = list(dict.fromkeys(line for each in before for line in _best(lines, each)))
    quoted = _table()["lines"][plan_lines.OWN_WORDS]  # "dat is een rare zin. haal die weg"
    return pointed or (_labelled(lines, said) if re.search(quoted, said) else [])


def _best(lines: Iterable[Line], said: str) -> list[Line]:
    """Those in which most of the telling words stand, or whose work is meant by another word: "callcenter"."""
    counted = [(_count(line.text, said), line) for line in lines]
    most = max((count for count, _ in counted), default=0)
    if most:
        return [line for count, line in counted if count == most]
    words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= LONG_WORD]
    works = {mention.best.id for word in words for mention in catalogue().occupations.link(word)}
    return [line for _, line in counted if line.id.rpartition(":")[2] in works]


def _count(text: str, said: str) -> int:
    words = {word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= _table()["least_letters"]}
    telling = {word for word in words if not re.fullmatch(_table()["common"], word)}
    return sum(word in text.lower() for word in telling)


def _labelled(lines: list[Line], said: str) -> list[Line]:
    """The lines under the heading that is named: "bij je wens", "die zin"."""
    for name, pattern in _table()["lines"].items():
        if name == plan_lines.WISH and re.search(_table()["lines"][plan_lines.OWN_WORDS], said):
            continue
        if re.search(pattern, said) and name != plan_lines.NEED:
            kinds = LABELLED.get(name, (name,))
            if found := [line for line in lines if line.kind in kinds]:
                return found
            if name == plan_lines.OWN_WORDS:  # "die rare zin" that we made of what was put in last
                return [line for line in lines if line.kind == plan_lines.ADDED][-1:]
    return []


def _rude(lines: list[Line], said: str) -> list[Line]:
    """ "Haal die klootzak eruit": the quote with swearing in it."""
    rude = word_table("correcting")["quotes"]["rude"]
    if not re.search(rude, said):
        return []
    return [line for line in lines if line.kind == plan_lines.OWN_WORDS and re.search(rude, line.text.lower())]


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["taking_out"]
    return table
