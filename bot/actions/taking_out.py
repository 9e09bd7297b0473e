"""What is to go out of the plan: named, pointed at ("dat", "die zin"), or called by its line ("bij je wens")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from os.path import commonprefix
from typing import Any

from bot.actions import plan_additions, plan_lines, plan_words, quoting
from bot.actions.plan_lines import Line
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table

MOST_BUTTONS = 6
LONG_WORD = 6  # letters of a word that may be another name for work
PART_OF_WORD = 5  # letters of a word that may stand for a longer one: "over" is no "overblijfmedewerker"
WORD_ITSELF = 3  # how much it counts that a line has the word itself
ENDING = 3  # letters in which two forms of a word may differ: "volhouden", "volhoudt"
MOST_SAID_SINCE = 3  # of our messages, after we said that something is not there
NEVER_REPLACED = (plan_lines.OWN_WORDS, plan_lines.NEED, plan_lines.WORK)
GROUPS = ("jobs", "learning")  # labels that name more than one line, whatever words of a line stand in them
LABELLED = {
    "jobs": ("occupation",),
    "learning": ("training", "budget"),
    "found": ("occupation", "training", "budget", "service"),
}


@dataclass
class Taken:
    """What went out of the plan, and the parts of the message for which nothing was found."""

    gone: list[Line] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    step: bool = False  # the step that stood there is named as well


def clauses(words: str) -> list[str]:
    """The parts of a message that take something out: "gastvrouw en voedingsassistent eruit".

    With names in a row before it ("jobcoach, recruiter en kok moeten eruit") and what goes too ("die zin ook").
    """
    parts: list[str] = []
    for line in sentences(quoting.as_one_word(plan_words.as_written(words))):
        names: list[str] = []
        for piece in _pieces(line.lower()):
            if plan_additions.missed(piece):  # "de vakbond staat er niet bij" asks for it
                names = []
            elif _takes_out(piece) or (_may_go_on(piece, bool(parts)) and _goes_too(piece, bool(parts))):
                parts.append(", ".join([*names, piece.strip()]))
                names = []
            elif re.fullmatch(_table()["name"], piece):
                names.append(piece.strip(" ,"))
            else:
                names = []
    return parts


def _pieces(line: str) -> list[str]:
    """A sentence in pieces; what is taken out may go on behind the comma."""
    pieces: list[str] = []
    for piece in filter(str.strip, re.split(_table()["ends"], line)):
        if pieces and re.search(_table()["begins"], pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _may_go_on(piece: str, takes_out: bool) -> bool:
    """Whether "ook" or "ook niet" can mean: out of the plan too. In a new message only of a line that is called so."""
    return takes_out or any(re.search(way, piece) for way in _table()["lines"].values())


def _goes_too(piece: str, takes_out: bool) -> bool:
    """Whether a piece says that something goes too; beside an order "en ook die zin" is enough."""
    table = _table()
    return bool(re.search(table["also"], piece)) or (takes_out and bool(re.search(table["also_this"], piece)))


def is_asked(words: str) -> bool:
    """Whether something is to go, or is said to stand there all the same; not when everything is to be wiped."""
    everything = word_table("correcting")["replace"]["everything"]
    return any(not re.search(everything, part) for part in clauses(words))


def beside(words: str) -> str:
    """What a message says beside what is to go, or was never said: those words tell no fact and no wish."""
    ordered, never_said = clauses(words), word_table("plan_editing")["never_said"]
    words = plan_words.as_written(words)
    pieces = [piece for line in sentences(quoting.as_one_word(words)) for piece in _pieces(line)]
    left = [piece for piece in pieces if not any(piece.lower().strip(" ,") in part for part in ordered)]
    return quoting.spoken(" ".join(piece for piece in left if not re.search(never_said, piece.lower())))


def says_it_stands(turn: Turn) -> bool:
    """ "Staat er wel, bij je wens", to who was told that it is not there."""
    told = any(key.startswith("utter_not_in_plan") for key in turn.slot("said", [])[-MOST_SAID_SINCE:])
    return told and bool(re.search(_table()["stands"], turn.said))


def hear(turn: Turn) -> Taken:
    """Takes out of the plan what the message wants out of it; what went, as it stood there, and what was not found."""
    if not turn.words or not (is_asked(turn.words) or says_it_stands(turn)):
        return Taken()
    lines, steps = before(turn), [line for line in plan_lines.before(turn) if line.kind == plan_lines.STEP]
    said, taken = quoting.as_one_word(plan_words.as_written(turn.said)), Taken()
    for part in clauses(turn.words) or [said]:
        meant, left = _meant(lines, part, said)
        of_step = [piece for piece in left if named_in(steps, piece)]
        taken.gone += [line for line in meant if line not in taken.gone]
        taken.left += [quoting.spoken(piece) for piece in left if piece not in of_step]
        taken.step = taken.step or bool(of_step)
    for line in taken.gone:
        plan_lines.strike(turn, line)
    return taken


def hear_needs(turn: Turn) -> list[Line]:
    """Takes out the needs that the message wants away, when there is no plan to see yet."""
    if not turn.words or not clauses(turn.words):
        return []
    lines = [line for line in plan_lines.of(turn) if line.kind == plan_lines.NEED]
    meant = [line for part in clauses(turn.words) for line in _meant(lines, part, turn.said)[0]]
    for line in meant:
        plan_lines.strike(turn, line)
    return meant


def strike_named(turn: Turn, words: str) -> list[Line]:
    """Takes out what is named as what another thing comes in the place of."""
    gone = _best([line for line in before(turn) if line.kind not in NEVER_REPLACED], words.lower())
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


def before(turn: Turn) -> list[Line]:
    """The lines as they stood before this message: what it refuses was in the plan that they read."""
    return [line for line in plan_lines.before(turn) if line.kind != plan_lines.STEP]


def _takes_out(part: str) -> bool:
    table = _table()
    if re.search(table["of_job"], part):
        return False
    if re.search(table["verbs"], part) or re.search(labels()["answers"]["takes_out"], part):
        return True
    return bool(re.search(table["shortly"], part)) and not re.search(table["not_out"], part)


def _meant(lines: list[Line], part: str, said: str) -> tuple[list[Line], list[str]]:
    """The lines one part means, and the pieces for which none was found."""
    if is_about_quote(part) and not quoting.quoted_in(part):  # "haal die zin weg, 'oke eerlijk' slaat nergens op"
        beside = [line for text in quoting.quoted_in(said) for line in _quoted(lines, text)]
        if named := [line for line in beside if line.kind == plan_lines.OWN_WORDS]:
            return named, []
    pieces = [piece for piece in re.split(_table()["joined"], part) if piece.strip()]
    meant = [(piece, meant_by(lines, piece)) for piece in pieces]
    named = list(dict.fromkeys(line for _, found in meant for line in found))
    if named:
        return named, [_bare(piece) for piece, found in meant if not found and _telling(piece)]
    names_something = f"{label('plan', 'something')} " in part  # "iets op de weg", of which no word tells by itself
    if re.search(_table()["that"], part) or not (names_something or _telling(part)):
        named = _pointed_at(lines, part, said)
    unknown = [_bare(piece) for piece in pieces if _telling(piece)]
    return named, [] if named else unknown or [part.strip(" .,!?")]


def meant_by(lines: list[Line], piece: str) -> list[Line]:
    """The lines that a piece of a message names; "die zin over leven" is a quote, whatever else has a word of it."""
    if quoted := quoting.quoted_in(piece):
        return [line for said in quoted for line in _quoted(lines, said)]
    if re.search(_table()["lines"][plan_lines.OWN_WORDS], piece):
        theirs = [line for line in lines if line.kind in (plan_lines.OWN_WORDS, plan_lines.ADDED)]
        if (
            found := _part_by_place(theirs, piece)
            or _part_named(theirs, piece)
            or _best(theirs, piece)
            or _labelled(lines, piece)
        ):
            return found
    if any(re.search(_table()["lines"][group], piece) for group in GROUPS):
        return _labelled(lines, piece)
    if found := _by_name(lines, piece) or _best(lines, piece):
        return [part for line in found for part in _part_named([line], piece) or [line]]
    return _labelled(lines, piece) or _rude(lines, piece)


def surely_meant(lines: list[Line], piece: str) -> list[Line]:
    """The same, when more than half of what tells in the piece stands in the line."""
    telling = _telling(piece)
    named = meant_by(lines, piece)
    return [each for each in named if not telling or sum(_stands(each, word) for word in telling) > len(telling) / 2]


def _stands(line: Line, word: str) -> bool:
    return any(_alike(word, token) for token in re.findall(r"\w+", line.text.lower()))


def _quoted(lines: list[Line], said: str) -> list[Line]:
    """The line or the part of their own words in which a quoted text stands, else of which it is most of the words."""
    quotes = [line for line in lines if line.kind == plan_lines.OWN_WORDS]
    parts = [(line, quoting.part_with(line.text, said)) for line in quotes]
    if in_quote := [replace(line, text=part) for line, part in parts if part]:
        return in_quote
    if found := [line for line in lines if quoting.holds(line.text, said)]:
        return found
    least = max(WORD_ITSELF, len(_telling(said)) * WORD_ITSELF / 2)
    return [line for line in _best(lines, said) if likeness(line.text, said) >= least]


def _part_named(theirs: list[Line], piece: str) -> list[Line]:
    """The sentence of a longer quote that has the most of the telling words, when one has more than the others."""
    for line in theirs:
        parts = quoting.sentences_of(line.text) if line.kind == plan_lines.OWN_WORDS else []
        counted = sorted(((likeness(part, piece), part) for part in parts), reverse=True)
        if len(counted) > 1 and counted[0][0] > counted[1][0]:
            return [replace(line, text=counted[0][1])]
    return []


def _part_by_place(theirs: list[Line], piece: str) -> list[Line]:
    """The first or the last sentence of a longer quote."""
    for place, pattern in enumerate(_table()["places"], -len(_table()["places"]) + 1):
        for line in theirs:
            parts = quoting.sentences_of(line.text) if line.kind == plan_lines.OWN_WORDS else []
            if len(parts) > 1 and re.search(pattern, piece):
                return [replace(line, text=parts[place])]
    return []


def _by_name(lines: list[Line], piece: str) -> list[Line]:
    """The lines whose whole name is said: "dat iets op de weg", of which no word tells by itself."""
    something = label("plan", "something")
    names = [(line, re.sub(rf"^{something} ", "", quoting.plain(line.text))) for line in lines]
    return [line for line, name in names if " " in name and quoting.holds(piece, name)]


def _pointed_at(lines: list[Line], part: str, said: str) -> list[Line]:
    """What "haal dat weg" points at: the line that another part of the message calls wrong, or quotes."""
    pieces = (piece for each in sentences(said) for piece in re.split(_table()["ends"], each))
    others = [piece for piece in pieces if piece.strip() and piece.strip() not in part]
    wrong = [each for each in others if re.search(_table()["never_said"], each)]
    for each in (*wrong, *reversed(others)):
        if found := _labelled(lines, each) or _best(lines, each):
            return found
    return []


def _bare(piece: str) -> str:
    """A piece from its first telling word to its last, with the word before it: "die astronaut"."""
    words, telling = piece.strip(" .,!?").split(), _telling(piece)
    places = [place for place, word in enumerate(words) if telling & {*re.findall(r"\w+", word)}]
    return " ".join(words[max(places[0] - 1, 0) : places[-1] + 1])


def _best(lines: Iterable[Line], said: str) -> list[Line]:
    """Those in which most of the telling words stand, or whose work is meant by another word: "callcenter"."""
    counted = [(likeness(line.text, said), line) for line in lines]
    most = max((count for count, _ in counted), default=0)
    if most:
        return [line for count, line in counted if count == most]
    words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= LONG_WORD]
    works = {mention.best.id for word in words for mention in catalogue().occupations.link(word)}
    return [line for _, line in counted if line.id.rpartition(":")[2] in works]


def likeness(text: str, said: str) -> int:
    """How many telling words of what is said stand in a line: the word itself counts most, then one that begins so."""
    tokens = re.findall(r"\w+", text.lower())
    return sum(max((_alike(word, token) for token in tokens), default=0) for word in _telling(said))


def _telling(said: str) -> set[str]:
    words = re.findall(r"\w+", re.sub(_table()["dates"], " ", said))
    telling = {word for word in words if len(word) >= _table()["least_letters"] or word.isdigit()}
    return {word for word in telling if not re.fullmatch(_table()["common"], word)}


def _alike(word: str, token: str) -> int:
    """3 for the word itself, 2 for a word that begins or is built with it, 1 for another form of it: "volhouden"."""
    if word == token:
        return WORD_ITSELF
    if len(word) < PART_OF_WORD:
        return 0
    if token.startswith(word) or (len(word) >= LONG_WORD and word in token):
        return 2
    same = len(commonprefix([word, token]))
    return int(same >= max(PART_OF_WORD, len(word) - ENDING))


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
