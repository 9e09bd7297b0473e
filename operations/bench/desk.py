"""How long the desk takes to list 2,000 waiting conversations for 50 advisers: python -m operations.bench.desk [URL].

URL is an empty guidance database; without it a throw-away SQLite file is used. Reading the list and making the page are
measured apart, one list after the other, as one gateway does it; on a busy machine look at the processor time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from connectors.desk.inbox import Wanted, read_inbox
from connectors.desk.labels import load_labels
from connectors.desk.live_words import load_words
from connectors.desk.pages import templates
from guidance import conversations, custody, handoffs, notes, plans
from guidance.accounts import Account
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.notes import NoteLine

WAITING, ADVISERS = 2000, 50
REGIONS = ("AM22", "AM06", "AM28", "AM01", "AM24")
SECTORS = ("transport", "zorg", "bouw", "schoonmaak")


def main(arguments: Sequence[str]) -> int:
    """Fill, measure, and print the middle and the slow end in milliseconds. `arguments`: the URL, or nothing."""
    print(f"The desk's list for {ADVISERS} advisers, with {WAITING:,} people waiting:")
    if arguments:
        report(Database(arguments[0]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report(Database(f"sqlite:///{folder}/guidance.db"))
    return 0


def report(db: Database) -> None:
    """The figures of one database."""
    db.create_tables()
    now = datetime.now(UTC)
    for number in range(WAITING + ADVISERS):
        fill(db, number, now)
    account, labels, words = Account(1, "adviser-0", "adviser"), load_labels(), load_words()
    page = templates().get_template("inbox.html")
    for wanted in (
        Wanted(),
        Wanted(filters=(("region", "AM22"), ("urgency", "urgent"))),
        Wanted("mine"),
        Wanted("team"),
    ):
        reading, making, working = [], [], time.process_time()
        for number in range(ADVISERS):
            began = time.perf_counter()
            found = read_inbox(db, labels, f"adviser-{number}", wanted, now)
            read = time.perf_counter()
            page.render(form_key="", path="/desk", account=account, inbox=found, words=words, now=now)
            reading.append(1000 * (read - began))
            making.append(1000 * (time.perf_counter() - read))
        worked = 1000 * (time.process_time() - working) / ADVISERS
        filters = ", ".join(value for _, value in wanted.filters)
        name = f"{wanted.view}{f' ({filters})' if filters else ''}"
        print(
            f"{name}: {found.fitting} rows; read p50 {statistics.median(reading):.0f} p95 {p95(reading):.0f} ms; "
            f"page p50 {statistics.median(making):.0f} p95 {p95(making):.0f} ms; "
            f"{worked:.0f} ms of processor together"
        )
    db.close()


def fill(db: Database, number: int, now: datetime) -> None:
    """One conversation that waits, or (the first ones) that an adviser has."""
    at = now - timedelta(seconds=number)
    conversation = conversations.start(db, "website", at)
    situation = {"region": REGIONS[number % len(REGIONS)], "sector": SECTORS[number % len(SECTORS)], "age": 40}
    plans.save(db, conversation, need="need_leren", own_words="ik wil vooruit", situation=situation, now=at)
    handoffs.request(db, conversation, "safety_violence" if number % 40 == 0 else "asked", at)
    if number % 2:
        notes.draft(db, conversation, [NoteLine("need", "Wat je nodig hebt", "Iets leren")], at)
        notes.agree(db, conversation, at)
    if number < ADVISERS:
        holder = Holder(f"adviser-{number}", f"Adviseur {number}")
        custody.claim(db, conversation, holder, OutMessage("Er is iemand."), at)


def p95(figures: list[float]) -> float:
    """The value that 95 in 100 stay below."""
    return sorted(figures)[int(len(figures) * 0.95)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
