"""Logging an unexpected error without its own words: they may quote what a person wrote."""

from __future__ import annotations

import logging
import traceback


def log_trouble(log: logging.Logger, where: str, error: BaseException) -> None:
    """One line: `where` it happened for the reader, the kind of error, and the place in the code."""
    places = traceback.extract_tb(error.__traceback__)
    place = f"{places[-1].filename}:{places[-1].lineno}" if places else "unknown"
    log.error("trouble where=%s error=%s at=%s", where, type(error).__name__, place)
