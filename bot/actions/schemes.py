"""Which schemes may be shown to this person, and in what order: what cannot be theirs is left out."""

from __future__ import annotations

from collections.abc import Collection

from bot.actions import refusing
from bot.actions.facts import known_facts
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from knowledge.budgets import Assessment

# A scheme for people in another sector, place or situation is no news: it is left out instead of read as a "no".
OTHER_PEOPLES = ("sector", "cao", "benefit", "status", "region", "gemeente", "target_sector", "dismissed")
# A scheme that stands or falls with one of these is only for who told it.
ONLY_WHEN_TOLD = (
    *("sector", "region", "gemeente", "target_sector", "benefit"),
    *("dismissed", "contract_ends_by_employer", "needs_basic_skills"),
)
WITHOUT_BOSS = ("unemployed", "self_employed", "student", "employer")
SECTOR_ROWS = "S"  # rows of sector funds and cao's in the fact sheet
FEW_OPEN = 2  # so many unknown facts still make a scheme likely
# Money that need not be paid back is worth most to somebody who cannot pay a course.
WORTH = {"fonds": 0, "subsidie": 0, "recht": 1, "fiscaal": 1, "lening": 1, "dienst": 2, "geen": 2}
CLOSED = 2  # places that a scheme goes back for which nobody can apply now
GRADES = ("A", "A-old", "S")


def lists(turn: Turn) -> dict[str, list[Assessment]]:
    """The schemes in force that can be about this person: likely, unlikely, and for a human to judge; best first."""
    found: dict[str, list[Assessment]] = {"eligible": [], "not_eligible": [], "unknown": []}
    for assessment in catalogue().budgets.assess(known_facts(turn), today()):
        if assessment.verdict in found and _is_theirs(turn, assessment):
            found[assessment.verdict].append(assessment)
    for schemes in found.values():
        schemes.sort(key=lambda scheme: _order(turn, scheme))
    return found


def best(turn: Turn, most: int, ids: Collection[str] | None = None) -> list[Assessment]:
    """The schemes to begin with: only what can apply, the surest and most useful first. `ids` limits the choice."""
    found = lists(turn)
    open_now = [each for each in (*found["eligible"], *found["unknown"]) if each.application != "closed"]
    chosen = [each for each in open_now if ids is None or each.id in ids]
    return sorted(chosen, key=lambda scheme: _order(turn, scheme))[:most]


def has_boss(turn: Turn) -> bool:
    """Whether there may be a boss to ask: an unknown situation counts as yes."""
    return turn.slot("status") not in WITHOUT_BOSS


def _is_theirs(turn: Turn, assessment: Assessment) -> bool:
    if assessment.who == "employer" and not has_boss(turn):
        return False
    if assessment.id in refusing.refused(turn, "budget"):
        return False
    if assessment.verdict == "not_eligible":
        return not any(reason.fact in OTHER_PEOPLES for reason in assessment.because)
    return not any(fact in ONLY_WHEN_TOLD for fact in assessment.missing)


def _order(turn: Turn, assessment: Assessment) -> tuple[int, bool, bool, int, int]:
    """Certainty and worth together; then the own sector, what one asks oneself, the surest source, the fewest gaps."""
    likely = len(assessment.missing) <= FEW_OPEN and "status" not in assessment.missing
    certainty = 0 if assessment.verdict == "eligible" else 1 if likely else 2
    return (
        certainty + WORTH[assessment.kind] + (CLOSED if assessment.application == "closed" else 0),
        turn.slot("sector") is None or not assessment.fact_sheet.startswith(SECTOR_ROWS),
        assessment.who == "employer",
        GRADES.index(assessment.grade),
        len(assessment.missing),
    )
