"""Reads all facts, checks them against each other and writes the knowledge database."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.career_schema import Occupation, Training
from knowledge.checks import faults, unasked
from knowledge.encoder import Encoder, occupation_vectors
from knowledge.errors import KnowledgeErrors
from knowledge.postcodes import read_postcodes
from knowledge.prices import Prices
from knowledge.reading import Reader, read_yaml
from knowledge.schema import Budget, Coordinates, Fact, FactValue, Regions, Sector, Service, Source, Strict, Wording
from knowledge.tables import Rows, write
from knowledge.trustworthy import dates_ahead
from knowledge.vocabulary import Vocabulary
from knowledge.work_asks import WorkAsks

__all__ = ["DATA_DIR", "Loaded", "build_database", "load_all", "read_yaml"]
DATA_DIR = Path(__file__).parent / "data"
OWN_SOURCE = "occupations_source.yaml"
WORK_ASKS = "work_asks.yaml"
# What else decides how the database looks.
_CODE = ("schema.py", "career_schema.py", "work_asks.py", "encoder.py", "tables.py")


@dataclass(frozen=True)
class Loaded:
    """All facts, valid and consistent with each other."""

    facts: dict[str, Fact]
    sectors: tuple[Sector, ...]
    wording: Wording
    regions: Regions
    coordinates: Coordinates
    prices: Prices
    budgets: tuple[Budget, ...]
    services: tuple[Service, ...]
    occupations: tuple[Occupation, ...]
    trainings: tuple[Training, ...]
    postcodes: Mapping[str, str]  # code -> place name
    fingerprint: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts that rules may use."""
        return Vocabulary(self.facts, self.wording)


def load_all(data_dir: Path = DATA_DIR, on: date | None = None) -> Loaded:
    """Every fact file, validated and cross-checked. Raises KnowledgeErrors that lists all faults at once.

    With `on`, today for who asks, a day of checking that lies after it is a fault too.
    """
    reader = Reader()
    facts = reader.read(data_dir / "facts.yaml", dict[str, Fact])
    sectors = reader.read(data_dir / "sectors.yaml", tuple[Sector, ...])
    wording = reader.read(data_dir / "wording.yaml", Wording)
    regions = reader.read(data_dir / "regions.yaml", Regions)
    coordinates = reader.read(data_dir / "coordinates.yaml", Coordinates)
    prices = reader.read(data_dir / "training_prices.yaml", Prices)
    budget_files = sorted((data_dir / "budgets").glob("*/*.yaml"))
    budgets = [(path, budget) for path in budget_files if (budget := reader.read(path, Budget))]
    services = list(reader.entries(data_dir / "services", Service))
    occupations = list(reader.entries(data_dir / "occupations", Occupation))
    trainings = list(reader.entries(data_dir / "trainings", Training))
    own = reader.read(data_dir / OWN_SOURCE, Source)
    asks = reader.read(data_dir / WORK_ASKS, dict[str, WorkAsks]) or {}
    if not (facts and sectors and wording and regions and coordinates and prices):
        raise KnowledgeErrors(reader.errors)
    postcodes = read_postcodes()
    loaded = Loaded(
        facts=_with_values(facts, sectors, regions),
        sectors=sectors,
        wording=wording,
        regions=regions,
        coordinates=coordinates,
        prices=prices,
        budgets=tuple(budget for _, budget in budgets),
        services=tuple(service for _, service in services),
        occupations=tuple(_filled_in(each, own, asks) for _, each in occupations),
        trainings=tuple(training for _, training in trainings),
        postcodes=postcodes,
        fingerprint=_fingerprint(data_dir, postcodes),
    )
    rules = [(data_dir / "training_prices.yaml", rule) for rule in prices.rules]
    errors = [*reader.errors, *faults(loaded.vocabulary, budgets, services, occupations, trainings, rules)]
    if asks:
        errors += unasked(data_dir / WORK_ASKS, asks, occupations)
    if on:
        lists = (data_dir / "regions.yaml", regions), (data_dir / "coordinates.yaml", coordinates)
        source = [(data_dir / OWN_SOURCE, own)] if own else []
        errors += dates_ahead([*budgets, *services, *occupations, *trainings, *lists, *source, *rules], on)
    if errors:
        raise KnowledgeErrors(errors)
    return loaded


def _filled_in(occupation: Occupation, own: Source | None, asks: Mapping[str, WorkAsks]) -> Occupation:
    """With what stands in files of its own: where it comes from, unless it says so itself, and what the work asks."""
    return occupation.model_copy(update={"source": occupation.source or own, "asks": asks.get(occupation.id)})


def _with_values(facts: Mapping[str, Fact], sectors: tuple[Sector, ...], regions: Regions) -> dict[str, Fact]:
    """Fills in the facts whose values stand in another file."""
    tables = {
        "sectors": {sector.id: FactValue(label=sector.name) for sector in sectors},
        "regions": {region.code: FactValue(label=region.name) for region in regions.regions},
        "municipalities": municipality_values(regions),
    }
    return {
        name: fact.model_copy(update={"values": tables[fact.values_from]}) if fact.values_from else fact
        for name, fact in facts.items()
    }


def municipality_values(regions: Regions) -> dict[str, FactValue]:
    """Every municipality as an answer, with the region that it lies in."""
    return {
        name: FactValue(label=name, implies={"region": region.code})
        for region in regions.regions
        for name in region.municipalities
    }


def _fingerprint(data_dir: Path, postcodes: Mapping[str, str]) -> str:
    """Changes when any fact file changes, the list of postcodes, or the code that shapes the database."""
    digest = hashlib.sha256(repr(sorted(postcodes.items())).encode())
    for path in [*sorted(data_dir.rglob("*.yaml")), *(Path(__file__).parent / name for name in _CODE)]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def build_database(loaded: Loaded, url: str, encoder: Encoder | None = None) -> None:
    """Replaces the knowledge database in one transaction: readers see the old facts or the new ones, never half.

    With an encoder the vectors of the occupation names are stored too. Raises KnowledgeError when it cannot be written.
    """
    vectors = occupation_vectors(loaded.occupations, encoder) if encoder else {}
    documents = {
        "fingerprint": loaded.fingerprint,
        "wording": loaded.wording.model_dump_json(),
        "regions": loaded.regions.model_dump_json(),
        "coordinates": loaded.coordinates.model_dump_json(),
        "prices": loaded.prices.model_dump_json(),
        **{f"fact:{name}": fact.model_dump_json() for name, fact in loaded.facts.items()},
    }
    rows: Rows = {
        "budgets": [_row(budget, "id", "valid_from", "fact_sheet") for budget in loaded.budgets],
        "services": [
            _row(service, "id", "kind") | {"position": position} for position, service in enumerate(loaded.services)
        ],
        "occupations": [_row(each, "id", "name", "sector", "level", "esco") for each in loaded.occupations],
        "trainings": [_row(training, "id", "name", "level") for training in loaded.trainings],
        "vectors": [
            {"occupation_id": id_, "count": len(vector), "body": vector.astype("<f4").tobytes()}
            for id_, vector in vectors.items()
        ],
        "postcodes": [{"code": code, "place": place} for code, place in loaded.postcodes.items()],
        "documents": [{"name": name, "body": body} for name, body in documents.items()],
    }
    write(url, rows)


def _row(model: Strict, *columns: str) -> dict[str, Any]:
    """The model as a table row: the columns to look it up by, and all of it as JSON."""
    return {column: getattr(model, column) for column in columns} | {"body": model.model_dump_json()}
