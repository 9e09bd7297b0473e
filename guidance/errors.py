"""Everything guidance can refuse, one small tree; each message says what is wrong and how to mend it."""

from __future__ import annotations


class GuidanceError(Exception):
    """Base of every error this package raises on purpose."""


class DatabaseUnavailable(GuidanceError):
    """The database cannot be opened, written or reached."""


class ConversationUnknown(GuidanceError):
    """No conversation with this id (any more)."""


class ButtonUnknown(GuidanceError):
    """This button was never sent in this conversation."""


class ButtonExpired(GuidanceError):
    """This button was sent in this conversation, but too long ago."""


class ButtonWaiting(GuidanceError):
    """This button was tapped before and that tap waits for its answer: nothing more needs to be done."""


class ButtonUsed(GuidanceError):
    """This button was used, and the conversation has gone on to other choices."""


class CodeUnknown(GuidanceError):
    """No conversation waits for this code: it was never given, was used already or gave way to a newer one."""


class CodeExpired(GuidanceError):
    """This code was given, but too long ago."""


class TooManyTries(GuidanceError):
    """Too many codes that do not exist were tried; every code is refused for a while."""


class SlotTaken(GuidanceError):
    """The slot cannot be booked: taken by someone else, past, too soon or no longer offered. Offer fresh slots."""


class MediumNotOffered(GuidanceError):
    """The adviser does not talk through this medium."""


class BookingUnknown(GuidanceError):
    """No booking with this id."""


class AdviserInvalid(GuidanceError):
    """An adviser or the weekly availability does not add up."""


class AccountInvalid(GuidanceError):
    """A desk account cannot be created with these data."""


class UsernameTaken(AccountInvalid):
    """There is a desk account with this name already."""


class TenantFileUnusable(GuidanceError):
    """The file that says who offers this assistant cannot be read or does not add up."""


class DeedRefused(GuidanceError):
    """This cannot be done with a conversation in this state."""


class HeldByOther(DeedRefused):
    """Another adviser has this conversation; `holder` says who."""

    def __init__(self, holder: str) -> None:
        """`holder` is the name under which the adviser speaks."""
        super().__init__(f"{holder} has this conversation; ask for a transfer.")
        self.holder = holder


class Hushed(DeedRefused):
    """A human has the word: nothing of the bot is stored."""


class MailNotSent(GuidanceError):
    """The mail server did not take the message; it is tried again."""


class LinkUnusable(GuidanceError):
    """An invitation or a link for a new password that was used, is too old or never existed."""


class AccountUnknown(GuidanceError):
    """There is no desk account with this id (any more)."""


class LastCoordinator(GuidanceError):
    """Without this account nobody could manage the team."""


class TextUnknown(GuidanceError):
    """There is no text of the organisation with this name."""


class FlagUnknown(GuidanceError):
    """There is no such answer of the bot to review, or no such outcome."""
