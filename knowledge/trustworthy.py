"""What a fact file may not say: a day of checking that lies ahead, and an amount where it would be shown unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.career_schema import Occupation, Training
from knowledge.eligibility import RuleError, judgements, leaves, parse
from knowledge.errors import KnowledgeError
from knowledge.prices import PriceRule
from knowledge.schema import Budget, Coordinates, Regions, Service, Source

_MONEY = re.compile(r"€|\beuro'?s?\b|\d\s?%|\bprocent\b|\d,-", re.IGNORECASE)
Checked = Budget | Service | Training | Occupation | Regions | Coordinates | Source | PriceRule


def amounts_astray(budgets: Sequence[tuple[Path, Budget]]) -> Iterator[KnowledgeError]:
    """Amounts of schemes that are not sure, and amounts in sentences, which no grade can hide."""
    for path, budget in budgets:
        if budget.amount and budget.grade != "A":
            what = f"stands in a file of grade {budget.grade}, where no amount may be seen."
            yield KnowledgeError(
                path, "amount", what, "Leave it out, or set grade A when the source is official and new."
            )
        for place, text in _sentences(budget):
            if found := _MONEY.search(text):
                what = f"names an amount ({found.group()}): a sentence is shown at every grade."
                yield KnowledgeError(path, place, what, "Write it in 'amount', or leave it out.")


def dates_ahead(entries: Sequence[tuple[Path, Checked]], on: date) -> Iterator[KnowledgeError]:
    """Days on which somebody looked, that are still to come."""
    for path, entry in entries:
        days = {f"{place}retrieved": source.retrieved for place, source in _sources(entry)}
        if isinstance(entry, Budget | Service | Training | PriceRule):
            days["verified"] = entry.verified
        listed = f"{entry.id}." if isinstance(entry, Service | Training | Occupation) else ""
        for place, day in days.items():
            if day > on:
                what = f"is {day}, and that day is still to come."
                yield KnowledgeError(path, f"{listed}{place}", what, "Write the day on which you looked.")


def _sources(entry: Checked) -> Iterator[tuple[str, Source]]:
    """Each source with its place in the entry."""
    if isinstance(entry, Source):
        yield "", entry
    elif isinstance(entry, Occupation):
        if entry.source:
            yield "source.", entry.source
        if entry.chances:
            yield "chances.source.", entry.chances.source
    else:
        yield from ((f"sources.{number}.", source) for number, source in enumerate(entry.sources))


def _sentences(budget: Budget) -> Iterator[tuple[str, str]]:
    """Place and text of everything that is read out, whatever the grade."""
    for name in ("name", "summary", "action", "action_alone", "employer_line", "instead"):
        if text := getattr(budget, name):
            yield name, text
    for number, text in enumerate(budget.not_checked):
        yield f"not_checked.{number}", text
    try:
        rule = parse(budget.rules or {"all": []})
    except RuleError:
        return  # the check of the rules tells it
    yield from ((f"rules, fact '{leaf.fact}', otherwise", leaf.otherwise) for leaf in leaves(rule))
    yield from (("rules, by_human", text) for text in judgements(rule))
