"""What a person does not want of what was shown: "geen heftruck", "dat is allemaal niks". It is not offered again."""

from __future__ import annotations

import re

from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels

SHOWN_IN = {"occupation": "directions", "training": "trainings"}  # the slot with what was shown last of a kind
TELLING_WORD = 5  # letters


def hear(turn: Turn) -> bool:
    """Notes what the message refuses of what was shown last; False when it refuses none of it."""
    said = turn.words.lower()
    patterns = labels()["answers"]
    if not said or "?" in said or not re.search(patterns["refuses"], said):
        return False
    everything = bool(re.search(patterns["refuses_all"], said))
    refused = [
        f"{kind}:{id_}"
        for kind, slot in SHOWN_IN.items()
        for id_ in turn.slot(slot, [])
        if everything or _names(_name(kind, id_), _refused_part(said))
    ]
    for each in refused:
        turn.add("refused", each)
    return bool(refused)


def refused(turn: Turn, kind: str) -> set[str]:
    """The ids of a kind ("occupation", "training") that were refused."""
    return {each.partition(":")[2] for each in turn.slot("refused", []) if each.startswith(f"{kind}:")}


def kept(turn: Turn, kind: str) -> list[str]:
    """What was shown last of a kind and was not refused."""
    gone = refused(turn, kind)
    return [id_ for id_ in turn.slot(SHOWN_IN[kind], []) if id_ not in gone]


def _refused_part(said: str) -> str:
    """The clauses with a denial: of "geen heftruck, wel teamleider" only the first."""
    clauses = re.split(labels()["answers"]["clause_ends"], said)
    return " ".join(clause for clause in clauses if re.search(labels()["answers"]["refuses"], clause))


def _names(name: str, said: str) -> bool:
    """Whether a telling word of the one stands in the other: "heftruck" in "heftruckcertificaat"."""
    heard = [word for word in re.findall(r"\w+", said) if len(word) >= TELLING_WORD]
    return any(word in name.lower() for word in heard)


def _name(kind: str, id_: str) -> str:
    if kind == "occupation":
        return catalogue().occupations.get(id_).name
    return catalogue().trainings.get(id_).name
