"""When each fact was last checked against its source, for who keeps them up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from knowledge.career_schema import Training
from knowledge.checks import FRESH_FOR
from knowledge.loading import DATA_DIR, load_all
from knowledge.schema import Budget, Service


@dataclass(frozen=True)
class Checked:
    """A scheme, service or training; `address`: its first source, to check it against."""

    kind: str
    id: str
    name: str
    verified: date
    source: str
    address: str

    def age(self, today: date) -> timedelta:
        """How long ago somebody looked."""
        return today - self.verified

    def is_old(self, today: date) -> bool:
        """Whether it is time to look again."""
        return self.age(today) > FRESH_FOR


def checked_facts(data_dir: Path = DATA_DIR) -> list[Checked]:
    """Everything that carries a date of checking, the oldest first. Raises KnowledgeErrors when a file is at fault."""
    loaded = load_all(data_dir)
    return sorted(_all(loaded.budgets, loaded.services, loaded.trainings), key=lambda fact: (fact.verified, fact.name))


def _all(budgets: Sequence[Budget], services: Sequence[Service], trainings: Sequence[Training]) -> Iterator[Checked]:
    kinds: tuple[tuple[str, Sequence[Budget | Service | Training]], ...] = (
        ("budget", budgets),
        ("service", services),
        ("training", trainings),
    )
    for kind, entries in kinds:
        for entry in entries:
            source = entry.sources[0]
            yield Checked(kind, entry.id, entry.name, entry.verified, source.title, source.url or "")
