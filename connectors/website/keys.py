"""What the website's handlers find in the application."""

from __future__ import annotations

import jinja2
from aiohttp import web

from connectors.rasa_client import RasaClient
from connectors.relay import Relay
from connectors.settings import Settings
from connectors.website.hub import Hub
from connectors.website.pace import Gate
from connectors.website.sessions import Sessions
from guidance.database import Database

DATABASE = web.AppKey("database", Database)
SETTINGS = web.AppKey("settings", Settings)
SESSIONS = web.AppKey("sessions", Sessions)
HUB = web.AppKey("hub", Hub)
RASA = web.AppKey("rasa", RasaClient)
RELAY = web.AppKey("relay", Relay)
GATE = web.AppKey("gate", Gate)
PAGES = web.AppKey("pages", jinja2.Environment)
