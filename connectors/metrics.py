"""Figures for Prometheus: counts and durations per channel, nothing about anybody."""

from __future__ import annotations

from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
PROXIED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")

_turns = Counter("bijsturen_turns", "Messages that were answered.", ["channel", "outcome"])
_seconds = Histogram("bijsturen_turn_seconds", "From the first try to the stored answer.", ["channel"], buckets=SECONDS)
_received = Counter("bijsturen_received", "Messages that were stored.", ["channel", "kind"])
_repeated = Counter("bijsturen_repeated", "Messages that came again and changed nothing.", ["channel"])
_deliveries = Counter("bijsturen_deliveries", "Parts of messages on their way to a messenger.", ["channel", "outcome"])
_rasa = Gauge("bijsturen_rasa_up", "Whether the last message found Rasa.")


def turn(channel: str, outcome: str, seconds: float) -> None:
    """A message was answered."""
    _turns.labels(channel, outcome).inc()
    _seconds.labels(channel).observe(seconds)


def received(channel: str, kind: str, new: bool) -> None:
    """A message came in; `new` is False for one that was stored before."""
    (_received.labels(channel, kind) if new else _repeated.labels(channel)).inc()


def delivery(channel: str, outcome: str) -> None:
    """A part was "sent", was put off ("later") or given up ("failed")."""
    _deliveries.labels(channel, outcome).inc()


def rasa(up: bool) -> None:
    """Whether Rasa is there."""
    _rasa.set(up)


async def show(request: web.Request) -> web.Response:
    """GET /metrics, for this machine only: 404 for everybody else, also through a proxy."""
    here = request.remote is not None and ip_address(request.remote.partition("%")[0]).is_loopback
    if not here or any(header in request.headers for header in PROXIED):
        return web.Response(status=404)
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
