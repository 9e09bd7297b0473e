"""The trained pipeline by itself: what the newest model makes of a message. `make train` must have run."""

from __future__ import annotations

import asyncio
import io
import tarfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]


def understood(text: str) -> dict[str, Any]:
    """The message as the actions get it."""
    message: dict[str, Any] = asyncio.run(_agent().parse_message(text))
    return {"text": text, **message}


def learnt(name: str) -> dict[str, NDArray[Any]]:
    """The arrays that a component of ours keeps in the model: "classifier" or "safety"."""
    with tarfile.open(_newest()) as model:
        member = next(member for member in model.getmembers() if Path(member.name).name == f"{name}.npz")
        stored = model.extractfile(member)
        assert stored
        with np.load(io.BytesIO(stored.read()), allow_pickle=False) as arrays:
            return dict(arrays)


def _newest() -> Path:
    models = sorted((ROOT / "var" / "models").glob("*.tar.gz"))
    assert models, "there is no trained model: run make train"
    return models[-1]


@cache
def _agent() -> Any:
    with warnings.catch_warnings():  # those of Rasa's own imports are errors in our tests
        warnings.simplefilter("ignore")
        from rasa.core.agent import Agent  # loads TensorFlow

        return Agent.load(_newest())
