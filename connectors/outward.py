"""Requests to an address that somebody typed go out of this network only, unless a setting names the host.

Without this, whoever can type an address could let the gateway knock on machines that only it can reach. The name is
looked up before a request, and the machine at the other end is looked at once more when the connection stands: between
the two, a name can be given another address.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from connectors.errors import ConnectorError

NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 in front of IPv4 (RFC 6052): the last 32 bits are the address that counts."""
LAST_32_BITS = 0xFFFFFFFF


class HostUnknown(ConnectorError):
    """No machine has this name."""


class HostInside(ConnectorError):
    """The machine is this one, or one of a network that is not the internet."""


def check_host(host: str, allowed: Collection[str]) -> None:
    """Raises HostUnknown, or HostInside when any address of this host is not one of the internet. It waits for DNS."""
    if host.lower() in allowed:
        return
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostUnknown("There is no machine of that name.") from None
    for *_, place in found:
        _check_address(str(place[0]))


def is_outside(address: str) -> bool:
    """Whether this IP address is one of the internet, also when it is written inside another."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = IPv4Address(int(ip) & LAST_32_BITS)
        if inner is not None:
            return is_outside(str(inner))
    return ip.is_global and not ip.is_multicast


def keep_outward(session: requests.Session, allowed: Collection[str]) -> None:
    """From now on this session connects to no machine inside, also where a server sends it on."""
    adapter = _Outward(allowed)
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)


class _Outward(HTTPAdapter):
    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = allowed
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Pools whose connections look at the other end before anything is sent."""
        super().init_poolmanager(*arguments, **more)
        allowed = self._allowed

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _checked(super()._new_conn(), self.host, allowed)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _checked(super()._new_conn(), self.host, allowed)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _checked(connection: socket.socket, host: str, allowed: Collection[str]) -> socket.socket:
    if host.lower() not in allowed:
        try:
            _check_address(str(connection.getpeername()[0]))
        except HostInside:
            connection.close()
            raise
    return connection


def _check_address(address: str) -> None:
    if not is_outside(address):
        raise HostInside("That machine is inside; BIJSTUREN_CALENDAR_HOSTS can allow its name.")
