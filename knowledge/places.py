"""Imported places and spellings in the curated regions: the list of CBS is newer, cues and aliases stay ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.imported_texts import RegionTexts
from knowledge.loading import DATA_DIR
from knowledge.place_names import plain
from knowledge.reading import Reader
from knowledge.schema import Regions, Source

Row = Mapping[str, Any]


def read_regions() -> Regions:
    """The curated regions. Raises KnowledgeError when their file is not in order."""
    reader = Reader()
    regions = reader.read(DATA_DIR / "regions.yaml", Regions)
    if regions is None:
        raise reader.errors[0]
    return regions


def codes_of(regions: Regions) -> dict[str, str]:
    """Plain name or alias of a region -> its code: imported lists name regions, and do not know our codes."""
    return {plain(name): region.code for region in regions.regions for name in (region.name, *region.aliases)}


def with_places(
    curated: Regions, places: Sequence[Row], spellings: Iterable[Row], imported_on: date, texts: RegionTexts
) -> Regions:
    """The curated regions with the municipalities and places of the list (rows of `places` and `place_spellings`).

    A region that the list does not name keeps what it has; a place of an unknown region is left out.
    """
    codes = codes_of(curated)
    listed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in places:
        code = codes.get(plain(row["region"]))
        if code:
            others = listed[code][row["municipality"]]
            others += [row["name"]] if row["name"] != row["municipality"] else []
    regions = [
        region.model_copy(
            update={"municipalities": {name: tuple(found) for name, found in listed[region.code].items()}}
        )
        if region.code in listed
        else region
        for region in curated.regions
    ]
    known = {plain(spelling) for spelling in curated.spellings}
    more = {row["spelling"]: row["name"] for row in spellings if plain(row["spelling"]) not in known}
    ordinary = set(map(plain, curated.ordinary_words))  # "t veld" is as ordinary as "'t veld"
    source = Source(title=texts.title, url=texts.url, licence=texts.licence, retrieved=imported_on)
    update = {
        "regions": tuple(regions),
        "spellings": {**curated.spellings, **more},
        "ordinary_words": (*curated.ordinary_words, *(said for said, name in more.items() if plain(name) in ordinary)),
        "sources": (source, *curated.sources),
    }
    return curated.model_copy(update=update)
