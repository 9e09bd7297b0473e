"""The curated occupations and trainings, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.career_schema import Occupation, Training
from knowledge.loading import read_yaml
from knowledge.occupations import OccupationIndex
from knowledge.trainings import TrainingIndex

DATA = Path(__file__).resolve().parents[2] / "knowledge" / "data"


def entries(folder: str) -> list[dict[str, object]]:
    """The entries of all YAML files in a folder of `knowledge/data`."""
    return [entry for path in sorted((DATA / folder).glob("*.yaml")) for entry in read_yaml(path)]


@pytest.fixture(scope="session")
def occupations() -> OccupationIndex:
    """Without an encoder: what is tested here must work on words alone."""
    return OccupationIndex(Occupation.model_validate(entry) for entry in entries("occupations"))


@pytest.fixture(scope="session")
def trainings() -> TrainingIndex:
    return TrainingIndex(Training.model_validate(entry) for entry in entries("trainings"))
