"""The words of forms, roles and deeds, from data/forms.yaml, and the mails of the desk, from data/mails.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

DATA = Path(__file__).parent / "data"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextField(_Strict):
    """A text of the organisation: what it is called, and an example."""

    label: str
    example: str


class FormWords(_Strict):
    """What the desk says; `problems` and `deeds` by their code."""

    problems: dict[str, str]
    roles: dict[str, str]
    role_help: dict[str, str]
    outcomes: dict[str, str]
    undelivered: dict[str, str]
    texts: dict[str, TextField]
    kinds: dict[str, str]
    deeds: dict[str, str]


class MailText(_Strict):
    """A mail with {names} to fill in."""

    subject: str
    text: str


@cache
def load_words() -> FormWords:
    """Read the words, once. Raises pydantic's ValidationError when the file does not fit."""
    return FormWords.model_validate(yaml.safe_load((DATA / "forms.yaml").read_text(encoding="utf-8")))


@cache
def load_mails() -> dict[str, MailText]:
    """Read the mails, once, by name."""
    content = yaml.safe_load((DATA / "mails.yaml").read_text(encoding="utf-8"))
    return {name: MailText.model_validate(mail) for name, mail in content.items()}
