"""What is asked about the plan that was shown: "staat ie nu op maandag?", "kan ik dit naar mijn mentor sturen?"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.actions import contact, kept_plan, plan_day, summary
from bot.actions.sentence import sentences
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, with_capital, word_table


def answer(turn: Turn) -> bool:
    """Answers it with the plan beside it; False when something else is asked, or there is no plan."""
    if not turn.words or not turn.slot("plan_shown") or not summary.exists(turn):
        return False
    if _names_person(turn):
        return True
    table, said = _table(), turn.said
    if re.search(table["sends"], said) and not re.search(table["sends_not"], said):
        return summary.show(turn, "utter_plan_to_send")
    if re.search(table["stands"], said) and not re.search(table["stands_not"], said):
        return summary.show(turn, "utter_plan_stands", facts=_day(turn))
    return False


def _names_person(turn: Turn) -> bool:
    """ "Naam is fout. naam is mariam": the name that an adviser was given is another; the plan shows none."""
    lines = (re.search(_table()["name"], line, re.IGNORECASE) for line in sentences(turn.words))
    name = next((found["name"] for found in lines if found and contact.name_in(found["name"])), "")
    if not name or str(turn.slot("requested_slot") or "").startswith("contact_"):
        return False
    plan = kept_plan.get(turn)
    if plan and plan.name:
        kept_plan.save(turn, name=with_capital(name))
        turn.say("utter_name_changed", name=AsTyped(with_capital(name)))
    else:
        turn.say("utter_no_name_in_plan", name=AsTyped(with_capital(name)))
    return True


def _day(turn: Turn) -> str:
    """Whether the day that is named is the day of the step, in a sentence; nothing when none is named."""
    named, stands = plan_day.day_in(turn.words), turn.slot("step_date")
    if named is None or not stands:
        return ""
    way = "day_stands" if named.isoformat() == stands else "other_day_stands"
    return label("plan", way).format(date=day_in_words(date.fromisoformat(stands)))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("plan_editing")["asked"]
    return table
