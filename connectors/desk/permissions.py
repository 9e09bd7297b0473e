"""Who may do what at the desk: one table, and nothing else decides."""

from __future__ import annotations

from typing import Literal, get_args

from guidance.accounts import Account

Right = Literal[
    "inbox", "conversation", "takeover", "week", "team", "texts", "audit", "deliveries", "review", "facts", "self"
]

ADVISER, COORDINATOR, EDITOR = "adviser", "coordinator", "editor"
EVERYONE = frozenset({ADVISER, COORDINATOR, EDITOR})

MATRIX: dict[Right, frozenset[str]] = {
    "inbox": frozenset({ADVISER, COORDINATOR}),
    "conversation": frozenset({ADVISER, COORDINATOR}),
    "takeover": frozenset({COORDINATOR}),
    "week": frozenset({ADVISER, COORDINATOR}),
    "team": frozenset({COORDINATOR}),
    "texts": frozenset({COORDINATOR}),
    "audit": frozenset({COORDINATOR}),
    "deliveries": frozenset({COORDINATOR}),
    "review": frozenset({COORDINATOR, EDITOR}),
    "facts": frozenset({COORDINATOR, EDITOR}),
    "self": EVERYONE,
}
FIRST_PAGES: dict[Right, str] = {"inbox": "/desk", "review": "/desk/review", "self": "/desk/account"}
RIGHTS = get_args(Right)


def may(account: Account, right: Right) -> bool:
    """Whether this account's role has the right; a role that is not in the table has none."""
    return account.role in MATRIX[right]


def first_page(account: Account) -> str:
    """Where somebody with this role begins."""
    return next((path for right, path in FIRST_PAGES.items() if may(account, right)), "/desk/login")
