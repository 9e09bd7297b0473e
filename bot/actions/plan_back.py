"""What was found before and is missed in the plan, put back in it: "en waar is planner gebleven?"."""

from __future__ import annotations

import re

from bot.actions import kept_plan, plan_additions, plan_lines, refusing, taking_out
from bot.actions.plan_lines import Line
from bot.actions.turn import Turn
from bot.actions.wording import word_table

FEW_WORDS = 3  # of a name


def hear(turn: Turn) -> list[str]:
    """Puts back what the message misses; its names, nothing when it misses nothing that we showed."""
    missed = _missed(turn)
    for line in missed:
        refusing.take_back(turn, line.kind, line.id)
        slot = refusing.SHOWN_IN.get(line.kind)
        if slot:  # what is asked for by name comes first
            turn.set(slot, [line.id, *(each for each in turn.slot(slot, []) if each != line.id)])
    return [line.text for line in missed]


def is_asked(turn: Turn) -> bool:
    """Whether the message misses something that was shown before."""
    return bool(_missed(turn) or stands(turn))


def stands(turn: Turn) -> list[Line]:
    """What the message misses and stands in the plan all the same."""
    return taking_out.named_in(_found(turn), _words(turn))


def _missed(turn: Turn) -> list[Line]:
    plan = kept_plan.get(turn)
    found = {plan_lines.key(line) for line in _found(turn)}
    looked = [Line(look.kind, look.id, look.title) for look in plan.looked_up] if plan else []
    gone = [line for line in looked if line.kind in plan_lines.FOUND and plan_lines.key(line) not in found]
    return taking_out.named_in(gone, _words(turn))


def _found(turn: Turn) -> list[Line]:
    return [line for line in plan_lines.of(turn) if line.kind in plan_lines.FOUND]


def _words(turn: Turn) -> str:
    """The words for what is missed, or the name of what is to stand in the plan: "ik wil gastvrouw ook in plan"."""
    said, asked = turn.said, plan_additions.asked(turn.words)
    if asked and len(asked.split()) <= FEW_WORDS and not taking_out.is_asked(turn.words):
        return asked
    return next((match["words"] for way in word_table("correcting")["missed"] if (match := re.search(way, said))), "")
