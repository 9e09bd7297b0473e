"""What the desk hears at once: Server-Sent Events, numbered, so that a browser that was away gets what it missed."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

from aiohttp import web

from connectors.background import every
from connectors.core import DATABASE
from connectors.desk.access import HEADERS, who
from connectors.desk.routing import get
from connectors.relay import PERSON_TYPES
from guidance import desk_events, leases, presence
from guidance.accounts import Account
from guidance.database import Database
from guidance.desk_events import DeskEvent

LOOK_EVERY = 0.4  # seconds; one small query per process while somebody watches
BEAT = 15.0  # seconds between signs of life, which also keep the adviser present
MAX_BEHIND = 200


class Feed:
    """Tells every open desk of this gateway what happened, whichever process made it happen."""

    def __init__(self, db: Database) -> None:
        """Nobody watches yet."""
        self._db = db
        self._watchers: set[asyncio.Queue[str | None]] = set()
        self._last = 0
        self._typing: dict[str, datetime] = {}

    async def stop(self, app: web.Application) -> None:
        """End every stream; the browsers come back to the next process with the number they had."""
        for watcher in list(self._watchers):
            _put(watcher, None)

    async def watch(self, last: int | None) -> asyncio.Queue[str | None]:
        """A queue of what happens after event `last` (None: from now on)."""
        queue: asyncio.Queue[str | None] = asyncio.Queue(MAX_BEHIND)
        if not self._watchers:
            self._last = await asyncio.to_thread(desk_events.newest, self._db)
        missed = await asyncio.to_thread(desk_events.after, self._db, self._last if last is None else last)
        for event in missed:
            if event.id <= self._last:
                _put(queue, _frame(event))
        self._watchers.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str | None]) -> None:
        """This browser is gone."""
        self._watchers.discard(queue)

    async def look(self, app: web.Application) -> None:
        """Tell who watches what happened since the last look."""
        if not self._watchers:
            return
        before = self._typing
        self._typing = await asyncio.to_thread(leases.lasting, self._db, (PERSON_TYPES,), datetime.now(UTC))
        for conversation_id, until in self._typing.items():
            if before.get(conversation_id) != until:  # a new sign; told before what was said, which ends it
                self._tell(f"event: typing\ndata: {json.dumps({'conversation': conversation_id})}\n\n")
        for event in await asyncio.to_thread(desk_events.after, self._db, self._last):
            self._last = event.id
            self._tell(_frame(event))

    def _tell(self, frame: str) -> None:
        for watcher in list(self._watchers):
            _put(watcher, frame)


FEED = web.AppKey("desk_feed", Feed)


def add_live(app: web.Application) -> None:
    """Add the feed to the gateway; the routes stand in ROUTES."""
    feed = app[FEED] = Feed(app[DATABASE])
    app.cleanup_ctx.append(every(LOOK_EVERY, "desk_feed", feed.look))
    app.on_shutdown.append(feed.stop)


async def events(request: web.Request, account: Account) -> web.StreamResponse:
    """The stream of one browser, from the event after `Last-Event-ID`; it ends when the session does."""
    feed, db = request.app[FEED], request.app[DATABASE]
    response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    queue = await feed.watch(_last_id(request))
    try:
        await response.write(b"retry: 2000\n\n")
        while await who(request, db) is not None:
            await asyncio.to_thread(presence.note, db, account.username, datetime.now(UTC))
            if not await _pass_on(queue, response):
                break
    except ConnectionError:  # the browser is gone
        pass
    finally:
        feed.leave(queue)
    return response


async def _pass_on(queue: asyncio.Queue[str | None], response: web.StreamResponse) -> bool:
    """Pass on what comes until the next beat; False when the stream must end."""
    loop = asyncio.get_running_loop()
    until = loop.time() + BEAT
    while (left := until - loop.time()) > 0:
        try:
            frame = await asyncio.wait_for(queue.get(), left)
        except TimeoutError:
            break
        if frame is None:
            return False
        await response.write(frame.encode())
    await response.write(b": beat\n\n")
    return True


def _last_id(request: web.Request) -> int | None:
    sent = request.headers.get("Last-Event-ID") or request.query.get("after") or ""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else None


def _frame(event: DeskEvent) -> str:
    data = json.dumps({"kind": event.kind, "conversation": event.conversation_id})
    return f"id: {event.id}\nevent: news\ndata: {data}\n\n"


def _put(queue: asyncio.Queue[str | None], frame: str | None) -> None:
    if queue.full():  # too far behind: end the stream, the browser comes back and reads on from its number
        while not queue.empty():
            queue.get_nowait()
        frame = None
    queue.put_nowait(frame)


ROUTES = (get("/desk/events", "inbox", events),)
