"""Session tokens are made here, for one conversation, and for a limited time."""

from __future__ import annotations

import time

import pytest
from itsdangerous import URLSafeTimedSerializer

from connectors.errors import SessionInvalid
from connectors.website.sessions import LIFETIME, SALT, Sessions

SESSIONS = Sessions("the key of this server")


def test_a_token_opens_its_own_conversation() -> None:
    assert SESSIONS.conversation(SESSIONS.token("abc")) == "abc"


def test_a_token_that_was_changed_is_refused() -> None:
    token = SESSIONS.token("abc")
    for forged in ("", "abc", token[:-1], "x" + token, SESSIONS.token("abd").split(".")[0] + token[token.index(".") :]):
        with pytest.raises(SessionInvalid):
            SESSIONS.conversation(forged)


def test_a_token_of_another_server_or_for_another_use_is_refused() -> None:
    for foreign in (
        Sessions("another key").token("abc"),
        str(URLSafeTimedSerializer("the key of this server", salt="desk").dumps("abc")),
        str(URLSafeTimedSerializer("the key of this server", salt=SALT).dumps(["abc"])),
    ):
        with pytest.raises(SessionInvalid):
            SESSIONS.conversation(foreign)


def test_a_token_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token = SESSIONS.token("abc")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + LIFETIME + 2)
    with pytest.raises(SessionInvalid):
        SESSIONS.conversation(token)
