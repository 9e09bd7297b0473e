"""How to reach a human without this assistant: the one place where that comes in, for widget, page and notices.

The name, the site and the words stand in connectors/data/contact.yaml; the telephone number and hours are the tenant's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from guidance.database import Database
from guidance.tenant import Tenant
from guidance.tenant_texts import current

FILE = Path(__file__).parent / "data" / "contact.yaml"


class Contact(BaseModel):
    """Where a human is. `phone` as people write it, `hours` in words, `site` an https address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    site: str
    phone: str | None = None
    hours: str | None = None


def human_contact(tenant: Tenant) -> Contact:
    """The contact of this installation."""
    chosen = {"phone": tenant.phone, "hours": tenant.opening_hours}
    return _general().model_copy(update={key: value for key, value in chosen.items() if value})


def in_words(contact: Contact | None = None) -> str:
    """What the person can do, within a sentence ("bel 020 …"); where no contact is given, what holds for everybody."""
    contact = contact or _general()
    said = _words()["phone" if contact.phone and contact.hours else "phone_only" if contact.phone else "site"]
    site = contact.site.removeprefix("https://").removeprefix("www.")
    return said.format(phone=contact.phone, hours=contact.hours, site=site)


@dataclass(frozen=True)
class Reach:
    """How somebody gets a human: `words` (see `in_words`), and whether the advisers here are made up."""

    words: str = ""
    demonstration: bool = False


def reach_of(file: Path) -> Callable[[Database], Reach]:
    """That of the organisation of this file, as it is at that moment; it raises TenantFileUnusable."""

    def reach(db: Database) -> Reach:
        tenant = current(db, file)
        return Reach(in_words(human_contact(tenant)), demonstration=not tenant.organisation)

    return reach


def _general() -> Contact:
    return Contact.model_validate(_kept()["contact"])


def _words() -> dict[str, str]:
    words: dict[str, str] = _kept()["words"]
    return words


@cache
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return kept
