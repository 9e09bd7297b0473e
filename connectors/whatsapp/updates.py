"""What Meta's webhook tells, read: what people did, what became of our messages, and who has another number.

Shapes: developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages (read 2026-11-25).
Anything unexpected in one message is answered kindly, and never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from connectors.heard import Heard
from connectors.whatsapp.codes import code_of
from connectors.whatsapp.deeds import heard_in
from connectors.whatsapp.shapes import as_dict, dicts, text_in
from guidance.deliveries import State

REPORTS: dict[str, State] = {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read"}
FAILED = "failed"


@dataclass(frozen=True)
class Report:
    """What became of a message of ours; `code` says why it failed."""

    name: str
    state: State
    code: int | None = None


@dataclass(frozen=True)
class Move:
    """Somebody is known by another address from now on; `reach` is where to send to."""

    before: str
    after: str
    reach: str


@dataclass
class Update:
    """Everything in one webhook, in the order in which it stands there."""

    heard: list[Heard] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)


def read(update: Any, phone_number_id: str) -> Update:
    """Read a webhook; what is meant for another number is left alone. Raises ValueError when it is no webhook."""
    if not isinstance(update, dict):
        raise ValueError("A webhook is a JSON object.")
    found = Update()
    for value in _values(update):
        if as_dict(value.get("metadata")).get("phone_number_id") != phone_number_id:
            continue
        for message in dicts(value.get("messages")):
            _read_message(message, found)
        found.reports += [report for status in dicts(value.get("statuses")) if (report := _report(status))]
    return found


def _values(update: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in dicts(update.get("entry")):
        for change in dicts(entry.get("changes")):
            if change.get("field") == "messages":
                yield as_dict(change.get("value"))


def _read_message(message: dict[str, Any], found: Update) -> None:
    phone, user = text_in(message, "from"), text_in(message, "from_user_id")
    address, message_id = user or phone, text_in(message, "id")
    if not address or not message_id:
        return
    if message.get("type") == "system":
        found.moves += _moves(message, phone, user)
        return
    if phone and user:  # known by the number before there were ids
        found.moves.append(Move(phone, user, phone))
    person = {"address": address, "message_id": message_id, "reach": phone or user, "at": _moment(message)}
    found.heard += heard_in(message, person)


def _moves(message: dict[str, Any], phone: str, user: str) -> list[Move]:
    """The person has another number, or another id: both old addresses may be the one we know."""
    system = as_dict(message.get("system"))
    number, after_user = text_in(system, "wa_id") or text_in(system, "new_wa_id"), text_in(system, "user_id")
    after = after_user or number
    return [Move(before, after, number or after) for before in (user, phone) if before and after and before != after]


def _report(status: dict[str, Any]) -> Report | None:
    name, state = text_in(status, "id"), text_in(status, "status")
    if name and state == FAILED:
        return Report(name, "failed", code_of(status.get("errors")))
    return Report(name, REPORTS[state]) if name and state in REPORTS else None


def _moment(message: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(message["timestamp"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None
