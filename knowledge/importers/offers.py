"""Imports an offer file: which school offers which crebo, bol or bbl."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.offers import TABLE, Offer, metadata
from knowledge.places import read_regions
from knowledge.regions import RegionIndex
from knowledge.tables import transaction

NEEDED = ("instelling", "crebo", "leerweg", "cohort", "kwalificatie")
PLACE = "plaats"  # an extra column with the place of the school, for the region
FORMS = {"BOL": "bol", "BBL": "bbl"}
_CREBO = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Summary:
    """What an import did: rows read, rows kept, and why the others were skipped (reason -> number)."""

    read: int
    kept: int
    skipped: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        reasons = "".join(f"\n  {number} skipped: {reason}" for reason, number in self.skipped.items())
        return f"{self.read} rows read, {self.kept} kept.{reasons}"


def import_offers(path: Path, url: str) -> Summary:
    """Replaces the offers of the schools in the file, in one transaction; other schools stay.

    Importing twice is harmless. The file has the columns of `NEEDED`, and `plaats` where the place is known.
    Raises KnowledgeError when the file is foreign, truncated or wrongly encoded: then nothing changes.
    """
    regions = RegionIndex(read_regions())
    skipped: Counter[str] = Counter()
    kept: dict[tuple[str, str, str, str], Offer] = {}
    read = 0
    for row in _rows(path):
        read += 1
        offer = _offer(row, path.name, regions)
        if isinstance(offer, str):
            skipped[offer] += 1
            continue
        key = (offer.school, offer.crebo, offer.form, offer.cohort)
        skipped.update(["the same offer stands in the file twice"] if key in kept else [])
        kept[key] = offer
    if not kept:
        raise KnowledgeError(path, "", "holds no usable offer.", "Compare it with an earlier file of that school.")
    _write(list(kept.values()), url)
    return Summary(read, len(kept), dict(skipped))


def _offer(row: Mapping[str, str], source: str, regions: RegionIndex) -> Offer | str:
    """The offer, or why the row cannot be used."""
    school, crebo, form = row["instelling"].strip(), row["crebo"].strip(), FORMS.get(row["leerweg"].strip().upper())
    if not school:
        return "it names no school"
    if not _CREBO.fullmatch(crebo):
        return "the crebo is not five digits"
    if form is None:
        return "the form is not BOL or BBL"
    place = regions.find_place(row[PLACE]) if row.get(PLACE) else None
    region = place.region_code if place and not place.ambiguous else ""
    imported = datetime.now(UTC).date()
    return Offer(school, crebo, form, row["cohort"].strip(), row["kwalificatie"].strip(), region, source, imported)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            absent = [column for column in NEEDED if column not in (reader.fieldnames or ())]
            if absent:
                mend = f"An offer file has the columns {', '.join(NEEDED)}."
                raise KnowledgeError(path, "line 1", f"has no column {', '.join(absent)}.", mend)
            for row in reader:
                if None in row or None in row.values():
                    what = "has another number of columns: the file may be cut off."
                    raise KnowledgeError(path, f"line {reader.line_num}", what, "Download it again.")
                yield row
    except UnicodeDecodeError as error:
        raise KnowledgeError(path, f"byte {error.start}", "is not UTF-8.", "Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise KnowledgeError(path, "", f"is not CSV ({error}).", "Save it as CSV in UTF-8.") from error
    except OSError as error:
        raise KnowledgeError(path, "", f"cannot be read ({error.strerror}).", "Check the path.") from error


def _write(offers: list[Offer], url: str) -> None:
    schools = sorted({offer.school for offer in offers})
    with transaction(url) as connection:
        metadata.create_all(connection)
        connection.execute(TABLE.delete().where(TABLE.c.school.in_(schools)))
        connection.execute(TABLE.insert(), [vars(offer) for offer in offers])
