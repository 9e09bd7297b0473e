"""What is said when the word goes from the bot to a human and back; the sentences stand in data/handover.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from connectors.messages import BACK_TO_BOT, BOOK_INSTEAD, STAY
from guidance.conversations import Button, OutMessage

FILE = Path(__file__).parent / "data" / "handover.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Silent(_Strict):
    """The adviser says nothing: what the person may choose."""

    text: str
    stay: str
    back: str
    book: str


class Handover(_Strict):
    """The sentences. A client knows from the kind of a message ("claimed", "released", …) who has the word."""

    claimed: str
    transferred: str
    released: str
    left_by_person: str
    closed: str
    handled: str
    abandoned: str
    nobody_yet: str
    agreed: str
    silent: Silent
    signposts: dict[str, str]

    def told(self, moment: str, name: str, agreed: str = "") -> OutMessage:
        """What is said at "claimed", "transferred", "released", "left_by_person", "abandoned", "handled" or
        "closed"; with what was agreed."""
        kind = {"transferred": "claimed", "left_by_person": "released", "abandoned": "released"}.get(moment, moment)
        lines = [self.agreed.format(agreed=agreed)] if agreed else []
        text = "\n".join([*lines, getattr(self, moment).format(name=name)])
        return OutMessage(text, kind=kind, name=name, agreed=agreed)

    def silence(self, name: str) -> OutMessage:
        """That the adviser says nothing, with what can be done."""
        silent = self.silent
        choices = Button(silent.stay, STAY), Button(silent.back, BACK_TO_BOT), Button(silent.book, BOOK_INSTEAD)
        return OutMessage(silent.text.format(name=name), buttons=choices, kind="silent", name=name)

    def signpost(self, intent: str | None) -> OutMessage | None:
        """Where somebody in danger can go, or None when this was no sign of danger."""
        text = self.signposts.get(intent or "")
        return OutMessage(text, kind="signpost") if text else None

    def still_alone(self, reason: str) -> OutMessage:
        """Nobody came to somebody in danger: the signpost again. Raises KeyError for a reason that has none."""
        return OutMessage(f"{self.nobody_yet} {self.signposts[reason]}", kind="signpost")


@cache
def load_handover() -> Handover:
    """Read the sentences, once. Raises pydantic's ValidationError when the file does not fit."""
    return Handover.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
