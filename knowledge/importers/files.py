"""Opens a download (zip, folder or single CSV) and reads its tables strictly: what is not in order is refused."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from knowledge.errors import KnowledgeError

Row = dict[str, str]
_AGAIN = "Download it again from its source."
_LARGEST_FIELD = 1_000_000


class Download:
    """The CSV files of a download by name. A context manager: it keeps the zip open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if not path.exists():
            raise KnowledgeError(path, "", "does not exist.", "Check the path.")
        try:
            if path.suffix.lower() == ".zip":
                self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise KnowledgeError(path, "", "is not a complete zip file; it was probably cut off.", _AGAIN) from error

    def __enter__(self) -> Download:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._zip:
            self._zip.close()

    @property
    def names(self) -> list[str]:
        """Of all CSV files: for a zip the names inside it, for a folder or file those on disk."""
        if self._zip:
            found = [name for name in self._zip.namelist() if name.lower().endswith(".csv")]
        elif self.path.is_dir():
            found = [path.name for path in self.path.glob("*.csv")]
        else:
            found = [self.path.name]
        return sorted(found)

    def fingerprint(self, salt: str) -> str:
        """SHA-256 over the CSV files (and what lies beside a zip), the same for a zip and its unpacked folder."""
        digest = hashlib.sha256(salt.encode())
        for name in sorted({*self.names, *self._beside()}, key=lambda name: name.rsplit("/", 1)[-1]):
            digest.update(name.rsplit("/", 1)[-1].encode() + hashlib.sha256(self._bytes(name)).digest())
        return digest.hexdigest()

    def find(self, stem: str) -> str | None:
        """The name of the one file whose name is `stem`, with or without a language ending; None when there is none."""
        fitting = (f"{stem}.csv", f"{stem}_nl.csv")
        candidates = [*self.names, *self._beside()]
        return next((name for name in candidates if name.rsplit("/", 1)[-1] in fitting), None)

    def having(self, columns: Sequence[str]) -> list[str]:
        """The files with at least these columns: for downloads whose file names carry a year."""
        return [name for name in self.names if set(columns) <= set(self._header(name))]

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """Every row as a mapping of column to text. Raises KnowledgeError at the first thing that is not in order."""
        reader = csv.reader(self._lines(name), strict=True)
        previous = csv.field_size_limit(_LARGEST_FIELD)
        try:
            header = next(reader, [])
            missing = [column for column in columns if column not in header]
            if missing:
                what = f"has no column {', '.join(missing)}; it is another file than this importer reads."
                raise KnowledgeError(self.path, name, what, "Give the official CSV download.")
            for fields in reader:
                if len(fields) != len(header):
                    if not fields:
                        continue
                    what = f"has {len(fields)} fields instead of {len(header)}; the file is cut off or mixed up."
                    raise KnowledgeError(self.path, f"{name}, line {reader.line_num}", what, _AGAIN)
                yield dict(zip(header, fields, strict=True))
            if not self._bytes(name).endswith((b"\n", b"\r")):
                what = "stops in the middle of a line; the file is cut off."
                mend = f"{_AGAIN} Is it whole? End that line."
                raise KnowledgeError(self.path, f"{name}, line {reader.line_num}", what, mend)
        except UnicodeDecodeError as error:
            raise self._encoding(name, reader.line_num) from error
        except csv.Error as error:
            what = f"is not well-formed CSV ({error}); the file is cut off or damaged."
            raise KnowledgeError(self.path, f"{name}, line {reader.line_num}", what, _AGAIN) from error
        finally:
            csv.field_size_limit(previous)

    def _header(self, name: str) -> list[str]:
        try:
            return next(csv.reader(self._lines(name)), [])
        except UnicodeDecodeError as error:
            raise self._encoding(name, 1) from error

    def _lines(self, name: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._bytes(name)), encoding="utf-8-sig", newline="")

    def _encoding(self, name: str, line: int) -> KnowledgeError:
        what, mend = "is not UTF-8 text; it was saved in another encoding.", "Download it again, or save it as UTF-8."
        return KnowledgeError(self.path, f"{name}, after line {line}", what, mend)

    def _bytes(self, name: str) -> bytes:
        try:
            if self._zip and name in self._zip.namelist():
                return self._zip.read(name)  # checks the CRC
            folder = self.path if self.path.is_dir() else self.path.parent
            return (folder / name).read_bytes()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise KnowledgeError(self.path, name, f"cannot be read ({error}).", _AGAIN) from error

    def _beside(self) -> list[str]:
        """CSV files in the folder of a zip: additions such as `skill_groups_by_skill.csv`."""
        return sorted(path.name for path in self.path.parent.glob("*.csv")) if self._zip else []
