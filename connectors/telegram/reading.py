"""From a Telegram update to what a person did: every kind of message has its answer, none falls silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext.filters import StatusUpdate

from connectors.heard import Deed, Heard

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
"""What we ask Telegram for; nothing else is sent to us."""

COMMANDS: dict[str, Deed] = {
    "start": "start",
    "stop": "stop",
    "help": "help",
    "privacy": "privacy",
    "mens": "ask_human",
}
NOTICES = {
    "voice": "voice",
    "audio": "voice",
    "photo": "picture",
    "live_photo": "picture",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "file",
    "sticker": "sticker",
    "dice": "sticker",
    "contact": "contact",
    "poll": "poll",
}
"""What a message holds, and the notice that answers it. An animation also counts as a document, so it comes first."""


@dataclass(frozen=True)
class Left:
    """The person blocked us."""

    address: str


@dataclass(frozen=True)
class CameBack:
    """The person let us in again."""

    address: str


@dataclass(frozen=True)
class InGroup:
    """Something happened in a group; we talk with one person at a time."""

    chat_id: int


Happening = Heard | Left | CameBack | InGroup


def read(update: Update, bot_id: str) -> list[Happening]:
    """What happened, in order; empty for what needs no answer (a pinned message, a reaction taken back)."""
    chat = update.effective_chat
    if chat is None:
        return []
    if chat.type != ChatType.PRIVATE:
        return [] if _we_left(update.my_chat_member) else [InGroup(chat.id)]
    if update.my_chat_member:
        return [_membership(update.my_chat_member)]
    return list(_heard(update, Heard(str(chat.id), f"{bot_id}/{update.update_id}")))


def _heard(update: Update, blank: Heard) -> Iterator[Heard]:
    query, edited, reaction = update.callback_query, update.edited_message, update.message_reaction
    if query:
        yield replace(blank, deed="button", token=query.data or "")
    elif edited and not edited.location:  # a live location is "edited" every few seconds
        yield replace(blank, deed="other", text=edited.text or edited.caption or "", notice="edited")
    elif reaction and len(reaction.new_reaction) > len(reaction.old_reaction):
        yield replace(blank, deed="other", notice="reaction")
    elif update.message and not StatusUpdate.ALL.check_update(update):
        yield from _message(update.message, blank)


def _message(message: Message, blank: Heard) -> Iterator[Heard]:
    if message.text is not None:
        yield _text(message.text, blank)
    elif message.location:
        yield replace(blank, deed="place", place=(message.location.latitude, message.location.longitude))
    else:
        yield _unreadable(message, blank)
        if message.caption:  # the words under a photo are words
            yield replace(blank, message_id=f"{blank.message_id}/caption", text=message.caption)


def _unreadable(message: Message, blank: Heard) -> Heard:
    """Answered with a notice; an album comes as one message for each picture and is answered once."""
    notice = next((notice for kind, notice in NOTICES.items() if message[kind]), "unsupported")
    album = message.media_group_id
    name = f"{blank.message_id.split('/')[0]}/album/{album}/{notice}" if album else blank.message_id
    return replace(blank, message_id=name, deed="other", notice=notice)


def _text(text: str, blank: Heard) -> Heard:
    """A command of ours with what follows it, else the text as it is."""
    first, _, rest = text.partition(" ")
    deed = COMMANDS.get(first[1:].partition("@")[0].lower()) if first.startswith("/") else None
    if deed is None:
        return replace(blank, text=text)
    return replace(blank, deed=deed, text=rest.strip() if deed == "start" else text)


def _membership(change: ChatMemberUpdated) -> Left | CameBack:
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Left(str(change.chat.id)) if gone else CameBack(str(change.chat.id))


def _we_left(change: ChatMemberUpdated | None) -> bool:
    return change is not None and change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
