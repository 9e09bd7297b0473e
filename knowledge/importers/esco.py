"""ESCO in Dutch, as the European Commission offers it for download (CSV, zip or folder). Written for v1.2.

This service uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.fusion.build import build_search, search_entries
from knowledge.fusion.store import as_blobs
from knowledge.imported import ImportRows
from knowledge.importers.files import Download
from knowledge.importers.summary import Progress, Summary
from knowledge.words import compact, fold

OCCUPATIONS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "description", "code")
SKILLS = ("conceptUri", "skillType", "preferredLabel")
GROUPS = ("conceptUri", "preferredLabel", "code")
RELATIONS = ("occupationUri", "relationType", "skillUri")
SKILL_GROUPS = ("skillUri", "skillGroupCode", "skillGroupNl", "skillLabelEn")
_SEVERAL = re.compile(r"\n| \| ")  # synonyms inside one cell
_SPACE = re.compile(r"\s+")
_MOST_UNKNOWN = 0.05  # of the relations; more means that one of the two files is not complete
_FULL = "Give the Dutch CSV download of ESCO, with all its files."


def read(download: Download, summary: Summary, progress: Progress, encoder: Encoder | None) -> ImportRows:
    """Rows for the `esco_…` tables. Raises KnowledgeError."""
    progress("occupations")
    occupations, names = _occupations(download, summary)
    progress("skills")
    groups = _groups(download, "skillGroups", _needed(download, "skillGroups"))
    skills = _skills(download, summary, groups)
    progress("relations between occupations and skills")
    relations = _relations(download, summary, occupations, skills)
    isco = _groups(download, "ISCOGroups", download.find("ISCOGroups"))
    progress("search index (sentences to vectors; this takes longest)")
    rows: dict[str, list[dict[str, Any]]] = {
        "esco_occupations": list(occupations.values()), "esco_names": names, "esco_skills": list(skills.values()),
        "esco_skill_groups": _labelled(groups), "esco_isco_groups": _labelled(isco),
    }  # fmt: skip
    index = build_search(search_entries(rows), encoder, progress)
    blobs = [{"name": name, "body": body} for name, body in as_blobs(index).items()]
    return {**rows, "esco_occupation_skills": relations, "esco_search": blobs}


def _needed(download: Download, stem: str) -> str:
    name = download.find(stem)
    if name is None:
        found = ", ".join(download.names[:4]) or "no CSV file"
        raise KnowledgeError(download.path, "", f"holds no {stem}_nl.csv (found: {found}).", _FULL)
    return name


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _occupations(download: Download, summary: Summary) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = {}
    names: list[dict[str, Any]] = []
    for row in download.rows(_needed(download, "occupations"), OCCUPATIONS):
        uri, label = row["conceptUri"], _clean(row["preferredLabel"])
        if uri in found:
            summary.skipped["occupations listed twice (same conceptUri)"] += 1
        elif row["status"] != "released":
            summary.skipped["occupations that are not released"] += 1
        elif not label or not row["code"]:
            summary.skipped["occupations without a Dutch name or code"] += 1
        else:
            found[uri] = {"uri": uri, "code": row["code"], "isco": row["iscoGroup"], "label": label,
                          "description": _clean(row["description"])}  # fmt: skip
            written = {fold(name): name for name in reversed([label, *map(_clean, _SEVERAL.split(row["altLabels"]))])}
            ordered = [label, *(name for key, name in reversed(written.items()) if key not in ("", fold(label)))]
            names += [
                {"uri": uri, "position": place, "name": name, "key": compact(name)}
                for place, name in enumerate(ordered)
            ]
    if not found:
        raise KnowledgeError(download.path, "occupations", "holds no occupation with a Dutch name.", _FULL)
    summary.read["occupations"] = len(found)
    summary.read["names of occupations"] = len(names)
    return found, names


def _groups(download: Download, stem: str, name: str | None) -> dict[str, str]:
    if name is None:
        return {}
    return {row["code"]: _clean(row["preferredLabel"]) for row in download.rows(name, GROUPS) if row["code"]}


def _labelled(groups: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"code": code, "label": label} for code, label in groups.items()]


def _skills(download: Download, summary: Summary, groups: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Skills with a Dutch label; those without one get their English label and Dutch group, when that file is there."""
    found: dict[str, dict[str, Any]] = {}
    for row in download.rows(_needed(download, "skills"), SKILLS):
        label = _clean(row["preferredLabel"])
        if label:
            found[row["conceptUri"]] = {"uri": row["conceptUri"], "label": label, "language": "nl",
                                        "type": row["skillType"], "group_code": None}  # fmt: skip
    summary.read["skills with a Dutch label"] = len(found)
    name = download.find("skill_groups_by_skill")
    for row in download.rows(name, SKILL_GROUPS) if name else ():
        uri, label = row["skillUri"], _clean(row["skillLabelEn"])
        if uri not in found and label:
            found[uri] = {"uri": uri, "label": label, "language": "en", "type": "", "group_code": None}
            summary.read["skills with only an English label, and a Dutch group"] += 1
        if uri in found and row["skillGroupCode"]:
            found[uri]["group_code"] = row["skillGroupCode"]
            groups.setdefault(row["skillGroupCode"], _clean(row["skillGroupNl"]))
    summary.read["groups of skills"] = len(groups)
    return found


def _relations(
    download: Download, summary: Summary, occupations: Mapping[str, object], skills: Mapping[str, object]
) -> Iterator[dict[str, Any]]:
    found: dict[tuple[str, str], str] = {}
    known = {uri: uri for uri in (*occupations, *skills)}  # one string per URI, not one per relation
    strangers = total = 0
    for row in download.rows(_needed(download, "occupationSkillRelations"), RELATIONS):
        total += 1
        key = (known.get(row["occupationUri"], ""), known.get(row["skillUri"], ""))
        if key[0] not in occupations:
            strangers += 1
            summary.skipped["relations of an occupation that is not in the list"] += 1
        elif key[1] not in skills:
            summary.skipped["relations with a skill that has no label"] += 1
        elif key in found and row["relationType"] != "essential":
            summary.skipped["relations listed twice"] += 1
        else:
            summary.skipped["relations listed twice"] += key in found
            found[key] = sys.intern(row["relationType"])
    if not total or strangers > total * _MOST_UNKNOWN:
        what = f"{strangers} of {total} relations name an occupation that is not in the list; a file is not complete."
        raise KnowledgeError(download.path, "occupationSkillRelations", what, _FULL)
    summary.read["relations: essential"] = sum(1 for relation in found.values() if relation == "essential")
    summary.read["relations: optional"] = len(found) - summary.read["relations: essential"]
    summary.skipped += type(summary.skipped)()  # forgets reasons that did not occur
    return ({"occupation": each[0], "skill": each[1], "relation": relation} for each, relation in found.items())
