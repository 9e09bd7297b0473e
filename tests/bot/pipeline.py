"""The trained pipeline by itself: what the newest model makes of a message. `make train` must have run."""

from __future__ import annotations

import asyncio
import warnings
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def understood(text: str) -> dict[str, Any]:
    """The message as the actions get it."""
    message: dict[str, Any] = asyncio.run(_agent().parse_message(text))
    return {"text": text, **message}


@cache
def _agent() -> Any:
    models = sorted((ROOT / "var" / "models").glob("*.tar.gz"))
    assert models, "there is no trained model: run make train"
    with warnings.catch_warnings():  # those of Rasa's own imports are errors in our tests
        warnings.simplefilter("ignore")
        from rasa.core.agent import Agent  # loads TensorFlow

        return Agent.load(models[-1])
