"""What a need is called in a sentence or in the plan: as the person put it right, or in our words, others for who works
alone.
"""

from __future__ import annotations

import re

from bot.actions import kept_plan, refusing, schemes
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, with_capital, word_table

OWN = "need_own"  # a need that has only their own words
CALLED, DOT = "called", "."  # the kind under which is kept what a need is called, and what stands between the two
WISHES = "need_richting"  # with a field that is named it is no search any more


def short(turn: Turn, need: str) -> str:
    """As it stands in a sentence: "je werk wordt te zwaar"; not in words that were objected to."""
    if _objected_to(turn, need):
        return label("told_need")
    if need == WISHES and turn.slot("wished_field"):
        return label("wished", "need").format(field=turn.slot("wished_field"))
    return _called(turn, need, "short")


def in_plan(turn: Turn, need: str) -> str:
    """As it stands in the plan: in their words when they put ours right; nothing when they only objected to ours."""
    if own := in_words(turn, need):
        return f"“{own}.”" if need == OWN else f"{own}."
    return "" if _objected_to(turn, need) else _called(turn, need, "plan")


def in_words(turn: Turn, need: str) -> str:
    """The words of the person for a need, when they put ours right; nothing when they did not."""
    plan = kept_plan.get(turn)
    return str(plan.situation.get(_kept_as(need)) or "") if plan else ""


def put_in_words(turn: Turn, need: str, words: str) -> None:
    """Puts their words in the place of ours; without words ours stand there again."""
    kept = {_kept_as(need): with_capital(words.rstrip(" .")) or None}
    kept_plan.save(turn, situation=kept)


def _kept_as(need: str) -> str:
    """The name under which the plan keeps their words for a need."""
    return f"own_{need}"


def _objected_to(turn: Turn, need: str) -> bool:
    return need == OWN or need in refusing.refused(turn, refusing.READING)


def _called(turn: Turn, need: str, where: str) -> str:
    names: dict[str, str] = labels()["needs"][need]
    if schemes.works_alone(turn) and f"{where}_alone" in names:
        return names[f"{where}_alone"]
    name = _nearer(turn, need)
    return names.get(f"{where}_{name}", names[where])


def _nearer(turn: Turn, need: str) -> str:
    """The name that is nearer to what they said ("ends": their contract stops). Once found it is kept: of a long talk
    only the last events are read back (bot/tracker_store.py).
    """
    kept = (each.removeprefix(f"{need}{DOT}") for each in refusing.refused(turn, CALLED) if each.startswith(need + DOT))
    if name := next(kept, ""):
        return name
    typed = turn.typed()[:-1] if turn.slot("plan_shown") and turn.words else turn.typed()  # the line they speak of
    told, ways = " ".join(typed).lower(), word_table("need_words")["reflected"].get(need, {})
    named = labels()["needs"][need]
    name = next((name for name, said in ways.items() if f"plan_{name}" in named and re.search(said, told)), "")
    if name:
        refusing.refuse(turn, CALLED, f"{need}{DOT}{name}")
    return name
