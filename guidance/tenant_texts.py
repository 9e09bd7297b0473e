"""Texts of this organisation that a coordinator put in the place of those in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import select

from guidance.database import Database, storable
from guidance.desk_models import TenantTextRow
from guidance.errors import TextUnknown
from guidance.tenant import Tenant, tenant

LONGEST = 400
# The names of the fields of the organisation's file that people read, each with what may stand there.
FIELDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "organisation": re.compile(r".{1,400}"),
        "about": re.compile(r".{1,400}"),
        "data_use": re.compile(r".{1,400}"),
        "opening_hours": re.compile(r".{1,400}"),
        "phone": re.compile(r"[0-9+ -]{3,20}"),
        "email": re.compile(r"\S+@\S+\.\S+"),
        "privacy_url": re.compile(r"https://\S+"),
    }
)


def overrides(db: Database) -> dict[str, str]:
    """The texts that were changed, by the name of their field."""
    with db.reading() as session:
        return {row.name: row.text for row in session.scalars(select(TenantTextRow))}


def current(db: Database, file: Path) -> Tenant:
    """The organisation as people read it now. Raises TenantFileUnusable as `tenant` does."""
    return tenant(file).model_copy(update=overrides(db))


def fits(name: str, text: str) -> bool:
    """Whether this text may stand in this field; empty: the text of the file again."""
    return name in FIELDS and (not text or FIELDS[name].fullmatch(text) is not None)


def put(db: Database, name: str, text: str, by: str, now: datetime) -> None:
    """Change one text; an empty one goes back to the file. Raises TextUnknown when it cannot stand there."""
    text = " ".join(storable(text).split())
    if not fits(name, text):
        raise TextUnknown(f"Text {name!r} cannot be this; see guidance.tenant_texts.FIELDS.")
    with db.transaction() as session:
        row = session.get(TenantTextRow, name)
        if not text:
            if row is not None:
                session.delete(row)
        else:
            session.merge(TenantTextRow(name=name, text=text, changed_at=now, changed_by=by))
