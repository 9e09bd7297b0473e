"""From a spot on the map to a region."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.loading import Loaded, load_all
from knowledge.near_places import FARTHEST_KM, NearPlaces
from knowledge.regions import RegionIndex


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def near_places() -> NearPlaces:
    return NearPlaces(loaded().coordinates, loaded().regions)


@pytest.mark.parametrize(
    ("latitude", "longitude", "place", "region"),
    [
        (52.51, 6.09, "Zwolle", "AM36"),
        (52.37, 4.89, "Amsterdam", "AM18"),
        (50.85, 5.69, "Maastricht", "AM30"),
        (52.08, 4.31, "'s-Gravenhage", "AM21"),
        (51.44, 3.57, "Vlissingen", "AM24"),
        (53.36, 5.22, "West-Terschelling", "AM02"),
        (52.38, 5.22, "Almere", "AM11"),
    ],
)
def test_a_spot_leads_to_its_town_and_region(latitude: float, longitude: float, place: str, region: str) -> None:
    near = near_places().nearest(latitude, longitude)
    assert near
    assert (near.place, near.region_code) == (place, region)
    assert near.km < 3


@pytest.mark.parametrize(("latitude", "longitude"), [(48.85, 2.35), (52.5, 3.2), (0.0, 0.0), (-52.5, -6.1)])
def test_abroad_and_at_sea_there_is_no_place(latitude: float, longitude: float) -> None:
    assert near_places().nearest(latitude, longitude) is None


def test_every_place_on_the_map_is_a_place_of_its_region() -> None:
    regions = RegionIndex(loaded().regions)
    for code, places in loaded().coordinates.places.items():
        for name in places:
            match = regions.find_place(name, asked=True)
            assert match, name
            assert code in {match.region_code, *(place.region_code for place in match.ambiguous)}, name


def test_every_region_has_places_on_the_map_and_no_spot_is_far_from_its_own() -> None:
    assert set(loaded().coordinates.places) == {region.code for region in loaded().regions.regions}
    for code, places in loaded().coordinates.places.items():
        for name, spot in places.items():
            near = near_places().nearest(*spot)
            assert near and near.km == 0, name
            assert 50.7 < spot[0] < 53.6 and 3.3 < spot[1] < 7.3, (code, name)
    assert FARTHEST_KM < 20
