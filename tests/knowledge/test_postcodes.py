"""From a postcode to a region: when a number is one, and where it lies."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.catalogue import open_catalogue
from knowledge.loading import Loaded, build_database, load_all
from knowledge.regions import RegionIndex


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def regions() -> RegionIndex:
    return RegionIndex(loaded().regions, loaded().postcodes)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3511", "Utrecht"),
        ("3511 AB", "Utrecht"),
        ("3511ab", "Utrecht"),
        (" 3511 ab. ", "Utrecht"),
        ("2019", "Haarlem"),
        ("ik woon op 9711 kl", "Groningen"),
        ("Ik woon in 7311", "Apeldoorn"),
        ("mijn postcode is 5611", "Eindhoven"),
        ("postcode: 5611 XJ", "Eindhoven"),
        ("ik zit op 6811 KK, bij het station", "Arnhem"),
        ("we wonen in 2019", "Haarlem"),
    ],
)
def test_a_postcode_tells_the_place(text: str, place: str) -> None:
    match = regions().find_place(text)
    assert match is not None
    assert (match.place, match.ambiguous) == (place, ())


@pytest.mark.parametrize(
    "text",
    [
        "1234 euro",
        "ik verdien 2500 euro",
        "€ 3511",
        "ik verdien 3511 in de maand",
        "3511 euro",
        "sinds 1998",
        "in 2019",
        "in 2019 ben ik gestopt",
        "ik werk er sinds 2019 en wil weg",
        "van 2011 tot 2019",
        "IK VERDIEN 2511 EN DAT IS TE WEINIG",
        "kerkstraat 2511",
        "nummer 3511",
        "ik reed 3511 km",
        "3511KM per maand",
        "06-3511 3512",
        "1.3511",
        "ik woon op 1500 meter van mijn werk",
        "0123",
        "12345",
    ],
)
def test_another_number_is_no_postcode(text: str) -> None:
    assert regions().find_place(text) is None


def test_a_code_outside_the_list_tells_the_region_of_those_round_it_and_no_place() -> None:
    """9701 is for post boxes; and towns grow."""
    assert "9701" not in loaded().postcodes
    match = regions().find_place("ik woon op 9701 kl")
    assert match is not None
    assert (match.place, match.municipality, match.region_name) == ("Groningen", "", "Groningen")
    assert regions().find_place("9701") is None  # alone it may be anything


def test_a_code_outside_the_list_among_several_regions_tells_nothing() -> None:
    assert regions().find_place("mijn postcode is 0999 AB") is None
    assert regions().find_place("mijn postcode is 7999 AB") is None


@pytest.mark.parametrize(
    ("code", "municipality"),
    [
        ("4211", "West Betuwe"),  # Spijk
        ("6917", "Zevenaar"),  # Spijk
        ("9909", "Eemsdelta"),  # Spijk
        ("8831", "Waadhoeke"),  # Winsum
        ("9951", "Het Hogeland"),  # Winsum
        ("5854", "Bergen (L.)"),
        ("1861", "Bergen (NH.)"),
        ("2281", "Rijswijk (ZH.)"),
        ("5411", "Maashorst"),  # Zeeland
        ("6641", "Beuningen"),  # "Beuningen Gld"
    ],
)
def test_codes_round_it_tell_which_place_of_that_name_is_meant(code: str, municipality: str) -> None:
    match = regions().find_place(code)
    assert match is not None
    assert (match.municipality, match.ambiguous) == (municipality, ())


def test_a_place_on_a_border_is_asked() -> None:
    match = regions().find_place("3791")
    assert match is not None
    assert {choice.municipality for choice in regions().choices(match)} == {"Leusden", "Barneveld"}
    settled = regions().which(match, "gemeente Leusden")
    assert settled is not None and settled.region_name == "Amersfoort"


def test_a_postcode_tells_which_place_is_meant_and_a_name_settles_a_doubtful_postcode() -> None:
    for text, municipality in (("7551 AA Hengelo", "Hengelo (O.)"), ("3791 AA, dus Leusden", "Leusden")):
        match = regions().find_place(text)
        assert match is not None
        assert (match.municipality, match.ambiguous) == (municipality, ())


def test_nearly_every_code_lies_in_one_region() -> None:
    counts = [len({place.region_code for place in regions().postcodes.places(code)}) for code in loaded().postcodes]
    assert len(counts) == 4072
    assert counts.count(1) / len(counts) > 0.99


def test_the_database_holds_the_codes(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/knowledge.db"
    build_database(loaded(), url)
    match = open_catalogue(url).regions.find_place("3511 AB")
    assert match is not None and match.region_name == "Midden-Utrecht"


@pytest.mark.parametrize(
    ("text", "region"), [("75", "AM05"), ("751", "AM05"), ("postcode 75", "AM05"), ("97..", "AM01")]
)
def test_the_first_digits_are_enough_as_an_answer(text: str, region: str) -> None:
    match = regions().find_place(text, asked=True)
    assert match is not None and (match.region_code, match.ambiguous) == (region, ())


def test_first_digits_of_several_regions_ask_which() -> None:
    match = regions().find_place("38", asked=True)
    assert match is not None and len(match.ambiguous) > 1
    assert {choice.region_code for choice in regions().choices(match)} == {
        place.region_code for place in match.ambiguous
    }


@pytest.mark.parametrize(("text", "asked"), [("75", False), ("ik ben 47", True), ("36 uur", True), ("45 jaar", True)])
def test_another_number_is_no_beginning_of_a_postcode(text: str, asked: bool) -> None:
    assert regions().find_place(text, asked=asked) is None
