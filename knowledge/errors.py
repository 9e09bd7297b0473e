"""What the knowledge layer says when something is wrong: where, what, and how to mend it."""

from collections.abc import Sequence
from pathlib import Path


class KnowledgeError(Exception):
    """One fault in the facts: the file, the place in it, what is wrong and what mends it."""

    def __init__(self, file: Path | str, place: str, what: str, mend: str) -> None:
        self.file, self.place, self.what, self.mend = str(file), place, what, mend
        where = ", ".join(part for part in (self.file, place) if part)
        super().__init__(f"{where}: {what} {mend}".removeprefix(": ").strip())


class KnowledgeErrors(KnowledgeError):
    """All faults found in one reading, so that one run of `check` shows everything."""

    def __init__(self, errors: Sequence[KnowledgeError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.file, first.place, first.what, first.mend)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)
