"""How to reach a human without this assistant: the one place where that comes in, for the widget and the page.

The name and the site stand in connectors/data/contact.yaml; the telephone number and hours are the tenant's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from guidance.tenant import Tenant

FILE = Path(__file__).parents[1] / "data" / "contact.yaml"


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


@cache
def _general() -> Contact:
    kept = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Contact.model_validate(kept["contact"])
