"""What the doors for the servers of messengers have in common; whoever is somebody else learns nothing there."""

from __future__ import annotations

import hmac

from aiohttp import web

CHUNK = 64 * 1024


async def body_within(request: web.Request, most: int) -> bytes | None:
    """The raw bytes; None when there are more than `most`. The gateway's own limit is lower and does not count here."""
    if (request.content_length or 0) > most:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def same(given: str, expected: str) -> bool:
    """Compare two texts without telling by the time it takes where they differ."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())
