"""Work somebody would like by its field: "iets met kinderen" is a wish, whatever else the words sound like.

Fields with a name of their own, what is refused and what work must not be stand in bot/data/work_wishes.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from bot.actions import moves, sought, subjects, work_limits
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

NEED = "need_richting"
NEARNESS = 45  # characters between the words of a wish and the field
BEHIND = 20
SURE_OF_TELLING = 0.6
LIKING_IS_TOLD = ("exercise_form", "offer_form")  # forms in which what somebody likes is asked
FEW_WORDS = 4
MOST_WISHED = 2  # fields in one message: "in een winkel of bij ouderen"


def wished(turn: Turn) -> str | None:
    """The field in the words of the person ("met kinderen", "in de techniek"); None when none is wished for.

    What somebody wants to learn is no work yet: "ik wil leren lassen".
    """
    if only_tells(turn):
        return None
    patterns, said = word_table("fields"), sought.text(turn).lower()
    if told := heard(turn):
        return in_words(sought.text(turn), told)
    if (subject := subjects.wished_by(turn)) and not subjects.learns(turn.words):
        return subject
    if re.search(patterns["no_wish"], said):
        return None
    found = (re.search(pattern, said) for pattern in patterns["wishes"])
    first = next((match for match in found if match), None)
    return AsTyped(first["field"]) if first else None


def as_skills(field: str) -> list[str]:
    """Ways to say the field so that `knowledge` may know the skill: "iets met kinderen", "werken met kinderen"."""
    return [way.format(field=field) for way in word_table("fields")["as_skills"]]


def heard(turn: Turn) -> list[str]:
    """The named fields that this message wishes for, as typed or else as it was meant ("bij oudren")."""
    if only_tells(turn):
        return []
    return fields_in(sought.text(turn)) or fields_in(sought.mended(turn)) or put_instead(turn.words)


def only_tells(turn: Turn) -> bool:
    """Whether something is surely told and not wished: "ik kan alleen kassa", "op mijn loonstrook staat techniek"."""
    tells = moves.makes(turn, "tell", "feeling", "not_heard", sure=SURE_OF_TELLING)
    if not tells or turn.form in LIKING_IS_TOLD or re.search(word_table("work_wishes")["plainly"], turn.said):
        return False
    return not _is_bare(turn.said)


def fields_in(words: str) -> list[str]:
    """The named fields that are wished for or asked about, in the order in which they are said."""
    told = (field for part in _parts(words) for field, is_wish in _told(part) if is_wish)
    return list(dict.fromkeys(told))[:MOST_WISHED]


def put_instead(words: str) -> list[str]:
    """The field that is named behind a no as what it is instead: "geen horeca maar de kinderopvang"."""
    found, denies = list[str](), False
    if re.search(word_table("work_wishes")["of_a_fact"], words.lower()):
        return []
    for part in _parts(words):
        found += _instead(part) if denies else []
        denies = _denies(part) or (denies and not _said_in(part))
    return list(dict.fromkeys(found))[:MOST_WISHED]


def field_in(words: str) -> str | None:
    """The first of those; None when there is none."""
    return next(iter(fields_in(words)), None)


def studied_in(words: str) -> str | None:
    """The field somebody learns for at school now: they chose it, so work there fits before that of a side job."""
    table, said = word_table("work_wishes"), words.lower()
    for name, field in table["fields"].items():
        for found in re.finditer(field["studied"], said) if "studied" in field else ():
            if re.search(table["studies_before"], said[: found.start()]):
                return str(name)
    return None


def refused_in(words: str) -> list[str]:
    """The named fields that are not wanted."""
    parts = _parts(subjects.without_this_is_not(work_limits.without(words)))
    table = word_table("work_wishes")
    do = [part for part in parts if re.search(table["does_already"], part) and not _denies(part)]
    done = {field for part in do for _, field in _said_in(part)}
    done |= {name for name, each in table["fields"].items() if any(re.search(each.get("does", "$^"), p) for p in do)}
    refused = (field for part in parts for field, is_wish in _told(part) if not is_wish)
    return [field for field in refused if field not in done]


def limits_in(words: str, of_day: bool = True) -> list[str]:
    """The names of what work must not be, in the order of the tables; `of_day`: on hours too."""
    said, limits = words.lower(), word_table("work_wishes")["limits"]
    lines = sentences(said)  # "programmeren kan ik niet. met de computer werk ik al jaren" turns down no computer
    told = [name for name, limit in limits.items() if any(re.search(limit["said"], line) for line in lines)]
    told = [*work_limits.told_in(words, of_day), *told]
    asks = re.search(word_table("work_wishes")["asks_about_leaving"], said)  # "wat als ik niet meer naar school ga"
    papers = re.search(word_table("work_wishes")["without_papers"], said)
    return [name for name in told if not (name == "school" and asks and not papers)]


def name_of(*fields: str) -> str:
    """How fields are said: "in een winkel of in de zorg"."""
    table = word_table("work_wishes")
    return str(table["or"]).join(str(table["fields"][field]["name"]) for field in fields)


def in_words(words: str, told: list[str]) -> str:
    """How fields are said, in the words of the person where these tell of just that field: "met oude mensen"."""
    subject = subjects.wished_in(words)
    return subject if subject and named(subject) == told else name_of(*told)


def named(name: str) -> list[str]:
    """The fields of which such a name is made, or which are in it; empty for what is in none of them."""
    table = word_table("work_wishes")
    names = name.split(table["or"])
    called = [field for field, each in table["fields"].items() if each["name"] in names]
    return called or list(dict.fromkeys(field for _, field in _said_in(name.lower())))


def work_of(name: str) -> list[str]:
    """The ids of the work in the field of this name, to begin with first; of two fields by turns.

    Of a field in the person's own words ("met scooters") it is the work near to it.
    """
    curated = catalogue().occupations.curated
    table = word_table("work_wishes")["fields"]
    order = sorted(named(name), key=lambda field: name.find(table[field]["name"]))
    if not order:
        return subjects.work_near(subjects.of_field(name))
    works = [[id_ for id_ in table[field]["work"] if curated(id_)] for field in order]
    by_turns = [id_ for ids in zip_longest(*works) for id_ in ids if id_]
    return sorted(dict.fromkeys(by_turns), key=lambda id_: -by_turns.count(id_))  # what is in both comes first


def work_named_in(field: str, words: str) -> list[str]:
    """Work of a field that is meant by a word for what one does there: "bus ofzo?", "leerlingenvervoer"."""
    names: dict[str, str] = word_table("work_wishes")["fields"][field].get("named", {})
    found = {id_: re.search(pattern, words.lower()) for id_, pattern in names.items()}
    return sorted((id_ for id_, match in found.items() if match), key=lambda id_: _start(found[id_]))


def _start(found: re.Match[str] | None) -> int:
    return found.start() if found else 0


def wish_at(words: str, start: int, end: int) -> bool | None:
    """Whether the words at this place are wished for (True) or not wanted (False); None when neither is said."""
    table, said = word_table("work_wishes"), words.lower()
    ends = [0, *(found.end() for found in re.finditer(table["parts"], said) if found.end() <= start)]
    stop = next((found.start() for found in re.finditer(table["parts"], said) if found.start() >= end), len(said))
    part, begin = said[ends[-1] : stop], ends[-1]
    if re.search(table["no_wish"], part):
        return None
    before, behind = part[max(0, start - begin - NEARNESS) : start - begin], part[end - begin :][: BEHIND + 10]
    bare = re.sub(table["no_denial"], lambda found: " " * len(found[0]), f"{before} {behind}")
    if re.search(table["denied"], bare):
        return False
    cues = re.search(table["names_before"], before) or re.search(table["names_behind"], behind)
    return True if cues else None


def _parts(words: str) -> list[str]:
    table = word_table("work_wishes")
    said = re.sub(table["asked_and_denied"], " ", re.sub(table["goes_on"], " ", words.lower().replace("ó", "o")))
    return [part for part in re.split(table["parts"], said) if part.strip()]


def _told(part: str) -> Iterator[tuple[str, bool]]:
    """The named fields in one part of a message: wished for (True) or refused (False)."""
    table = word_table("work_wishes")
    only_first = bool(re.search(table["no_wish"], part))  # behind what they like stands where they do it
    if only_first and not re.search(table["liked"], part) and not _is_bare(part):
        return
    bare = re.sub(table["no_denial"], lambda found: " " * len(found[0]), part)
    wished_until = -1  # where the last wish ends: "of bij ouderen" behind it is another
    for found, name in _said_in(part):
        before = re.split(table["new_thought"], bare[max(0, found.start() - NEARNESS) : found.start()])[-1]
        joined = wished_until >= 0 and re.fullmatch(table["or_else"], part[wished_until : found.start()])
        if re.search(table["denied"], before + bare[found.start() : found.end() + BEHIND]):
            yield name, False
        elif (
            table["fields"][name].get("alone")
            or joined
            or _is_all(table["fields"][name], part, found)
            or _wishes(table, part, found)
        ):
            wished_until = found.end()
            yield name, True
            if only_first:
                return


def _instead(part: str) -> list[str]:
    """The one field of which little more than the name stands in a part, and no denial."""
    bare = re.sub(word_table("work_wishes")["instead"], "", part)
    found = _said_in(bare)
    return [found[0][1]] if len(found) == 1 and len(bare.split()) <= FEW_WORDS and not _denies(part) else []


def _is_bare(said: str) -> bool:
    """Whether a field is named and nothing else: "werk in de natuur"."""
    fields = word_table("work_wishes")["fields"].values()
    return any(re.fullmatch(field.get("whole", "$^"), said) for field in fields)


def _denies(part: str) -> bool:
    return bool(re.search(word_table("work_wishes")["denied"], part))


def _said_in(part: str) -> list[tuple[re.Match[str], str]]:
    """Where the named fields stand in a part, first to last; of two in the same words the one said in fewest."""
    fields = word_table("work_wishes")["fields"].items()
    said = [(found, str(name)) for name, field in fields for found in re.finditer(field["said"], part)]
    kept: list[tuple[re.Match[str], str]] = []
    for each in sorted(said, key=lambda each: each[0].end() - each[0].start()):
        start, end = each[0].span()
        if not any(start < other.end() and other.start() < end for other, _ in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each[0].start())


def _is_all(field: dict[str, Any], part: str, found: re.Match[str]) -> bool:
    """Whether a field is all that is said, alone or beside another: "autos ofzo", "school of museum"."""
    if field.get("alone"):
        return True
    pieces = re.split(r"\b(?:of|en)\b(?! ?zo\b)", part)
    return any(found[0] in piece and re.fullmatch(field.get("whole", "$^"), piece) for piece in pieces)


def _wishes(table: dict[str, Any], part: str, found: re.Match[str]) -> bool:
    before = part[max(0, found.start() - NEARNESS) : found.end()]  # with the field itself: "help graag ouderen"
    behind = part[found.end() : found.end() + BEHIND]
    return bool(re.search(table["wishes_before"], before) or re.search(table["wishes_behind"], behind))
