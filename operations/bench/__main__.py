"""`make bench`: measures this assistant beside stock Rasa, the desk's list, and its look-ups beside plain search."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path

import psutil

from operations.bench import booking_race, desk
from operations.bench.assistants import Ours, Stock
from operations.bench.lookup_bench import ESCO, bench_lookups
from operations.bench.measures import QUICK, Effort, measure, measure_crowd
from operations.bench.messages import choose_messages, read_examples
from operations.bench.report import table
from operations.errors import OperationsError
from operations.prepare import prepare
from operations.settings import ROOT, load_settings


def main() -> int:
    """Returns 0, or 1 after one sentence about what could not be measured."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of everything")
    parser.add_argument("--lookups", action="store_true", help="only the look-ups of the knowledge, without assistants")
    parser.add_argument("--esco", type=Path, default=ESCO, help="the Dutch CSV download of ESCO (default: %(default)s)")
    parser.add_argument("--desk", action="store_true", help="only the desk's list with 2,000 people waiting")
    parser.add_argument("--booking", action="store_true", help="only one slot, claimed 10,000 times by 8 processes")
    parser.add_argument("--crowd", action="store_true", help="only two hundred people at once, on this assistant")
    options = parser.parse_args()
    if options.booking:
        return booking_race.main([])
    if options.desk:
        return desk.main([])
    try:
        if options.crowd:
            bench_crowd()
            return 0
        if not options.lookups:
            bench_assistants(QUICK if options.quick else Effort())
            desk.main([])  # before the look-ups, which need a download
        bench_lookups(options.esco)
    except OperationsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def bench_crowd() -> None:
    """Measures two hundred people at once and prints the figures. Raises OperationsError."""
    messages = choose_messages(read_examples(ROOT / "bot" / "data" / "nlu"))
    prepare(load_settings())
    with tempfile.TemporaryDirectory(prefix="bijsturen-bench-") as folder:
        found = measure_crowd(Ours(Path(folder), models=ROOT / "var" / "models"), messages)
    loads = ", ".join(f"{load:.1f}" for load in psutil.getloadavg())
    print(f"\n{psutil.cpu_count()} cores, Python {platform.python_version()}, load {loads}\n")
    print("\n".join(f"{name:45} {value:8.2f}" for name, value in found.items()))


def bench_assistants(effort: Effort) -> None:
    """Measures both assistants and prints the table. Raises OperationsError."""
    messages = choose_messages(read_examples(ROOT / "bot" / "data" / "nlu"))
    prepare(load_settings())
    with tempfile.TemporaryDirectory(prefix="bijsturen-bench-") as folder:
        ours, stock = Ours(Path(folder)), Stock(Path(folder))
        samples = measure((ours, stock), messages, effort)
    print(f"\n{psutil.cpu_count()} cores, Python {platform.python_version()}, {effort}")
    print("small talk: no action in stock Rasa. question: an action; this assistant looks facts up for it.\n")
    print(table(samples[ours.name], samples[stock.name], (ours.name, stock.name)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
