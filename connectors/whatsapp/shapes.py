"""Reading JSON of others without trusting its shape: what is not as expected is empty."""

from __future__ import annotations

from typing import Any


def as_dict(value: Any) -> dict[str, Any]:
    """The object, empty when it is none."""
    return value if isinstance(value, dict) else {}


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; what is no object is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text_in(holder: dict[str, Any], name: str) -> str:
    """The text under this name, empty when there is none."""
    value = holder.get(name)
    return value if isinstance(value, str) else ""
