"""What an import tells: progress while it runs, and at the end what was read, what was skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[str], None]


@dataclass
class Summary:
    """Counts per kind of row, and per reason what was left out. `unchanged_since`: this very file was there already."""

    kind: str
    file: str
    fingerprint: str
    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    unchanged_since: str | None = None

    def __str__(self) -> str:
        if self.unchanged_since:
            return f"{self.file} was imported already ({self.unchanged_since}); nothing changed."
        lines = [f"Imported {self.kind} from {self.file} ({self.fingerprint[:12]})."]
        lines += [f"  read     {count:>8,}  {what}" for what, count in self.read.items()]
        lines += [f"  skipped  {count:>8,}  {why}" for why, count in self.skipped.items()]
        return "\n".join(lines)
