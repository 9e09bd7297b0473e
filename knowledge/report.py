"""All figures on the knowledge layer in one text: a section per module of `knowledge.reports`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.encoder import Encoder
from knowledge.reports.linking import linking_report

Section = Callable[[str, Encoder], str]
SECTIONS: Sequence[Section] = (linking_report,)


def report(url: str, encoder: Encoder) -> str:
    """Every section, in order. Raises KnowledgeError when something they need was not imported."""
    return "\n\n".join(section(url, encoder) for section in SECTIONS)
