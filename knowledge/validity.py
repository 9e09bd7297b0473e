"""Which version of a scheme is in force on a day, and whether one can apply then. Two questions, never one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol, TypeVar

ApplicationState = Literal["open", "closed", "standing", "unknown"]


class Dated(Protocol):
    """Anything in force from `valid_from` up to and including `valid_to`; None means open-ended."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


class Opening(Protocol):
    """A period to apply in, both days included."""

    @property
    def opens(self) -> date: ...
    @property
    def closes(self) -> date: ...


Version = TypeVar("Version", bound=Dated)


def in_force(version: Dated, on: date) -> bool:
    """Whether the version holds on that day; both ends are inclusive."""
    return version.valid_from <= on and (version.valid_to is None or on <= version.valid_to)


def version_on(versions: Iterable[Version], on: date) -> Version | None:
    """The version in force on that day. None when there is none: an older one never takes its place."""
    return next((version for version in versions if in_force(version, on)), None)


def ended_on(versions: Iterable[Dated], on: date) -> date | None:
    """The last day before `on` on which any version was in force; None when it never was."""
    return max((version.valid_to for version in versions if version.valid_to and version.valid_to < on), default=None)


def overlapping(versions: Sequence[Version]) -> tuple[Version, Version] | None:
    """Two versions that are in force on the same day, if there are any."""
    ordered = sorted(versions, key=lambda version: version.valid_from)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if in_force(earlier, later.valid_from):
            return earlier, later
    return None


def application_on(windows: Sequence[Opening], standing: bool, on: date) -> ApplicationState:
    """Whether one can apply that day: `standing` means always, no windows at all means that nobody knows."""
    if standing:
        return "standing"
    if not windows:
        return "unknown"
    return "open" if any(window.opens <= on <= window.closes for window in windows) else "closed"
