"""What a person sends that nobody here can hear or see: what stands in its place, and what they hear about it.

The sentences stand in data/unread.yaml.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, RootModel

FILE = Path(__file__).parent / "data" / "unread.yaml"


class Unread(BaseModel):
    """One kind; see the file for what each sentence is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shown: str
    with_words: str = "{text}"
    told: str | None = None


class UnreadKinds(RootModel[dict[str, Unread]]):
    """All kinds, by the name of the notice that answers them."""

    def shown(self, notice: str, text: str) -> str:
        """What stands in the conversation; `text`: the words that came with it, if any."""
        kind = self.root.get(notice)
        if kind is None:
            return text
        return kind.with_words.format(text=text) if text else kind.shown

    def told(self, notice: str, name: str) -> str | None:
        """What the person hears while the adviser `name` has the word; None when there is nothing to say."""
        kind = self.root.get(notice)
        return kind.told.format(name=name) if kind and kind.told else None


@cache
def load_unread() -> UnreadKinds:
    """Read the sentences, once. Raises pydantic's ValidationError when the file does not fit."""
    return UnreadKinds.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
