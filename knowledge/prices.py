"""What kind of price a training has, as far as a source says: no amounts, which differ per school and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from knowledge.career_schema import CourseForm, Kind, PriceClass, Training
from knowledge.schema import Source, Strict


@dataclass(frozen=True)
class Price:
    """`text` is what to tell; where a source only tells it from others, the text says so."""

    kind: PriceClass
    text: str
    sources: tuple[Source, ...]
    verified: date


class PriceRule(Strict):
    """The price of every training of these forms, and of these kinds where they are named; or of `trainings` by id."""

    price: PriceClass
    trainings: tuple[str, ...] = ()
    courses: frozenset[CourseForm] = frozenset()
    kinds: frozenset[Kind] | None = None
    text: str
    sources: tuple[Source, ...] = Field(min_length=1)
    verified: date

    def fits(self, training: Training) -> bool:
        alike = training.course in self.courses and (self.kinds is None or training.kind in self.kinds)
        return alike or training.id in self.trainings


class Prices(Strict):
    """`training_prices.yaml`; `own` tells the class that a training itself has, which goes before the rules."""

    own: str
    amounts: Mapping[PriceClass, str]
    rules: tuple[PriceRule, ...]

    def of(self, training: Training) -> Price | None:
        """None where no source says it: then only the school knows."""
        if training.price:
            text = self.own.format(amount=self.amounts[training.price])
            return Price(training.price, text, training.sources, training.verified)
        rule = next((each for each in self.rules if each.fits(training)), None)
        return Price(rule.price, rule.text, rule.sources, rule.verified) if rule else None
