"""Words that only Telegram needs; they stand in data/texts.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "data" / "texts.yaml"


class Texts(BaseModel):
    """All of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    choose: str
    chosen: str
    commands: dict[str, str]
    short_description: str


@cache
def load_texts() -> Texts:
    """Read them, once. Raises pydantic's ValidationError when the file does not fit."""
    return Texts.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
