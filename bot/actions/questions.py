"""Direct questions with an answer of their own ("mag ik leren met ww?", "wat is bbl?"): answered before all else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.actions import budgets, careers, claiming, directions, fields, offers, summary, tenants, trainings
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table
from knowledge.budgets import Assessment

NOTE = "note"  # the question whether the note may go to the adviser


def is_asked(turn: Turn) -> bool:
    """Whether the message asks one of these questions."""
    return _asked(turn) is not None or _term(turn) is not None


def answer(turn: Turn) -> bool:
    """Answers the direct question in the message; False when there is none."""
    name = _asked(turn)
    if name is None:
        return _explain(turn)
    question = word_table("questions")["questions"][name]
    if shows := question.get("shows"):
        SHOWS[shows](turn)
        turn.intent, turn.clauses = "inform", []  # nothing is left to be asked
        return True
    schemes = _schemes(question.get("schemes", ()))
    turn.say(
        f"utter_question_{name}",
        buttons=offers.buttons(question["more"]),
        told=" ".join(_told(scheme, first=scheme is schemes[0]) for scheme in schemes),
    )
    if schemes:
        budgets.note(turn, schemes)
    return True


def _explain(turn: Turn) -> bool:
    """Says in plain words what a word means that was asked for: "wat is een bedrijfsarts"."""
    text = _term(turn)
    if text:
        turn.say("utter_term", text=text)
    return text is not None


def _term(turn: Turn) -> str | None:
    """What the word means that was asked for."""
    said, table = turn.words.lower().strip(), word_table("questions")
    ways = ((each, way.replace("{term}", each["term"])) for each in table["terms"] for way in table["asks"])
    return next((each["text"] for each, way in ways if said and re.search(way, said)), None)


def _asked(turn: Turn) -> str | None:
    """The name of the direct question in the message."""
    said, questions = turn.words.lower(), word_table("questions")["questions"]
    return next((name for name, each in questions.items() if said and _is_asked(turn, each, said)), None)


def _is_asked(turn: Turn, question: dict[str, Any], said: str) -> bool:
    if question.get("asked") and not _is_question(said):
        return False
    if (turn.slot("age") or 0) > question.get("until_age", 200) or not set(question.get("after", ())) <= _known(turn):
        return False
    return any(re.search(pattern, said) for pattern in question["sounds"])


def _known(turn: Turn) -> set[str]:
    """What a question may need to have come before it; `other_work`: work is named that is not the person's own."""
    known = {name for name in ("needs", "helped_needs", "occupation") if turn.slot(name)}
    if turn.slot("requested_slot") == NOTE:
        known.add(NOTE)
    if claiming.booked(turn):
        known.add("appointment")
    mentions = catalogue().occupations.link(turn.words)
    return known | {"other_work" for mention in mentions if mention.best.id != turn.slot("occupation")}


def _tell_of_work(turn: Turn) -> None:
    """What the named work is like, and how one gets into it."""
    careers.answer_occupation(turn)
    if named := trainings.named_work(turn):
        trainings.tell_entry(turn, named)


def _show_work(turn: Turn) -> None:
    turn.set("wished_field", fields.wished(turn) or turn.slot("wished_field"))
    directions.show_more(turn)


def _show_plan(turn: Turn) -> None:
    if turn.slot("step"):
        summary.show(turn)
    else:
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
