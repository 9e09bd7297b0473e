"""What was found and is not wanted, and what is wanted instead: "heftruck, niet teamleider"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.actions import (
    budgets,
    kept_plan,
    looked_up,
    plan_additions,
    plan_contents,
    plan_words,
    refusing,
    schemes,
    taking_out,
)
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table
from guidance.plans import LookUp

FEW_WORDS = 6


@dataclass(frozen=True)
class Said:
    """A message in what is not wanted and what is: "zet gemeente ipv woningcorporatie"."""

    out: str
    wanted: str


@dataclass(frozen=True)
class Changed:
    """The titles that went out of the plan and those that came in."""

    out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.out or self.put_in)


def split(words: str) -> Said:
    """What is not wanted and what is, by the words around it; a clause that takes out goes before a mere "niet"."""
    patterns = _words()
    lines = sentences(plan_words.as_written(words.lower()))
    said = " ".join(each for each in lines if "?" not in each)  # "baas ziet niet?" refuses nothing
    clauses = [each for each in re.split(patterns["ends"], said) if each.strip() and not plan_additions.missed(each)]
    taking = [clause for clause in clauses if re.search(labels()["answers"]["takes_out"], clause)]
    parts = [(clause, "") if clause in taking else ("", clause) for clause in clauses] if taking else []
    parts = parts or [_of_clause(clause) for clause in clauses]
    return Said(" ".join(out for out, _ in parts).strip(), " ".join(wanted for _, wanted in parts).strip())


def hear(turn: Turn) -> Changed:
    """Takes out of the plan what the message does not want of it, and puts in what it names instead."""
    said = split(turn.words)
    if not said.out or not _is_about_plan(turn.said):
        return Changed()
    plan = kept_plan.get(turn)
    looked = plan.looked_up if plan else ()
    kinds = [look for look in looked if look.kind in plan_contents.KINDS]
    joined = re.split(word_table("correcting")["taking_out"]["joined"], said.out)
    out = list(dict.fromkeys(look for each in joined for look in _best_named(kinds, each)))
    for look in out:
        refusing.refuse(turn, look.kind, look.id)
    puts = bool(re.search(_words()["puts"], turn.said)) or (bool(out) and not taking_out.is_asked(turn.words))
    put_in = list(_put_in(turn, said.wanted, looked)) if puts else []
    return Changed(_titles(out), tuple(dict.fromkeys(put_in)))


def _is_about_plan(said: str) -> bool:
    """A "niet" about something else is no change: it names the plan, replaces or takes out, or is said shortly."""
    patterns = labels()
    ways = (
        patterns["answers"]["takes_out"],
        _words()["puts"],
        _words()["about"],
    )
    return any(re.search(way, said) for way in ways) or len(said.split()) <= FEW_WORDS


def takes_something_out(said: str) -> bool:
    """Whether something is to be left out, and not everything: "haal leidinggevende weg" wipes nothing."""
    everything = re.search(_words()["everything"], said)
    return bool(re.search(labels()["answers"]["takes_out"], said)) and not everything


def _best_named(looked: Iterable[LookUp], said: str) -> list[LookUp]:
    """Those in whose title most of the telling words stand: "budget van Doorzaam" is not all of Doorzaam."""
    named = [(refusing.names(look.title, said), look) for look in looked]
    most = max((count for count, _ in named), default=0)
    return [look for count, look in named if count and count == most]


def _of_clause(clause: str) -> tuple[str, str]:
    """Of one clause: what follows the "niet", or what stands before it when nothing does: "leidinggevende niet"."""
    found = re.search(_words()["not"], clause)
    if found is None:
        return "", clause
    before, after = clause[: found.start()], clause[found.end() :]
    return (after, before) if re.search(r"\w{5}", after) else (before, "")


def _put_in(turn: Turn, wanted: str, looked: Iterable[LookUp]) -> Iterable[str]:
    """The trainings and schemes that are named: of what was looked up before, else of all there are."""
    known = _best_named([look for look in looked if look.kind == "training"], wanted)
    named = [look.id for look in known]
    refusing.take_back(turn, "training", *named)
    named = named or [training.id for training in catalogue().trainings.find(wanted)[:1]]
    if named:
        turn.set("wished_trainings", named)
        looked_up.trainings(turn, map(catalogue().trainings.get, named))
        yield from (catalogue().trainings.get(id_).name for id_ in named)
    paying = [
        each
        for each in schemes.assessed(turn)
        if each.verdict in schemes.CAN_APPLY and refusing.names(each.name, wanted)
    ]
    budgets.note(turn, paying)
    yield from (each.name for each in paying)


def _titles(looked: Iterable[LookUp]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(look.title for look in looked))


def _words() -> dict[str, str]:
    found: dict[str, str] = word_table("correcting")["replace"]
    return found
