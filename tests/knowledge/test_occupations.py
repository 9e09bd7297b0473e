"""What every curated occupation must offer, and how the index hands it out."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from pydantic import ValidationError

from knowledge.career_schema import Occupation, Sector
from knowledge.encoder import Vectors, occupation_texts, occupation_vectors
from knowledge.loading import DATA_DIR
from knowledge.occupations import OccupationIndex

SHARED = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
LOADS = ("licht", "middel", "zwaar")

LASSER = {
    "id": "lasser", "name": "lasser", "sector": "metaal", "level": "mbo_2", "isco": "7212",
    "esco": "http://data.europa.eu/esco/occupation/x", "holland": "RCI", "physical_load": "zwaar",
    "description": "Je last metaal aan elkaar.", "entry": "Je leert het vak op het werk.",
    "next_steps": [{"to": to, "why": "Je kent metaal en tekeningen al."} for to in ("een", "twee", "drie")],
}  # fmt: skip


class LetterEncoder:
    """Counts letters: texts with the same letters are near each other."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts])
        normalised: Vectors = (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)
        return normalised


def test_there_are_three_hundred_occupations_and_every_sector_has_some(occupations: OccupationIndex) -> None:
    assert len(occupations.all()) >= 300
    assert {occupation.sector for occupation in occupations.all()} == set(get_args(Sector))


def test_a_file_of_occupations_stays_readable() -> None:
    for path in (DATA_DIR / "occupations").glob("*.yaml"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, f"split {path.name}"


def test_every_next_step_leads_to_an_existing_occupation(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        assert all(occupations.get(step.to) for step in occupation.next_steps)


def test_heavy_work_always_shows_at_least_two_ways_to_lighter_work(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        if occupation.physical_load == "zwaar":
            assert len(occupations.next_steps(occupation.id, lighter=True)) >= 2, occupation.id


def test_lighter_steps_ask_less_of_the_body(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        for step in occupations.next_steps(occupation.id, lighter=True):
            assert LOADS.index(occupations.get(step.to).physical_load) < LOADS.index(occupation.physical_load)


def test_a_truck_driver_with_a_bad_back_sees_planner_instructor_and_team_leader(occupations: OccupationIndex) -> None:
    steps = {step.to for step in occupations.next_steps("vrachtwagenchauffeur", lighter=True)}
    assert {"transportplanner", "rijinstructeur_vrachtwagen", "logistiek_teamleider"} <= steps


def test_texts_are_plain_and_never_formal(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        texts = [occupation.description, occupation.entry, *(step.why for step in occupation.next_steps)]
        for text in texts:
            words = text.lower().replace(".", " ").split()
            assert "u" not in words and "uw" not in words and "helaas" not in words, text
            assert all(len(sentence.split()) <= 20 for sentence in text.split(".")), text


def test_every_name_and_synonym_leads_back_to_its_occupation(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        for name in occupation.names:
            found = [candidate.id for mention in occupations.link(name) for candidate in mention.candidates]
            assert occupation.id in found, f"{name} of {occupation.id} gives {found}"


def test_the_usual_name_of_an_occupation_is_certain(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        [mention] = occupations.link(f"ik werk als {occupation.name}")
        assert (mention.best.id, mention.certain) == (occupation.id, True)


def test_every_spoken_phrase_leads_back_to_its_occupation(occupations: OccupationIndex) -> None:
    for occupation in occupations.all():
        for phrase in occupation.spoken:
            said = phrase if phrase.startswith("ik ") else f"ik werk {phrase}"
            found = [candidate.id for mention in occupations.link(said) for candidate in mention.candidates]
            assert occupation.id in found, f"{phrase} of {occupation.id} gives {found}"


def test_an_unknown_id_is_a_key_error(occupations: OccupationIndex) -> None:
    with pytest.raises(KeyError):
        occupations.get("astronaut")


def test_an_occupation_that_points_to_itself_is_refused() -> None:
    steps = [*LASSER["next_steps"][:2], {"to": "lasser", "why": "Je bent het al helemaal."}]
    with pytest.raises(ValidationError, match="point to itself"):
        Occupation.model_validate({**LASSER, "next_steps": steps})


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="synonymen"):
        Occupation.model_validate({**LASSER, "synonymen": ["laster"]})


def test_meaning_offers_candidates_where_words_know_nothing_but_is_never_certain() -> None:
    lasser = Occupation.model_validate(LASSER)
    index = OccupationIndex([lasser], LetterEncoder())
    [mention] = index.link("ik werk als ressalmonteur")
    assert (mention.best.id, mention.best.why, mention.certain) == ("lasser", "meaning", False)
    assert OccupationIndex([lasser]).link("ik werk als ressalmonteur") == []


def test_stored_vectors_give_the_same_candidates_as_computed_ones() -> None:
    lasser = Occupation.model_validate(LASSER)
    stored = occupation_vectors([lasser], LetterEncoder())
    assert stored["lasser"].shape == (len(occupation_texts(lasser)), 26)
    text = "ik werk als ressalmonteur"
    with_stored = OccupationIndex([lasser], LetterEncoder(), stored)
    assert with_stored.link(text) == OccupationIndex([lasser], LetterEncoder()).link(text)


def test_search_finds_the_occupation_in_a_question(occupations: OccupationIndex) -> None:
    assert occupations.search("wat doet een lasser")[0].id == "lasser"
    assert occupations.search("hoe is het om op een heftruck te rijden")[0].id == "heftruckchauffeur"
    assert len(occupations.search("chauffeur", limit=2)) == 2


@pytest.mark.skipif(not SHARED.exists(), reason="reference data is not part of the project")
def test_chances_are_shown_only_where_uwv_lists_the_occupation(occupations: OccupationIndex) -> None:
    with (SHARED / "uwv" / "kansrijke_beroepen_uwv_2025_2026.csv").open(encoding="utf-8") as file:
        listed = {(row["beroep"], row["werknl_url"]) for row in csv.DictReader(file)}
    chances = [occupation.chances for occupation in occupations.all() if occupation.chances]
    assert chances
    assert all((chance.listed_as, chance.source.url) in listed for chance in chances)


@pytest.mark.skipif(not SHARED.exists(), reason="reference data is not part of the project")
def test_every_esco_address_and_isco_code_stands_in_the_reference(occupations: OccupationIndex) -> None:
    archive = zipfile.ZipFile(SHARED / "esco" / "ESCO-nl-csv.zip")
    with archive.open("occupations_nl.csv") as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
        groups = {row["conceptUri"]: row["iscoGroup"] for row in rows}
    for occupation in occupations.all():
        assert groups.get(occupation.esco) == occupation.isco, occupation.id


@pytest.mark.skipif(not SHARED.exists(), reason="reference data is not part of the project")
def test_holland_letters_are_those_of_the_reference(occupations: OccupationIndex) -> None:
    with (SHARED / "riasec" / "riasec_by_esco_occupation_nl.csv").open(encoding="utf-8") as file:
        letters = {row["conceptUri"]: row["hollandTop3"] for row in csv.DictReader(file)}
    known = [occupation for occupation in occupations.all() if occupation.esco in letters]
    assert len(known) > len(occupations.all()) * 0.9
    assert all(occupation.holland == letters[occupation.esco] for occupation in known)
