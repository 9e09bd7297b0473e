"""Direct questions with an answer of their own ("mag ik leren met ww?", "wat is bbl?"): answered before all else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.actions import budgets, careers, claiming, directions, fields, offers, summary, tenants, trainings
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table
from knowledge.budgets import Assessment

PLAN = "plan"  # among the questions that were asked: the plan was wanted before there was a step


def find(turn: Turn) -> Callable[[Turn], None] | None:
    """What answers the direct question in the message; None when there is none."""
    said, table = turn.words.lower(), word_table("questions")
    if not said:
        return None
    asked = next((name for name, each in table["questions"].items() if _is_asked(turn, each, said)), None)
    if asked:
        return partial(_answer, name=asked)
    term = _term(said.strip())
    return (lambda turn: turn.say("utter_term", text=term)) if term else None


def answer(turn: Turn) -> bool:
    """Answers the direct question in the message; False when there is none."""
    found = find(turn)
    if found:
        found(turn)
    return found is not None


def _answer(turn: Turn, name: str) -> None:
    question = word_table("questions")["questions"][name]
    if shows := question.get("shows"):
        SHOWS[shows](turn)
        turn.intent, turn.clauses = "inform", []  # nothing is left to be asked
        return
    schemes = _schemes(question.get("schemes", ()))
    turn.say(
        f"utter_question_{name}",
        buttons=offers.buttons(question["more"]),
        told=" ".join(_told(scheme, first=scheme is schemes[0]) for scheme in schemes),
    )
    if schemes:
        budgets.note(turn, schemes)


def _term(said: str) -> str | None:
    """What a word means in plain words, when that is asked: "wat is een bedrijfsarts"."""
    table = word_table("questions")
    ways = ((each, way.replace("{term}", each["term"])) for each in table["terms"] for way in table["asks"])
    return next((each["text"] for each, way in ways if re.search(way, said)), None)


def _is_asked(turn: Turn, question: dict[str, Any], said: str) -> bool:
    """The words come first: what they need to have come before is looked up only for them."""
    sounds_so = any(re.search(pattern, said) for pattern in question["sounds"])
    if not sounds_so or (question.get("asked") and not _is_question(said)):
        return False
    of_age = (turn.slot("age") or 0) <= question.get("until_age", 200)
    return of_age and all(_holds(turn, each) for each in question.get("after", ()))


def _holds(turn: Turn, what: str) -> bool:
    """What a question may need to have come before it."""
    match what:
        case "note":  # it is asked whether the note may go to the adviser
            return bool(turn.slot("requested_slot") == what)
        case "appointment":
            return claiming.booked(turn) is not None
        case "other_work":  # work is named that is not the person's own
            mentions = catalogue().occupations.link(turn.words)
            return any(mention.best.id != turn.slot("occupation") for mention in mentions)
        case _:
            return bool(turn.slot(what))


def _tell_of_work(turn: Turn) -> None:
    """What the named work is like, and how one gets into it."""
    careers.answer_occupation(turn)
    if named := trainings.named_work(turn):
        trainings.tell_entry(turn, named)


def _show_work(turn: Turn) -> None:
    turn.set("wished_field", fields.wished(turn) or turn.slot("wished_field"))
    directions.show_more(turn)


def _show_plan(turn: Turn) -> None:
    if not summary.show(turn):
        turn.add("asked", PLAN)
        choose = {"title": label("plan", "choose_step"), "payload": "/change_step"}
        turn.say("utter_no_plan_yet", buttons=[] if turn.form == "step_form" else [choose])


SHOWS: dict[str, Callable[[Turn], None]] = {
    "more_work": _show_work,
    "work": _tell_of_work,
    "plan": _show_plan,
    "budgets": budgets.answer_budgets,
    "who": tenants.answer,
    "appointment": claiming.tell_booked,
    "dismissal": lambda turn: turn.say("utter_ask_dismissal"),
}


def _is_question(said: str) -> bool:
    """Whether a part of the message asks: "mijn contract loopt af, krijg ik dan ww"."""
    patterns = labels()["answers"]
    parts = [part.strip() for part in re.split(patterns["clause_ends"], said)]
    return "?" in said or any(re.match(patterns["question"], part) for part in parts)


def _schemes(ids: list[str]) -> list[Assessment]:
    """In the order of the question; the facts of the person do not matter here."""
    found = {each.id: each for each in catalogue().budgets.assess({}, today())}
    return [found[id_] for id_ in ids if id_ in found]


def _told(scheme: Assessment, first: bool) -> str:
    """What the scheme is and how sure that is; what to do for the first only, or it gets long."""
    told = f"{scheme.summary} {scheme.action}" if first else scheme.summary
    return f"{told} ({scheme.checked[:1].upper()}{scheme.checked[1:]}.)"
