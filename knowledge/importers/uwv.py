"""UWV, occupations with many vacancies (werk.nl): with the bridge from BRC-2014 to ISCO-08 when it lies beside it."""

from __future__ import annotations

import re

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.imported import ImportRows
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary

CHANCES = ("sector", "beroep", "niveau", "werknl_url", "uwv_beroep_code", "brc2014")
BRIDGE = ("brc2014", "primaire_isco08")
_YEARS = re.compile(r"(20\d\d)[-_](20\d\d)")


def read(download: Download, summary: Summary, progress: Progress, encoder: Encoder | None) -> ImportRows:
    """Rows for `uwv_chances`, of the newest list only: an older one beside it would keep what is gone.

    Raises KnowledgeError.
    """
    progress("occupations with many vacancies")
    files = download.having(CHANCES)
    if not files:
        what = f"holds no file with the columns {', '.join(CHANCES)}."
        raise KnowledgeError(download.path, "", what, "Give the list of occupations with many vacancies.")
    isco: dict[str, str] = {}
    for name in download.having(BRIDGE):
        isco |= {row["brc2014"]: row["primaire_isco08"] for row in download.rows(name, BRIDGE)}
    found: dict[str, dict[str, str | None]] = {}
    newest = max(_years(name) or "" for name in files)
    for name in files:
        if (_years(name) or "") < newest:
            summary.skipped[f"lists older than that of {newest}"] += 1
            continue
        for row in download.rows(name, CHANCES):
            label = row["beroep"].strip()
            if not label or not row["uwv_beroep_code"]:
                summary.skipped["occupations without a name or code"] += 1
            elif label in found:
                summary.skipped["occupations listed twice"] += 1
            else:
                found[label] = {
                    "name": label, "code": row["uwv_beroep_code"], "sector": row["sector"], "level": row["niveau"],
                    "url": row["werknl_url"], "brc": row["brc2014"], "isco": isco.get(row["brc2014"]),
                    "years": newest or None,
                }  # fmt: skip
    summary.read["occupations with many vacancies"] = len(found)
    summary.read["of which with an ISCO-08 group"] = sum(1 for row in found.values() if row["isco"])
    return {"uwv_chances": list(found.values())}


def _years(file: str) -> str | None:
    """ "kansrijke_beroepen_2025_2026.csv" -> "2025-2026"."""
    found = _YEARS.search(file)
    return "-".join(found.groups()) if found else None
