"""From what people type about where they live to their labour-market region."""

import csv
from functools import cache
from pathlib import Path

import pytest

from knowledge.loading import load_all, read_yaml
from knowledge.regions import RegionIndex

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "regions"


@cache
def regions() -> RegionIndex:
    return RegionIndex(load_all().regions)


def region_of(text: str) -> str | None:
    match = regions().find_place(text)
    return match.region_name if match else None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Ik woon in Den Bosch", "Noordoost-Brabant"),
        ("'s-Hertogenbosch", "Noordoost-Brabant"),
        ("s hertogenbosch", "Noordoost-Brabant"),
        ("A'dam", "Groot Amsterdam"),
        ("ik kom uit adam", "Groot Amsterdam"),
        ("den haag", "Haaglanden"),
        ("Capelle a/d IJssel", "Rijnmond"),
        ("capelle aan den yssel", "Rijnmond"),
        ("Alphen aan de Rijn", "Holland Rijnland"),
        ("regio twente", "Twente"),
        ("ik zit in hoogvliet", "Rijnmond"),
        ("Emmen", "Drenthe"),
        ("Súdwest-Fryslân", "Friesland"),
        ("sudwest fryslan", "Friesland"),
        ("bergen op zoom", "West-Brabant"),
        ("hengelo ov", "Twente"),
        ("Hengelo (Ov.)", "Twente"),
        ("ik woon in het Gooi", "Gooi- en Vechtstreek"),
        ("mokum", "Groot Amsterdam"),
        ("gorkum", "Gorinchem"),
        ("rotjeknor", "Rijnmond"),
    ],
)
def test_a_place_is_found_however_people_write_it(text: str, region: str) -> None:
    assert region_of(text) == region


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ik woon tussen Arnhem en Nijmegen", {"AM07", "AM08"}),
        ("op de Veluwe", {"AM06", "AM38", "AM07"}),
    ],
)
def test_what_lies_in_several_regions_is_asked(text: str, codes: set[str]) -> None:
    match = regions().find_place(text)
    assert match is not None
    assert {place.region_code for place in match.ambiguous} == codes


def test_between_two_places_of_one_region_nothing_is_asked() -> None:
    match = regions().find_place("tussen Enschede en Hengelo (O.)")
    assert match is not None and (match.region_name, match.ambiguous) == ("Twente", ())


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("ik woon in rotterdm", "Rijnmond"),
        ("amsterdma", "Groot Amsterdam"),
        ("apeldorn", "Stedendriehoek en Noordwest Veluwe"),
        ("eindhove", "Zuidoost-Brabant"),
    ],
)
def test_a_typo_in_a_longer_name_is_forgiven(text: str, region: str) -> None:
    assert region_of(text) == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("ik woon in zwole", "Regio Zwolle"),
        ("ik kom uit gouad", "Midden-Holland"),
        ("woon in de buurt van vnelo", "Noord-Limburg"),
        ("in de buurt van zevenar", "Midden-Gelderland"),
        ("in de buurt van Best", "Zuidoost-Brabant"),
    ],
)
def test_who_tells_where_they_live_may_also_mistype_a_short_name(text: str, region: str) -> None:
    assert region_of(text) == region


@pytest.mark.parametrize(
    ("answer", "region"),
    [("assn", "Groningen"), ("zwole", "Regio Zwolle"), ("tielt", "Rivierenland"), ("achhtmaal", "West-Brabant")],
)
def test_a_short_name_alone_may_be_mistyped_only_as_the_answer_to_where_somebody_lives(
    answer: str, region: str
) -> None:
    match = regions().find_place(answer, asked=True)
    assert match is not None
    assert match.region_name == region
    assert regions().find_place(answer) is None


def test_a_typo_that_may_be_two_places_is_asked_back() -> None:
    match = regions().find_place("ik woon in marsm")
    assert match is not None
    assert {choice.place for choice in regions().choices(match)} == {"Marum", "Marsum"}
    settled = regions().which(match, "Marsum")
    assert settled is not None
    assert (settled.place, settled.ambiguous) == ("Marsum", ())


@pytest.mark.parametrize("text", ["{}", "ik woon in {}", "ik kom uit {}", "in de buurt van {}", "ik werk in {}"])
@pytest.mark.parametrize(
    "word",
    ["school", "worden", "minder", "zoeken", "goed", "geen", "huis", "weer", "baan", "steun", "nederlands", "door"],
)
def test_an_ordinary_word_is_never_read_as_a_misspelt_place(text: str, word: str) -> None:
    assert regions().find_place(text.format(word), asked=True) is None


@pytest.mark.parametrize("answer", ["nee", "weet ik niet", "liever niet", "thuis", "in een dorp", "bij mijn moeder"])
def test_an_answer_that_names_no_place_finds_none(answer: str) -> None:
    assert regions().find_place(answer, asked=True) is None


def test_places_as_people_type_them_are_found_where_they_are_asked() -> None:
    cases = read_yaml(Path(__file__).parent / "lookup_questions.yaml")["places"]
    home = {name: region.code for region in regions().all() for name in region.municipalities}
    found = [(case["asks"], regions().find_place(case["asks"], asked=True), home[case["place"]]) for case in cases]
    wrong = [asks for asks, match, code in found if match is None or match.region_code != code]
    assert len(wrong) <= 1, wrong


