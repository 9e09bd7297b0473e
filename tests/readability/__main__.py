"""Prints how readable the Dutch is: `python -m tests.readability`."""

from __future__ import annotations

from statistics import mean

from tests.readability.findings import findings
from tests.readability.texts import Text, texts, words
from tests.readability.words import zipf

RARE = 3.5
HEAD = "| texts | number | sentences | mean words | p95 words | longest | words below zipf 3.5 |"


def row(group: str, chosen: tuple[Text, ...]) -> str:
    """One row of the table."""
    lengths = sorted(len(sentence.split()) for text in chosen for sentence in text.sentences)
    said = [word for text in chosen for word in words(text.text)]
    rare = sum(zipf(word) < RARE for word in said) / len(said)
    cells = (len(chosen), len(lengths), f"{mean(lengths):.1f}", lengths[int(0.95 * len(lengths))], lengths[-1])
    return f"| {group} | {' | '.join(map(str, cells))} | {rare:.1%} |"


def hardness(sentence: str) -> float:
    """Words plus what the three rarest words lack to be common: only for putting sentences in order."""
    rarest = sorted(zipf(word) for word in words(sentence))[:3]
    return len(sentence.split()) + sum(5 - value for value in rarest)


def hardest(chosen: tuple[Text, ...], count: int) -> list[str]:
    """The hardest sentences, each with its file."""
    every = {sentence: text for text in chosen for sentence in text.sentences}
    worst = sorted(every, key=hardness, reverse=True)[:count]
    return [f"{hardness(sentence):4.1f}  {sentence} ({every[sentence].file})" for sentence in worst]


def report() -> str:
    """The whole report."""
    groups = {group: tuple(text for text in texts() if text.group == group) for group in ("said", "fact")}
    table = [HEAD, "|---" * 7 + "|", *(row(group, chosen) for group, chosen in groups.items())]
    worst = [line for group, chosen in groups.items() for line in ["", f"Hardest, {group}:", *hardest(chosen, 10)]]
    mend = findings(texts())
    return "\n".join([*table, *worst, "", f"To mend: {len(mend)}", *map(str, mend)])


if __name__ == "__main__":
    print(report())
