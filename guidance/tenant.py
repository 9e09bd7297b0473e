"""Who offers this assistant: one file per organisation, read once. The file of the demonstration is the default."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from guidance.errors import TenantFileUnusable

DEMO_FILE = Path(__file__).parent / "data" / "tenant.yaml"
DEMO = "demonstratie"

Line = Annotated[str, Field(min_length=1, max_length=400)]


class Tenant(BaseModel):
    """The organisation, in words for the person. What it has not is None; only a demonstration has no name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation: Line | None = None
    kind: Literal["demonstratie", "vakbond", "loopbaandienst", "gemeente", "werkcentrum", "school"]
    about: Line
    data_use: Line
    privacy_url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    phone: Annotated[str, Field(pattern=r"^[0-9+ -]{3,20}$")] | None = None
    email: Annotated[str, Field(pattern=r"^\S+@\S+\.\S+$")] | None = None
    opening_hours: Line | None = None

    @model_validator(mode="after")
    def _named(self) -> Tenant:
        if (self.kind == DEMO) == bool(self.organisation):
            raise ValueError(f"organisation is needed, and left out only for kind '{DEMO}'; add it or change the kind")
        return self


@cache
def tenant(file: Path = DEMO_FILE) -> Tenant:
    """The tenant in this file. Raises TenantFileUnusable, one sentence that says what to mend."""
    try:
        return Tenant.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise TenantFileUnusable(f"The tenant file {file} cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(map(str, first["loc"])) or "the file"
        raise TenantFileUnusable(f"The tenant file {file} cannot be used: {name}: {first['msg']}") from None
