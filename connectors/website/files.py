"""The widget's files and the demo page's, packed once: a page loads them in some 30 kB."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from aiohttp import ETag, web

from connectors.core import SETTINGS
from connectors.website.security import share_with

HERE = Path(__file__).parent
CACHE = "public, max-age=300"
_SPARE = re.compile(rb"^[ \t]*//[^\n]*\n|^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]+", re.MULTILINE | re.DOTALL)


async def public_file(request: web.Request) -> web.StreamResponse:
    """A file of the widget or the demo page, also for pages of allowed sites; 304 when the browser has it already."""
    file = HERE / request.match_info.get("folder", "widget") / request.match_info["name"]
    try:
        plain, packed, tag = await asyncio.to_thread(_packed, file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        raise web.HTTPNotFound from None
    if any(known.value == tag for known in request.if_none_match or ()):
        response = web.Response(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = web.Response(body=packed, headers={"Content-Encoding": "gzip"})
    else:
        response = web.Response(body=plain)
    response.content_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response.charset = "utf-8"
    response.etag = ETag(tag, is_weak=True)
    response.headers["Cache-Control"] = CACHE
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    share_with(request, response, request.app[SETTINGS].allowed_origins)
    response.headers["Vary"] = "Origin, Accept-Encoding"
    return response


def lean(file: Path) -> bytes:
    """A script or stylesheet without the lines that are only a comment and without indentation; else the file."""
    plain = file.read_bytes()
    return _SPARE.sub(b"", plain) if file.suffix in (".js", ".css") else plain


@lru_cache(maxsize=64)
def _packed(file: Path, changed: int) -> tuple[bytes, bytes, str]:
    """The file, the file packed, and its mark; read again when it was `changed`. Raises FileNotFoundError."""
    plain = lean(file)
    return plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:32]
