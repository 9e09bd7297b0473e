"""python -m knowledge report: figures about the facts, one section per module in `knowledge.reports`."""

from collections.abc import Callable

from knowledge.loading import Loaded
from knowledge.reports import budgets, imported, linking, moves

Section = Callable[[Loaded, str], list[str]]
"""Makes the lines of one Markdown section from the facts and, where it needs it, the address of the database."""

SECTIONS: tuple[Section, ...] = (budgets.section, imported.section, linking.section, moves.section)


def report(loaded: Loaded, url: str) -> str:
    """All sections as Markdown, in order. Raises KnowledgeError when a section needs a database that is not there."""
    return "\n\n".join(
        "\n".join(lines) for lines in [["# Knowledge report"], *(make(loaded, url) for make in SECTIONS)]
    )
