"""An account of one's own: accepting an invitation, a new password, and logging out everywhere."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web
from email_validator import EmailNotValidError, validate_email

from connectors.core import DATABASE
from connectors.desk.access import HOME, SESSION_COOKIE, address_of
from connectors.desk.login import let_in
from connectors.desk.pages import BASE_URL, form_of, made_here, moved, render
from connectors.desk.routing import Route, get, post
from connectors.desk.words import load_mails
from guidance import account_links, accounts, audit, login_attempts, mail, team
from guidance.account_links import AccountLink
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import AccountInvalid, LinkUnusable, UsernameTaken

RESETS_FROM_ADDRESS = 10
TOKEN = "{token:[A-Za-z0-9_-]{20,80}}"


async def account_page(request: web.Request, account: Account) -> web.Response:
    """What somebody can change about their own account."""
    return _account_page(request, account)


async def change_password(request: web.Request, account: Account) -> web.StreamResponse:
    """A new password for who knows the old one; every browser is logged out."""
    form, db, now = await form_of(request), request.app[DATABASE], datetime.now(UTC)
    old, new = form.get("old", ""), form.get("password", "")
    problem = _password_problem(new, form.get("again", ""))
    if problem is None and not await asyncio.to_thread(accounts.verify, db, account.username, old, now):
        problem = "password_old"
    if problem:
        return _account_page(request, account, problem)
    await asyncio.to_thread(team.set_password, db, account.id, new)
    await asyncio.to_thread(_tell_password_changed, db, account, request.app[BASE_URL], now)
    raise _gone(HOME + "/login")


async def change_email(request: web.Request, account: Account) -> web.StreamResponse:
    """Where links for a new password go."""
    address = email_of((await form_of(request)).get("email", ""))
    if address is None:
        return _account_page(request, account, "email_bad")
    if not await asyncio.to_thread(team.set_email, request.app[DATABASE], account.id, address):
        return _account_page(request, account, "email_taken")
    raise moved("/desk/account")


async def log_out_everywhere(request: web.Request, account: Account) -> web.StreamResponse:
    """End every session of this account, also the one that asks."""
    await asyncio.to_thread(accounts.close_all_sessions, request.app[DATABASE], account.id)
    raise _gone(HOME + "/login")


async def welcome(request: web.Request) -> web.Response:
    """The page of an invitation."""
    link = await _look(request, invitation=True)
    if link is None:
        return render(request, "link_unusable.html", status=410)
    return render(request, "welcome.html", link=link, problem="", username="")


async def accept(request: web.Request) -> web.StreamResponse:
    """Make the account and log in."""
    form, link = await form_of(request), await _look(request, invitation=True)
    if link is None:
        return render(request, "link_unusable.html", status=410)
    name, password = form.get("username", ""), form.get("password", "")
    problem = None if made_here(request, form) else "stale"
    problem = problem or _password_problem(password, form.get("again", ""))
    if problem is None:
        db, token, now = request.app[DATABASE], request.match_info["token"], datetime.now(UTC)
        try:
            account = await asyncio.to_thread(account_links.accept, db, token, name, password, now)
            return await let_in(request, account, HOME, "accept")
        except LinkUnusable:
            return render(request, "link_unusable.html", status=410)
        except UsernameTaken:
            problem = "username_taken"
        except AccountInvalid:
            problem = "username_empty"
    return render(request, "welcome.html", status=422, link=link, problem=problem, username=name)


async def forgot_page(request: web.Request) -> web.Response:
    """Where somebody asks for a new password."""
    return render(request, "forgot.html", sent=False, problem="")


async def ask_reset(request: web.Request) -> web.Response:
    """Mail a link when the name or address is known; the page says the same either way."""
    form, now = await form_of(request), datetime.now(UTC)
    if not made_here(request, form):
        return render(request, "forgot.html", status=403, sent=False, problem="stale")
    asked, key = form.get("who", ""), f"reset:{address_of(request)}"
    await asyncio.to_thread(_mail_reset, request.app[DATABASE], asked, key, request.app[BASE_URL], now)
    return render(request, "forgot.html", sent=True, problem="")


async def reset_page(request: web.Request) -> web.Response:
    """Where somebody with a link chooses a new password."""
    link = await _look(request, invitation=False)
    if link is None:
        return render(request, "link_unusable.html", status=410)
    return render(request, "reset.html", problem="")


async def set_new_password(request: web.Request) -> web.StreamResponse:
    """Use the link."""
    form, db, now = await form_of(request), request.app[DATABASE], datetime.now(UTC)
    password = form.get("password", "")
    problem = "stale" if not made_here(request, form) else _password_problem(password, form.get("again", ""))
    if problem:
        return render(request, "reset.html", status=422, problem=problem)
    try:
        account_id = await asyncio.to_thread(account_links.set_password, db, request.match_info["token"], password, now)
    except LinkUnusable:
        return render(request, "link_unusable.html", status=410)
    account = await asyncio.to_thread(team.get, db, account_id)
    await asyncio.to_thread(_tell_password_changed, db, account, request.app[BASE_URL], now)
    await asyncio.to_thread(audit.record, db, account.username, "set_new_password", now)
    raise moved("/desk/login")


def email_of(text: str) -> str | None:
    """The address as it can be mailed to, or None when it cannot exist. Looks nothing up on the network."""
    try:
        return str(validate_email(text.strip(), check_deliverability=False).normalized)
    except EmailNotValidError:
        return None


def _mail_reset(db: Database, asked: str, key: str, base_url: str, now: datetime) -> None:
    if login_attempts.may_try(db, key, RESETS_FROM_ADDRESS, now) is not None:
        return
    account = team.by_name(db, asked) or team.by_email(db, asked)
    token = account_links.reset(db, account, now) if account else None
    if account and account.email and token:
        text, link = load_mails()["reset"], f"{base_url}/desk/reset/{token}"
        mail.send(db, account.email, text.subject, text.text.format(username=account.username, link=link), now)
        audit.record(db, account.username, "ask_reset", now)


def _tell_password_changed(db: Database, account: Account, base_url: str, now: datetime) -> None:
    if account.email:
        text = load_mails()["password_changed"]
        words = text.text.format(username=account.username, link=f"{base_url}/desk/forgot")
        mail.send(db, account.email, text.subject, words, now)


async def _look(request: web.Request, invitation: bool) -> AccountLink | None:
    token, now = request.match_info["token"], datetime.now(UTC)
    try:
        link = await asyncio.to_thread(account_links.look, request.app[DATABASE], token, now)
    except LinkUnusable:
        return None
    return link if link.is_invitation == invitation else None


def _password_problem(password: str, again: str) -> str | None:
    if len(password) < accounts.MINIMUM_PASSWORD_LENGTH:
        return "password_short"
    return None if password == again else "password_differs"


def _account_page(request: web.Request, account: Account, problem: str = "") -> web.Response:
    status = 422 if problem else 200
    return render(request, "account.html", status=status, account=account, problem=problem)


def _gone(path: str) -> web.HTTPSeeOther:
    onward = moved(path)
    onward.del_cookie(SESSION_COOKIE, path=HOME)
    return onward


ROUTES = (
    get("/desk/account", "self", account_page),
    post("/desk/account/password", "self", change_password),
    post("/desk/account/email", "self", change_email),
    post("/desk/account/everywhere", "self", log_out_everywhere),
    Route("GET", f"/desk/welcome/{TOKEN}", welcome),
    Route("POST", f"/desk/welcome/{TOKEN}", accept),
    Route("GET", "/desk/forgot", forgot_page),
    Route("POST", "/desk/forgot", ask_reset),
    Route("GET", f"/desk/reset/{TOKEN}", reset_page),
    Route("POST", f"/desk/reset/{TOKEN}", set_new_password),
)
