"""No request goes to a machine inside, whatever its name says and whoever sends it on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import requests

from connectors.outward import HostInside, HostUnknown, check_host, is_outside, keep_outward
from connectors.settings import Settings


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("9.9.9.9", True),
        ("2620:fe::fe", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_an_address_of_the_internet_is_outside(address: str, outside: bool) -> None:
    assert is_outside(address) is outside


def test_a_name_is_refused_when_one_of_its_addresses_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, 1, 6, "", (address, 0)) for address in ("9.9.9.9", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(HostInside):
        check_host("agenda.example.nl", ())
    check_host("Agenda.example.nl", ("agenda.example.nl",))


def test_a_name_that_nobody_has_is_told_apart() -> None:
    with pytest.raises(HostUnknown):
        check_host("nergens.invalid", ())


@pytest.fixture
def inside() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def test_a_connection_that_ends_inside_is_broken_off_before_anything_is_sent(inside: tuple[str, list[str]]) -> None:
    address, asked = inside
    with requests.Session() as session:
        keep_outward(session, ())
        with pytest.raises(HostInside):  # as when the name got another address after it was looked up
            session.get(address, timeout=20)
    assert asked == []


def test_a_host_that_the_setting_names_is_reached(inside: tuple[str, list[str]]) -> None:
    address, asked = inside
    with requests.Session() as session:
        keep_outward(session, Settings(calendar_hosts="Nextcloud.intern, 127.0.0.1").calendar_hosts)  # type: ignore[arg-type]
        assert session.get(address, timeout=20).status_code == 200
    assert asked == ["/"]
