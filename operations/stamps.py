"""Remembers from which contents something was built: dates of files say too little after a clone or a checkout."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

BY_PRODUCTS = ("__pycache__",)


def digest(root: Path, patterns: Iterable[str], *more: str) -> str:
    """Returns one SHA-256 over names and contents of all files below `root` that match, and over the extra texts.

    A pattern is a glob relative to `root`; a pattern that names a folder stands for everything in it.
    """
    total = hashlib.sha256()
    for path in sorted(_files(root, patterns)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    for text in more:
        total.update(f"= {text}\n".encode())
    return total.hexdigest()


def _files(root: Path, patterns: Iterable[str]) -> set[Path]:
    found = {path for pattern in patterns for path in root.glob(pattern)}
    found |= {inside for path in found if path.is_dir() for inside in path.rglob("*")}
    return {path for path in found if path.is_file() and not set(BY_PRODUCTS) & set(path.parts)}


class Stamps:
    """The digests of what was built last, kept in one JSON file that may be thrown away at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, name: str) -> str | None:
        """Returns the digest that `name` was built from, or None when that is not known."""
        return self._read().get(name)

    def record(self, name: str, value: str) -> None:
        """Remembers that `name` is now built from the contents with this digest."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self._read() | {name: value}, indent=2), encoding="utf-8")
        fresh.replace(self._path)

    def _read(self) -> dict[str, str]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return content if isinstance(content, dict) else {}
