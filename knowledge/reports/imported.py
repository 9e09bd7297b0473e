"""What was imported, and what it changes: chances, trainings that are gone or added, and how far postcodes reach."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.imported import OF_KIND, stored_import
from knowledge.layers import Layers, layered
from knowledge.loading import Loaded
from knowledge.qualifications import MboTraining
from knowledge.regions import RegionIndex


def section(loaded: Loaded, url: str) -> list[str]:
    """Lines of Markdown; the curated facts are those of the files, not of the database."""
    layers = layered(url, loaded.regions, loaded.occupations, loaded.trainings)
    return [
        "## Imported lists",
        "",
        *_imports(url),
        *_chances(loaded, layers),
        *_trainings(layers),
        _postcodes(loaded, layers),
    ]


def _imports(url: str) -> Iterator[str]:
    for kind in OF_KIND:
        found = stored_import(url, kind)
        yield f"- {kind}: {found.file}, imported {found.day}" if found else f"- {kind}: nothing imported"


def _chances(loaded: Loaded, layers: Layers) -> Iterator[str]:
    now = {occupation.id: occupation.chances for occupation in layers.occupations}
    yield f"- {sum(1 for chance in now.values() if chance)} of {len(now)} curated occupations have a chance from UWV"
    for occupation in loaded.occupations:
        if occupation.chances and not now[occupation.id]:
            yield f'  - {occupation.id}: UWV no longer lists "{occupation.chances.listed_as}", so it has no chance now'


def _trainings(layers: Layers) -> Iterator[str]:
    added = sum(isinstance(training, MboTraining) for training in layers.trainings.current)
    yield f"- {added} qualifications that nobody curated can be found"
    for training in layers.trainings.gone:
        yield f"  - {training.id}: crebo {training.crebo} is not in the imported list, so it is no longer shown"


def _postcodes(loaded: Loaded, layers: Layers) -> str:
    book = RegionIndex(layers.regions, loaded.postcodes).postcodes
    regions = [len({place.region_code for place in book.places(code)}) for code in loaded.postcodes]
    clear, none = regions.count(1), regions.count(0)
    share, several = clear / len(regions), len(regions) - clear - none
    told = f"- {clear} of {len(regions)} postcodes ({share:.1%}) lie in one region"
    return f"{told}; {several} ask which, {none} tell nothing"
