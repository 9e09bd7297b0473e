"""Whether a request comes from Meta: compared in constant time, and without a word about what was expected."""

from __future__ import annotations

import hashlib
import hmac

from connectors.webhooks import same

SCHEME = "sha256="


def signed(body: bytes, header: str, app_secret: str) -> bool:
    """Whether `header` (X-Hub-Signature-256) is the HMAC-SHA256 of exactly these bytes under the app's secret."""
    expected = SCHEME + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return same(header, expected)
