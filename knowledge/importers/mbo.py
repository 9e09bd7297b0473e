"""Mbo qualifications: the current list with skills (CompetentNL), and the law of 2015 with levels and ways."""

from __future__ import annotations

import re
from typing import Any

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.imported import ImportRows
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary
from knowledge.qualifications import LAW_YEAR

CURRENT = ("crebo", "kwalificatie", "n_skills")
LAW = ("opleidingsdomein", "crebo", "kwalificatie", "niveau", "beroepsvereisten", "leerweg")
SKILLS = ("crebo", "skill_label", "skill_uri", "categorie")
CURRENT_YEAR = 2026
_CREBO = re.compile(r"\d{5}")
_YEAR = re.compile(r"20\d\d")


def read(download: Download, summary: Summary, progress: Progress, encoder: Encoder | None) -> ImportRows:
    """Rows for `mbo_qualifications` and `mbo_skills`; a crebo in both lists has its name from the newest."""
    progress("qualifications")
    found: dict[str, dict[str, Any]] = {}
    files: list[tuple[str, tuple[str, ...], int]] = [(name, LAW, LAW_YEAR) for name in download.having(LAW)]
    files += [(name, CURRENT, CURRENT_YEAR) for name in download.having(CURRENT)]
    if not files:
        what = f"holds no file with the columns {', '.join(CURRENT)} or {', '.join(LAW)}."
        raise KnowledgeError(download.path, "", what, "Give a list of mbo qualifications.")
    for name, columns, year in files:
        in_name = _YEAR.search(name)
        for row in download.rows(name, columns):
            if not _CREBO.fullmatch(row["crebo"]) or not row["kwalificatie"].strip():
                summary.skipped["qualifications without a crebo of five digits or a name"] += 1
                continue
            old = found.get(row["crebo"], {})
            found[row["crebo"]] = {
                "crebo": row["crebo"], "name": row["kwalificatie"].strip(),
                "level": int(row["niveau"]) if row.get("niveau", "").isdigit() else old.get("level"),
                "domain": row.get("opleidingsdomein") or old.get("domain"),
                "ways": row.get("leerweg") or old.get("ways"),
                "regulated_by": row.get("beroepsvereisten") or old.get("regulated_by"),
                "list_year": int(in_name.group()) if in_name else year,
            }  # fmt: skip
    progress("skills of qualifications")
    skills: dict[tuple[str, str], dict[str, str]] = {}
    for name in download.having(SKILLS):
        for row in download.rows(name, SKILLS):
            if row["crebo"] not in found:
                summary.skipped["skills of a qualification that is not in the list"] += 1
                continue
            skills[row["crebo"], row["skill_uri"]] = {
                "crebo": row["crebo"], "skill": row["skill_uri"], "label": row["skill_label"],
                "category": row["categorie"],
            }  # fmt: skip
    summary.read["qualifications"] = len(found)
    summary.read["of which with a level"] = sum(1 for row in found.values() if row["level"])
    summary.read["skills of qualifications"] = len(skills)
    return {"mbo_qualifications": list(found.values()), "mbo_skills": list(skills.values())}
