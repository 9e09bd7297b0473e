"""What every training must tell, and how one is found."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from knowledge.nearness import LEVELS
from knowledge.occupations import OccupationIndex
from knowledge.trainings import TrainingIndex

SHARED = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))

FOUND = [
    ("ik wil een heftruckcursus doen", "heftruckcertificaat"),
    ("heftruck certificaat halen", "heftruckcertificaat"),
    ("is er een opleiding tot verpleegkundige", "mbo_verpleegkundige"),
    ("opleiding verpleegkundge", "mbo_verpleegkundige"),
    ("ik wil beter leren lezen", "basis_taal_rekenen"),
    ("computercursus", "basis_digitaal"),
    ("de pabo, kan dat in deeltijd?", "pabo_deeltijd"),
    ("mijn code95 verloopt", "rijbewijs_c_code_95"),
    ("rijinstructuer worden", "rijinstructeur_wrm"),
    ("opleiding planner", "planner_wegtransport"),
    ("planner wegtransport", "planner_wegtransport"),
    ("wat is een praktijkverklaring", "praktijkverklaring"),
    ("groot rijbewijs halen", "rijbewijs_c_code_95"),
    ("ik wil een boa examen doen", "boa_opleiding"),
    ("vca halen", "vca_basis"),
    ("hoe haal ik mijn busrijbewijs", "rijbewijs_d_code_95"),
    ("ik wil beter nederlands leren", "nt2_programma_1"),
    ("kan ik zij-instromer worden", "zij_instroom_leraar"),
    ("alsnog havo halen", "vavo"),
    ("mijn spuitlicentie verloopt", "gewasbescherming"),
    ("ik moet mijn bhv doen", "bhv"),
]


@pytest.mark.parametrize(("text", "training"), FOUND)
def test_a_training_is_found_by_what_people_call_it(trainings: TrainingIndex, text: str, training: str) -> None:
    assert trainings.find(text)[0].id == training


@pytest.mark.parametrize(
    "text",
    [
        "wie betaalt dat?",
        "ik wil iets leren",
        "welke opleiding past bij mij",
        "hoi",
        "",
        "ik werk in de zorg",
        "in een fabriek",
        "in de bouw",
    ],
)
def test_a_text_that_names_no_training_finds_none(trainings: TrainingIndex, text: str) -> None:
    assert trainings.find(text) == []


def test_there_are_enough_trainings(trainings: TrainingIndex) -> None:
    assert len(trainings.all()) >= 150


def test_every_occupation_of_a_training_exists(trainings: TrainingIndex, occupations: OccupationIndex) -> None:
    for training in trainings.all():
        assert all(occupations.get(id) for id in training.occupations)


def test_a_diploma_leads_to_work_of_at_most_one_level_above_it(
    trainings: TrainingIndex, occupations: OccupationIndex
) -> None:
    diplomas = [training for training in trainings.all() if training.kind in ("mbo", "hbo")]
    too_high = [
        (training.id, id)
        for training in diplomas
        for id in training.occupations
        if LEVELS.index(occupations.get(id).level) > LEVELS.index(training.level) + 1
    ]
    assert too_high == []


def test_a_nurse_with_mbo_is_shown_hbo_for_the_district(trainings: TrainingIndex) -> None:
    assert [each.id for each in trainings.for_occupations(["wijkverpleegkundige"])] == ["hbo_verpleegkunde_deeltijd"]


def test_every_sector_with_occupations_has_a_training(trainings: TrainingIndex, occupations: OccupationIndex) -> None:
    reached = {occupations.get(id).sector for training in trainings.all() for id in training.occupations}
    assert {occupation.sector for occupation in occupations.all()} <= reached


def test_a_truck_driver_finds_trainings_for_lighter_work(
    trainings: TrainingIndex, occupations: OccupationIndex
) -> None:
    lighter = [step.to for step in occupations.next_steps("vrachtwagenchauffeur", lighter=True)]
    found = {training.id for training in trainings.for_occupations(lighter)}
    wanted = {"planner_wegtransport", "rijinstructeur_wrm", "logistiek_teamleider_mbo", "contactcenter_medewerker"}
    assert wanted <= found


def test_trainings_come_in_the_order_of_the_occupations_asked_and_only_once(trainings: TrainingIndex) -> None:
    asked = ["rijinstructeur", "transportplanner", "rijinstructeur"]
    found = [training.id for training in trainings.for_occupations(asked)]
    assert found[0] == "rijinstructeur_wrm"
    assert len(found) == len(set(found))


def test_every_training_names_a_source_and_a_day_of_checking(trainings: TrainingIndex) -> None:
    assert all(training.sources and training.verified for training in trainings.all())


def test_mbo_trainings_for_workers_speak_of_working_and_learning(trainings: TrainingIndex) -> None:
    """The money rules need one form of course: for somebody with a job that is bbl where it exists."""
    for training in trainings.all():
        assert (training.course == "mbo_bbl") == ("bbl" in training.modes), training.id


@pytest.mark.skipif(not SHARED.exists(), reason="reference data is not part of the project")
def test_every_crebo_code_exists_in_the_current_list(trainings: TrainingIndex) -> None:
    with (SHARED / "mbo" / "kwalificaties_2026.csv").open(encoding="utf-8") as file:
        codes = {row["crebo"] for row in csv.DictReader(file)}
    assert {training.crebo for training in trainings.all() if training.crebo} <= codes


def test_search_meets_everything_asked_and_puts_the_shortest_first(trainings: TrainingIndex) -> None:
    found = trainings.search(occupation="timmerman", form="bbl")
    assert {"timmerman_mbo", "allround_timmerman", "entree_bouw"} <= {training.id for training in found}
    assert [training.months for training in found] == sorted(training.months or (999, 999) for training in found)
    assert [training.id for training in trainings.search(occupation="timmerman", level="mbo_3")] == [
        "allround_timmerman"
    ]


def test_a_limit_in_months_leaves_out_what_may_take_longer_or_is_not_known(trainings: TrainingIndex) -> None:
    found = trainings.search(most_months=12)
    assert found and all(training.months and training.months[1] <= 12 for training in found)


def test_a_region_without_known_offers_finds_nothing(trainings: TrainingIndex) -> None:
    assert trainings.search(region="AM06") == []


def test_sentences_of_trainings_are_short(trainings: TrainingIndex) -> None:
    for training in trainings.all():
        for text in (training.entry, training.summary):
            assert all(len(sentence.split()) <= 20 for sentence in text.split(". ")), training.id


def test_months_and_words_tell_the_same_kind_of_duration(trainings: TrainingIndex) -> None:
    for training in trainings.all():
        if training.months:
            assert training.duration and 0 < training.months[0] <= training.months[1], training.id
