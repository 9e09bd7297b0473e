"""The closed list of facts that rules may use: names, allowed values and how a person reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import process

from knowledge.eligibility import NUMERIC, Leaf, Rule, leaves, turning_points
from knowledge.errors import KnowledgeError
from knowledge.schema import Fact, Wording


def nearest(name: str, known: Iterable[str]) -> str:
    """A mending sentence with the known name that looks most like `name`."""
    options = [str(option) for option in known]
    match = process.extractOne(str(name), options, score_cutoff=55)
    return f"Did you mean '{match[0]}'?" if match else f"Known are: {', '.join(options)}."


class Vocabulary:
    """Facts in the order in which they are asked on a tie."""

    def __init__(self, facts: Mapping[str, Fact], wording: Wording) -> None:
        self._facts, self.wording = dict(facts), wording
        self._telling = {name: {name, *(o for o, fact in facts.items() if name in fact.may_imply)} for name in facts}

    @property
    def names(self) -> tuple[str, ...]:
        """Every fact name, in order of asking."""
        return tuple(self._facts)

    def complete(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Checked facts plus what follows from them: a cao implies its sector, and knows better than a guessed one.

        `check_consistent` says whether anything told was set aside for that.

        None means unknown and is dropped. Raises KnowledgeError on a fact or value outside the vocabulary.
        """
        known = self._checked_all(facts)
        for name, value in list(known.items()):
            known.update(self._facts[name].implied(value))
        return known

    def check_consistent(self, facts: Mapping[str, Any]) -> None:
        """Raises KnowledgeError when one fact says otherwise than follows from another."""
        told = self._checked_all(facts)
        for name, value in told.items():
            for other, follows in self._facts[name].implied(value).items():
                if told.get(other, follows) != follows:
                    what = f"is {told[other]!r}, but from {name} {value!r} follows {follows!r}."
                    raise KnowledgeError("", f"fact '{other}'", what, f"Leave out '{other}', or mend '{name}'.")

    def checked(self, name: str, value: Any) -> Any:
        """The value in its own type: a whole number may be 43.0, a choice its label. Raises KnowledgeError."""
        fact = self._fact(name)
        match fact.type:
            case "choice":
                if isinstance(value, str) and value in fact.values:
                    return value
                labelled = fact.values_by_label().get(value.lower()) if isinstance(value, str) else None
                if labelled:
                    return labelled
                raise KnowledgeError("", f"fact '{name}'", f"has no value {value!r}.", nearest(value, fact.values))
            case "yes_no":
                if isinstance(value, bool):
                    return value
                raise KnowledgeError("", f"fact '{name}'", f"is yes or no, not {value!r}.", "Give true or false.")
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise KnowledgeError("", f"fact '{name}'", f"is a number, not {value!r}.", "Give a number without quotes.")
        if not fact.minimum <= value <= fact.maximum:
            mend = f"It lies between {fact.minimum:g} and {fact.maximum:g}."
            raise KnowledgeError("", f"fact '{name}'", f"cannot be {value}.", mend)
        if fact.type == "number":
            return value
        if value != int(value):
            raise KnowledgeError("", f"fact '{name}'", f"is a whole number, not {value}.", "Round it.")
        return int(value)

    def check_rule(self, rule: Rule) -> None:
        """Raises KnowledgeError when the rule compares an unknown fact, or in a way that does not suit its type."""
        for leaf in leaves(rule):
            fact = self._fact(leaf.fact)
            if leaf.operator in NUMERIC and fact.type not in ("whole_number", "number"):
                what = f"is a {fact.type} and cannot be compared with '{leaf.operator}'."
                raise KnowledgeError("", f"fact '{leaf.fact}'", what, "Use equals or one_of.")
            operands = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
            for operand in operands:
                self.checked(leaf.fact, operand)

    def answers(self, name: str, rules: Iterable[Rule]) -> tuple[Any, ...]:
        """The answers worth trying for a fact: all values, or numbers on both sides of every boundary."""
        fact = self._fact(name)
        if fact.type == "choice":
            return tuple(fact.values)
        if fact.type == "yes_no":
            return (True, False)
        points = set[float]().union(*(turning_points(rule, name) for rule in rules))
        return tuple(sorted(point for point in points if fact.minimum <= point <= fact.maximum))

    def distinct_answers(self, name: str, rules: Sequence[Rule]) -> list[tuple[Any, int]]:
        """The answers to a fact with how many they stand for: values that no rule tells apart are taken together."""
        fact, alone = self._fact(name), set[Any]()
        for leaf in (leaf for rule in rules for leaf in leaves(rule) if leaf.fact == name):
            alone.update(leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,))
        alike = [a for a in fact.values if a not in alone and not fact.values[a].implies]
        others = [(answer, 1) for answer in self.answers(name, rules) if answer not in alike]
        return [*others, (alike[0], len(alike))] if alike else others

    def telling(self, name: str) -> set[str]:
        """The fact itself and the facts from which an answer to it may follow."""
        return self._telling[name]

    def label(self, name: str) -> str:
        """The fact as a person reads it. Raises KnowledgeError for an unknown name."""
        return self._fact(name).label

    def told(self, name: str, value: Any) -> str:
        """The fact as it is said to the person: in its sentence, else its label and its value."""
        fact = self._fact(name)
        if fact.type == "yes_no":
            shown = self.wording.yes if value else self.wording.no
        elif fact.type == "choice":
            shown = fact.values[value].label
            if said := fact.values[value].sentence:
                return said
        else:
            shown = f"{value:g}" if isinstance(value, float) else str(value)
        if fact.sentence:
            return fact.sentence.format(value=shown)
        return f"{fact.label}: {shown}"

    def reason(self, leaf: Leaf, value: Any, stands_in_the_way: bool) -> str:
        """The sentence that goes with a deciding leaf."""
        return leaf.otherwise if stands_in_the_way and leaf.otherwise else self.told(leaf.fact, value)

    def _checked_all(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """None means unknown and is dropped."""
        return {name: self.checked(name, value) for name, value in facts.items() if value is not None}

    def _fact(self, name: str) -> Fact:
        if name not in self._facts:
            raise KnowledgeError("", f"fact '{name}'", "does not exist.", nearest(name, self._facts))
        return self._facts[name]
