"""Who pays: the three lists, STAP, and questions about one scheme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.actions.facts import known_facts
from bot.actions.sources import catalogue, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, sentence_list
from guidance import plans
from knowledge.budgets import Assessment

LONGEST_LIST = 4  # a person reads four lines, not twelve; the adviser sees all
# A scheme for somebody else's sector is no news: it is left out instead of read as a "no".
OTHER_PEOPLES = ("sector", "cao")


def lists(turn: Turn) -> dict[str, list[Assessment]]:
    """The schemes in force, as three lists: likely, unlikely, and for a human to judge."""
    found: dict[str, list[Assessment]] = {"eligible": [], "not_eligible": [], "unknown": []}
    for assessment in catalogue().budgets.assess(known_facts(turn), today()):
        if assessment.verdict in found and not _other_peoples(assessment):
            found[assessment.verdict].append(assessment)
    return found


def show(turn: Turn) -> None:
    """Says the three lists with date and source, and notes for the adviser what was looked up."""
    found = lists(turn)
    card = {
        "type": "budgets",
        "lists": [
            {"title": label("budgets", verdict), "items": [_item(assessment) for assessment in schemes[:LONGEST_LIST]]}
            for verdict, schemes in found.items()
        ],
    }
    turn.say("utter_budget_lists", cards=[card], date=day_in_words(today()))
    note(turn, [assessment for schemes in found.values() for assessment in schemes])


def answer_stap(turn: Turn) -> None:
    """STAP is asked for every day and has ended: say so, and what there is now."""
    stap = catalogue().budgets.assess(known_facts(turn), today())
    ended = next(assessment for assessment in stap if assessment.id == "stap_budget")
    turn.say(
        "utter_stap_ended",
        ended=ended_in_words(ended),
        instead=ended.instead,
        source=ended.sources[0].title,
        checked=day_in_words(ended.verified),
    )
    note(turn, [ended])


def answer_budgets(turn: Turn) -> None:
    """Which money is there: the lists, as far as the facts known now allow."""
    if "budgets" in turn.slot("helped", []) and not turn.is_button:
        turn.say("utter_budgets_seen")
        return
    show(turn)
    turn.add("helped", "budgets")


def ended_in_words(assessment: Assessment) -> str:
    """The day a scheme ended, with its year."""
    day = assessment.ended_on
    return f"{day_in_words(day)} {day.year}" if day else ""


def best(turn: Turn) -> Assessment | None:
    """The scheme to start with: what the person can ask for themselves comes before what the boss must ask."""
    found = lists(turn)
    own = sorted([*found["eligible"], *found["unknown"]], key=lambda a: (a.who != "worker", a.verdict != "eligible"))
    return own[0] if own else None


def note(turn: Turn, assessments: Sequence[Assessment]) -> None:
    """Writes what was looked up into the plan, for the summary and the adviser."""
    plans.save(
        database(),
        turn.conversation_id,
        looked_up=[
            plans.LookUp(
                kind="budget",
                id=assessment.id,
                title=assessment.name,
                detail=label("budgets", assessment.verdict),
                source=assessment.sources[0].title,
                checked_on=assessment.verified,
            )
            for assessment in assessments
        ],
        now=now(),
    )


def _other_peoples(assessment: Assessment) -> bool:
    return assessment.verdict == "not_eligible" and any(reason.fact in OTHER_PEOPLES for reason in assessment.because)


def _item(assessment: Assessment) -> dict[str, Any]:
    return {
        "name": assessment.name,
        "text": _why(assessment) if assessment.verdict == "not_eligible" else assessment.summary,
        "detail": _detail(assessment),
        "source": assessment.sources[0].title,
        "url": assessment.url,
        "checked": day_in_words(assessment.verified),
    }


def _why(assessment: Assessment) -> str:
    return " ".join(reason.text for reason in assessment.because if reason.text)


def _detail(assessment: Assessment) -> str:
    if assessment.verdict == "not_eligible":
        return ""
    parts = [assessment.amount or "", assessment.employer_line or assessment.action]
    if assessment.missing:
        names = sentence_list([label("facts", fact) for fact in assessment.missing])
        parts.append(label("budgets", "missing").format(facts=names))
    if assessment.not_checked:
        parts.append(label("budgets", "not_checked").format(points=" ".join(assessment.not_checked)))
    return " ".join(part for part in parts if part)
