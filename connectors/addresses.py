"""From which network address a request comes, also behind a web server of ours. Kept in memory only, never logged."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

Network = IPv4Network | IPv6Network


def address_of(request: web.Request, proxies: Sequence[Network]) -> str | None:
    """The first address, seen from us, that is no proxy of ours; None when there is none or it cannot be read.

    A proxy adds the address it saw at the end of X-Forwarded-For, so what a visitor wrote there is never reached.
    Of an IPv6 address the network counts: one visitor has all addresses in it.
    """
    chain = [part.strip() for part in ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")]
    for written in [request.remote or "", *reversed(chain)]:
        try:
            address = ip_address(written)
        except ValueError:
            return None
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        if not any(address in network for network in proxies):
            return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)
    return None
