"""Imports of downloads: complete or not at all, once or again, and the project's own facts stay on top."""

from __future__ import annotations

import csv
import os
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.catalogue import open_catalogue
from knowledge.encoder import Vectors
from knowledge.errors import KnowledgeError
from knowledge.imported import read_imported, stored_import
from knowledge.importers import run_import
from knowledge.importers.summary import Summary
from knowledge.loading import build_database, load_all

REFERENCE = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
OCCUPATION, SKILL = "http://data.europa.eu/esco/occupation/", "http://data.europa.eu/esco/skill/"
HOVENIER = OCCUPATION + "e7970c7a-7769-4002-87d3-0a8ea94fdd6f"
Table = list[list[str]]


class LetterEncoder:
    """Counts letters: enough to see that vectors are made and used."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.count(letter) for letter in "aeiou"] for text in texts], dtype=np.float32) + 1
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)


def esco_tables() -> dict[str, Table]:
    """A small ESCO of three occupations, with what is odd in the real one."""
    beekeeper = [
        "Occupation",
        OCCUPATION + "b",
        "6123",
        "bijenhouder",
        "imker\nimkerin",
        "released",
        "Houdt bijen.",
        "6123.1",
    ]
    return {
        "occupations_nl": [
            ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "description", "code"],
            ["Occupation", HOVENIER, "6113", "hovenier", "tuinaannemer", "released", "Legt tuinen aan.", "6113.3"],
            beekeeper,
            beekeeper,
            [
                "Occupation",
                OCCUPATION + "c",
                "2131",
                "asfaltlaborant",
                "",
                "released",
                "Keurt asfalt,\nin een lab.",
                "2131.9",
            ],
        ],
        "skills_nl": [
            ["conceptUri", "skillType", "preferredLabel"],
            [SKILL + "1", "skill/competence", "honing slingeren"],
        ],
        "skillGroups_nl": [["conceptUri", "preferredLabel", "code"], [SKILL + "g", "dieren verzorgen", "S6"]],
        "ISCOGroups_nl": [["conceptUri", "preferredLabel", "code"], ["x", "Imkers en telers", "6123"]],
        "occupationSkillRelations_nl": [
            ["occupationUri", "relationType", "skillType", "skillUri"],
            [OCCUPATION + "b", "essential", "", SKILL + "1"],
            [OCCUPATION + "b", "optional", "", SKILL + "2"],
            [OCCUPATION + "c", "optional", "", SKILL + "3"],
        ],
    }


def write_csv(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def write_esco(folder: Path, tables: dict[str, Table]) -> Path:
    """A folder with those tables, and the file that names skills without a Dutch label."""
    folder.mkdir(exist_ok=True)
    for name, table in tables.items():
        write_csv(folder / f"{name}.csv", table)
    header = ["skillUri", "skillGroupCode", "skillGroupNl", "skillLabelEn"]
    write_csv(folder / "skill_groups_by_skill.csv", [header, [SKILL + "2", "S6", "dieren verzorgen", "smoke bees"]])
    return folder


def zipped(folder: Path) -> Path:
    """The same as a zip, with the extra file beside it."""
    path = folder.parent / "zip" / "ESCO.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.glob("*_nl.csv"):
            archive.write(file, file.name)
    (path.parent / "skill_groups_by_skill.csv").write_bytes((folder / "skill_groups_by_skill.csv").read_bytes())
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/knowledge.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_esco(tmp_path / "esco", esco_tables())


def bring_in(path: Path, url: str, kind: str = "esco") -> Summary:
    return run_import(kind, path, url, LetterEncoder(), lambda _: None)


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def test_a_folder_is_read_with_its_synonyms_skills_and_relations(folder: Path, url: str) -> None:
    summary = bring_in(folder, url)
    rows = read_imported(url, ["esco_occupations", "esco_names", "esco_skills", "esco_occupation_skills"])
    assert [row["label"] for row in rows["esco_occupations"]] == ["hovenier", "bijenhouder", "asfaltlaborant"]
    assert {"imker", "imkerin"} < {row["name"] for row in rows["esco_names"]}
    assert {row["label"]: row["language"] for row in rows["esco_skills"]} == {
        "honing slingeren": "nl",
        "smoke bees": "en",
    }
    assert [row["relation"] for row in rows["esco_occupation_skills"]] == ["essential", "optional"]
    assert summary.skipped == {
        "occupations listed twice (same conceptUri)": 1,
        "relations with a skill that has no label": 1,
    }


def test_a_zip_and_its_folder_are_the_same_download(folder: Path, url: str) -> None:
    first = bring_in(folder, url)
    again = bring_in(zipped(folder), url)
    assert again.fingerprint == first.fingerprint
    assert again.unchanged_since is not None


def test_importing_twice_changes_nothing(folder: Path, url: str) -> None:
    bring_in(folder, url)
    before = contents(url)
    assert "imported already" in str(bring_in(folder, url))
    assert contents(url) == before


def test_a_newer_version_replaces_the_old_one_and_is_noted(folder: Path, url: str) -> None:
    bring_in(folder, url)
    tables = esco_tables()
    del tables["occupations_nl"][1]
    tables["occupations_nl"][1][3] = tables["occupations_nl"][2][3] = "bijenhoudster"
    write_esco(folder, tables)
    bring_in(folder, url)
    labels = [row["label"] for row in read_imported(url, ["esco_occupations"])["esco_occupations"]]
    assert labels == ["bijenhoudster", "asfaltlaborant"]
    assert len(read_imported(url, ["imports"])["imports"]) == 2
    now = stored_import(url, "esco")
    assert now is not None and now.file == "esco" and now.counts["occupations"] == 2


def spoil_truncated_zip(folder: Path) -> Path:
    path = zipped(folder)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def spoil_damaged_zip(folder: Path) -> Path:
    path = zipped(folder)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("occupations_nl.csv").header_offset
    content[start + 100] ^= 255  # in the compressed text
    path.write_bytes(content)
    return path


def spoil_encoding(folder: Path) -> Path:
    path = folder / "occupations_nl.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("Houdt", "Hóúdt").encode("latin-1"))
    return folder


def spoil_last_row(folder: Path) -> Path:
    path = folder / "occupationSkillRelations_nl.csv"
    path.write_bytes(path.read_bytes()[:-60])
    return folder


def spoil_quote(folder: Path) -> Path:
    path = folder / "occupations_nl.csv"
    path.write_bytes(path.read_bytes()[: path.read_bytes().rindex(b"lab.")])
    return folder


def spoil_foreign(folder: Path) -> Path:
    write_csv(folder / "occupations_nl.csv", [["naam", "prijs"], ["appel", "1"]])
    return folder


def spoil_missing_file(folder: Path) -> Path:
    (folder / "skills_nl.csv").unlink()
    return folder


def spoil_half_the_occupations(folder: Path) -> Path:
    write_csv(folder / "occupations_nl.csv", esco_tables()["occupations_nl"][:2])
    return folder


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (spoil_truncated_zip, "cut off"),
        (spoil_damaged_zip, "cannot be read|not a complete zip"),
        (spoil_encoding, "occupations_nl.csv.*not UTF-8"),
        (spoil_last_row, "line 4.*cut off"),
        (spoil_quote, "cut off"),
        (spoil_foreign, "no column conceptUri.*another file"),
        (spoil_missing_file, "no skills_nl.csv"),
        (spoil_half_the_occupations, "not complete"),
    ],
)
def test_a_spoilt_download_is_refused_with_a_reason_and_changes_nothing(
    folder: Path, url: str, spoil: object, reason: str
) -> None:
    bring_in(folder, url)
    before = contents(url)
    assert callable(spoil)
    with pytest.raises(KnowledgeError, match=reason) as refused:
        bring_in(spoil(folder), url)
    assert refused.value.mend
    assert contents(url) == before


UWV = ["sector", "beroep", "niveau", "werknl_url", "uwv_beroep_code", "brc2014"]
MBO = ["crebo", "kwalificatie", "n_skills"]


def short_list(path: Path, kind: str, rows: int) -> Path:
    """A list of that kind with so many rows."""
    head, width = (UWV, 4) if kind == "uwv" else (MBO, 1)
    body = [[f"{10_000 + row}" for _ in head[:-width]] + ["naam"] * width for row in range(rows)]
    write_csv(path, [head, *body])
    return path


@pytest.mark.parametrize("kind", ["uwv", "mbo"])
def test_a_list_with_a_head_only_is_refused_and_changes_nothing(kind: str, tmp_path: Path, url: str) -> None:
    bring_in(short_list(tmp_path / "list.csv", kind, 40), url, kind)
    before = contents(url)
    empty = short_list(tmp_path / "empty.csv", kind, 0)
    for force in (False, True):
        with pytest.raises(KnowledgeError, match="a head at most"):
            run_import(kind, empty, url, None, lambda _: None, force=force)
    assert contents(url) == before


@pytest.mark.parametrize("kind", ["uwv", "mbo"])
def test_a_list_that_lost_half_of_what_is_stored_is_refused_unless_forced(kind: str, tmp_path: Path, url: str) -> None:
    bring_in(short_list(tmp_path / "list.csv", kind, 40), url, kind)
    before, short = contents(url), short_list(tmp_path / "short.csv", kind, 19)
    with pytest.raises(KnowledgeError, match="holds 19 .*and 40 are there now.*--force"):
        bring_in(short, url, kind)
    assert contents(url) == before
    run_import(kind, short, url, None, lambda _: None, force=True)
    assert contents(url) != before


@pytest.mark.parametrize("kind", ["uwv", "mbo"])
def test_a_first_list_that_holds_far_less_than_the_own_facts_is_refused(kind: str, tmp_path: Path, url: str) -> None:
    build_database(load_all(), url)
    with pytest.raises(KnowledgeError, match="are there now"):
        bring_in(short_list(tmp_path / "short.csv", kind, 5), url, kind)
    assert stored_import(url, kind) is None


@pytest.mark.parametrize("kind", ["uwv", "mbo"])
def test_a_list_cut_off_in_its_last_word_is_refused(kind: str, tmp_path: Path, url: str) -> None:
    path = short_list(tmp_path / "list.csv", kind, 40)
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(KnowledgeError, match="line 41: stops in the middle of a line"):
        bring_in(path, url, kind)
    assert not (tmp_path / "knowledge.db").exists()


@pytest.mark.parametrize("kind", ["uwv", "regions", "mbo", "offers"])
def test_a_foreign_csv_is_refused_by_every_importer(kind: str, tmp_path: Path, url: str) -> None:
    path = tmp_path / "fruit.csv"
    write_csv(path, [["naam", "prijs"], ["appel", "1"]])
    with pytest.raises(KnowledgeError, match="no file with the columns"):
        bring_in(path, url, kind)
    assert not (tmp_path / "knowledge.db").exists()


def test_loading_the_own_facts_keeps_what_was_imported(folder: Path, url: str) -> None:
    bring_in(folder, url)
    build_database(load_all(), url)
    assert len(read_imported(url, ["esco_occupations"])["esco_occupations"]) == 3


def test_the_curated_occupation_stays_on_top_of_its_nearest_in_esco(folder: Path, url: str) -> None:
    build_database(load_all(), url)
    bring_in(folder, url)
    occupations = open_catalogue(url, LetterEncoder()).occupations
    assert [found.id for found in occupations.search("tuinaannemer")][0] == "hovenier"
    assert "esco:6113.3" not in {found.id for found in occupations.search("hovenier", limit=10)}
    (mention,) = occupations.link("ik ben hovenier")
    assert mention.best.id == "hovenier" and mention.certain


def test_an_occupation_that_only_esco_knows_is_found_and_safe_to_show(folder: Path, url: str) -> None:
    build_database(load_all(), url)
    bring_in(folder, url)
    occupations = open_catalogue(url, LetterEncoder()).occupations
    (mention,) = occupations.link("ik werk als imker")
    assert mention.best.id == "esco:6123.1"
    occupation = occupations.get("esco:6123.1")
    assert (occupation.name, occupation.sector, occupation.chances) == ("bijenhouder", None, None)
    assert occupation.source is not None and "ESCO" in occupation.source.title
    assert occupations.next_steps("esco:6123.1", lighter=True) == []
    with pytest.raises(KeyError):
        occupations.get("esco:9999.9")


@pytest.mark.skipif(not REFERENCE.exists(), reason=f"no reference data in {REFERENCE}")
@pytest.mark.parametrize(
    ("kind", "table", "count"),
    [("uwv", "uwv_chances", 306), ("regions", "places", 2501), ("mbo", "mbo_skills", 5912)],
)
def test_the_real_lists_come_in_whole(kind: str, table: str, count: int, url: str) -> None:
    bring_in(REFERENCE / kind, url, kind)
    assert len(read_imported(url, [table])[table]) == count


@pytest.mark.skipif(not (REFERENCE / "esco").exists(), reason=f"no ESCO in {REFERENCE}")
def test_all_of_esco_comes_in_whole(url: str) -> None:
    """Without sentence vectors, which take half a minute."""
    summary = run_import("esco", REFERENCE / "esco" / "ESCO-nl-csv.zip", url, None, lambda _: None)
    assert (summary.read["occupations"], summary.read["relations: essential"]) == (3039, 67_583)
    assert summary.skipped["occupations listed twice (same conceptUri)"] == 4
    build_database(load_all(), url)
    (mention,) = open_catalogue(url, LetterEncoder()).occupations.link("ik ben ziekenhuisapotheker")
    assert mention.best.name == "ziekenhuisapotheker" and mention.certain
