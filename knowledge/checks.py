"""What must hold between the facts: unique ids, known references, rules within the vocabulary, examples that hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from knowledge.career_schema import Occupation, Training
from knowledge.eligibility import Rule, RuleError, always_judged, evaluate, leaves, parse
from knowledge.errors import KnowledgeError
from knowledge.prices import PriceRule
from knowledge.schema import Budget, Example, Service
from knowledge.trustworthy import amounts_astray
from knowledge.validity import in_force, overlapping
from knowledge.vocabulary import Vocabulary, nearest

if TYPE_CHECKING:
    from knowledge.loading import Loaded

FRESH_FOR = timedelta(days=180)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def faults(
    vocabulary: Vocabulary,
    budgets: Sequence[tuple[Path, Budget]],
    services: Sequence[tuple[Path, Service]],
    occupations: Sequence[tuple[Path, Occupation]],
    trainings: Sequence[tuple[Path, Training]],
    price_rules: Sequence[tuple[Path, PriceRule]],
) -> Iterator[KnowledgeError]:
    """Every fault in facts that each have the right shape."""
    for entries in (services, occupations, trainings):
        yield from _repeated(entries)
    yield from _versions(budgets)
    for path, budget in budgets:
        yield from _budget(path, budget, vocabulary)
    yield from amounts_astray(budgets)
    for path, service in services:
        for code in service.regions:
            yield from _outside(vocabulary, path, service.id, "region", code)
    known = {occupation.id for _, occupation in occupations}
    for path, occupation in occupations:
        yield from _unknown(path, occupation.id, [step.to for step in occupation.next_steps], known)
        if occupation.cao:
            yield from _outside(vocabulary, path, occupation.id, "cao", occupation.cao)
        yield from _outside(vocabulary, path, occupation.id, "sector", occupation.sector)
    for path, training in trainings:
        yield from _unknown(path, training.id, training.occupations, known)
    courses = {training.id for _, training in trainings}
    for path, budget in budgets:
        yield from _unknown(path, "not_for", budget.not_for, courses, "training")
    for path, rule in price_rules:
        yield from _unknown(path, rule.price, rule.trainings, courses, "training")


def unasked(
    path: Path, asks: Iterable[str], occupations: Sequence[tuple[Path, Occupation]]
) -> Iterator[KnowledgeError]:
    """Occupations of which it is not told what they ask of body and day, and lines about work that there is not."""
    known, told = {occupation.id for _, occupation in occupations}, {*asks}
    yield from _unknown(path, "a line", sorted(told - known), known)
    for id_ in sorted(known - told):
        yield KnowledgeError(path, id_, "is missing.", "Add a line that tells what this work asks.")


def stale(loaded: "Loaded", on: date) -> Iterator[str]:
    """A warning for everything that was last verified too long ago."""
    entries: tuple[Budget | Service | Training, ...] = (*loaded.budgets, *loaded.services, *loaded.trainings)
    for entry in entries:
        age = on - entry.verified
        if age > FRESH_FOR:
            yield f"{entry.id}: verified {age.days} days ago ({entry.verified}). Check its sources and set the date."


def _repeated(entries: Sequence[tuple[Path, _Named]]) -> Iterator[KnowledgeError]:
    first: dict[str, Path] = {}
    for path, entry in entries:
        if entry.id in first:
            yield KnowledgeError(path, entry.id, f"has this id already in {first[entry.id].name}.", "Rename one.")
        first.setdefault(entry.id, path)


def _versions(budgets: Sequence[tuple[Path, Budget]]) -> Iterator[KnowledgeError]:
    by_id: dict[str, list[Budget]] = defaultdict(list)
    for path, budget in budgets:
        by_id[budget.id].append(budget)
        if path.parent.name != budget.id or path.stem != budget.valid_from.isoformat():
            mend = f"Move it to {budget.id}/{budget.valid_from}.yaml or mend the two."
            yield KnowledgeError(path, "id and valid_from", "do not match the name of the file.", mend)
    for budget_id, versions in by_id.items():
        both = overlapping(versions)
        if both:
            earlier, later = both
            what = f"the versions of {earlier.valid_from} and {later.valid_from} are in force on the same day."
            yield KnowledgeError(f"budgets/{budget_id}", "", what, "Give the earlier one a valid_to.")


def _budget(path: Path, budget: Budget, vocabulary: Vocabulary) -> Iterator[KnowledgeError]:
    if budget.rules is None:  # no scheme, says the schema
        for example in budget.examples:
            if example.expect != "not_in_force":
                what = f"expects {example.expect}, but this is no scheme."
                yield KnowledgeError(path, f"example '{example.name}'", what, "Write not_in_force, or add rules.")
        return
    try:
        rule = parse(budget.rules)
        vocabulary.check_rule(rule)
    except RuleError as error:
        yield KnowledgeError(path, "rules", f"{error}.", "Write it in that form.")
        return
    except KnowledgeError as error:
        yield KnowledgeError(path, f"rules, {error.place}", error.what, error.mend)
        return
    for example in budget.examples:
        yield from _example(path, budget, rule, example, vocabulary)
    verdicts = {example.expect for example in budget.examples}
    certain = () if always_judged(rule) else ("eligible",)
    for needed in (*certain, "not_eligible", "unknown") if any(leaves(rule)) else certain:
        if needed not in verdicts:
            yield KnowledgeError(path, "examples", f"none expects {needed}.", "Add one.")


def _example(
    path: Path, budget: Budget, rule: Rule, example: Example, vocabulary: Vocabulary
) -> Iterator[KnowledgeError]:
    place = f"example '{example.name}'"
    try:
        vocabulary.check_consistent(example.facts)
        answer = evaluate(rule, vocabulary.complete(example.facts))
    except KnowledgeError as error:
        yield KnowledgeError(path, f"{place}, {error.place}", error.what, error.mend)
        return
    verdict = {True: "eligible", False: "not_eligible", None: "unknown"}[answer.truth]
    if not in_force(budget, example.date):
        verdict = "not_in_force"
    mend = "Mend the rule or the example."
    if verdict != example.expect:
        yield KnowledgeError(path, place, f"expects {example.expect}, but the rules say {verdict}.", mend)
    elif example.missing is not None and set(answer.missing) != set(example.missing):
        what = f"expects to miss {', '.join(example.missing)}, but the rules miss {', '.join(answer.missing)}."
        yield KnowledgeError(path, place, what, mend)


def _unknown(
    path: Path, entry: str, references: Iterable[str], known: set[str], kind: str = "occupation"
) -> Iterator[KnowledgeError]:
    for reference in references:
        if reference not in known:
            what = f"names the {kind} '{reference}', which does not exist."
            yield KnowledgeError(path, entry, what, nearest(reference, sorted(known)))


def _outside(vocabulary: Vocabulary, path: Path, entry: str, fact: str, value: str) -> Iterator[KnowledgeError]:
    try:
        vocabulary.checked(fact, value)
    except KnowledgeError as error:
        yield KnowledgeError(path, f"{entry}, {error.place}", error.what, error.mend)
