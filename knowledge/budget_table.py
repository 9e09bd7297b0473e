"""The answer of `python -m knowledge budgets` as people read it: Dutch, with reasons, amounts, sources and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from knowledge.budgets import Assessment
from knowledge.vocabulary import Vocabulary

WIDTH, INDENT = 100, " " * 7


def budget_table(assessments: Sequence[Assessment], question: str | None, vocabulary: Vocabulary) -> str:
    """A block per verdict, in the order of the assessments, and the fact to ask next."""
    words = vocabulary.wording.table
    lines: list[str] = []
    for verdict in dict.fromkeys(each.verdict for each in assessments):
        lines += [words.verdicts[verdict], ""]
        for each in assessments:
            if each.verdict == verdict:
                lines += [_head(each, vocabulary), *(_indented(line) for line in _told(each, vocabulary)), ""]
    asked = words.next_question.format(facts=vocabulary.label(question)) if question else words.nothing_open
    return "\n".join([*lines, asked])


def _head(each: Assessment, vocabulary: Vocabulary) -> str:
    employer = f" ({vocabulary.wording.table.employer})" if each.who == "employer" else ""
    return f"  {each.fact_sheet}  {each.name}{employer}"


def _told(each: Assessment, vocabulary: Vocabulary) -> Iterator[str]:
    words = vocabulary.wording.table
    if each.caution and each.verdict in ("eligible", "unknown"):
        yield each.caution
    reasons = _sentences(reason.text for reason in each.because)
    if reasons:
        yield reasons
    if each.missing:
        yield words.missing.format(facts=", ".join(vocabulary.label(fact) for fact in each.missing))
    if each.not_checked:
        yield words.human.format(facts=_sentences(each.not_checked))
    if each.amount:
        yield words.amount.format(amount=each.amount)
    source = each.sources[0]
    yield words.source.format(title=source.title, date=vocabulary.wording.day(each.verified))


def _indented(line: str) -> str:
    return fill(line, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)


def _sentences(texts: Iterable[str]) -> str:
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)
