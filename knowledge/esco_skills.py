"""Skills and relations of ESCO: from the tables of an import, or straight from the official download."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData, Table, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import KnowledgeError
from knowledge.skill_profiles import Relation, Skill, SkillData
from knowledge.tables import connect

ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
_TABLES = ("esco_skills", "esco_skill_groups", "esco_occupation_skills")
_SKILLS, _RELATIONS = "skills_nl.csv", "occupationSkillRelations_nl.csv"


def read_imported_skills(url: str) -> SkillData:
    """What was imported; empty when ESCO was not imported. Raises KnowledgeError on an unreadable database."""
    try:
        with connect(url) as connection:
            if connection is None or not set(_TABLES) <= set(inspect(connection).get_table_names()):
                return SkillData()
            found, named, asked = (Table(name, MetaData(), autoload_with=connection).c for name in _TABLES)
            groups = {row.code: row.label for row in connection.execute(select(named.code, named.label))}
            skills = [
                Skill(uri, label if language == "nl" else groups.get(code, label), code or "", language == "nl")
                for uri, label, language, code in connection.execute(
                    select(found.uri, found.label, found.language, found.group_code)
                )
            ]
            relations = [
                Relation(occupation, skill, kind == "essential")
                for occupation, skill, kind in connection.execute(select(asked.occupation, asked.skill, asked.relation))
            ]
    except (SQLAlchemyError, AttributeError) as error:
        raise KnowledgeError(url, "", f"its ESCO tables cannot be read: {error}.", "Import ESCO again.") from error
    return SkillData(tuple(skills), tuple(relations), ATTRIBUTION if relations else "")


def read_esco_skills(esco: Path, groups: Path | None = None) -> SkillData:
    """`esco`: the zip or folder; `groups`: `skill_groups_by_skill.csv`, beside it unless told.

    A skill without a Dutch label gets the Dutch name of its group. Raises KnowledgeError on a missing file or column.
    """
    groups = groups or (esco.parent if esco.suffix == ".zip" else esco) / "skill_groups_by_skill.csv"
    labels: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in _rows(esco, _SKILLS, "conceptUri", "preferredLabel", "altLabels"):
        others = tuple(name.strip() for name in row["altLabels"].replace("|", "\n").split("\n") if name.strip())
        labels[row["conceptUri"]] = (row["preferredLabel"], others)
    skills: dict[str, Skill] = {}
    for row in _rows(groups.parent, groups.name, "skillUri", "skillGroupCode", "skillGroupNl"):
        id = row["skillUri"]
        name, others = labels.get(id, ("", ()))
        skills[id] = Skill(id, name or row["skillGroupNl"], row["skillGroupCode"], bool(name), others)
    for id, (name, others) in labels.items():
        skills.setdefault(id, Skill(id, name, "", True, others))
    relations = tuple(
        Relation(row["occupationUri"], row["skillUri"], row["relationType"] == "essential")
        for row in _rows(esco, _RELATIONS, "occupationUri", "relationType", "skillUri")
    )
    return SkillData(tuple(skills.values()), relations, ATTRIBUTION)


def _rows(place: Path, name: str, *columns: str) -> Iterator[dict[str, str]]:
    try:
        if place.suffix == ".zip":
            with zipfile.ZipFile(place) as archive, archive.open(name) as raw:
                yield from _checked(io.TextIOWrapper(raw, "utf-8-sig", newline=""), place / name, columns)
        else:
            with (place / name).open(encoding="utf-8-sig", newline="") as file:
                yield from _checked(file, place / name, columns)
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise KnowledgeError(place, name, f"cannot be read ({error}).", "Download ESCO again, as CSV.") from error


def _checked(file: io.TextIOBase, path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(file)
    absent = [column for column in columns if column not in (reader.fieldnames or ())]
    if absent:
        mend = "Is it the ESCO download of another version or language?"
        raise KnowledgeError(path, "header", f"has no column {', '.join(absent)}.", mend)
    for row in reader:
        yield {column: row[column] or "" for column in columns}
