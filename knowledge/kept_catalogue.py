"""The catalogue of a running process, which follows the database: facts loaded anew are used without a restart."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from knowledge.catalogue import Catalogue, open_catalogue
from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.imported import last_import
from knowledge.tables import sqlite_stamp, stored_fingerprint

EVERY = 5.0  # seconds between two looks at the database
_log = logging.getLogger(__name__)


class KeptCatalogue:
    """Safe to share between threads. Nobody waits for a new catalogue: the old one answers until the new one is there.

    A database that cannot be read in the meantime is logged, and the old facts stay.
    """

    def __init__(
        self,
        url: str,
        encoder: Encoder | None = None,
        every: float = EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._encoder, self._every, self._clock = url, encoder, every, clock
        self._lock = threading.Lock()
        self._current: Catalogue | None = None
        self._version = ""
        self._looked_at = 0.0
        self._looking: threading.Thread | None = None

    def get(self) -> Catalogue:
        """The facts as last read. Raises KnowledgeError when the database cannot be opened the first time."""
        with self._lock:
            if self._current is None:
                self._version, self._current = version(self._url), open_catalogue(self._url, self._encoder)
                self._looked_at = self._clock()
            elif self._clock() - self._looked_at >= self._every and not self.is_looking:
                self._looked_at = self._clock()
                self._looking = threading.Thread(target=self._look, name="knowledge", daemon=True)
                self._looking.start()
            return self._current

    @property
    def is_looking(self) -> bool:
        """Whether a look at the database is under way."""
        return self._looking is not None and self._looking.is_alive()

    def wait(self) -> None:
        """Returns when no look is under way any more."""
        if self._looking:
            self._looking.join()

    def _look(self) -> None:
        try:
            found = version(self._url)
            if found == self._version:
                return
            new = open_catalogue(self._url, self._encoder)
        except KnowledgeError as error:
            _log.warning("The facts could not be read anew, the old ones stay: %s", error)
            return
        with self._lock:
            self._version, self._current = found, new
        _log.info("The facts were read anew.")


def version(url: str) -> str:
    """Changes when facts are loaded or lists imported. For SQLite no more than a look at the file."""
    return sqlite_stamp(url) or f"{stored_fingerprint(url)} {last_import(url)}"
