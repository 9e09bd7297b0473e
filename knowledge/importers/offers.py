"""Offer files: which school offers which crebo, bol or bbl."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.imported import ImportRows
from knowledge.importers.completeness import OFFERS, by_school
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary
from knowledge.offers import Offer
from knowledge.places import read_regions
from knowledge.regions import RegionIndex

NEEDED = ("instelling", "crebo", "leerweg", "cohort", "kwalificatie")
PLACE = "plaats"  # an extra column with the place of the school, for the region
FORMS = {"BOL": "bol", "BBL": "bbl"}
_CREBO = re.compile(r"\d{5}")


def read(download: Download, summary: Summary, progress: Progress, encoder: Encoder | None) -> ImportRows:
    """Rows for `offers`, of the schools in the files; what is stored of other schools stays.

    The files have the columns of `NEEDED`, and `plaats` where the place is known. Raises KnowledgeError.
    """
    progress("offers")
    files = download.having(NEEDED)
    if not files:
        what = f"holds no file with the columns {', '.join(NEEDED)}."
        raise KnowledgeError(download.path, "", what, "Give a list of what schools offer.")
    regions = RegionIndex(read_regions())
    kept: dict[tuple[str, str, str, str], Offer] = {}
    for name in files:
        for row in download.rows(name, NEEDED):
            offer = _offer(row, name, regions)
            if isinstance(offer, str):
                summary.skipped[offer] += 1
                continue
            key = (offer.school, offer.crebo, offer.form, offer.cohort)
            summary.skipped.update(["the same offer stands in the list twice"] if key in kept else [])
            kept[key] = offer
    summary.read[OFFERS] = len(kept)
    summary.read["of which with a region"] = sum(1 for offer in kept.values() if offer.region_code)
    summary.read.update(by_school(offer.school for offer in kept.values()))
    return {OFFERS: [vars(offer) for offer in kept.values()]}


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
