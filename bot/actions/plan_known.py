"""Work and schemes that we know by the words for them, put under what was found: "stl mis ik, zet die erbij"."""

from __future__ import annotations

import re

from bot.actions import budgets, looked_up, named_schemes, plan_additions, refusing, schemes, spoken_of
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

MEMO = "put_in_plan"
MOST_WORDS = 8  # what is longer tells more than a name


def put_in(turn: Turn, words: str) -> list[str]:
    """Puts the work and the scheme that these words name under what was found; what they are called, or nothing."""
    tells = re.search(word_table("correcting")["in_plan"]["tells"], words.lower())  # "ik was juf" names no find
    if not words or tells or len(words.split()) > MOST_WORDS:
        return []
    titles = [*_work(turn, words), *_scheme(turn, words)]
    turn.memo[MEMO] = bool(titles)
    return titles


def complete(turn: Turn) -> None:
    """Puts in what they chose or asked about and no list has shown: work that is wished for, a scheme by its name."""
    wished = str(turn.slot("wished_occupation") or "")
    own = wished == turn.slot("occupation") or wished in refusing.refused(turn, "occupation")
    if wished and not own and wished not in looked_up.ids(turn, "occupation"):
        looked_up.occupations(turn, [(catalogue().occupations.get(wished), "")])
    refused, known = refusing.refused(turn, "budget"), looked_up.ids(turn, "budget")
    asked = [named_schemes.assessed(turn, id_) for id_ in spoken_of.schemes(turn) if id_ not in refused | known]
    if possible := [each for each in asked if each.verdict in schemes.CAN_APPLY]:
        budgets.note(turn, possible)


def was_put_in(turn: Turn) -> bool:
    """Whether something came in by this message."""
    return bool(turn.memo.get(MEMO))


def add(turn: Turn, words: str) -> str:
    """The same, and else the words as they are; what was put in."""
    if titles := put_in(turn, words):
        return ", ".join(titles)
    return plan_additions.add(turn, words)


def _work(turn: Turn, words: str) -> list[str]:
    index = catalogue().occupations
    named = dict.fromkeys(each.best.id for each in index.link(words) if each.certain)
    found = [index.get(id_) for id_ in named if id_ != turn.slot("occupation")]
    for work in found:
        refusing.take_back(turn, "occupation", work.id)
    looked_up.occupations(turn, [(work, "") for work in found])
    return [work.name for work in found]


def _scheme(turn: Turn, words: str) -> list[str]:
    id_ = named_schemes.of_name(words.lower())
    scheme = named_schemes.assessed(turn, id_) if id_ else None
    if scheme is None or scheme.verdict not in schemes.CAN_APPLY:
        return []
    for kind in ("budget", f"{refusing.LEFT_OPEN}:budget"):
        refusing.take_back(turn, kind, scheme.id)
    budgets.note(turn, [scheme])
    return [scheme.name]
