"""Which sites may use the widget, and what a browser may do with our pages."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp import web

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def origin_allowed(request: web.Request, allowed: Collection[str]) -> bool:
    """Whether this request comes from our own pages, from a site on the list, or not from a browser page at all.

    Without an Origin it is not a page of another site; the session token is what protects the conversation.
    """
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.host.lower() or origin.lower() in allowed


def share_with(request: web.Request, response: web.StreamResponse, allowed: Collection[str]) -> None:
    """Let a page of an allowed site read this response."""
    origin = request.headers.get("Origin", "")
    response.headers["Vary"] = "Origin"
    if origin.lower() in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Headers for every response; a handler that set its own keeps it. For `on_response_prepare`."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if response.content_type == "text/html":
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cache-Control", "no-store")
