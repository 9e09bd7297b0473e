"""Keeps advisers' own calendars up to date over CalDAV: what was booked, moved or cancelled stands there soon after."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import caldav
from aiohttp import web

from connectors.background import Step
from connectors.core import DATABASE
from connectors.errors import ConnectorError
from connectors.outward import check_host, keep_outward
from connectors.sealing import AddressBook
from connectors.trouble import log_trouble
from guidance import own_calendars
from guidance.database import Database
from guidance.own_calendars import Change, Writer

log = logging.getLogger(__name__)

EVERY_SECONDS = 20.0
PATIENCE_SECONDS = 15
SEAL = "own_calendar"
CALENDAR_FILE = {"Content-Type": "text/calendar; charset=utf-8"}
DONE = (200, 201, 204)
GONE = (404, 410)
"""The adviser took it out already."""


class CalendarRefused(ConnectorError):
    """The calendar did not take a change; it is tried again."""


def writer_over_caldav(book: AddressBook, hosts: Collection[str]) -> Writer:
    """Writes to the calendar at its address, with the adviser's own name and password.

    `hosts`: the machines of our own network where a calendar may be.
    """

    def write(change: Change) -> None:
        check_host(urlsplit(change.calendar.url).hostname or "", hosts)
        password = book.open(change.calendar.sealed_password)
        with caldav.DAVClient(
            change.calendar.url, username=change.calendar.username, password=password, timeout=PATIENCE_SECONDS
        ) as client:
            keep_outward(client.session, hosts)
            # Put and deleted as files: the library's own `save` would count the SEQUENCE on by itself.
            file = f"{change.calendar.url.rstrip('/')}/{quote(change.booking.uid, safe='')}.ics"
            if change.stands:
                answer = client.put(file, own_calendars.as_ics(change.booking), CALENDAR_FILE)
            else:
                answer = client.delete(file)
        if answer.status not in (DONE if change.stands else (*DONE, *GONE)):
            raise CalendarRefused(f"The calendar answered {answer.status}.")

    return write


def write_due(db: Database, writer: Writer, now: datetime) -> int:
    """One round; a calendar that cannot be reached is tried again in the next, and keeps no other waiting."""
    away: set[str] = set()
    written = 0
    for change in own_calendars.changes(db, now):
        if change.calendar.adviser_id in away:
            continue
        try:
            own_calendars.write(db, change, writer)
            written += 1
        except Exception as error:  # the server of somebody else: anything can come back
            log_trouble(log, "caldav", error)
            away.add(change.calendar.adviser_id)
    return written


def writing(key: str, hosts: Collection[str]) -> Step:
    """The step that brings all calendars up to date; `key` is the gateway's own, which opens the sealed passwords."""
    writer = writer_over_caldav(AddressBook(key, SEAL), hosts)

    async def write(app: web.Application) -> None:
        await asyncio.to_thread(write_due, app[DATABASE], writer, datetime.now(UTC))

    return write
