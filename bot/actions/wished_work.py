"""A field of work that is wished for or asked about in the middle of a conversation, and what work must not be.

"Kan ik in de zorg zonder diploma?", "heb je iets buiten?", "winkel wil ik niet meer": taken in any state, answered at
once with work in that field, and kept for all later lists.
"""

from __future__ import annotations

import re

from bot.actions import asking, directions, fields, fitting, looked_up, refusing
from bot.actions.fields import field_in, limits_in, refused_in
from bot.actions.fitting import FIELD, LIMIT
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from knowledge.career_schema import Occupation

MOST_SHOWN = 3
CHANGES_WORK = ("need_richting", "need_timing_ander_werk", "need_durven")


def note(turn: Turn) -> None:
    """Keeps the field that is wished for, the fields that are refused and what work must not be."""
    if turn.is_button or not turn.words:
        return
    for field in refused_in(turn.words):
        refusing.refuse(turn, FIELD, field)
    for limit in limits_in(turn.words):
        refusing.refuse(turn, LIMIT, limit)
    for need in CHANGES_WORK if stays(turn) else ():
        turn.add("denied", need)
    if wished := field_in(turn.words):
        turn.set("wished_field", fields.name_of(wished))
        turn.set("wished_occupation", None)  # what was wished before, unless it is named again
        refusing.take_back(turn, FIELD, wished)
        refusing.take_back(turn, LIMIT, "other_work")


def _found(turn: Turn) -> list[Occupation]:
    """What to show: the work that was asked about, work in the field, or work without what it must not be."""
    if field_in(turn.words):
        return _unseen(turn, directions.in_wished_field(turn))
    if asked := _asked_work(turn):
        return [catalogue().occupations.get(asked)]
    return _unseen(turn, [each for each, _ in directions.within_reach(turn, fitting.wants_lighter(turn))])


def _asked_work(turn: Turn) -> str | None:
    """The curated work that somebody asks whether they can become: "kan ik buschauffeur worden?"."""
    if not asking.asks_in_part(turn.words) or not re.search(word_table("work_wishes")["becoming"], turn.words.lower()):
        return None
    curated = catalogue().occupations.curated
    wished = (each.best.id for each in catalogue().occupations.link(turn.words) if each.role == "wished")
    return next((id_ for id_ in wished if curated(id_) and id_ != turn.slot("occupation")), None)


def forget_stay(turn: Turn, needs: list[str]) -> None:
    """Whoever wants other work after all is shown it again."""
    if set(needs) & set(CHANGES_WORK):
        refusing.take_back(turn, LIMIT, "other_work")


def is_told(turn: Turn) -> bool:
    """Whether the message wishes for work or asks for it, so that a list is the answer."""
    said = turn.words.lower()
    if not said or re.search(word_table("work_wishes")["other_question"], said):
        return False
    if field_in(turn.words) or _asked_work(turn):
        return True
    told = limits_in(turn.words)
    if not told or "other_work" in told:
        return False
    asks_work = re.search(word_table("work_wishes")["asks_work"], said)
    return bool(asks_work) and (bool(turn.slot("directions")) or asking.asks_in_part(said))


def is_plain(turn: Turn) -> bool:
    """Whether a wish has a word for wishing, also where the name of work alone is an answer."""
    return bool(re.search(word_table("work_wishes")["plainly"], turn.words.lower()))


def is_liking(turn: Turn) -> bool:
    """Whether it says what somebody likes to do more than in which field: "buiten", "met mijn handen"."""
    field = field_in(turn.words)
    return field is None or field in word_table("work_wishes")["likings"]


def is_refused(turn: Turn) -> bool:
    """Whether the message says of a field or of other work only that it is not wanted."""
    return bool(turn.words) and bool(refused_in(turn.words) or limits_in(turn.words))


def answer(turn: Turn) -> None:
    """Says back what was wished, and shows work like that at once with how one gets in."""
    items = _found(turn)
    turn.set("human_first", None)
    if not items:
        turn.say("utter_wished_none", wish=in_words(turn))
        return
    response = _response(turn, can_begin=all(map(fitting.can_begin, items)))
    directions.tell_ways_in(turn, response, items, in_words(turn))
    if set(turn.slot("needs", [])) <= set(CHANGES_WORK):
        turn.set("helped_needs", True)


def stays(turn: Turn) -> bool:
    """Whether the person says that they want no other work."""
    return "other_work" in limits_in(turn.words)


def acknowledge(turn: Turn) -> None:
    """Says that what is not wanted is left out from now on."""
    if "other_work" in limits_in(turn.words):
        turn.say("utter_keeps_work")
        return
    table = word_table("work_wishes")["fields"]
    told = [table[field]["out"] for field in refused_in(turn.words)]
    told += [label("wished", "limit").format(limit=_limit(limit)) for limit in limits_in(turn.words)]
    if told:
        turn.say("utter_work_left_out", what=told[0])


def in_words(turn: Turn) -> str:
    """Work as it was asked for: "werk in de zorg", "werk buiten, zonder de hele dag mensen om je heen"."""
    told = limits_in(turn.words)
    parts = [str(turn.slot("wished_field"))] if field_in(turn.words) else []
    if not parts and (asked := _asked_work(turn)):
        parts = [label("wished", "as").format(work=catalogue().occupations.get(asked).name)]
    parts += [_limit(limit) for limit in told if limit not in ("other_work", "school")]
    return " ".join([label("wished", "work"), label("wished", "and").join(parts)]).strip()


def _unseen(turn: Turn, found: list[Occupation]) -> list[Occupation]:
    """Who asks for the same field again gets what they have not seen, as long as there is any."""
    seen = looked_up.ids(turn, "occupation")
    return ([each for each in found if each.id not in seen] or found)[:MOST_SHOWN]


def _response(turn: Turn, can_begin: bool) -> str:
    if not field_in(turn.words) and _asked_work(turn):
        return "utter_asked_work"
    without = "school" in fitting.limits(turn) or turn.slot("edu") == "none"
    return "utter_wished_work_begin" if without and can_begin else "utter_wished_work"


def _limit(name: str) -> str:
    return str(word_table("work_wishes")["limits"][name]["name"])
