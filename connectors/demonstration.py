"""A demonstration has advisers that do not exist: it must not meet real people unnoticed."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from connectors.settings import Settings

WARNING = (
    "THIS IS A DEMONSTRATION THAT REAL PEOPLE CAN REACH. They are offered advisers that do not exist. Set "
    "BIJSTUREN_DEMO=false, and make the first account: .venv/bin/python -m operations.account NAME --role coordinator"
)


def meets_people(settings: Settings, messengers: Sequence[str]) -> bool:
    """Whether this is a demonstration that people elsewhere can come to, by the web or by these messengers."""
    reachable = not _is_this_machine(settings.gateway_host) or settings.public_url is not None
    return settings.demo and (reachable or bool(messengers))


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
