"""Imported lists are used: newer than what was written by hand, and under it where it says more."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, open_catalogue
from knowledge.errors import KnowledgeError
from knowledge.imported import stored_import
from knowledge.importers import run_import
from knowledge.loading import Loaded, build_database, load_all

REFERENCE = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
with_reference = pytest.mark.skipif(not REFERENCE.exists(), reason=f"no reference data in {REFERENCE}")
Import = Callable[[str, Path], Catalogue]
UWV_HEADER = ["sector", "beroep", "niveau", "werknl_url", "uwv_beroep_code", "brc2014", "brc_naam"]
BRIDGE = [["brc2014", "primaire_isco08"], ["0721", "7212"], ["1052", "5142"], ["0999", "9999"]]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_all()


@pytest.fixture
def bring_in(loaded: Loaded, tmp_path: Path) -> Import:
    """Imports a list into a freshly loaded database, and opens that."""
    url = f"sqlite:///{tmp_path}/knowledge.db"
    build_database(loaded, url)

    def run(kind: str, path: Path) -> Catalogue:
        run_import(kind, path, url, None, lambda _: None, force=True)  # a few rows stand for the whole list
        assert stored_import(url, kind)
        return open_catalogue(url)

    return run


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_uwv(folder: Path, titles: dict[str, str], years: str = "2027_2028") -> Path:
    """Title -> code of BRC 2014."""
    rows = [
        ["Techniek", title, "Middelbaar", f"https://www.werk.nl/{brc}", brc, brc, ""] for title, brc in titles.items()
    ]
    write_csv(folder / f"beroepen_uwv_{years}.csv", [UWV_HEADER, *rows])
    write_csv(folder / "brc.csv", BRIDGE)
    return folder


def test_a_newer_list_of_uwv_gives_its_own_title_and_date(bring_in: Import, tmp_path: Path, loaded: Loaded) -> None:
    occupations = bring_in("uwv", write_uwv(tmp_path / "uwv", {"Schilders": "0735"})).occupations
    chance = occupations.get("schilder").chances
    today = stored_import(f"sqlite:///{tmp_path}/knowledge.db", "uwv")
    assert chance is not None and today is not None
    assert chance.source.title == "UWV, beroepen met veel werk 2027-2028"
    assert (chance.source.retrieved, chance.source.info_date) == (today.day, "2027-2028")


def test_an_occupation_that_left_the_list_has_no_chance_any_more(bring_in: Import, tmp_path: Path) -> None:
    occupations = bring_in("uwv", write_uwv(tmp_path / "uwv", {"Schilders": "0735"})).occupations
    assert [each.id for each in occupations.all() if each.chances] == ["schilder"]


def test_a_new_title_counts_for_who_carries_that_name_in_that_group_only(bring_in: Import, tmp_path: Path) -> None:
    """Both titles are new; the bridge puts "Metselaars" into another group than the metselaar's."""
    folder = write_uwv(tmp_path / "uwv", {"Lassers": "0721", "Schoonheidsspecialisten": "1052", "Metselaars": "0999"})
    occupations = bring_in("uwv", folder).occupations
    assert occupations.get("lasser").isco == "7212"
    assert {each.id for each in occupations.all() if each.chances} == {"lasser", "schoonheidsspecialist"}


def test_an_older_list_in_the_folder_keeps_nothing_alive(bring_in: Import, tmp_path: Path) -> None:
    write_uwv(tmp_path / "uwv", {"Dakdekkers": "0733"}, "2025_2026")
    occupations = bring_in("uwv", write_uwv(tmp_path / "uwv", {"Schilders": "0735"})).occupations
    assert occupations.get("dakdekker").chances is None


def test_what_was_not_imported_stays_as_it_was_written(bring_in: Import, tmp_path: Path, loaded: Loaded) -> None:
    catalogue = bring_in("uwv", write_uwv(tmp_path / "uwv", {"Schilders": "0735"}))
    assert catalogue.regions.all() == loaded.regions.regions
    assert {each.id: each for each in catalogue.trainings.all()} == {each.id: each for each in loaded.trainings}


