"""Where a fact comes from, on a card: a name never opens another site than its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.actions.wording import label
from knowledge.schema import Source


def origin(source: Source, url: str | None) -> dict[str, str | None]:
    """The name of the source, with the page on its own site: the one to act on when that is there, else its own."""
    own = url if _site(url) == _site(source.url) else source.url
    return {"source": source.title, "url": own}


def elsewhere(source: Source, url: str | None) -> str:
    """The site to look at, when it is another than that of the source; nothing otherwise."""
    if not url or _site(url) == _site(source.url):
        return ""
    return label("look_at").format(site=url.removeprefix("https://"))


def _site(url: str | None) -> str:
    return urlsplit(url or "").netloc.removeprefix("www.")
