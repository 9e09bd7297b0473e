"""What Meta's webhook tells, read: what people did, what became of our messages, and who has another number.

Shapes: developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages (read 2026-11-25).
Anything unexpected in one message is answered kindly, and never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, get_args

from connectors.messenger import Deed, Heard
from connectors.whatsapp.codes import code_of
from connectors.whatsapp.texts import load_texts
from guidance.deliveries import State

NOTICES = {
    "audio": "voice",
    "voice": "voice",
    "image": "picture",
    "video": "video",
    "document": "file",
    "sticker": "sticker",
    "contacts": "contact",
    "reaction": "reaction",
    "edit": "edited",
    "revoke": "deleted",
}
"""Kinds of messages and the notice that answers them; an order, a flow or anything newer gets "unsupported"."""

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
        if _dict(value.get("metadata")).get("phone_number_id") != phone_number_id:
            continue
        for message in _dicts(value.get("messages")):
            _read_message(message, found)
        found.reports += [report for status in _dicts(value.get("statuses")) if (report := _report(status))]
    return found


def _values(update: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in _dicts(update.get("entry")):
        for change in _dicts(entry.get("changes")):
            if change.get("field") == "messages":
                yield _dict(change.get("value"))


def _read_message(message: dict[str, Any], found: Update) -> None:
    phone, user = _text(message, "from"), _text(message, "from_user_id")
    address, message_id = user or phone, _text(message, "id")
    if not address or not message_id:
        return
    if message.get("type") == "system":
        found.moves += _moves(message, phone, user)
        return
    if phone and user:  # known by the number before there were ids
        found.moves.append(Move(phone, user, phone))
    person = {"address": address, "message_id": message_id, "reach": phone or user, "at": _moment(message)}
    if heard := _heard(message, person):
        found.heard.append(heard)


def _heard(message: dict[str, Any], person: dict[str, Any]) -> Heard | None:
    """What was done; None when there is nothing to answer."""
    kind = _text(message, "type")
    body = _dict(message.get(kind))
    if message.get("group_id"):
        return Heard(**person, deed="other", notice="group")
    if kind == "text":
        text = _text(body, "body")
        return Heard(**person, deed="stop" if load_texts().opts_out(text) else "text", text=text)
    if kind == "interactive":
        return _chosen(body, person)
    if kind == "button":  # below a template; its payload is Meta's affair
        return Heard(**person, text=_text(body, "text"))
    if kind == "request_welcome":
        return Heard(**person, deed="start")
    if kind == "location":
        return _place(body, person)
    if kind == "reaction" and not body.get("emoji"):  # taken away again
        return None
    return Heard(**person, deed="other", text=_text(body, "caption"), notice=NOTICES.get(kind, "unsupported"))


def _chosen(body: dict[str, Any], person: dict[str, Any]) -> Heard:
    reply = _dict(body.get(_text(body, "type")))
    if not _text(reply, "id"):
        return Heard(**person, deed="other")
    label = _text(reply, "description") or _text(reply, "title")
    return Heard(**person, deed="button", token=_text(reply, "id"), text=label)


def _place(body: dict[str, Any], person: dict[str, Any]) -> Heard:
    """A place, to some kilometre: nobody needs to know it better. A core that does not know places gets a notice."""
    try:
        where: dict[str, Any] = {axis: round(float(body[axis]), 2) for axis in ("latitude", "longitude")}
    except (KeyError, TypeError, ValueError):
        return Heard(**person, deed="other")
    if "place" not in get_args(Deed):
        return Heard(**person, deed="other")
    return Heard(**person, **where | {"deed": "place"})


def _moves(message: dict[str, Any], phone: str, user: str) -> list[Move]:
    """The person has another number, or another id: both old addresses may be the one we know."""
    system = _dict(message.get("system"))
    number, after_user = _text(system, "wa_id") or _text(system, "new_wa_id"), _text(system, "user_id")
    after = after_user or number
    return [Move(before, after, number or after) for before in (user, phone) if before and after and before != after]


def _report(status: dict[str, Any]) -> Report | None:
    name, state = _text(status, "id"), _text(status, "status")
    if name and state == FAILED:
        return Report(name, "failed", code_of(status.get("errors")))
    return Report(name, REPORTS[state]) if name and state in REPORTS else None


def _moment(message: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(message["timestamp"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""