def places(loaded: Loaded, rename: dict[str, str]) -> list[list[str]]:
    """The curated places as a list of CBS, with other names for some municipalities."""
    rows = [["woonplaats", "gemeente", "gemeentecode", "arbeidsmarktregio"]]
    for region in loaded.regions.regions:
        for name, others in region.municipalities.items():
            rows += [[place, rename.get(name, name), f"{region.code}{name}", region.name] for place in (*others, name)]
    return rows


def test_a_municipality_with_a_new_name_is_found_and_the_town_lies_in_it(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    path = write_csv(tmp_path / "cbs" / "places.csv", places(loaded, {"Apeldoorn": "Veluwestad"}))
    catalogue = bring_in("regions", path)
    for said in ("ik woon in Veluwestad", "Apeldoorn", "7311"):
        match = catalogue.regions.find_place(said)
        assert match is not None
        assert (match.municipality, match.region_code) == ("Veluwestad", "AM06")
    assert catalogue.budgets.vocabulary.checked("gemeente", "Veluwestad") == "Veluwestad"


def test_our_own_cues_and_ordinary_words_hold_for_imported_places_too(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    write_csv(tmp_path / "cbs" / "places.csv", places(loaded, {}))
    header = ["Variant", "Woonplaats", "Woonplaatscode"]
    write_csv(tmp_path / "cbs" / "spelling.csv", [header, ["t veld", "'t Veld", "1"], ["ut", "Utrecht", "2"]])
    regions = bring_in("regions", tmp_path / "cbs").regions
    assert regions.find_place("werken t veld op") is None
    assert regions.find_place("ik doe mijn best") is None
    for said, place in (("Den Bosch", "'s-Hertogenbosch"), ("ut", "Utrecht"), ("ik woon in t Veld", "'t Veld")):
        match = regions.find_place(said)
        assert match is not None and match.place == place


def test_a_list_with_an_unknown_region_or_half_the_country_is_refused(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    whole = places(loaded, {})
    strange = [[*row[:3], "Randstad"] if row[3] == "Twente" else row for row in whole]
    with pytest.raises(KnowledgeError, match="do not know: Randstad"):
        bring_in("regions", write_csv(tmp_path / "strange" / "places.csv", strange))
    half = [row for row in whole if row[3] != "Twente"]
    with pytest.raises(KnowledgeError, match="no place in Twente"):
        bring_in("regions", write_csv(tmp_path / "half" / "places.csv", half))


CURRENT = ["crebo", "kwalificatie", "n_skills"]
LAW = ["opleidingsdomein", "crebo", "kwalificatie", "niveau", "beroepsvereisten", "leerweg"]


def write_mbo(folder: Path, loaded: Loaded, without: str = "", law_only: bool = False) -> Path:
    """A current list of 2027 with every curated crebo but one, and two that nobody curated; and the law of 2015."""
    curated = sorted({training.crebo for training in loaded.trainings if training.crebo} - {without})
    rows = [[crebo, f"kwalificatie {crebo}", "1"] for crebo in curated]
    rows += [["99001", "Torenkraanspotter", "1"], ["99002", "Dronevlieger", "1"]]
    write_csv(folder / "law_2015.csv", [LAW, ["Bouw", "99001", "Kraanspotter", "3", "", "BOL/BBL"]])
    if not law_only:
        write_csv(folder / "kwalificaties_2027.csv", [CURRENT, *rows])
    return folder


def test_a_training_whose_crebo_left_the_list_is_never_found_but_still_known(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    catalogue = bring_in("mbo", write_mbo(tmp_path / "mbo", loaded, without="25122"))
    trainings = catalogue.trainings
    assert "werkvoorbereider_fabricage" not in {each.id for each in trainings.all()}
    assert "werkvoorbereider_fabricage" not in {each.id for each in trainings.find("werkvoorbereider fabricage")}
    assert "werkvoorbereider_fabricage" not in {
        each.id for each in trainings.for_occupations(["werkvoorbereider_metaal"])
    }
    assert trainings.get("werkvoorbereider_fabricage").crebo == "25122"  # for who chose it before


def test_the_law_of_2015_alone_takes_nothing_away_and_adds_nothing(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    trainings = bring_in("mbo", write_mbo(tmp_path / "mbo", loaded, law_only=True)).trainings
    assert {each.id for each in trainings.all()} == {each.id for each in loaded.trainings}


def test_a_qualification_that_nobody_curated_is_found_with_what_the_lists_tell_and_no_more(
    bring_in: Import, tmp_path: Path, loaded: Loaded
) -> None:
    trainings = bring_in("mbo", write_mbo(tmp_path / "mbo", loaded)).trainings
    (known,) = trainings.find("ik wil torenkraanspotter worden")
    assert (known.id, known.level, known.modes, known.course) == ("mbo:99001", "mbo_3", ("bbl", "bol"), "mbo_bbl")
    assert "niveau 3" in known.summary and "2027" in known.summary
    (bare,) = trainings.find("opleiding dronevlieger")
    assert (bare.level, bare.modes, bare.months, bare.price, bare.entry) == (None, (), None, None, "")
    assert "2027" in bare.summary and "niveau" not in bare.summary
    assert bare.sources[0].info_date == "2027" and bare.verified == bare.sources[0].retrieved


@with_reference
def test_the_real_list_of_uwv_gives_every_occupation_the_chance_that_was_chosen_by_hand(
    bring_in: Import, loaded: Loaded
) -> None:
    occupations = bring_in("uwv", REFERENCE / "uwv").occupations
    for curated in loaded.occupations:
        now = occupations.get(curated.id).chances
        assert (now and (now.listed_as, now.source.url, now.source.title)) == (
            curated.chances and (curated.chances.listed_as, curated.chances.source.url, curated.chances.source.title)
        ), curated.id


@with_reference
def test_the_real_list_of_cbs_holds_the_curated_places(bring_in: Import, loaded: Loaded) -> None:
    regions = bring_in("regions", REFERENCE / "regions").regions
    listed = {
        region.code: {name: set(others) for name, others in region.municipalities.items()} for region in regions.all()
    }
    for region in loaded.regions.regions:
        assert listed[region.code] == {name: set(others) for name, others in region.municipalities.items()}
    assert regions.find_place("ik werk in zuidoost") is None  # a spelling of Amsterdam there, a word to us


@with_reference
def test_the_real_lists_of_mbo_take_nothing_away_and_add_what_was_missing(bring_in: Import, loaded: Loaded) -> None:
    trainings = bring_in("mbo", REFERENCE / "mbo").trainings
    added = [each for each in trainings.all() if each.id.startswith("mbo:")]
    assert len(trainings.all()) - len(added) == len(loaded.trainings)
    assert len(added) == 99
    assert trainings.find("opleiding hoefsmid")[0].name == "Hoefsmid"
    for text, curated in (
        ("mijn code95 verloopt", "rijbewijs_c_code_95"),
        ("opleiding verpleegkundige", "mbo_verpleegkundige"),
    ):
        assert trainings.find(text)[0].id == curated


@with_reference
def test_an_occupation_of_esco_has_the_chance_of_its_very_name(bring_in: Import, tmp_path: Path) -> None:
    bring_in("uwv", REFERENCE / "uwv")
    occupations = bring_in("esco", REFERENCE / "esco" / "ESCO-nl-csv.zip").occupations

    def chance_of(name: str) -> str | None:
        (id_,) = (each.id for each in occupations.search(name) if each.name == name and each.id.startswith("esco:"))
        chance = occupations.get(id_).chances
        return chance.listed_as if chance else None

    assert chance_of("schoenmaker") == "Schoenmakers"
    assert chance_of("kunstschilder") is None  # ESCO calls it "schilder" too
