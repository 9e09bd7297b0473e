"""How many questions settle all national schemes: the choice of `next_question` beside two other ways of asking.

The persons are generated: each fact gets one of the answers that make a difference, every answer equally likely,
from a fixed seed. They are not a sample of the Netherlands; the figure compares ways of asking, nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations
from random import Random
from statistics import mean
from typing import Any

from knowledge.budgets import BudgetBook
from knowledge.eligibility import Rule, evaluate, leaves
from knowledge.loading import Loaded
from knowledge.vocabulary import Vocabulary

ON = date(2026, 11, 21)  # the day of the fact sheet, so that the figure only moves when the facts do
PERSONS = 200
SEED = 2026
NATIONAL = ("N", "E")  # rows of the fact sheet: for the worker, and for the employer

Person = dict[str, Any]
Choose = Callable[[Mapping[str, Any]], str | None]


def section(loaded: Loaded, url: str) -> list[str]:
    """Lines of Markdown with the mean number of questions per way of asking. `url` is not needed here."""
    book = national(loaded)
    rules = book.rules_on(ON)
    people = persons(book.vocabulary, rules)
    chosen = mean(questions(person, lambda known: book.next_question(known, ON)) for person in people)
    in_order = mean(questions(person, lambda known: first_open(book.vocabulary, rules, known)) for person in people)
    least = mean(fewest(book.vocabulary, rules, person) for person in people)
    return [
        "## Questions until all national schemes are settled",
        "",
        f"{len(rules)} schemes (rows N and E) in force on {ON}, {PERSONS} generated persons, seed {SEED}.",
        "",
        "| way of asking | questions, mean |",
        "|---|---|",
        f"| `next_question` | {chosen:.2f} |",
        f"| the order of facts.yaml, only what a scheme still waits for | {in_order:.2f} |",
        f"| the fewest that would do, knowing every answer beforehand | {least:.2f} |",
    ]


def national(loaded: Loaded) -> BudgetBook:
    """A book with only the national schemes."""
    budgets = [budget for budget in loaded.budgets if budget.fact_sheet.startswith(NATIONAL)]
    return BudgetBook(budgets, loaded.vocabulary, loaded.wording)


def persons(vocabulary: Vocabulary, rules: Sequence[Rule]) -> list[Person]:
    """Persons with an answer to every fact that the rules compare; the same ones on every run."""
    compared = {leaf.fact for rule in rules for leaf in leaves(rule)}
    names = [name for name in vocabulary.names if name in compared]
    random = Random(SEED)
    drawn = [{name: random.choice(vocabulary.answers(name, rules)) for name in names} for _ in range(PERSONS)]
    return [{**person, **vocabulary.complete(person)} for person in drawn]  # nobody contradicts oneself


def questions(person: Person, choose: Choose) -> int:
    """How many questions until `choose` finds nothing open."""
    known: Person = {}
    while (fact := choose(known)) is not None:
        known[fact] = person[fact]
    return len(known)


def first_open(vocabulary: Vocabulary, rules: Sequence[Rule], known: Mapping[str, Any]) -> str | None:
    """The first fact in the order of facts.yaml that an open scheme waits for."""
    complete = vocabulary.complete(known)
    missing = {fact for rule in rules for fact in evaluate(rule, complete).missing}
    return next((name for name in vocabulary.names if name in missing), None)


def fewest(vocabulary: Vocabulary, rules: Sequence[Rule], person: Person) -> int:
    """The size of the smallest set of facts that settles every rule for this person: no way of asking does better."""
    ways = sorted((_ways(vocabulary, rule, person) for rule in rules), key=len)
    best = len(person)

    def search(position: int, asked: frozenset[str]) -> None:
        nonlocal best
        if position == len(ways):
            best = min(best, len(asked))
        elif any(way <= asked for way in ways[position]):
            search(position + 1, asked)
        else:
            for way in ways[position]:
                if len(asked | way) < best:
                    search(position + 1, asked | way)

    search(0, frozenset())
    return best


def _ways(vocabulary: Vocabulary, rule: Rule, person: Person) -> list[frozenset[str]]:
    """The smallest sets of facts that settle the rule for this person, or leave it to a human alone."""
    facts = sorted(set[str]().union(*(vocabulary.telling(leaf.fact) for leaf in leaves(rule))) & person.keys())
    found: list[frozenset[str]] = []
    for size in range(len(facts) + 1):
        for names in map(frozenset, combinations(facts, size)):
            known = vocabulary.complete({name: person[name] for name in names})
            if not any(way <= names for way in found) and not evaluate(rule, known).missing:
                found.append(names)
    return found
