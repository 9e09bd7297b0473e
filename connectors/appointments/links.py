"""The signed link with which a person moves or cancels their own appointment; nobody can make or guess one."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from guidance.bookings import Booking

SALT = "bijsturen.appointment"
PATH = "/afspraak/"


class Links:
    """Makes links and reads them. They hold no data of a person: the number and the code of the appointment only."""

    def __init__(self, secret_key: str, base_url: str) -> None:
        """`secret_key` is the same in every gateway process."""
        self._signer = URLSafeSerializer(secret_key, salt=SALT)
        self._base_url = base_url

    def token(self, booking: Booking) -> str:
        """What stands in the address."""
        token = self._signer.dumps([booking.id, booking.reference])
        return token.decode() if isinstance(token, bytes) else token

    def link(self, booking: Booking) -> str:
        """The whole address, for a mail."""
        return self._base_url + PATH + self.token(booking)

    def read(self, token: str) -> tuple[int, str] | None:
        """Number and code of the appointment, or None when we did not sign this."""
        try:
            number, reference = self._signer.loads(token)
        except (BadSignature, ValueError, TypeError):
            return None
        return int(number), str(reference)
