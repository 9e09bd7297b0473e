"""The slots that hold facts about a person, and what the eligibility rules read of them; `facts` fills them."""

from __future__ import annotations

from typing import Any

from bot.actions.sources import catalogue
from bot.actions.turn import Turn

# Facts the rules of the schemes use, as slots under the same names.
FACTS = ("status", "benefit", "age", "hours", "cao", "sector", "edu", "region")
AT_WORK = ("employee", "flex_agency", "oncall", "self_employed")
STARTKWALIFICATIE = ("mbo2", "mbo3", "mbo4", "hbo", "wo")
ADULT = 18


def known_facts(turn: Turn) -> dict[str, Any]:
    """The facts known so far, as the eligibility rules read them."""
    facts = {name: turn.slot(name) for name in FACTS}
    if facts["status"] in AT_WORK:
        facts["has_work_experience"] = True
    if facts["edu"] in STARTKWALIFICATIE:
        facts["startkwalificatie"] = True
    if turn.slot("wished_occupation"):
        facts["target_sector"] = catalogue().occupations.get(turn.slot("wished_occupation")).sector
    return {name: value for name, value in facts.items() if value is not None}
