"""CBS, places of residence with municipality and labour-market region, and spelling variants of place names."""

from __future__ import annotations

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.imported import ImportRows
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary
from knowledge.place_names import plain
from knowledge.places import codes_of, read_regions

PLACES = ("woonplaats", "gemeente", "gemeentecode", "arbeidsmarktregio")
SPELLINGS = ("Variant", "Woonplaats", "Woonplaatscode")


def read(download: Download, summary: Summary, progress: Progress, encoder: Encoder | None) -> ImportRows:
    """Rows for `places` and `place_spellings`. Spellings of places that are not in the list are left out.

    Raises KnowledgeError when the list names another set of regions than ours: half a list would take places away.
    """
    progress("places")
    files = download.having(PLACES)
    if not files:
        what = f"holds no file with the columns {', '.join(PLACES)}."
        raise KnowledgeError(download.path, "", what, "Give the list of places with their labour-market region.")
    places: dict[tuple[str, str], dict[str, str]] = {}
    for name in files:
        for row in download.rows(name, PLACES):
            key = (row["woonplaats"], row["gemeentecode"])
            if not all(row[column].strip() for column in PLACES):
                summary.skipped["places without name, municipality or region"] += 1
            elif key in places:
                summary.skipped["places listed twice in one municipality"] += 1
            else:
                places[key] = {"name": key[0], "municipality": row["gemeente"], "municipality_code": key[1],
                               "region": row["arbeidsmarktregio"]}  # fmt: skip
    _check_regions(download, {row["region"] for row in places.values()})
    known = {name for name, _ in places}
    progress("spellings of places")
    spellings: dict[tuple[str, str], dict[str, str]] = {}
    for name in download.having(SPELLINGS):
        for row in download.rows(name, SPELLINGS):
            if row["Woonplaats"] not in known:
                summary.skipped["spellings of a place that is not in the list (2015 names)"] += 1
                continue
            key = (row["Variant"], row["Woonplaatscode"])
            spellings[key] = {"spelling": key[0], "name": row["Woonplaats"], "place_code": key[1]}
    summary.read["places"] = len(places)
    summary.read["labour-market regions"] = len({row["region"] for row in places.values()})
    summary.read["spellings of places"] = len(spellings)
    return {"places": list(places.values()), "place_spellings": list(spellings.values())}


def _check_regions(download: Download, named: set[str]) -> None:
    curated = read_regions()
    codes = codes_of(curated)
    unknown = sorted(name for name in named if plain(name) not in codes)
    if unknown:
        what = f"names regions that we do not know: {', '.join(unknown)}."
        raise KnowledgeError(download.path, "", what, "Mend the list, or add the region or an alias to regions.yaml.")
    found = {codes[plain(name)] for name in named}
    absent = [region.name for region in curated.regions if region.code not in found]
    if absent:
        what = f"holds no place in {', '.join(absent)}: the list is not complete."
        raise KnowledgeError(download.path, "", what, "Give the list of the whole country.")
