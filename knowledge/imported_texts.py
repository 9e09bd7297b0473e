"""The words round imported facts, from `imported.yaml`."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.reading import read_yaml
from knowledge.schema import Strict

FILE = Path(__file__).parent / "data" / "imported.yaml"


class UwvTexts(Strict):
    """Title of the source, `{years}` as "2025-2026"."""

    title: str
    title_without_years: str


class RegionTexts(Strict):
    """The source of places and municipalities."""

    title: str
    url: str
    licence: str


class MboTexts(Strict):
    """Source and summary of a qualification; `{year}` is that of the list, `{level}` 1 to 4."""

    title: str
    url: str
    summary: str
    summary_with_level: str


class ImportedTexts(Strict):
    """The whole file."""

    uwv: UwvTexts
    regions: RegionTexts
    mbo: MboTexts


def read_imported_texts() -> ImportedTexts:
    """Raises KnowledgeError when the file is missing or has another shape."""
    try:
        return ImportedTexts.model_validate(read_yaml(FILE))
    except ValueError as error:
        mend = "Compare it with ImportedTexts."
        raise KnowledgeError(FILE, "", f"has another shape: {error}.", mend) from error
