"""All facts in memory, opened from the knowledge database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from knowledge.budgets import Assessment, BudgetBook
from knowledge.career_schema import Occupation, Training
from knowledge.encoder import Encoder, SentenceEncoder, Vectors
from knowledge.esco_skills import read_imported_skills
from knowledge.layers import layered
from knowledge.loading import municipality_values
from knowledge.near_places import NearPlaces
from knowledge.occupations import OccupationIndex
from knowledge.offers import read_offers
from knowledge.prices import Prices
from knowledge.regions import RegionIndex
from knowledge.schema import Budget, Coordinates, Fact, Regions, Service, Wording
from knowledge.services import ServiceBook
from knowledge.skill_profiles import SkillData
from knowledge.skills import SkillGraph
from knowledge.tables import Rows, read
from knowledge.training_money import budgets_for
from knowledge.trainings import TrainingIndex
from knowledge.vocabulary import Vocabulary

_FACT = "fact:"


@dataclass(frozen=True)
class Catalogue:
    """The facts at `loaded_at` (UTC). Safe to read from many threads; open a new one after a new `load`."""

    budgets: BudgetBook
    regions: RegionIndex
    near_places: NearPlaces
    services: ServiceBook
    occupations: OccupationIndex
    trainings: TrainingIndex
    skills: SkillGraph
    prices: Prices
    loaded_at: datetime

    def budgets_for(
        self, training_id: str, facts: Mapping[str, object], on: date, occupation_id: str | None = None
    ) -> list[Assessment]:
        """Which schemes can pay for this training for this person on that day, fitting first.

        `occupation_id` is the work it is followed for. Raises KeyError on an unknown id, KnowledgeError on a fact
        outside the vocabulary.
        """
        wished = self.occupations.get(occupation_id) if occupation_id else None
        return budgets_for(self.trainings.get(training_id), facts, on, self.budgets, wished)


def open_catalogue(url: str, encoder: Encoder | None = None, skills: SkillData | None = None) -> Catalogue:
    """Reads the whole database; the encoder model itself is loaded at its first use.

    `skills`: what the walk to reachable occupations knows of skills, unless told what was imported from ESCO.
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
    layers = layered(
        url,
        Regions.model_validate_json(documents["regions"]),
        [Occupation.model_validate_json(row["body"]) for row in rows["occupations"]],
        [Training.model_validate_json(row["body"]) for row in rows["trainings"]],
    )
    services = sorted(rows["services"], key=lambda row: row["position"])
    budgets = [Budget.model_validate_json(row["body"]) for row in rows["budgets"]]
    occupations, regions = layers.occupations, layers.regions
    skills = skills or read_imported_skills(url)
    vectors = _vectors(rows)
    return Catalogue(
        budgets=BudgetBook(budgets, Vocabulary(_with_municipalities(facts, regions), wording), wording),
        regions=RegionIndex(regions, {row["code"]: row["place"] for row in rows["postcodes"]}),
        near_places=NearPlaces(Coordinates.model_validate_json(documents["coordinates"]), regions),
        services=ServiceBook((Service.model_validate_json(row["body"]) for row in services), regions.regions, wording),
        occupations=OccupationIndex(occupations, encoder or SentenceEncoder(), vectors, esco=layers.esco),
        trainings=TrainingIndex(layers.trainings.current, offers=read_offers(url), gone=layers.trainings.gone),
        skills=SkillGraph(occupations, skills.skills, skills.relations, layers.curated_trainings, vectors=vectors),
        prices=Prices.model_validate_json(documents["prices"]),
        loaded_at=datetime.now(UTC),
    )


def _with_municipalities(facts: Mapping[str, Fact], regions: Regions) -> dict[str, Fact]:
    """A municipality that has a new name is a known answer; the old one stays known, for rules that name it."""
    return {
        name: fact.model_copy(update={"values": {**fact.values, **municipality_values(regions)}})
        if fact.values_from == "municipalities"
        else fact
        for name, fact in facts.items()
    }


def _vectors(rows: Rows) -> dict[str, Vectors]:
    stored = ((row["occupation_id"], row["count"], row["body"]) for row in rows["vectors"])
    return {id_: np.frombuffer(body, dtype="<f4").reshape(count, -1) for id_, count, body in stored}
