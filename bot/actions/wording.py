"""Dutch wording from bot/data: responses with their variants, labels for cards, dates as people say them.

Responses are rendered here and not by Rasa, for two reasons: one mechanism can then keep the promise that no sentence
comes back verbatim while another way of saying it is left, and changing a sentence needs no training.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.actions.sources import AMSTERDAM

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Wording:
    """One way to say something: a text with {places} and the buttons that go with it.

    `formal` is the text for who says "u", only where actions/address.py would get it wrong. `simple` says the same in
    fewer and simpler words, for who finds it too much (actions/simpler.py).
    """

    key: str
    text: str
    buttons: tuple[Mapping[str, str], ...]
    formal: str | None = None
    simple: str | None = None


class Responses:
    """All responses of bot/data/responses by name."""

    def __init__(self, folder: Path = DATA / "responses") -> None:
        self._variants: dict[str, list[Wording]] = {}
        for path in sorted(folder.glob("*.yml")):
            for name, variants in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
                self._variants[name] = _wordings(name, variants)

    def names(self) -> list[str]:
        """The names of all responses."""
        return list(self._variants)

    def variants(self, name: str) -> list[Wording]:
        """All ways to say one response. Raises KeyError for an unknown response."""
        return self._variants[name]

    def pick(self, name: str, said: Sequence[str]) -> Wording:
        """Returns the variant not said yet, else the one said longest ago. Raises KeyError for an unknown response."""
        variants = self._variants[name]
        return min(variants, key=lambda variant: _last_said(variant.key, said))


def _wordings(name: str, variants: Sequence[Mapping[str, Any]]) -> list[Wording]:
    """The ways to say one response; a simpler way written once serves them all."""
    ways = [_wording(f"{name}:{i}", variant) for i, variant in enumerate(variants)]
    simple = next((way.simple for way in ways if way.simple), None)
    return [replace(way, simple=way.simple or simple) for way in ways]


def _wording(key: str, variant: Mapping[str, Any]) -> Wording:
    # Under "metadata", because Rasa reads these files too and refuses keys it does not know.
    others = {name: text.strip() for name, text in variant.get("metadata", {}).items()}
    return Wording(key, variant["text"].strip(), tuple(variant.get("buttons", ())), **others)


def _last_said(key: str, said: Sequence[str]) -> int:
    return max((i + 1 for i, earlier in enumerate(said) if earlier == key), default=0)


@cache
def responses() -> Responses:
    """The responses, read once per process."""
    return Responses()


@cache
def word_table(name: str) -> dict[str, Any]:
    """All of bot/data/<name>.yml, read once per process: words and patterns that are no responses."""
    table: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))
    return table


def labels() -> dict[str, Any]:
    """Labels for cards, needs, facts and the calendar (bot/data/labels.yml)."""
    return word_table("labels")


def label(*path: str) -> str:
    """One label by its path, such as label("needs", "need_leren"). Raises KeyError when it is missing."""
    node: Any = labels()
    for key in path:
        node = node[key]
    return str(node)


def sentence_list(parts: Sequence[str], last: str = "and") -> str:
    """Joins parts as people do: a, b en c. `last` names the label of the joining word."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {label(last)} {parts[-1]}"


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence, without its capital."""
    return title[:1].lower() + title[1:]


def with_capital(text: str) -> str:
    """A text as it stands at the head of a sentence."""
    return text[:1].upper() + text[1:]


def day_in_words(day: date) -> str:
    """A full date: dinsdag 24 november."""
    calendar = labels()["calendar"]
    return f"{calendar['days'][day.weekday()]} {day.day} {calendar['months'][day.month - 1]}"


def date_in_words(day: date) -> str:
    """A date with its year: 31 december 2023."""
    return f"{day.day} {labels()['calendar']['months'][day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A full date with the time in the Netherlands: dinsdag 24 november om 10.00 uur."""
    local = moment.astimezone(AMSTERDAM)
    return label("calendar", "moment").format(day=day_in_words(local.date()), time=f"{local:%H.%M}")


def is_bare_no(words: str) -> bool:
    """Whether words say no and nothing more: "nee joh", "dat is het niet"."""
    return not re.sub(labels()["answers"]["bare_no"], "", words.lower()).strip(" .,!?;")
