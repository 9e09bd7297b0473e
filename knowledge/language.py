"""How people say what work they do, did or want to do: the words of `linking.yaml` and `lookalikes.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from knowledge.errors import KnowledgeError
from knowledge.loading import read_yaml
from knowledge.schema import Strict

Tense = Literal["present", "past"]
DATA = Path(__file__).parent / "data"


class VerbForms(Strict):
    """Finite forms by tense; past participles count as past."""

    present: tuple[str, ...] = ()
    past: tuple[str, ...] = ()


class RolePhrases(Strict):
    """Phrases round an occupation, per meaning, in order of precedence. `bare` only says that it is work, now."""

    denied: tuple[str, ...]
    left: tuple[str, ...]
    leaving: tuple[str, ...]
    seeking: tuple[str, ...]
    other: tuple[str, ...]
    wished: tuple[str, ...]
    past: tuple[str, ...]
    now: tuple[str, ...]
    bare: tuple[str, ...]


class LinkingWords(Strict):
    """The whole of `linking.yaml`, with the ordinary words of `lookalikes.yaml`."""

    filler: frozenset[str]
    articles: frozenset[str]
    openers: frozenset[str]
    ordinary: frozenset[str]
    lookalikes: frozenset[str]
    not_meant: tuple[str, ...]
    prefixes: frozenset[str]
    past_prefixes: frozenset[str]
    workplaces: frozenset[str]
    feminine: dict[str, str]
    job_endings: tuple[str, ...]
    expects_job: tuple[str, ...]
    expects_job_after_ben: tuple[str, ...]
    job_stops: frozenset[str]
    clause_starts: frozenset[str]
    roles: RolePhrases
    training_words: frozenset[str]
    verbs: dict[str, VerbForms] = Field(default_factory=dict)


@dataclass(frozen=True)
class VerbForm:
    """A form found in a sentence: which verb, and when."""

    verb: str
    tense: Tense


def read_linking_words(folder: Path = DATA) -> LinkingWords:
    """Raises KnowledgeError when a file is missing or has another shape."""
    file = folder / "linking.yaml"
    try:
        return LinkingWords.model_validate({**read_yaml(file), "lookalikes": read_yaml(folder / "lookalikes.yaml")})
    except ValueError as error:
        raise KnowledgeError(file, "", f"has another shape: {error}.", "Compare it with LinkingWords.") from error


def verb_forms(words: LinkingWords) -> dict[str, VerbForm]:
    """Finite form -> verb and tense. An infinitive is its own lemma and has no tense."""
    found: dict[str, VerbForm] = {}
    for verb, forms in words.verbs.items():
        found.update({form: VerbForm(verb, "past") for form in forms.past})
        found.update({form: VerbForm(verb, "present") for form in forms.present})
    return found


def phrase_pattern(phrases: Sequence[str], gap: str, mark: str) -> re.Pattern[str]:
    """One pattern for many phrases: `X` is the mark, `…` at most five words of `gap`, `a/b` a choice of words."""
    return re.compile("|".join(_pattern(phrase, gap, mark) for phrase in phrases))


def _pattern(phrase: str, gap: str, mark: str) -> str:
    pattern, glue = r"(?<!\S)", ""
    for part in phrase.split():
        if part == "…":
            pattern, glue = rf"{pattern}(?:\s+{gap}){{0,5}}?", r"\s+"
            continue
        word = re.escape(mark) if part == "X" else rf"(?:{'|'.join(map(re.escape, part.split('/')))})"
        pattern, glue = f"{pattern}{glue}{word}", r"\s+"
    return pattern + r"(?!\S)"
