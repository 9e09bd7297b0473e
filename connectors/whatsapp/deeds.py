"""What a person did, from one message of a webhook; a kind that we do not know is answered kindly, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from connectors.heard import Heard
from connectors.whatsapp.shapes import as_dict, text_in
from connectors.whatsapp.texts import load_texts

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

CAPTION = "/caption"
"""After the id of a message: the words under a photo, which come in the same message and are heard apart."""


def heard_in(message: dict[str, Any], person: dict[str, Any]) -> Iterator[Heard]:
    """What was done, in order; nothing when there is nothing to answer."""
    if heard := _heard(message, person):
        yield heard
        caption = text_in(as_dict(message.get(text_in(message, "type"))), "caption")
        if caption and heard.deed == "other" and heard.notice not in ("edited", "group"):
            yield replace(heard, message_id=heard.message_id + CAPTION, deed="text", text=caption)


def _heard(message: dict[str, Any], person: dict[str, Any]) -> Heard | None:
    kind = text_in(message, "type")
    body = as_dict(message.get(kind))
    if message.get("group_id"):
        return Heard(**person, deed="other", notice="group")
    if kind == "text":
        text = text_in(body, "body")
        return Heard(**person, deed="stop_word" if load_texts().opts_out(text) else "text", text=text)
    if kind == "interactive":
        return _chosen(body, person)
    if kind == "button":  # below a template; its payload is Meta's affair
        return Heard(**person, text=text_in(body, "text"))
    if kind == "request_welcome":
        return Heard(**person, deed="start")
    if kind == "location":
        return _place(body, person)
    if kind == "edit":
        return Heard(**person, deed="other", text=_new_words(body), notice=NOTICES[kind])
    if kind == "reaction" and not body.get("emoji"):  # taken away again
        return None
    return Heard(**person, deed="other", notice=NOTICES.get(kind, "unsupported"))


def _chosen(body: dict[str, Any], person: dict[str, Any]) -> Heard:
    reply = as_dict(body.get(text_in(body, "type")))
    if not text_in(reply, "id"):
        return Heard(**person, deed="other")
    label = text_in(reply, "description") or text_in(reply, "title")
    return Heard(**person, deed="button", token=text_in(reply, "id"), text=label)


def _new_words(body: dict[str, Any]) -> str:
    """What an edited message says now, as far as Meta tells."""
    changed = as_dict(body.get("message"))
    inner = as_dict(changed.get(text_in(changed, "type")))
    return text_in(inner, "body") or text_in(inner, "caption")


def _place(body: dict[str, Any], person: dict[str, Any]) -> Heard:
    """A place on the map; the core keeps no more of it than it needs."""
    try:
        latitude, longitude = float(body["latitude"]), float(body["longitude"])
    except (KeyError, TypeError, ValueError):
        return Heard(**person, deed="other")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return Heard(**person, deed="other")
    return Heard(**person, deed="place", place=(latitude, longitude))
