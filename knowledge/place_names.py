"""Names of places as people write them, and which places carry each."""

import re
import unicodedata
from collections import defaultdict

from knowledge.schema import Place, Regions

_SUFFIX = re.compile(r"\s*\([^)]*\)$|\s(Gld|GN|Gn|NB|NH|L|AC|Ut)$|\sgem\. .*$")
_SAME_SOUND = ((r"['’‘`´]t\b", "het"), (r"['’‘`´]", ""), (r"&", " en "), (r"[^a-z0-9]+", " "), (r"ij", "y"),
               (r"yck\b", "yk"), (r"dael\b", "daal"), (r"bosch", "bos"), (r"\bs (?=g|h)", "s"), (r"\bsint\b", "st"),
               (r"\b(a d|a h|ad|aan den|aan de|aan het|aan t)\b", "ad"))  # fmt: skip


def plain(text: str) -> str:
    """The text without the differences that people do not hear: accents, apostrophes, hyphens, ij and y."""
    letters = unicodedata.normalize("NFKD", text.lower())
    result = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for pattern, replacement in _SAME_SOUND:
        result = re.sub(pattern, replacement, result)
    return result.strip()


def bare(name: str) -> str:
    """Without what the register adds to tell places apart: "Hengelo (O.)", "Beuningen Gld"."""
    return _SUFFIX.sub("", name)


def places_by_name(data: Regions) -> dict[str, tuple[Place, ...]]:
    """Plain name to its places: first the municipality of that name, then the region, then other places."""
    ranked: dict[str, list[tuple[int, Place]]] = defaultdict(list)

    def add(rank: int, name: str, place: Place) -> None:
        for form in {plain(name), plain(bare(name))}:
            if all(place != other for _, other in ranked[form]):
                ranked[form].append((rank, place))

    for region in data.regions:
        for municipality, places in region.municipalities.items():
            add(0, municipality, Place(name=municipality, municipality=municipality, region_code=region.code))
            own = bare(municipality)
            for name in places:
                if bare(name) != own:  # Hengelo in Hengelo (O.) is the municipality itself
                    add(2, name, Place(name=name, municipality=municipality, region_code=region.code))
        for name in (region.name, *region.aliases):
            add(1, name, Place(name=region.name, municipality="", region_code=region.code))
    names = {region.code: region.name for region in data.regions}
    for area, codes in data.areas.items():
        for code in codes:
            add(1, area, Place(name=names[code], municipality="", region_code=code))
    for spelling, name in data.spellings.items():
        ranked[plain(spelling)] += [entry for entry in ranked[plain(name)] if entry not in ranked[plain(spelling)]]
    return {
        name: tuple(place for _, place in sorted(places, key=lambda entry: entry[0])) for name, places in ranked.items()
    }
