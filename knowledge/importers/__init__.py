"""Importers of official downloads: each replaces its own tables in one transaction, or changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.encoder import Encoder
from knowledge.imported import ImportRows, replace_import, stored_import
from knowledge.importers import esco, mbo, offers, regions, uwv
from knowledge.importers.completeness import check_not_empty, check_not_shrunk
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary

__all__ = ["KINDS", "run_import"]

Importer = Callable[[Download, Summary, Progress, Encoder | None], ImportRows]
KINDS: Mapping[str, Importer] = {"esco": esco.read, "uwv": uwv.read, "regions": regions.read, "mbo": mbo.read,
                                   "offers": offers.read}  # fmt: skip
_VERSION = "4"  # raise it when an importer makes other rows of the same file


def run_import(
    kind: str, path: Path, url: str, encoder: Encoder | None, progress: Progress, force: bool = False
) -> Summary:
    """Imports one download; the same download again changes nothing.

    `path`: a zip, a folder or (not esco) one CSV file. `force`: also when the list is far smaller than what is there.
    `encoder`: without it ESCO is searched on words only.
    Raises KnowledgeError when the download is cut off, empty, wrongly encoded or something else: then nothing changes.
    """
    with Download(path) as download:
        fingerprint = download.fingerprint(f"{kind} {_VERSION} {encoder is not None}")
        summary = Summary(kind, path.name, fingerprint)
        known = stored_import(url, kind)
        if known and known.fingerprint == fingerprint:
            summary.unchanged_since = known.imported_at
            return summary
        rows = KINDS[kind](download, summary, progress, encoder)
    check_not_empty(kind, path, summary.read)
    if not force:
        check_not_shrunk(kind, path, summary.read, url)
    progress("writing")
    replace_import(url, kind, path.name, fingerprint, summary.read, rows)
    return summary
