"""`make chat`: the terminal channel, told the ports and places that `make run` uses."""

from __future__ import annotations

import os
import sys

from operations.errors import OperationsError
from operations.services import python
from operations.settings import load_settings


def main() -> int:
    """Becomes the terminal channel; returns 1 after one sentence when the settings cannot be used."""
    try:
        environment = load_settings().environment()
    except OperationsError as error:
        print(error, file=sys.stderr)
        return 1
    os.execve(sys.executable, python("connectors.terminal", *sys.argv[1:]), environment)


if __name__ == "__main__":
    sys.exit(main())
