"""Importers of official downloads: each replaces its own tables in one transaction, or changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.encoder import Encoder
from knowledge.imported import ImportRows, replace_import, stored_import
from knowledge.importers import esco, mbo, regions, uwv
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary

__all__ = ["KINDS", "run_import"]

Importer = Callable[[Download, Summary, Progress, Encoder | None], ImportRows]
KINDS: Mapping[str, Importer] = {"esco": esco.read, "uwv": uwv.read, "regions": regions.read, "mbo": mbo.read}
_VERSION = "3"  # raise it when an importer makes other rows of the same file


def run_import(kind: str, path: Path, url: str, encoder: Encoder | None, progress: Progress) -> Summary:
    """Imports one download; the same download again changes nothing.

    `path`: a zip, a folder or (uwv, regions, mbo) one CSV file. `encoder`: without it ESCO is searched on words only.
    Raises KnowledgeError when the download is cut off, wrongly encoded or something else: then nothing changes.
    """
    with Download(path) as download:
        fingerprint = download.fingerprint(f"{kind} {_VERSION} {encoder is not None}")
        summary = Summary(kind, path.name, fingerprint)
        known = stored_import(url, kind)
        if known and known.fingerprint == fingerprint:
            summary.unchanged_since = known.imported_at
            return summary
        rows = KINDS[kind](download, summary, progress, encoder)
    progress("writing")
    replace_import(url, kind, path.name, fingerprint, summary.read, rows)
    return summary
