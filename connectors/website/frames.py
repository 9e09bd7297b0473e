"""The JSON frames of the WebSocket: what a client may send, and what it gets."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from connectors.errors import MessageRefused
from guidance.conversations import Line, Outgoing

ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An id the client gives to what a person did; a repeat of it is the same deed."""

MAX_SEQ = 2**31 - 1


class Hello(BaseModel):
    """The first frame: what came after `after` is replayed; 0 asks for the whole conversation."""

    type: Literal["hello"]
    after: int = Field(default=0, ge=0, le=MAX_SEQ)


class Message(BaseModel):
    """The person typed something."""

    type: Literal["message"]
    id: ClientId
    text: str


class ButtonPress(BaseModel):
    """The person pressed a button; `title` is what they saw."""

    type: Literal["button"]
    id: ClientId
    token: str = Field(max_length=64)
    title: str = Field(default="", max_length=200)


class AskHuman(BaseModel):
    """The person used the standing way to a human."""

    type: Literal["ask_human"]
    id: ClientId


class Typing(BaseModel):
    """The person is typing; sent now and then while a human has the word."""

    type: Literal["typing"]


class Left(BaseModel):
    """The client has gone over to another conversation, and needs this one no more."""

    type: Literal["left"]


class Ack(BaseModel):
    """The client has everything up to `seq`."""

    type: Literal["ack"]
    seq: int = Field(ge=0, le=MAX_SEQ)


Frame = Hello | Message | ButtonPress | AskHuman | Typing | Left | Ack
_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


def read_frame(data: str) -> Frame:
    """The frame in this JSON. Raises MessageRefused ("not_understood")."""
    try:
        return _FRAME.validate_json(data)
    except ValidationError as error:
        raise MessageRefused("not_understood") from error


def message(outgoing: Outgoing) -> dict[str, Any]:
    """A message to the person."""
    return {
        "type": "message",
        "seq": outgoing.seq,
        "sender": outgoing.sender,
        "text": outgoing.text,
        "buttons": [{"title": button.title, "token": button.token} for button in outgoing.buttons],
        "cards": list(outgoing.cards),
        "kind": outgoing.kind,
        "at": outgoing.at.isoformat(),
        **({"name": outgoing.name} if outgoing.name else {}),
    }


def line(spoken: Line, not_kept: str) -> dict[str, Any]:
    """A line of the transcript. The person's own lines have no number, but the id the client gave them.

    `not_kept` is said in the place of words that are not kept.
    """
    told = {"type": "message", "sender": spoken.sender, "text": spoken.text, "at": spoken.at.isoformat()}
    body = spoken.body
    if body.get("redacted"):
        told |= {"text": not_kept, "kind": "redacted"}
    if spoken.seq is None:
        client_id = str(body.get("message_id", "")).partition(":")[2]
        return {**told, "id": client_id} if client_id else told
    named = {"name": body["name"]} if body.get("name") else {}
    return {
        **told,
        "seq": spoken.seq,
        "buttons": body["buttons"],
        "cards": body["cards"],
        "kind": body["kind"],
        **named,
    }


def history(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer to a hello."""
    return {"type": "history", "messages": messages}


def received(client_id: str) -> dict[str, Any]:
    """The message is stored: the client need not send it again."""
    return {"type": "received", "id": client_id}


def resumed(session: str, conversation_id: str) -> dict[str, Any]:
    """The person came back to an earlier conversation: from now on the client speaks in that one."""
    return {"type": "resumed", "session": session, "conversation": conversation_id}


def typing(on: bool) -> dict[str, Any]:
    """An answer is coming, or not any more."""
    return {"type": "typing", "on": on}


def error(code: str, text: str, client_id: str | None = None) -> dict[str, Any]:
    """What is wrong, for the person in `text` and for the client in `code`; `id` was not stored."""
    return {"type": "error", "code": code, "text": text, **({"id": client_id} if client_id else {})}
