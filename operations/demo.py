"""Demo mode: tables, fictional advisers and a desk login, so that everything can be tried on one machine."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guidance import accounts, advisers
from guidance.database import Database
from guidance.errors import GuidanceError, UsernameTaken
from operations.errors import BuildError

DEMO_ADVISER = "demo-rijnmond"


@dataclass(frozen=True)
class Login:
    """How to get into the desk of a demo."""

    username: str
    password: str


def prepare_demo(guidance_url: str, login_file: Path) -> Login:
    """Fills the guidance database for a demo and returns the desk login; doing it again changes nothing.

    Raises BuildError when the database cannot be used.
    """
    try:
        db = Database(guidance_url)
        db.create_tables()
        advisers.load_demo(db, datetime.now(UTC))
        login = _login(db, login_file)
        db.close()
    except GuidanceError as error:
        raise BuildError(str(error)) from error
    return login


def _login(db: Database, file: Path) -> Login:
    """Returns the login of last time, made anew in a new database, or a new one that only this user can read."""
    if file.exists():
        login = Login(*file.read_text(encoding="utf-8").split())
        with suppress(UsernameTaken):
            _create(db, login.username, login.password)
        return login
    password = secrets.token_urlsafe(12)
    try:
        account = _create(db, "demo", password)
    except UsernameTaken:  # the file was thrown away, and with it the password of this account
        account = _create(db, f"demo-{secrets.token_hex(2)}", password)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as private:
        private.write(f"{account.username} {password}\n")
    return Login(account.username, password)


def _create(db: Database, username: str, password: str) -> accounts.Account:
    """A coordinator with the week of a fictional adviser, so that every page can be tried."""
    return accounts.create(db, username, password, "coordinator", adviser_id=DEMO_ADVISER)
