"""The Dutch lines of this channel; they stand in data/texts.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from connectors.whatsapp.limits import INTERACTIVE_BODY, LIST_BUTTON

FILE = Path(__file__).parent / "data" / "texts.yaml"


class Texts(BaseModel):
    """What stands above choices, on the button of a list and on long buttons, and what opts a person out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    choose: str = Field(min_length=1, max_length=INTERACTIVE_BODY)
    open_list: str = Field(min_length=1, max_length=LIST_BUTTON)
    short: dict[str, str]
    stop: frozenset[str]

    def opts_out(self, text: str) -> bool:
        """Whether the whole message is a word to opt out with."""
        return " ".join(text.split()).strip(" .!").lower() in self.stop


@cache
def load_texts() -> Texts:
    """Read the lines, once. Raises pydantic's ValidationError when the file does not fit."""
    return Texts.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
