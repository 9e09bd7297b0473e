"""Makes a desk account from the command line, such as the first one. Run: python -m operations.account NAME."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast, get_args

from guidance import accounts, audit
from guidance.accounts import Role
from guidance.database import Database
from guidance.errors import AccountInvalid, GuidanceError
from operations.errors import OperationsError
from operations.settings import load_settings

Ask = Callable[[str], str]


def main(arguments: list[str] | None = None, ask: Ask = getpass.getpass) -> int:
    """Ask the password twice and make the account; 1 with one sentence when that is impossible."""
    options = _parser().parse_args(arguments)
    try:
        db = Database(options.database or load_settings().people_url)
        db.create_tables()
        account = accounts.create(db, options.name, _password(ask), cast(Role, options.role), email=options.email)
        audit.record(db, audit.SYSTEM, "create_by_command", datetime.now(UTC), str(account.id), account.role)
        db.close()
    except (GuidanceError, OperationsError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{account.username} can log in at /desk as {account.role}.")
    return 0


def _password(ask: Ask) -> str:
    """Never from the command line: other users of the machine can read that, and the shell keeps it."""
    password = ask(f"Password (at least {accounts.MINIMUM_PASSWORD_LENGTH} characters): ")
    if password != ask("Once more: "):
        raise AccountInvalid("The two passwords differ; nothing was made. Try again.")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m operations.account", description="Make an account for the desk.")
    parser.add_argument("name", help="the name to log in with")
    parser.add_argument("--role", choices=get_args(Role), default="coordinator")
    parser.add_argument("--email", help="where a link for a new password may be sent")
    parser.add_argument("--database", help="another database than the one of the settings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
