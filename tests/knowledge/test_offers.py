"""Which school offers which training: importing offer files and asking for them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.catalogue import open_catalogue
from knowledge.errors import KnowledgeError
from knowledge.imported import stored_import
from knowledge.importers import run_import
from knowledge.importers.summary import Summary
from knowledge.loading import build_database, load_all
from knowledge.offers import Offer, read_offers
from knowledge.trainings import TrainingIndex

SHARED = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SAMPLE = SHARED / "mbo" / "aanbod_instelling_crebo_leerweg_sample.csv"
HEAD = "instelling,crebo,leerweg,cohort,kwalificatie,plaats\n"
ROWS = (
    HEAD + "rijn_ijssel,25655,BBL,2026,Mbo-Verpleegkundige,Arnhem\nutrecht,25655,BOL,2025,Mbo-Verpleegkundige,Utrecht\n"
)


def offer_file(folder: Path, text: str = ROWS) -> Path:
    file = folder / "aanbod.csv"
    file.write_text(text, encoding="utf-8")
    return file


def import_offers(path: Path, url: str) -> Summary:
    return run_import("offers", path, url, None, lambda _: None)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'knowledge.db'}"


def test_a_region_keeps_the_schools_that_lie_in_it(tmp_path: Path, url: str) -> None:
    build_database(load_all(), url)
    import_offers(offer_file(tmp_path), url)
    trainings = open_catalogue(url).trainings
    assert [offer.school for offer in trainings.offers("mbo_verpleegkundige", region="AM07")] == ["rijn_ijssel"]
    assert [each.id for each in trainings.search(region="AM07")] == ["mbo_verpleegkundige"]
    assert trainings.search(region="AM07", form="bol") == []


def test_loading_the_facts_again_keeps_the_imported_offers(tmp_path: Path, url: str) -> None:
    import_offers(offer_file(tmp_path), url)
    build_database(load_all(), url)
    assert len(read_offers(url)) == 2


def test_importing_twice_changes_nothing(tmp_path: Path, url: str) -> None:
    import_offers(offer_file(tmp_path), url)
    before, noted = read_offers(url), stored_import(url, "offers")
    assert "imported already" in str(import_offers(offer_file(tmp_path), url))
    assert (read_offers(url), stored_import(url, "offers")) == (before, noted)


def test_a_new_file_replaces_only_the_schools_in_it(tmp_path: Path, url: str) -> None:
    import_offers(offer_file(tmp_path), url)
    import_offers(offer_file(tmp_path, HEAD + "utrecht,25180,BBL,2026,Kok,Utrecht\n"), url)
    assert {(offer.school, offer.crebo) for offer in read_offers(url)} == {
        ("rijn_ijssel", "25655"),
        ("utrecht", "25180"),
    }


def test_rows_that_cannot_be_used_are_counted_with_the_reason(tmp_path: Path, url: str) -> None:
    rows = ROWS + "aeres,2565,BBL,2026,Kok,Ede\naeres,25180,thuis,2026,Kok,Ede\nutrecht,25655,BOL,2025,Dubbel,Utrecht\n"
    summary = import_offers(offer_file(tmp_path, rows), url)
    assert (summary.read["offers"], summary.read["of which with a region"]) == (2, 2)
    assert set(summary.skipped) == {
        "the crebo is not five digits", "the form is not BOL or BBL", "the same offer stands in the list twice",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("naam;code\nKok;25180\n", "no file with the columns instelling"),
        (ROWS + "aeres,251", "cut off"),
        (ROWS + "aeres,25180,BBL,2026,Kok,Ed", "stops in the middle of a line"),
        (HEAD, "holds no offers"),
    ],
)
def test_a_foreign_or_truncated_file_is_refused_and_changes_nothing(
    tmp_path: Path, url: str, text: str, reason: str
) -> None:
    import_offers(offer_file(tmp_path), url)
    before = read_offers(url)
    with pytest.raises(KnowledgeError, match=reason):
        import_offers(offer_file(tmp_path, text), url)
    assert read_offers(url) == before


def test_a_school_of_which_far_less_is_left_is_refused(tmp_path: Path, url: str) -> None:
    many = "".join(f"aeres,2518{crebo},BBL,2026,Kok,Ede\n" for crebo in range(9))
    import_offers(offer_file(tmp_path, ROWS + many), url)
    before = read_offers(url)
    with pytest.raises(KnowledgeError, match="holds 1 offers of aeres, and 9 are there now"):
        import_offers(offer_file(tmp_path, HEAD + "aeres,25180,BBL,2026,Kok,Ede\n"), url)
    assert read_offers(url) == before


def test_a_wrongly_encoded_file_is_refused(tmp_path: Path, url: str) -> None:
    file = tmp_path / "aanbod.csv"
    file.write_bytes((ROWS + "caf\u00e9,25180,BBL,2026,Kok,Ede\n").encode("latin-1"))
    with pytest.raises(KnowledgeError, match="is not UTF-8"):
        import_offers(file, url)


def test_a_place_with_several_regions_gives_no_region(tmp_path: Path, url: str) -> None:
    import_offers(offer_file(tmp_path, HEAD + "utrecht,25180,BBL,2026,Kok,Bergen\n"), url)
    assert [offer.region_code for offer in read_offers(url)] == [""]


def test_only_the_newest_cohort_is_named() -> None:
    offers = [Offer("utrecht", "25655", "bol", year, "x", "", "file", date(2026, 11, 21)) for year in ("2024", "2026")]
    index = TrainingIndex(load_all().trainings, offers=offers)
    assert [offer.cohort for offer in index.offers("mbo_verpleegkundige")] == ["2026"]


def test_the_command_imports_and_tells_what_it_did(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--url", url, "import", "offers", str(offer_file(tmp_path))]) == 0
    assert "2  offers" in capsys.readouterr().out


@pytest.mark.skipif(not SAMPLE.exists(), reason="reference data is not part of the project")
def test_the_real_sample_is_read_whole(url: str) -> None:
    summary = import_offers(SAMPLE, url)
    assert (summary.read["offers"], summary.skipped) == (468, {})
    index = TrainingIndex(load_all().trainings, offers=read_offers(url))
    assert sum(bool(index.offers(training.id)) for training in index.all()) > 50
