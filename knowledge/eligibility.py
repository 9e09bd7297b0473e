"""Three-valued rules over facts: true, false, or not known yet. Unknown is never "no"."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import contains, eq, ge, gt, le, lt
from typing import Any, TypeVar

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": eq,
    "at_least": ge,
    "at_most": le,
    "above": gt,
    "below": lt,
    "between": lambda value, bounds: bool(bounds[0] <= value <= bounds[1]),  # both bounds included
    "one_of": lambda value, options: contains(options, value),
    "none_of": lambda value, options: not contains(options, value),
}
NUMERIC = frozenset({"at_least", "at_most", "above", "below", "between"})


class RuleError(ValueError):
    """A rule that cannot be read; the message says which part and how to write it."""


@dataclass(frozen=True)
class Leaf:
    """One comparison of one fact. `otherwise` is the Dutch sentence for when it stands in the way."""

    fact: str
    operator: str
    operand: Any
    source: str = ""
    otherwise: str = ""


@dataclass(frozen=True)
class All:
    """True when every part is."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class Not:
    """Turns true and false around; unknown stays unknown."""

    part: "Rule"


@dataclass(frozen=True)
class Judged:
    """What only a human can tell, such as whether there is "clearly a chance of work". Never true, never false."""

    by_human: str
    source: str = ""


Rule = Leaf | All | AnyOf | Not | Judged
Member = TypeVar("Member")


@dataclass(frozen=True)
class Answer:
    """`truth` is None when not known. `because`: the leaves that decided it. `missing`: facts that still can.

    `judged`: Dutch sentences for what is left to a human, whatever else is told.
    """

    truth: bool | None
    because: tuple[Leaf, ...] = ()
    missing: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()


def parse(node: Any) -> Rule:
    """A rule from its YAML form. Raises RuleError."""
    match node:
        case {"all": list(parts), **rest} if not rest:
            return All(tuple(parse(part) for part in parts))
        case {"any": list(parts), **rest} if not rest and parts:
            return AnyOf(tuple(parse(part) for part in parts))
        case {"not": dict(part), **rest} if not rest:
            return Not(parse(part))
        case {"by_human": str(sentence), "source": str(source), **rest} if not rest:
            return Judged(sentence, source)
        case {"fact": str(fact), **rest}:
            return _parse_leaf(fact, rest)
    known = "all: […], any: […], not: {…}, {by_human: …, source: …} or {fact: …, <operator>: …}"
    raise RuleError(f"{node!r} is not a rule; write {known}")


def _parse_leaf(fact: str, rest: Mapping[Any, Any]) -> Leaf:
    operators = [key for key in rest if key in OPERATORS]
    unknown = [key for key in rest if key not in OPERATORS and key not in ("source", "otherwise")]
    if len(operators) != 1 or unknown:
        extra = f"; it does not know {', '.join(unknown)}" if unknown else ""
        raise RuleError(f"the rule on '{fact}' needs exactly one of {', '.join(OPERATORS)}{extra}")
    operator, operand = operators[0], rest[operators[0]]
    if operator in ("one_of", "none_of", "between"):
        if not isinstance(operand, list) or not operand or (operator == "between" and len(operand) != 2):
            raise RuleError(f"'{operator}' on '{fact}' needs a list" + (" of two" if operator == "between" else ""))
        operand = tuple(operand)
    return Leaf(fact, operator, operand, rest.get("source", ""), rest.get("otherwise", ""))


def evaluate(rule: Rule, facts: Mapping[str, Any]) -> Answer:
    """Kleene's three-valued logic. A fact that is absent or None is unknown."""
    match rule:
        case Leaf():
            value = facts.get(rule.fact)
            if value is None:
                return Answer(None, missing=(rule.fact,))
            return Answer(OPERATORS[rule.operator](value, rule.operand), because=(rule,))
        case Judged():
            return Answer(None, judged=(rule.by_human,))
        case Not():
            inner = evaluate(rule.part, facts)
            return replace(inner, truth=None if inner.truth is None else not inner.truth)
        case All():
            return _combine([evaluate(part, facts) for part in rule.parts], decisive=False)
        case AnyOf():
            return _combine([evaluate(part, facts) for part in rule.parts], decisive=True)


def truth(rule: Rule, facts: Mapping[str, Any]) -> bool | None:
    """What `evaluate` says, without the reasons and faster: for trying many answers."""
    match rule:
        case Leaf():
            value = facts.get(rule.fact)
            return None if value is None else OPERATORS[rule.operator](value, rule.operand)
        case Judged():
            return None
        case Not():
            inner = truth(rule.part, facts)
            return None if inner is None else not inner
        case All() | AnyOf():
            decisive, outcome = isinstance(rule, AnyOf), isinstance(rule, All)
            open_part = False
            for part in rule.parts:
                answer = truth(part, facts)
                if answer is decisive:
                    return decisive
                open_part = open_part or answer is None
            return None if open_part else outcome


def _combine(answers: list[Answer], decisive: bool) -> Answer:
    """One decisive part settles the whole; otherwise one unknown part leaves it open."""
    deciding = [answer for answer in answers if answer.truth is decisive]
    if deciding:
        return Answer(decisive, because=_joined(answer.because for answer in deciding))
    open_parts = [answer for answer in answers if answer.truth is None]
    if open_parts:
        missing, judged = (answer.missing for answer in open_parts), (answer.judged for answer in open_parts)
        return Answer(None, missing=_joined(missing), judged=_joined(judged))
    return Answer(not decisive, because=_joined(answer.because for answer in answers))


def _joined(groups: Iterable[tuple[Member, ...]]) -> tuple[Member, ...]:
    """All members in order, each once."""
    return tuple(dict.fromkeys(member for group in groups for member in group))


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every comparison in the rule."""
    return (end for end in _ends(rule) if isinstance(end, Leaf))


def judgements(rule: Rule) -> Iterator[str]:
    """Every sentence about what is left to a human."""
    return (end.by_human for end in _ends(rule) if isinstance(end, Judged))


def _ends(rule: Rule) -> Iterator[Leaf | Judged]:
    match rule:
        case Leaf() | Judged():
            yield rule
        case Not():
            yield from _ends(rule.part)
        case All() | AnyOf():
            for part in rule.parts:
                yield from _ends(part)


def always_judged(rule: Rule) -> bool:
    """Whether a human judges it whatever is told, so that it never gets true."""
    match rule:
        case Judged():
            return True
        case All():
            return any(always_judged(part) for part in rule.parts)
        case AnyOf():
            return all(always_judged(part) for part in rule.parts)
    return False


def turning_points(rule: Rule, fact: str) -> set[Any]:
    """Numbers on both sides of every boundary the rule draws on a numeric fact, so that each outcome is reached."""
    points: set[Any] = set()
    for leaf in leaves(rule):
        if leaf.fact == fact:
            bounds = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
            points.update(bound + step for bound in (bounds[0], bounds[-1]) for step in (-1, 0, 1))
    return points
