"""What is asked about the plan that was shown: "staat ie nu op maandag?", "kan ik dit naar mijn mentor sturen?"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.actions import plan_day, summary
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, word_table


def answer(turn: Turn) -> bool:
    """Answers it with the plan beside it; False when something else is asked, or there is no plan."""
    if not turn.words or not turn.slot("plan_shown") or not summary.exists(turn):
        return False
    table, said = _table(), turn.said
    if re.search(table["sends"], said) and not re.search(table["sends_not"], said):
        return summary.show(turn, "utter_plan_to_send")
    if re.search(table["stands"], said) and not re.search(table["stands_not"], said):
        return summary.show(turn, "utter_plan_stands", facts=_day(turn))
    return False


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
