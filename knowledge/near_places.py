"""From a spot on the map to the place and the labour-market region it lies in, or nearest to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from knowledge.schema import Coordinates, Regions

KM_PER_DEGREE = 111.2
FARTHEST_KM = 12.0
"""Farther from every known place than this is outside the Netherlands, or at sea."""


@dataclass(frozen=True)
class NearPlace:
    """The nearest place we know, how far away it is (km, as the crow flies), and its region."""

    place: str
    region_code: str
    region_name: str
    km: float


class NearPlaces:
    """Read-only after construction."""

    def __init__(self, coordinates: Coordinates, regions: Regions) -> None:
        """Raises KeyError for a region in `coordinates` that there is not."""
        names = {region.code: region.name for region in regions.regions}
        self._places = [
            (latitude, longitude, place, code, names[code])
            for code, places in coordinates.places.items()
            for place, (latitude, longitude) in places.items()
        ]

    def nearest(self, latitude: float, longitude: float) -> NearPlace | None:
        """The nearest place; None when there is none within FARTHEST_KM. Near a border it may lie across it: ask."""
        narrow = math.cos(math.radians(latitude))

        def km(there: tuple[float, float, str, str, str]) -> float:
            return KM_PER_DEGREE * math.hypot(there[0] - latitude, (there[1] - longitude) * narrow)

        best = min(self._places, key=km)
        return NearPlace(*best[2:], km(best)) if km(best) <= FARTHEST_KM else None
