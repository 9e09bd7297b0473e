"""What pays for learning: which schemes fit a person on a day, why, and what to ask next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from knowledge.eligibility import Answer, Rule, evaluate, leaves, parse, truth
from knowledge.schema import Budget, Grade, Source, Verdict, Wording
from knowledge.validity import ApplicationState, application_on, ended_on, version_on
from knowledge.vocabulary import Vocabulary

_ORDER: tuple[Verdict, ...] = ("eligible", "unknown", "not_eligible", "not_in_force")
TODAY = "today"  # the fact of the fact sheet that is an argument here
_VERDICTS: dict[bool | None, Verdict] = {True: "eligible", False: "not_eligible", None: "unknown"}


@dataclass(frozen=True)
class Reason:
    """A fact that decided the verdict, with the Dutch sentence to read out and the place where the rule stands."""

    fact: str
    value: Any
    text: str
    source: str


@dataclass(frozen=True)
class Assessment:
    """One scheme for one person on one day. `amount` is None unless grade A; `checked` words the grade in Dutch.

    `caution` is a sentence to tell with any verdict: nobody saw whether the scheme can be asked for on that day.
    """

    id: str
    fact_sheet: str
    name: str
    kind: str
    provider: str
    grade: Grade
    verdict: Verdict
    because: tuple[Reason, ...]
    missing: tuple[str, ...]
    not_checked: tuple[str, ...]
    amount: str | None
    who: Literal["worker", "employer"]
    application: ApplicationState
    caution: str | None
    summary: str
    action: str
    action_alone: str
    employer_line: str | None
    instead: str | None
    ended_on: date | None
    url: str
    sources: tuple[Source, ...]
    verified: date
    checked: str


class BudgetBook:
    """All versions of all schemes, in memory. Safe to read from many threads."""

    def __init__(self, budgets: Iterable[Budget], vocabulary: Vocabulary, wording: Wording) -> None:
        self.vocabulary = vocabulary
        self._wording = wording
        self._versions: dict[str, list[Budget]] = defaultdict(list)
        for budget in sorted(budgets, key=lambda each: (each.id, each.valid_from)):
            self._versions[budget.id].append(budget)
        self._rules: dict[tuple[str, date], Rule] = {
            (budget.id, budget.valid_from): parse(budget.rules) for budget in self.all() if budget.rules is not None
        }
        self._conditions = {key: sum(1 for _ in leaves(rule)) for key, rule in self._rules.items()}

    def all(self) -> list[Budget]:
        """Every version of every scheme, by id and date."""
        return [budget for versions in self._versions.values() for budget in versions]

    def get(self, budget_id: str) -> Budget:
        """The newest version of a scheme, in force or not. Raises KeyError when there is none."""
        if budget_id not in self._versions:
            raise KeyError(budget_id)
        return self._versions[budget_id][-1]

    def short_answer(self, budget_id: str) -> str | None:
        """What to say to somebody who asks for a scheme by its name and cannot use it; None when it can be used.

        Also for what is never listed, such as a name that is no scheme. Raises KeyError when there is none.
        """
        return self.get(budget_id).instead

    def told_of(self, budget_id: str, fact: str, on: date) -> str:
        """What a scheme asks of one fact on that day, in the first sentence of its rules; empty when nothing."""
        budget = version_on(self._versions.get(budget_id, ()), on)
        rule = self._rules.get((budget.id, budget.valid_from)) if budget else None
        return (
            next((leaf.otherwise for leaf in leaves(rule) if leaf.fact == fact and leaf.otherwise), "") if rule else ""
        )

    def assess(self, facts: Mapping[str, object], on: date) -> list[Assessment]:
        """Every scheme with its verdict on that day: fitting first, the person's own before the employer's.

        Grade B and what is not offered is left out. Raises KnowledgeError on a fact or value outside the vocabulary.
        """
        known = self.vocabulary.complete(facts)
        assessments = [self._assess(versions, known, on) for versions in self._shown_on(on)]
        return sorted(assessments, key=self._rank)

    def next_question(
        self, facts: Mapping[str, object], on: date, allowed: Collection[str] | None = None
    ) -> str | None:
        """The one fact whose answer is expected to settle the most open schemes; None when nothing is open.

        `allowed` leaves out what was already asked in vain. Every answer counts as equally likely.
        """
        known = self.vocabulary.complete(facts)
        waiting: dict[str, list[Rule]] = defaultdict(list)
        missing: set[str] = set()
        for rule in self.rules_on(on):
            named = evaluate(rule, known).missing
            missing.update(named)
            for fact in set[str]().union(*map(self.vocabulary.telling, named)):
                waiting[fact].append(rule)
        candidates = [
            name for name in self.vocabulary.names if name in missing and (allowed is None or name in allowed)
        ]
        return max(candidates, key=lambda name: self._gain(name, waiting[name], known), default=None)

    def _gain(self, fact: str, rules: list[Rule], known: Mapping[str, Any]) -> tuple[float, int]:
        """Schemes settled by the average answer; then schemes that wait for the fact at all."""
        settled = total = 0
        for answer, weight in self.vocabulary.distinct_answers(fact, rules):
            future = self.vocabulary.complete({**known, fact: answer})
            settled += weight * sum(truth(rule, future) is not None for rule in rules)
            total += weight
        return settled / max(total, 1), len(rules)

    def rules_on(self, on: date) -> list[Rule]:
        """The rules of every scheme that is in force on that day and may be shown."""
        current = (version_on(versions, on) for versions in self._shown_on(on))
        return [rule for budget in current if budget and (rule := self._rules.get((budget.id, budget.valid_from)))]

    def _shown_on(self, on: date) -> list[list[Budget]]:
        """The versions of each scheme that may be shown on that day."""
        return [
            versions
            for versions in self._versions.values()
            for budget in [version_on(versions, on) or versions[-1]]
            if budget.offered and budget.grade != "B"
        ]

    def _assess(self, versions: list[Budget], facts: Mapping[str, Any], on: date) -> Assessment:
        budget = version_on(versions, on)
        if budget is None:
            ended = ended_on(versions, on) if all(version.end_day_known for version in versions) else None
            return self._assessment(versions[-1], "not_in_force", Answer(None), facts, on, ended)
        rule = self._rules.get((budget.id, budget.valid_from))
        if rule is None:  # a name that people ask about and that is no scheme
            return self._assessment(budget, "not_in_force", Answer(None), facts, on, None)
        answer = evaluate(rule, facts)
        return self._assessment(budget, _VERDICTS[answer.truth], answer, facts, on, None)

    def _assessment(
        self, budget: Budget, verdict: Verdict, answer: Answer, facts: Mapping[str, Any], on: date, ended: date | None
    ) -> Assessment:
        application, in_force = budget.application, verdict != "not_in_force"
        state = application_on(application.windows, application.standing, on) if in_force else "closed"
        return Assessment(
            id=budget.id,
            fact_sheet=budget.fact_sheet,
            name=budget.name,
            kind=budget.kind,
            provider=budget.provider,
            grade=budget.grade,
            verdict=verdict,
            because=self._reasons(answer, facts, verdict) if in_force else (self._not_in_force(budget, on, ended),),
            missing=answer.missing,
            not_checked=(*answer.judged, *budget.not_checked) if in_force else (),
            amount=budget.amount.text if in_force and budget.amount and budget.grade == "A" else None,
            who=application.who,
            application=state,
            caution=self._wording.not_sure_now if state == "unknown" else None,
            summary=budget.summary,
            action=budget.action,
            action_alone=budget.action_alone or budget.action,
            employer_line=budget.employer_line,
            instead=budget.instead,
            ended_on=ended,
            url=application.url,
            sources=budget.sources,
            verified=budget.verified,
            checked=self._checked(budget),
        )

    def _reasons(self, answer: Answer, facts: Mapping[str, Any], verdict: Verdict) -> tuple[Reason, ...]:
        because = {  # two comparisons of one fact may share a sentence: read it out once
            (leaf.fact, text): Reason(leaf.fact, facts[leaf.fact], text, leaf.source)
            for leaf in answer.because
            for text in [self.vocabulary.reason(leaf, facts[leaf.fact], stands_in_the_way=verdict == "not_eligible")]
        }
        return tuple(because.values())

    def _not_in_force(self, newest: Budget, on: date, ended: date | None) -> Reason:
        """Why there is nothing on that day: no scheme at all, over, or before what we know of."""
        first, texts = self._versions[newest.id][0].valid_from, self._wording.not_in_force
        if newest.rules is None:
            text = texts.none
        elif on < first:
            text = texts.before.format(date=self._wording.day(first))
        else:
            text = texts.ended.format(date=self._wording.day(ended)) if ended else texts.ended_some_day
        return Reason(TODAY, on.isoformat(), text, newest.sources[0].title)

    def _checked(self, budget: Budget) -> str:
        return self._wording.certainty(budget.grade, budget.verified, budget.sources[0].title, budget.application.url)

    def _rank(self, assessment: Assessment) -> tuple[int, bool, int, str]:
        """Schemes with more conditions speak more to this person, so they come before the general ones."""
        budget = self._versions[assessment.id][-1]
        conditions = self._conditions.get((budget.id, budget.valid_from), 0)
        return _ORDER.index(assessment.verdict), assessment.who == "employer", -conditions, assessment.id
