"""Who pays: the three lists, STAP, and questions about one scheme."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.actions.facts import known_facts
from bot.actions.sources import catalogue, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, label, sentence_list
from guidance import plans
from knowledge.budgets import Assessment

# A person reads three lines, not twelve, and so does an adviser; an adviser knows where the rest is.
LONGEST_LIST = {"eligible": 3, "not_eligible": 2, "unknown": 3}
# A scheme for people in another sector or situation is no news: it is left out instead of read as a "no".
OTHER_PEOPLES = ("sector", "cao", "benefit", "status")
WITHOUT_BOSS = ("unemployed", "self_employed", "student")
SECTOR_ROWS = "S"  # rows of sector funds and cao's in the fact sheet


def lists(turn: Turn) -> dict[str, list[Assessment]]:
    """The schemes in force, as three lists: likely, unlikely, and for a human to judge."""
    found: dict[str, list[Assessment]] = {"eligible": [], "not_eligible": [], "unknown": []}
    for assessment in catalogue().budgets.assess(known_facts(turn), today()):
        if assessment.verdict in found and not _other_peoples(assessment):
            found[assessment.verdict].append(assessment)
    for schemes in found.values():
        schemes.sort(key=_distance)
    return found


def show(turn: Turn) -> None:
    """Says the three lists with date and source, and notes for the adviser what was looked up."""
    shown = {verdict: schemes[: LONGEST_LIST[verdict]] for verdict, schemes in lists(turn).items() if schemes}
    _tell(turn, "utter_budget_lists", shown)


def show_only(turn: Turn, ids: Collection[str]) -> None:
    """Says only these schemes, as far as they are for this person; nothing when none of them is."""
    found = {verdict: [scheme for scheme in schemes if scheme.id in ids] for verdict, schemes in lists(turn).items()}
    shown = {verdict: schemes for verdict, schemes in found.items() if schemes}
    if shown:
        _tell(turn, "utter_budgets_for_this", shown)


def _tell(turn: Turn, response: str, shown: Mapping[str, Sequence[Assessment]]) -> None:
    card = {
        "type": "budgets",
        "lists": [
            {"title": label("budgets", verdict), "items": [_item(turn, assessment) for assessment in schemes]}
            for verdict, schemes in shown.items()
        ],
    }
    turn.say(response, cards=[card], date=date_in_words(today()))
    note(turn, [assessment for schemes in shown.values() for assessment in schemes])


def answer_stap(turn: Turn) -> None:
    """STAP is asked for every day and has ended: say so, and what there is now."""
    stap = catalogue().budgets.assess(known_facts(turn), today())
    ended = next(assessment for assessment in stap if assessment.id == "stap_budget")
    turn.say(
        "utter_stap_ended",
        ended=date_in_words(ended.ended_on) if ended.ended_on else "",
        instead=ended.instead,
        source=ended.sources[0].title,
        checked=ended.checked,
    )
    note(turn, [ended])


def answer_budgets(turn: Turn) -> None:
    """Which money is there: the lists, as far as the facts known now allow."""
    if "budgets" in turn.slot("helped", []) and not turn.is_button:
        turn.say("utter_budgets_seen")
        return
    show(turn)
    turn.add("helped", "budgets")


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


def _distance(assessment: Assessment) -> tuple[bool, bool, int]:
    """Own sector and cao first, then what the person can ask for themselves, then what has the fewest open ends."""
    return not assessment.fact_sheet.startswith(SECTOR_ROWS), assessment.who != "worker", len(assessment.missing)


def _other_peoples(assessment: Assessment) -> bool:
    return assessment.verdict == "not_eligible" and any(reason.fact in OTHER_PEOPLES for reason in assessment.because)


def _item(turn: Turn, assessment: Assessment) -> dict[str, Any]:
    unlikely = assessment.verdict == "not_eligible"
    return {
        "name": assessment.name,
        "text": _why(assessment) if unlikely else assessment.summary,
        "detail": "" if unlikely else _what_to_do(turn, assessment),
        "open": "" if unlikely else _what_is_open(assessment),
        "source": assessment.sources[0].title,
        "url": assessment.url,
        "checked": assessment.checked,
    }


def _what_to_do(turn: Turn, assessment: Assessment) -> str:
    amount = label("budgets", "amount").format(amount=assessment.amount) if assessment.amount else ""
    if assessment.employer_line and turn.slot("status") not in WITHOUT_BOSS:
        return f"{amount} {label('budgets', 'say_to_boss').format(line=assessment.employer_line)}".strip()
    return f"{amount} {assessment.action}".strip()


def _what_is_open(assessment: Assessment) -> str:
    """What is not known yet and what nobody but a human can judge."""
    known = ""
    if assessment.missing:
        facts = sentence_list([_in_a_sentence(fact) for fact in assessment.missing])
        known = label("budgets", "missing").format(facts=facts)
    return " ".join([known, *assessment.not_checked]).strip()


def _in_a_sentence(fact: str) -> str:
    name = catalogue().budgets.vocabulary.label(fact)
    return name[0].lower() + name[1:]


def _why(assessment: Assessment) -> str:
    return " ".join(reason.text for reason in assessment.because if reason.text)
