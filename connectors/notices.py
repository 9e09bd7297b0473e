"""What is said when it is not the bot that speaks; the sentences stand in data/notices.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from connectors.contact import in_words
from connectors.messages import ASK_HUMAN, MAX_TEXT
from guidance.buttons import NOTICES
from guidance.conversations import Button, OutMessage
from guidance.resume_codes import LIFETIME

FILE = Path(__file__).parent / "data" / "notices.yaml"
KIND, WAIT = NOTICES
"""`WAIT` is over when the answer is there: the website takes it away then."""
SLOW = "slow", "slow_opening"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Notice(_Strict):
    """One way to say it; `human` adds the button to a human."""

    text: str
    human: bool = False


class TerminalTexts(_Strict):
    """What the terminal adds around a conversation."""

    prompt: str
    goodbye: str
    resume: str


class Notices(_Strict):
    """All sentences. `notices` are kept in the conversation, `remarks` are only shown."""

    ask_human: str
    share_place: str
    opt_in: frozenset[str]
    notices: dict[str, list[Notice]] = Field(min_length=1)
    remarks: dict[str, str]
    terminal: TerminalTexts

    def message(self, name: str, nth: int = 0, human: str | None = None) -> OutMessage:
        """The notice (or remark) for the `nth` time, from 0: the first variant first, then the others in turn.

        `human`: how to reach one without us, in the words of the organisation; see `contact`.
        """
        variants = self.notices.get(name) or [Notice(text=self.remark(name))]
        others = variants[1:] or variants
        chosen = variants[0] if nth == 0 else others[(nth - 1) % len(others)]
        buttons = (Button(self.ask_human, ASK_HUMAN),) if chosen.human else ()
        reach = human or in_words()
        text = chosen.text.replace("{human}", reach).replace("{Human}", reach[0].upper() + reach[1:])
        return OutMessage(text, buttons=buttons, kind=WAIT if name in SLOW else KIND)

    def opts_in(self, text: str) -> bool:
        """Whether the whole message is a word that asks to hear of us again."""
        return " ".join(text.split()).strip(" .!").lower() in self.opt_in

    def remark(self, name: str) -> str:
        """A sentence that is shown at once and not kept."""
        return self.remarks[name].format(limit=MAX_TEXT, days=LIFETIME.days)


@cache
def load_notices() -> Notices:
    """Read the sentences, once. Raises pydantic's ValidationError when the file does not fit."""
    return Notices.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
