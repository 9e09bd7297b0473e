"""Which schemes can pay for one training: the facts of the training itself, put beside those of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.budgets import Assessment, BudgetBook
from knowledge.career_schema import Occupation, Training
from knowledge.schema import Budget

_NLQF = {"mbo_1": 1, "mbo_2": 2, "mbo_3": 3, "mbo_4": 4}  # other levels differ per course (Ad 5, bachelor 6, master 7)


def course_facts(training: Training, wished: Occupation | None = None) -> dict[str, Any]:
    """What the training itself answers of the fact vocabulary; what it leaves open is not in it.

    `wished` is the occupation somebody follows it for: UWV's "veel werk" makes it a shortage job, silence says nothing.
    """
    facts: dict[str, Any] = {
        "course_ended": False,  # somebody looks for it, so it is still to be followed
        "needs_basic_skills": training.kind == "basis",
    }
    if sector := wished.sector if wished else training.sector:
        facts["target_sector"] = sector
    if training.course:
        facts["course"] = training.course
    if training.level in _NLQF:
        facts["course_level"] = _NLQF[training.level]
    if training.months and training.months[0] == training.months[1]:
        facts["course_months"] = training.months[0]
    if wished and wished.chances:
        facts["shortage_job"] = True
    return facts


def _pays(budget: Budget, training: Training) -> bool:
    return budget.for_courses and training.id not in budget.not_for


def budgets_for(
    training: Training,
    facts: Mapping[str, object],
    on: date,
    book: BudgetBook,
    wished: Occupation | None = None,
) -> list[Assessment]:
    """Every scheme that may pay this course, for this person and this training on that day, fitting first.

    The course of the training replaces another course that the person named. A duration from … to … counts only where
    both ends give the same verdict. Raises KnowledgeError on a fact or value outside the vocabulary.
    """
    kept = {name: value for name, value in facts.items() if name not in ("course", "course_level", "course_months")}
    known = {**kept, **course_facts(training, wished)}
    found = book.assess(known, on)
    if training.months and "course_months" not in known:
        ends = [
            {each.id: each for each in book.assess({**known, "course_months": months}, on)}
            for months in training.months
        ]
        settled = {id for id, each in ends[0].items() if each.verdict == ends[1][id].verdict}
        found = [ends[1][each.id] if each.id in settled else each for each in found]
    found = [each for each in found if _pays(book.get(each.id), training)]
    return sorted(found, key=lambda each: ("eligible", "unknown", "not_eligible", "not_in_force").index(each.verdict))
