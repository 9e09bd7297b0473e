"""Who is at the desk: the session cookie, the key of every form, and the headers of every page."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime

from aiohttp import web

from connectors import addresses
from connectors.core import SETTINGS
from guidance import accounts
from guidance.accounts import Account
from guidance.database import Database

SESSION_COOKIE = "bijsturen_desk"
FORM_COOKIE = "bijsturen_desk_form"
KNOWN_COOKIE = "bijsturen_desk_known"
KNOWN_SECONDS = 180 * 24 * 60 * 60
BACKGROUND = ("cors", "same-origin", "no-cors", "websocket")
HOME = "/desk"
OWN_PATH = re.compile(r"/desk(?:/[a-z0-9-]+)*(?:\?[a-z]+=[a-zA-Z0-9_-]+(?:&[a-z]+=[a-zA-Z0-9_-]+)*)?")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


class FormKeys:
    """Makes and checks the key a form carries: it fits one browser, and after logging in one session."""

    def __init__(self, secret_key: str) -> None:
        """`secret_key` is the same in every gateway process."""
        self._key = hashlib.sha256(b"bijsturen.desk.form:" + secret_key.encode()).digest()

    def key(self, browser: str, session: str) -> str:
        """The key for the forms of this browser (its cookie) and session (its token, empty before logging in)."""
        return hmac.new(self._key, f"{browser}\n{session}".encode(), hashlib.sha256).hexdigest()

    def fits(self, key: str, browser: str, session: str) -> bool:
        """Whether a form was made for this browser and session."""
        return bool(browser) and hmac.compare_digest(key.encode(), self.key(browser, session).encode())

    def known(self, browser: str, username: str) -> str:
        """The mark of a browser in which this name logged in."""
        return f"{browser}.{self.key(browser, 'known:' + username.strip().casefold())}"

    def is_known(self, mark: str, username: str) -> bool:
        """Whether this mark was made for this name."""
        return hmac.compare_digest(mark.encode(), self.known(mark.partition(".")[0], username).encode())


async def who(request: web.Request, db: Database) -> Account | None:
    """The account of the session cookie, or None. A page that refreshes itself does not count as somebody at work."""
    token = request.cookies.get(SESSION_COOKIE, "")
    active = request.method == "POST" or request.headers.get("Sec-Fetch-Mode") not in BACKGROUND
    return await asyncio.to_thread(accounts.session, db, token, datetime.now(UTC), active=active) if token else None


def address_of(request: web.Request) -> str:
    """For whom tries to log in are counted; of somebody on our own machine that is the machine."""
    return addresses.address_of(request, request.app[SETTINGS].proxies) or request.remote or ""


def browser_of(request: web.Request) -> str:
    """The random value of the form cookie, a new one when there is none yet."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)


def set_cookie(
    request: web.Request, response: web.StreamResponse, name: str, value: str, max_age: int | None = None
) -> None:
    """A cookie only the desk gets and no script can read; over https it never travels without it."""
    secure = request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"
    response.set_cookie(name, value, path=HOME, httponly=True, samesite="Lax", secure=secure, max_age=max_age)


def own_path(path: str) -> str:
    """Where to go after logging in: a page of the desk, never another site."""
    return path if OWN_PATH.fullmatch(path) else HOME
