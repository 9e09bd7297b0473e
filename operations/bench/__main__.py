"""`make bench`: measures this assistant and stock Rasa on this machine and prints them side by side."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path

import psutil

from operations.bench.assistants import Ours, Stock
from operations.bench.measures import QUICK, Effort, measure
from operations.bench.messages import choose_messages, read_examples
from operations.bench.report import table
from operations.errors import OperationsError
from operations.prepare import prepare
from operations.settings import ROOT, load_settings


def main() -> int:
    """Returns 0, or 1 after one sentence about what could not be measured."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of everything")
    effort = QUICK if parser.parse_args().quick else Effort()
    try:
        messages = choose_messages(read_examples(ROOT / "bot" / "data" / "nlu"))
        prepare(load_settings())
        with tempfile.TemporaryDirectory(prefix="bijsturen-bench-") as folder:
            ours, stock = Ours(Path(folder)), Stock(Path(folder))
            samples = measure((ours, stock), messages, effort)
    except OperationsError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{psutil.cpu_count()} cores, Python {platform.python_version()}, {effort}")
    print("small talk: no action in stock Rasa. question: an action; this assistant looks facts up for it.\n")
    print(table(samples[ours.name], samples[stock.name], (ours.name, stock.name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
