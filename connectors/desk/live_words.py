"""The words of the live desk and the answers that are ready, from data/live.yaml and data/canned.yaml."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from connectors.desk.labels import AMSTERDAM, load_labels

DATA = Path(__file__).parent / "data"
FACTS = Path(__file__).parents[2] / "knowledge" / "data"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LiveWords(_Strict):
    """Labels by code; a code without a label is shown as it is."""

    views: dict[str, str]
    channels: dict[str, str]
    outcomes: dict[str, str]
    choices: list[str]
    call_between: str
    problems: dict[str, str]
    told: dict[str, str]
    delivery: dict[str, str]
    source: str

    def call(self, start: datetime, end: datetime) -> str:
        """When somebody wants to be called."""
        first, last = start.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM)
        day = load_labels().day(first.date())
        return self.call_between.format(day=day, start=f"{first:%-H.%M}", end=f"{last:%-H.%M}")


class Canned(_Strict):
    """An answer that is ready. With a fact in it, source and date stand at its end."""

    title: str
    text: str
    source: str | None = None
    checked: date | None = None

    @property
    def full(self) -> str:
        """What goes into the field."""
        if self.source is None or self.checked is None:
            return self.text
        return f"{self.text} {load_words().source.format(source=self.source, date=load_labels().day(self.checked))}"


@cache
def load_words() -> LiveWords:
    """Read the words, once. Raises pydantic's ValidationError when the file does not fit."""
    return LiveWords.model_validate(yaml.safe_load((DATA / "live.yaml").read_text(encoding="utf-8")))


@cache
def load_canned() -> tuple[Canned, ...]:
    """Read the answers, once, each fact with the source and date of the file it comes from."""
    entries = yaml.safe_load((DATA / "canned.yaml").read_text(encoding="utf-8"))
    return tuple(_canned(entry) for entry in entries)


def _canned(entry: dict[str, Any]) -> Canned:
    place = entry.pop("facts_of", None)
    if place is None:
        return Canned(**entry)
    file, _, name = place.partition("#")
    facts = yaml.safe_load((FACTS / file).read_text(encoding="utf-8"))
    fact = next(each for each in facts if each["id"] == name) if name else facts
    return Canned(**entry, source=fact["sources"][0]["title"], checked=fact["verified"])
