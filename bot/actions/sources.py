"""Opens what the actions read and write: once per process, on first use."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

from guidance.database import Database
from guidance.tenant import DEMO_FILE, Tenant
from guidance.tenant_texts import current
from knowledge.catalogue import Catalogue
from knowledge.encoder import SentenceEncoder
from knowledge.kept_catalogue import KeptCatalogue

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def catalogue() -> Catalogue:
    """The public facts: read once, and anew in the background when they were loaded again."""
    return kept_catalogue().get()


@cache
def kept_catalogue() -> KeptCatalogue:
    """What keeps the public facts of this process up to date.

    Its encoder takes two seconds to load: that begins now, not when the first person names their work.
    """
    Thread(target=encoder().encode, args=(["hoi"],), daemon=True).start()
    return KeptCatalogue(os.environ.get("BIJSTUREN_KNOWLEDGE_URL", "sqlite:///var/knowledge.db"), encoder())


@cache
def encoder() -> SentenceEncoder:
    """One sentence encoder for all of this process: its model is some hundred megabytes."""
    return SentenceEncoder()


@cache
def database() -> Database:
    """What we keep about people."""
    return Database(os.environ.get("BIJSTUREN_GUIDANCE_URL", "sqlite:///var/guidance.db"))


def kept_days() -> int:
    """How long a conversation is kept after the last message; people are told so."""
    return int(os.environ.get("BIJSTUREN_KEEP_DAYS", "90"))


def our_tenant() -> Tenant:
    """Who offers this assistant."""
    return current(database(), Path(os.environ.get("BIJSTUREN_TENANT_FILE", DEMO_FILE)))


def now() -> datetime:
    """The clock of the actions, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()
