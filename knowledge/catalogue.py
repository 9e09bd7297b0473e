"""All facts in memory, opened from the knowledge database."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from knowledge.budgets import BudgetBook
from knowledge.career_schema import Occupation, Training
from knowledge.encoder import Encoder, SentenceEncoder, Vectors
from knowledge.esco import TABLES as ESCO_TABLES
from knowledge.esco import EscoBook
from knowledge.imported import read_imported
from knowledge.occupations import OccupationIndex
from knowledge.regions import RegionIndex
from knowledge.schema import Budget, Fact, Regions, Service, Wording
from knowledge.services import ServiceBook
from knowledge.tables import Rows, read
from knowledge.trainings import TrainingIndex
from knowledge.vocabulary import Vocabulary

_FACT = "fact:"


@dataclass(frozen=True)
class Catalogue:
    """The facts at `loaded_at` (UTC). Safe to read from many threads; open a new one after a new `load`."""

    budgets: BudgetBook
    regions: RegionIndex
    services: ServiceBook
    occupations: OccupationIndex
    trainings: TrainingIndex
    loaded_at: datetime


def open_catalogue(url: str, encoder: Encoder | None = None) -> Catalogue:
    """Reads the whole database; the encoder model itself is loaded at its first use.

    Raises KnowledgeError when the database is missing or was never loaded.
    """
    rows = read(url)
    documents = {row["name"]: row["body"] for row in rows["documents"]}
    facts = {
        name.removeprefix(_FACT): Fact.model_validate_json(body)
        for name, body in documents.items()
        if name.startswith(_FACT)
    }
    wording = Wording.model_validate_json(documents["wording"])
    services = sorted(rows["services"], key=lambda row: row["position"])
    occupations = [Occupation.model_validate_json(row["body"]) for row in rows["occupations"]]
    imported = read_imported(url, ESCO_TABLES)
    esco = EscoBook(imported, occupations) if imported["esco_occupations"] else None
    trainings = [Training.model_validate_json(row["body"]) for row in rows["trainings"]]
    budgets = [Budget.model_validate_json(row["body"]) for row in rows["budgets"]]
    return Catalogue(
        budgets=BudgetBook(budgets, Vocabulary(facts, wording), wording),
        regions=RegionIndex(Regions.model_validate_json(documents["regions"])),
        services=ServiceBook(Service.model_validate_json(row["body"]) for row in services),
        occupations=OccupationIndex(occupations, encoder or SentenceEncoder(), _vectors(rows), esco=esco),
        trainings=TrainingIndex(trainings),
        loaded_at=datetime.now(UTC),
    )


def _vectors(rows: Rows) -> dict[str, Vectors]:
    stored = ((row["occupation_id"], row["count"], row["body"]) for row in rows["vectors"])
    return {id_: np.frombuffer(body, dtype="<f4").reshape(count, -1) for id_, count, body in stored}