def test_an_ordinary_word_is_a_place_only_where_a_place_is_expected() -> None:
    assert region_of("ik woon in Best") == "Zuidoost-Brabant"
    assert region_of("best") == "Zuidoost-Brabant"
    assert region_of("ik doe mijn best") is None
    assert region_of("ik werk graag met dieren") is None
    assert region_of("ik werk in de wijk") is None
    assert region_of("een team leiden, dat wil ik") is None
    assert region_of("ik werk in huizen en kantoren") is None
    assert region_of("ik woon in Huizen") == "Gooi- en Vechtstreek"


@pytest.mark.parametrize(
    "text", ["", "ik ben chauffeur", "ik wil naar kantoor", "werk in winkels", "bij een uitzendbureau"]
)
def test_a_text_without_a_place_finds_none(text: str) -> None:
    assert regions().find_place(text) is None


def test_the_longest_name_wins() -> None:
    match = regions().find_place("ik woon in Bergen op Zoom")
    assert match is not None
    assert (match.place, match.text, match.ambiguous) == ("Bergen op Zoom", "Bergen op Zoom", ())


@pytest.mark.parametrize("name", ["Bergen", "Rijswijk", "Hengelo", "Haren", "Zeeland"])
def test_a_name_in_several_regions_lists_its_candidates(name: str) -> None:
    match = regions().find_place(name)
    assert match is not None
    assert len({place.region_code for place in match.ambiguous}) > 1


def test_which_bergen_can_be_asked_with_its_municipality_and_region() -> None:
    match = regions().find_place("ik woon in Bergen")
    assert match is not None
    assert [(choice.municipality, choice.region_name) for choice in regions().choices(match)] == [
        ("Bergen (NH.)", "Noord-Holland Noord"),
        ("Bergen (L.)", "Noord-Limburg"),
    ]


@pytest.mark.parametrize(
    ("answer", "region"),
    [
        ("die in Limburg", "Noord-Limburg"),
        ("NH", "Noord-Holland Noord"),
        ("noord-holland", "Noord-Holland Noord"),
        ("bij Alkmaar", "Noord-Holland Noord"),
        ("in de buurt van Venlo", "Noord-Limburg"),
    ],
)
def test_an_answer_tells_which_bergen_is_meant(answer: str, region: str) -> None:
    match = regions().find_place("Bergen")
    assert match is not None
    settled = regions().which(match, answer)
    assert settled is not None
    assert (settled.region_name, settled.text, settled.ambiguous) == (region, "Bergen", ())


@pytest.mark.parametrize("answer", ["", "weet ik niet", "Bergen", "in Groningen"])
def test_an_answer_that_does_not_tell_settles_nothing(answer: str) -> None:
    match = regions().find_place("Bergen")
    assert match is not None
    assert regions().which(match, answer) is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("bergen limburg", "Noord-Limburg"),
        ("Bergen in Limburg", "Noord-Limburg"),
        ("ik woon in bergen in noord-holland", "Noord-Holland Noord"),
        ("Bergen (L)", "Noord-Limburg"),
        ("rijswijk gld", "Rivierenland"),
        ("hengelo overijssel", "Twente"),
        ("zeeland brabant", "Noordoost-Brabant"),
    ],
)
def test_a_province_in_the_text_tells_it_at_once(text: str, region: str) -> None:
    match = regions().find_place(text)
    assert match is not None
    assert (match.region_name, match.ambiguous) == (region, ())


def test_a_clear_match_has_nothing_to_choose() -> None:
    match = regions().find_place("Arnhem")
    assert match is not None
    assert regions().choices(match) == ()
    assert regions().which(match, "weet ik niet") == match


def test_a_town_is_meant_before_a_village_of_that_name() -> None:
    match = regions().find_place("Hengelo")
    assert match is not None
    assert match.region_name == "Twente"


def test_there_are_35_regions_with_342_municipalities() -> None:
    names = [name for region in regions().all() for name in region.municipalities]
    assert (len(regions().all()), len(names), len(set(names))) == (35, 342, 342)


def test_every_municipality_finds_its_own_region() -> None:
    wrong = [
        name
        for region in regions().all()
        for name in region.municipalities
        if region_of(f"ik woon in {name}") != region.name and region_of(f"gemeente {name}") != region.name
        if region_of(name) != region.name
    ]
    assert wrong == []


def test_a_region_is_found_by_its_code() -> None:
    region = regions().region("AM06")
    assert (region.name, region.werkcentrum_url) == ("Stedendriehoek en Noordwest Veluwe", "https://werkcentrum.nl")
    assert region.centre is None  # not confirmed in the fact sheet
    with pytest.raises(KeyError):
        regions().region("AM04")


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data is not on this machine")
def test_our_regions_hold_every_place_of_the_official_list() -> None:
    with (REFERENCE / "woonplaats_gemeente_arbeidsmarktregio_2026.csv").open(encoding="utf-8-sig") as file:
        official = {(row["woonplaats"], row["gemeente"]) for row in csv.DictReader(file)}
    ours = {
        (place, municipality)
        for region in regions().all()
        for municipality, places in region.municipalities.items()
        for place in (*places, municipality)
    }
    assert official <= ours


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data is not on this machine")
def test_nearly_every_known_spelling_finds_its_municipality() -> None:
    municipalities = {name for region in regions().all() for name in region.municipalities}
    with (REFERENCE / "plaatsnamen_spelling.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Gemeente"] in municipalities]
    found = 0
    for row in rows:
        match = regions().find_place(row["Variant"])
        candidates = {match.municipality, *(place.municipality for place in match.ambiguous)} if match else set()
        found += row["Gemeente"] in candidates
    assert found / len(rows) > 0.97
