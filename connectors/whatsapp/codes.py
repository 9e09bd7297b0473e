"""What an error code of the Cloud API means for the message that met it.

Source: developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (updated 2026-05-15, read
2026-11-25). A code that is not here is about this one message: it is given up, with the code as the reason.
"""

from __future__ import annotations

from typing import Any

from connectors.errors import AccountTrouble, Held, NeverSendable, SendError, SendLater

TEMPORARY = {
    1,  # unknown: invalid request or possible server error
    2,  # temporary, due to downtime or overload
    4,  # the app reached its call rate limit: try again later
    80007,  # the business account reached its rate limit: try again later
    130429,  # throughput of the number reached: try again later
    131000,  # unknown error: try again
    131016,  # a service is temporarily unavailable
    131056,  # too many messages to this person in a short time: wait and try again
    131057,  # the number is in maintenance, as during a throughput upgrade of a minute
    133004,  # the server is temporarily unavailable
}
WINDOW_CLOSED = {131047}  # more than 24 hours since the person last wrote: only a template may be sent
ACCOUNT = {
    *(0, 3, 10, 190),  # the access token: not valid, expired, or without a permission
    33,  # the number was deleted
    368,  # restricted for breaking a policy
    131005,  # access denied
    131031,  # account locked
    131042,  # payment
    131045,  # the number is not registered rightly
    131048,  # too many messages of this number were blocked or flagged as spam: restricted for a while
    133010,  # the number is not registered
}
PERMISSIONS = range(200, 300)


def send_error(code: int) -> SendError:
    """The error to raise for this code; its reason is the code."""
    if code in TEMPORARY:
        return SendLater(str(code))
    if code in WINDOW_CLOSED:
        return Held(str(code))
    if code in ACCOUNT or code in PERMISSIONS:
        return AccountTrouble(str(code))
    return NeverSendable(str(code))


def code_of(errors: Any) -> int | None:
    """The code in an error of a response or of a report: {"code": …} or a list of those."""
    first = errors[0] if isinstance(errors, list) and errors else errors
    code = first.get("code") if isinstance(first, dict) else None
    return code if isinstance(code, int) else None
