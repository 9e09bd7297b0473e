"""UWV's occupations with many vacancies, as imported: newer than the chances that were written down by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.career_schema import Chance, Occupation
from knowledge.imported_texts import UwvTexts
from knowledge.lexicon import plurals
from knowledge.schema import Source
from knowledge.words import compact


class ChanceBook:
    """The imported list (rows of `uwv_chances`), read-only after construction.

    UWV names groups in the plural ("Lassers"). A name counts only when it is the whole title, and a synonym never, so
    that no group lends its chance to work that is not in it.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], imported_on: date, texts: UwvTexts) -> None:
        self._rows = {row["name"]: row for row in rows}
        self._named = {compact(row["name"]): row for row in rows}
        self._on, self._texts = imported_on, texts

    def of(self, occupation: Occupation) -> Chance | None:
        """By the title a person once chose for it; else by name within the same ISCO-08 group of four digits."""
        listed = occupation.chances and self._rows.get(occupation.chances.listed_as)
        own = [name for name in (occupation.name, occupation.female, occupation.male) if name]
        row = listed or next((row for row in self._whole(own) if row["isco"] == occupation.isco), None)
        return self._chance(row) if row else None

    def named(self, name: str) -> Chance | None:
        """By exact name, for an occupation that nobody compared with UWV's list."""
        row = next(iter(self._whole([name])), None)
        return self._chance(row) if row else None

    def applied(self, occupations: Iterable[Occupation]) -> list[Occupation]:
        """The occupations with the chances of this list, and without those that it no longer names."""
        return [occupation.model_copy(update={"chances": self.of(occupation)}) for occupation in occupations]

    def _whole(self, names: Iterable[str]) -> list[Mapping[str, Any]]:
        keys = [form for name in names for form in (compact(name), *plurals(compact(name)))]
        return [self._named[key] for key in keys if key in self._named]

    def _chance(self, row: Mapping[str, Any]) -> Chance:
        years = row["years"]
        title = self._texts.title.format(years=years) if years else self._texts.title_without_years
        source = Source(title=title, url=row["url"] or None, retrieved=self._on, info_date=years)
        return Chance(level="veel werk", listed_as=row["name"], source=source)
