"""Who pays: a short answer first, the three lists on request, STAP, and what was looked up for the plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.actions import kept_plan, offers, origins, repair, schemes, trainings
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, label, sentence_list, word_table
from guidance import plans
from knowledge.budgets import Assessment
from knowledge.career_schema import Training

# An adviser knows where the rest is.
LONGEST_LIST = {"eligible": 4, "not_eligible": 2, "unknown": 4}
MOST_SHOWN = 3
ALL = "all"  # what the button "Alle regelingen" asks for
OF_NEW_BOSS = {"zij_instroom": "onderwijs"}  # asked of a school, unless one works in that sector already
PAYS = "pays:"  # before the id of a training in `helped`: of this one it was told who can pay


def show(turn: Turn, most: int = MOST_SHOWN) -> bool:
    """Says the schemes to begin with, for the trainings that stand there when there are; False when none can apply."""
    if show_for(turn, trainings.shown(turn), most):
        return True
    shown = _tell_best(turn, "utter_help_need_geld_tijd", schemes.best(turn, most), "need_geld_tijd")
    keeps_back = "status" in turn.slot("skipped", [])
    if shown and turn.slot("status") is None and not (turn.in_form or keeps_back):  # a form asks it by itself
        turn.say("utter_tell_status")
    return shown


def show_for(turn: Turn, courses: Sequence[Training], most: int = MOST_SHOWN) -> bool:
    """Says who can pay for these trainings; False when nobody is known."""
    paid = schemes.paying_any(turn, courses, most)
    if paid:
        only_for = {each.id: some for each, some in paid if len(some) < len(courses)}
        shown, more = _by_verdict([each for each, _ in paid]), offers.of_need("need_geld_tijd")
        _tell(turn, "utter_who_pays", shown, more, only_for, training=_in_words(turn, courses))
        for course in courses:
            turn.add("helped", PAYS + course.id)
    return bool(paid)


def show_only(turn: Turn, need: str, ids: Collection[str], most: int = MOST_SHOWN) -> bool:
    """Says only these schemes as the help for a need, as far as they are for this person; False when none is."""
    return _tell_best(turn, f"utter_help_{need}", schemes.best(turn, most, ids), need)


def show_all(turn: Turn) -> None:
    """Says the three lists with date and source."""
    shown = {verdict: found[: LONGEST_LIST[verdict]] for verdict, found in schemes.lists(turn).items() if found}
    _tell(turn, "utter_budget_lists", shown, ("human",))


def answer_budgets(turn: Turn) -> None:
    """Which money is there: shortly, as far as the facts known now allow; all of it for who asks on."""
    if turn.value("about") == ALL:
        show_all(turn)
        return
    courses, helped = trainings.meant(turn), turn.slot("helped", [])
    seen = "budgets" in helped and all(PAYS + course.id in helped for course in courses)
    if seen and not turn.is_button:
        if not repair.says_it_does_not_know(turn):
            turn.say("utter_budgets_seen")
    elif courses:
        if not show_for(turn, courses):
            more = offers.buttons(("all_schemes", "human"))
            turn.say("utter_nobody_pays", training=_in_words(turn, courses), buttons=more)
    elif not show(turn):
        turn.say("utter_no_budgets", buttons=offers.buttons(("human",)))


def answer_stap(turn: Turn) -> None:
    """STAP is asked for every day and has ended: say so, and what there is now."""
    stap = schemes.assessed(turn)
    ended = next(assessment for assessment in stap if assessment.id == "stap_budget")
    was, asks = catalogue().budgets.get("stap_budget").amount, word_table("questions")["reading"]["asks_amount"]
    amount = was.text if was and re.search(asks, turn.said) else ""
    turn.say(
        "utter_stap_ended",
        instead=f"{label('stap_was').format(amount=amount)} {ended.instead}" if amount else ended.instead,
        source=ended.sources[0].title,
        checked=ended.checked,
        buttons=offers.buttons(("who_pays", "human")),
    )
    note(turn, [ended])


def first_action(turn: Turn) -> str:
    """What to do for the scheme to begin with; nothing when no scheme can apply."""
    found = [each for each, _ in schemes.paying_any(turn, trainings.shown(turn), 1)] or schemes.best(turn, 1)
    return _action(turn, found[0]) if found else ""


def note(turn: Turn, assessments: Sequence[Assessment]) -> None:
    """Writes what was looked up into the plan, for the summary and the adviser; what is over is nothing found."""
    kept_plan.save(
        turn,
        looked_up=[
            plans.LookUp(
                kind="budget",
                id=assessment.id,
                title=assessment.name,
                detail=". ".join(filter(None, [label("budgets", assessment.verdict), assessment.caution])),
                source=assessment.sources[0].title,
                checked_on=assessment.verified,
            )
            for assessment in assessments
            if assessment.verdict != "not_in_force"
        ],
    )


def _tell_best(turn: Turn, response: str, best: Sequence[Assessment], need: str) -> bool:
    if best:
        _tell(turn, response, _by_verdict(best), offers.of_need(need))
    return bool(best)


def _by_verdict(found: Sequence[Assessment]) -> dict[str, list[Assessment]]:
    listed = {verdict: [each for each in found if each.verdict == verdict] for verdict in schemes.CAN_APPLY}
    return {verdict: listed[verdict] for verdict in schemes.CAN_APPLY if listed[verdict]}


def _tell(
    turn: Turn,
    response: str,
    shown: Mapping[str, Sequence[Assessment]],
    more: Sequence[str],
    only_for: Mapping[str, Sequence[Training]] | None = None,
    **values: str,
) -> None:
    some = only_for or {}
    lists = [
        {"title": label("budgets", verdict), "items": [_item(turn, each, some.get(each.id, ())) for each in found]}
        for verdict, found in shown.items()
    ]
    told = [assessment for found in shown.values() for assessment in found]
    names = sentence_list([assessment.name for assessment in told])
    cards = [{"type": "budgets", "lists": lists}] if lists else []
    buttons = offers.buttons(more)
    turn.say(response, cards=cards, buttons=buttons, date=date_in_words(today()), names=names, **values)
    turn.add("helped", "budgets")
    note(turn, told)


def _in_words(turn: Turn, courses: Sequence[Training]) -> str:
    """The training by the work that was named just now: nobody knows the name of one they did not hear yet."""
    if work := trainings.asked_work(turn):
        return label("training_for").format(work=work)
    return courses[0].name if len(courses) == 1 else label("these_trainings")


def _item(turn: Turn, assessment: Assessment, only_for: Sequence[Training] = ()) -> dict[str, Any]:
    """One scheme on the card: a line that is read at once, and behind it what to do and what is not sure.

    `only_for` are the trainings it can pay, where it does not pay all that were meant.
    """
    item = {
        "name": assessment.name,
        "checked": assessment.checked,
    } | origins.origin(assessment.sources[0], assessment.url)
    if assessment.verdict == "not_eligible":
        return item | {"text": " ".join(reason.text for reason in assessment.because if reason.text)}
    line = _to_the_boss(turn, assessment)
    first, rest = _first_sentence(assessment.summary)
    if assessment.who == "employer":  # the person cannot ask for it: the sentence for the boss is what they can use
        text, more = line, [assessment.summary]
    else:
        text, more = first, [rest, _amount(assessment), line or _action(turn, assessment)]
    return item | {
        "text": text,
        "detail": " ".join(filter(None, [_for(only_for), _when(assessment), assessment.caution])),
        "more": " ".join(filter(None, [*more, origins.elsewhere(assessment.sources[0], assessment.url)])),
        "open": _what_is_open(assessment),
    }


def _first_sentence(text: str) -> tuple[str, str]:
    """The first statement and what follows; a question stays with its answer."""
    first = re.match(r"(?:[^.?]*\?\s*)*[^.?]*\.", text)
    return (first.group(0), text[first.end() :].strip()) if first else (text, "")


def _amount(assessment: Assessment) -> str:
    return label("budgets", "amount").format(amount=assessment.amount) if assessment.amount else ""


def _to_the_boss(turn: Turn, assessment: Assessment) -> str:
    if not assessment.employer_line or not schemes.has_boss(turn):
        return ""
    of_new_boss = assessment.id in OF_NEW_BOSS and turn.slot("sector") != OF_NEW_BOSS[assessment.id]
    return label("budgets", "say_to_school" if of_new_boss else "say_to_boss").format(line=assessment.employer_line)


def _action(turn: Turn, assessment: Assessment) -> str:
    return assessment.action if schemes.has_boss(turn) else assessment.action_alone


def _for(courses: Sequence[Training]) -> str:
    names = sentence_list([course.name for course in courses])
    return label("budgets", "for").format(trainings=names) if names else ""


def _when(assessment: Assessment) -> str:
    """The first thing it still hangs on: "Als je cao meedoet."."""
    if not assessment.missing:
        return ""
    return label("budgets", "if").format(condition=label("budgets", "conditions", assessment.missing[0]))


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
