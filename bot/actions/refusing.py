"""What a person does not want: of what was shown ("geen heftruck"), or a kind of help ("geen test"). It is not offered
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels

SHOWN_IN = {"occupation": "directions", "training": "trainings"}  # the slot with what was shown last of a kind
TELLING_WORD = 5  # letters
HELP = "help"  # the kind under which kinds of help are refused
LOAN = "lening"


def hear(turn: Turn) -> bool:
    """Notes what the message refuses of what was shown last; False when it refuses none of it."""
    said = turn.words.lower()
    if "?" in said or not _denies(said):
        return False
    everything = bool(re.search(labels()["answers"]["refuses_all"], said))
    refused = [
        f"{kind}:{id_}"
        for kind, slot in SHOWN_IN.items()
        for id_ in turn.slot(slot, [])
        if everything or _names(_name(kind, id_), _refused_part(said))
    ]
    for each in refused:
        turn.add("refused", each)
    return bool(refused)


def takes_out(turn: Turn) -> bool:
    """Whether something is to be taken out: "haal die verkeersregelaar maar weg"."""
    return bool(re.search(labels()["answers"]["takes_out"], turn.words.lower()))


def hear_help(turn: Turn) -> str | None:
    """The kind of help the message turns down and nothing else: "test", "training", "lening" or "human"; noted."""
    kind = turn.turned_down
    if kind is None:
        return None
    turn.add("refused", f"{HELP}:{kind}")
    for each in _of_kind(turn, kind):
        turn.add("refused", each)
    return kind


def refused(turn: Turn, kind: str) -> set[str]:
    """The ids of a kind ("occupation", "training", "budget", "help") that were refused."""
    return {each.partition(":")[2] for each in turn.slot("refused", []) if each.startswith(f"{kind}:")}


def kept(turn: Turn, kind: str) -> list[str]:
    """What was shown last of a kind and was not refused."""
    gone = refused(turn, kind)
    return [id_ for id_ in turn.slot(SHOWN_IN[kind], []) if id_ not in gone]


def _of_kind(turn: Turn, kind: str) -> Iterator[str]:
    """What falls away with a kind of help."""
    if kind == "training":
        yield from (f"training:{id_}" for id_ in turn.slot(SHOWN_IN["training"], []))
    elif kind == LOAN:
        yield from (f"budget:{budget.id}" for budget in catalogue().budgets.all() if budget.kind == LOAN)


def _refused_part(said: str) -> str:
    """The clauses with a denial: of "geen heftruck, wel teamleider" only the first."""
    if re.search(labels()["answers"]["takes_out"], said):  # "haal de heftruck maar weg" has no second clause
        return said
    return " ".join(clause for clause in re.split(labels()["answers"]["clause_ends"], said) if _denies(clause))


def _denies(said: str) -> bool:
    patterns = labels()["answers"]
    return bool(re.search(f"{patterns['refuses']}|{patterns['takes_out']}", said))


def _names(name: str, said: str) -> bool:
    """Whether a telling word of the one stands in the other: "heftruck" in "heftruckcertificaat"."""
    heard = [word for word in re.findall(r"\w+", said) if len(word) >= TELLING_WORD]
    return any(word in name.lower() for word in heard)


def _name(kind: str, id_: str) -> str:
    if kind == "occupation":
        return catalogue().occupations.get(id_).name
    return catalogue().trainings.get(id_).name
