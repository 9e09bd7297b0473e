"""What the website's handlers find in the application, beside what every channel finds (connectors.core)."""

from __future__ import annotations

import jinja2
from aiohttp import web

from connectors.sealing import AddressBook
from connectors.website.hub import Hub
from connectors.website.pace import Gate
from connectors.website.sessions import Sessions

SESSIONS = web.AppKey("sessions", Sessions)
HUB = web.AppKey("hub", Hub)
VISITORS = web.AppKey("visitors", AddressBook)
"""Network addresses, only ever hashed."""
GATE = web.AppKey("gate", Gate)
PAGES = web.AppKey("pages", jinja2.Environment)
