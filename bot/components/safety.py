"""Recognises what must never wait for a classifier: words of suicide, violence, bullying, debt and legal conflict.

Rules, not a model: recall comes first, they can be read and reviewed by people, and they work from the first day. The
patterns stand in bot/data/safety.yml. Figurative speech ("ik ga dood van verveling") is taken out before looking.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.stateless import StatelessComponent

PATTERNS = Path(__file__).parents[1] / "data" / "safety.yml"
# The order is the order of urgency: the first kind that matches is answered.
KINDS = ("suicide", "violence", "bullying", "debt", "legal")


def normalise(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces: the form the patterns are written for."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("‘", "'"))
    return re.sub(r"\s+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


class SafetyRules:
    """The compiled patterns; `find` gives the kind of trouble in a text, or None."""

    def __init__(self, path: Path = PATTERNS) -> None:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._signs = {kind: _compile(table[kind]["patterns"]) for kind in KINDS}
        self._figurative = {kind: _compile(table[kind].get("figurative") or []) for kind in KINDS}

    def find(self, text: str) -> str | None:
        """Returns the most urgent kind found: one of KINDS."""
        plain = normalise(text)
        for kind in KINDS:
            literal = plain
            for pattern in self._figurative[kind]:
                literal = pattern.sub(" | ", literal)
            if any(pattern.search(literal) for pattern in self._signs[kind]):
                return kind
        return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyCheck(StatelessComponent):
    """Overrules the intent with `safety_<kind>` and leaves no clause behind that could start anything else."""

    def __init__(self) -> None:
        self._rules = SafetyRules()

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of every message that carries a sign of trouble."""
        for message in messages:
            kind = self._rules.find(message.get(TEXT) or "")
            if kind:
                message.set(INTENT, {"name": f"safety_{kind}", "confidence": 1.0}, add_to_output=True)
                message.set("clauses", [], add_to_output=True)
        return messages


def _compile(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]
