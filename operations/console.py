"""Tells the person at the terminal what is going on while something takes its time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def busy(doing: str, stream: TextIO | None = None) -> Iterator[Callable[[], None]]:
    """Shows "<doing> ... <seconds> s"; on a terminal, calling what is yielded lets the seconds run along."""
    out = stream or sys.stdout
    started = time.monotonic()

    def line(ending: str) -> str:
        return f"{doing} ... {time.monotonic() - started:.0f} s{ending}"

    def tick() -> None:
        if out.isatty():
            print("\r" + line(""), end="", file=out, flush=True)

    tick()
    try:
        yield tick
    except BaseException:
        if out.isatty():
            print(file=out)
        raise
    print(("\r" if out.isatty() else "") + line(""), file=out, flush=True)


def last_lines(path: Path, count: int = 12) -> str:
    """Returns the end of a log file, indented, or a remark when there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join(f"    {line}" for line in lines or ["(no log was written)"])
