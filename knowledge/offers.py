"""Which school offers which training, from imported offer files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.career_schema import Training
from knowledge.imported import read_imported


@dataclass(frozen=True)
class Offer:
    """A school offers a qualification. `region_code` is empty where the file tells no place; `form`: bol or bbl."""

    school: str
    crebo: str
    form: str
    cohort: str
    name: str
    region_code: str
    source: str
    imported: date


def read_offers(url: str) -> list[Offer]:
    """All imported offers; empty when none were ever imported. Raises KnowledgeError on an unreadable database."""
    return [Offer(**row) for row in read_imported(url, ["offers"])["offers"]]


class OfferBook:
    """Offers by crebo, newest cohort first. Read-only after construction."""

    def __init__(self, offers: Iterable[Offer] = ()) -> None:
        self._by_crebo: dict[str, list[Offer]] = defaultdict(list)
        for offer in sorted(offers, key=lambda each: (each.school, each.form)):
            self._by_crebo[offer.crebo].append(offer)
        for found in self._by_crebo.values():
            found.sort(key=lambda each: each.cohort, reverse=True)

    def of(self, training: Training, region: str | None = None, form: str | None = None) -> list[Offer]:
        """One offer per school and form, of the newest cohort. With a region only schools known to lie in it."""
        found = self._by_crebo.get(training.crebo or "", [])
        newest = {(each.school, each.form): each for each in reversed(found)}
        return [each for each in newest.values() if region in (None, each.region_code) and form in (None, each.form)]
