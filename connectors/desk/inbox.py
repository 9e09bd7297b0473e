"""One list of the desk, filtered and cut into pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from urllib.parse import urlencode

from connectors.desk.labels import Labels
from guidance import desk_list
from guidance.database import Database
from guidance.desk_list import VIEWS, Counts, Entry, View

PER_PAGE = 50
FILTERS = ("region", "sector", "language", "urgency")


@dataclass(frozen=True)
class Wanted:
    """What the adviser wants to see. A filter that is empty lets everything through."""

    view: View = "waiting"
    page: int = 1
    filters: tuple[tuple[str, str], ...] = ()

    def path(self, **changes: object) -> str:
        """The address of this list with something else about it."""
        parts = {"view": self.view, **dict(self.filters), **changes}
        return "/desk?" + urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class Inbox:
    """A page of a list: its rows, how many fit the filters, and what can be filtered on."""

    wanted: Wanted
    rows: tuple[Entry, ...]
    fitting: int
    pages: int
    counts: Counts
    choices: Mapping[str, tuple[str, ...]]


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """What an address asks for; what it cannot ask for is left out."""
    view = next((each for each in VIEWS if each == query.get("view")), VIEWS[0])
    page = query.get("page", "1")
    filters = tuple((name, query[name]) for name in FILTERS if query.get(name))
    return Wanted(view, int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1, filters)


def read_inbox(db: Database, labels: Labels, account: str, wanted: Wanted, now: datetime) -> Inbox:
    """The list, in as many queries however long it is."""
    first = frozenset(code for code, reason in labels.reasons.items() if reason.first)
    filters = dict(wanted.filters)
    begin = (max(wanted.page, 1) - 1) * PER_PAGE
    found = desk_list.find(db, wanted.view, account, now, first=first, filters=filters, begin=begin, size=PER_PAGE)
    pages = max(1, ceil(found.fitting / PER_PAGE))
    return Inbox(wanted, found.rows, found.fitting, pages, desk_list.counts(db, account, now), found.choices)
