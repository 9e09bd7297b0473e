"""Who wants no plan has none: "haal dat plan weg", "alles" to the question what must go, "is dat plan nou weg?".

What stands in it is taken away and it is not made again; what else is kept goes with "wis alles".
"""

from __future__ import annotations

import json
import re
from typing import Any

from bot.actions import asking, kept_plan, plan_editing, refusing, step_fits, summary
from bot.actions.sentence import sentences
from bot.actions.turn import Turn
from bot.actions.wording import word_table

ABOUT = "plan_gone"  # what the button sends
PLAN = "plan"  # the kind of help under which the plan is refused
SURE = 0.8
ASKED_LATELY = 2  # things we said
ASKED_WHICH = ("utter_not_in_plan", "utter_edit_which", "utter_edit_part")


def hear(turn: Turn) -> bool:
    """Takes the plan away, or says whether it is; False when more is to be heard, or something else was said."""
    if turn.value("about") == ABOUT:
        _take_away(turn)
        return True
    if not turn.words or turn.slot("pending"):
        return False
    if turn.does("see_plan", sure=SURE) and not _asks_whether_gone(turn):
        refusing.take_back(turn, refusing.HELP, PLAN)
    if _asks_whether_gone(turn):
        _tell_whether_gone(turn)
        return True
    lines = [line for line in sentences(turn.words) if _means_all(turn, line)]
    if not lines or not summary.exists(turn):
        return False
    _take_away(turn)
    rest = " ".join(line for line in sentences(turn.words) if line not in lines and not _is_of_plan(line))
    if not asking.asks_in_part(rest):
        return True
    turn.goes_on_with(rest)
    return False


def is_refused(turn: Turn) -> bool:
    """Whether the plan was taken away because none is wanted."""
    return PLAN in refusing.refused(turn, refusing.HELP)


def _means_all(turn: Turn, line: str) -> bool:
    """Whether a sentence wants all of the plan away: in so many words, or as the answer to what must go."""
    said = line.lower()
    if re.search(_table()["part"], said):
        return False
    refuses = _is_of_plan(said) and line in turn.lines_that("refuse_plan", sure=SURE) and not asking.asks(said)
    others = [each.lower() for each in sentences(turn.words) if not _is_of_plan(each)]
    refuses = refuses and not any(map(asking.is_question, others))  # "niks plan. ik vraag of hij me mag ontslaan"
    which = turn.told_last(ASKED_LATELY)
    asked = bool(turn.slot(plan_editing.SLOT)) or any(each in ASKED_WHICH for each in which)
    return bool(refuses or re.search(_table()["away"], said) or (asked and re.fullmatch(_table()["all"], said)))


def _asks_whether_gone(turn: Turn) -> bool:
    return any(re.search(_table()["is_gone"], line.lower()) for line in sentences(turn.words))


def _tell_whether_gone(turn: Turn) -> None:
    """Yes, or that it is still there, with a button to take it away: who asks may fear that it is lost."""
    if summary.exists(turn):
        away = {"title": _table()["button"], "payload": f"/correct{json.dumps({'about': ABOUT})}"}
        turn.say("utter_plan_still_there", buttons=[away])
        turn.waits = True
    else:
        turn.say("utter_plan_is_gone")


def _take_away(turn: Turn) -> None:
    step_fits.take_out(turn)
    kept_plan.take_away(turn)
    refusing.refuse(turn, refusing.HELP, PLAN)
    turn.add("skipped", "step")
    for slot in (plan_editing.SLOT, "step", "step_date", "own_step", "choosing", "plan_shown", "pending"):
        turn.set(slot, None)
    turn.say("utter_plan_taken_away")
    turn.leaves = turn.in_form


def _is_of_plan(line: str) -> bool:
    return bool(re.search(_table()["named"], line.lower()))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("plan_gone")
    return table
