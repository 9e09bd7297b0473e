"""A message in the shapes of the Cloud API: texts, reply buttons, a list, or numbered choices; never cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from connectors.rendering import numbered, pieces, size, whole_text
from connectors.whatsapp.limits import (
    BUTTON_TITLE,
    BUTTONS,
    INTERACTIVE_BODY,
    LIST_ROWS,
    ROW_DESCRIPTION,
    ROW_TITLE,
    TEMPLATE_PARAMETER,
    TEXT_BODY,
)
from connectors.whatsapp.settings import WhatsAppSettings
from connectors.whatsapp.texts import load_texts
from guidance.conversations import Outgoing, TokenButton

REMINDER = "reminder"

Payload = dict[str, Any]
Shape = Literal["text", "buttons", "list", "list_of_numbers", "numbered"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""The easiest to choose from first."""


@dataclass(frozen=True)
class Part:
    """One request, without the address. `template`: what may be sent in its place when the window is closed."""

    payload: Payload
    template: Payload | None = None


def shape(buttons: Sequence[TokenButton]) -> Shape:
    """How choices are shown: the first shape in which every label stands whole."""
    titles = [button.title for button in buttons]
    longest = max(map(size, titles), default=0)
    if not titles:
        return "text"
    if len(set(titles)) < len(titles) or longest > ROW_DESCRIPTION or len(titles) > LIST_ROWS:
        return "numbered"
    if len(titles) <= BUTTONS and longest <= BUTTON_TITLE:
        return "buttons"
    return "list" if longest <= ROW_TITLE else "list_of_numbers"


def labelled(buttons: Sequence[TokenButton]) -> Sequence[TokenButton]:
    """The choices, with the short forms of their labels where that makes them easier to choose from."""
    short = load_texts().short
    shorter = [replace(button, title=short.get(button.title, button.title)) for button in buttons]
    return shorter if SHAPES.index(shape(shorter)) < SHAPES.index(shape(buttons)) else buttons


def shows_numbers(message: Outgoing) -> bool:
    """Whether the person sees numbers, and so may answer with one."""
    return shape(labelled(message.buttons)) in ("list_of_numbers", "numbered")


def parts(message: Outgoing, settings: WhatsAppSettings) -> list[Part]:
    """The message in parts that each fit: what does not fit above the choices goes before them."""
    text, buttons = whole_text(message).strip(), labelled(message.buttons)
    shown = shape(buttons)
    if shown == "numbered":
        return _texts(numbered(text, buttons))
    if shown == "text":
        return [Part(part.payload, _reminder(message, settings)) for part in _texts(text)]
    fits = text and size(text) <= INTERACTIVE_BODY
    before = [] if fits else _texts(text)
    body = text if fits else load_texts().choose
    choices = _buttons(buttons) if shown == "buttons" else _rows(buttons, shown)
    return [*before, Part({"type": "interactive", "interactive": {"body": {"text": body}, **choices}})]


def waiting_template(settings: WhatsAppSettings) -> Part | None:
    """What tells that a message waits; None when no template for it was set."""
    return Part(_template(settings.template_answer, settings)) if settings.template_answer else None


def _texts(text: str) -> list[Part]:
    return [Part({"type": "text", "text": {"preview_url": False, "body": piece}}) for piece in pieces(text, TEXT_BODY)]


def _buttons(buttons: Sequence[TokenButton]) -> Payload:
    shown = [{"type": "reply", "reply": {"id": button.token, "title": button.title}} for button in buttons]
    return {"type": "button", "action": {"buttons": shown}}


def _rows(buttons: Sequence[TokenButton], shown: Shape) -> Payload:
    """One section; a label too long for a title stands whole below its number."""
    if shown == "list":
        rows = [{"id": button.token, "title": button.title} for button in buttons]
    else:
        rows = [{"id": b.token, "title": str(number), "description": b.title} for number, b in enumerate(buttons, 1)]
    return {"type": "list", "action": {"button": load_texts().open_list, "sections": [{"rows": rows}]}}


def _reminder(message: Outgoing, settings: WhatsAppSettings) -> Payload | None:
    if message.kind != REMINDER or not settings.template_reminder:
        return None
    line = " ".join(whole_text(message).split())
    if size(line) > TEMPLATE_PARAMETER:
        return None
    return _template(settings.template_reminder, settings, line)


def _template(name: str, settings: WhatsAppSettings, *parameters: str) -> Payload:
    template: Payload = {"name": name, "language": {"code": settings.template_language}}
    if parameters:
        filled = [{"type": "text", "text": parameter} for parameter in parameters]
        template["components"] = [{"type": "body", "parameters": filled}]
    return {"type": "template", "template": template}
