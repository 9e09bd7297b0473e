"""One slot, claimed by many processes at once: who won, and what the others were offered.

Run: python -m operations.bench.booking_race [--claims 10000] [--processes 8] [--url postgresql+psycopg2://…]
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time as clock
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from multiprocessing.synchronize import Barrier as ProcessBarrier

from guidance import advisers, bookings, conversations, slots
from guidance.advisers import Adviser, Availability
from guidance.database import Database
from guidance.errors import SlotTaken

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SLOT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ADVISER = Adviser("race", "Rens Racer", "Proefbaan", ("AM22",), (), ("phone",))
WEEK = tuple(Availability(weekday, time(9), time(17)) for weekday in range(5))
WON, OFFERED, EMPTY_HANDED, STALE = "won", "offered others", "offered nothing", "offered the taken slot"


@dataclass(frozen=True)
class Race:
    """How it ended: claims by outcome, how many appointments there really are, and the seconds it took."""

    outcomes: dict[str, int]
    appointments: int
    seconds: float


def race(url: str, claims: int, processes: int) -> Race:
    """Let `processes` start at the same moment and claim the one slot `claims` times, each time as somebody else."""
    people = _prepare(url, claims)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # the modules are read once, not once per process
    barrier = context.Barrier(processes + 1)
    shares = [people[number::processes] for number in range(processes)]
    with context.Manager() as manager:
        told = manager.list()
        runners = [context.Process(target=_run, args=(url, share, barrier, told)) for share in shares]
        for runner in runners:
            runner.start()
        barrier.wait()
        started = clock.monotonic()
        for runner in runners:
            runner.join()
        seconds = clock.monotonic() - started
        outcomes = Counter(outcome for each in told for outcome in each)
    db = Database(url)
    appointments = len(bookings.upcoming(db, NOW))
    db.close()
    return Race(dict(outcomes), appointments, seconds)


def _prepare(url: str, claims: int) -> list[str]:
    db = Database(url)
    db.create_tables()
    advisers.add(db, ADVISER, WEEK, NOW)
    people = [conversations.start(db, "website", NOW) for _ in range(claims)]
    db.close()
    return people


def _run(url: str, people: Sequence[str], barrier: ProcessBarrier, told: list[list[str]]) -> None:
    db = Database(url)
    bookings.upcoming(db, NOW)  # opens the connection, so that only claiming is raced
    barrier.wait()
    told.append([_claim(db, person) for person in people])
    db.close()


def _claim(db: Database, person: str) -> str:
    try:
        bookings.book(db, person, ADVISER.id, SLOT, None, NOW)
    except SlotTaken:
        others = slots.free_slots(db, NOW)
        if any(slot.starts_at == SLOT for slot in others):
            return STALE
        return OFFERED if others else EMPTY_HANDED
    return WON


def main(arguments: Sequence[str] | None = None) -> int:
    """Race and print one line; 1 when not exactly one claim won or somebody was left without other slots."""
    parser = argparse.ArgumentParser(prog="python -m operations.bench.booking_race", description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--url", help="an empty database; without it a SQLite file that is thrown away")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bijsturen-race-") as folder:
        url = options.url or f"sqlite:///{folder}/guidance.db"
        found = race(url, options.claims, options.processes)
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    print(
        f"{kind}: {options.claims} claims by {options.processes} processes in {found.seconds:.1f} s: "
        f"{found.outcomes.get(WON, 0)} won, {found.outcomes.get(OFFERED, 0)} were offered other slots, "
        f"{found.appointments} appointment in the database"
    )
    fair = found.outcomes == {WON: 1, OFFERED: options.claims - 1} and found.appointments == 1
    return 0 if fair else 1


if __name__ == "__main__":
    sys.exit(main())
