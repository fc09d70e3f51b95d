"""Addresses of the internet as proxies and sockets write them, in one form."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address

NOWHERE = "0.0.0.0"  # whoever is at no address we know is here, all together
_WITH_PORT = re.compile(r"\[(?P<six>[^\[\]]+)\](?::\d{1,5})?|(?P<four>[0-9.]+):\d{1,5}")


def plain(text: str) -> str | None:
    """An address in one form: without a port or zone, and one of IPv4 that is written as IPv6 as
    what it is. None for what is no address."""
    found = _WITH_PORT.fullmatch(text.strip().strip('"'))
    try:
        one = ip_address((found["six"] or found["four"] if found else text.strip()).split("%")[0])
    except ValueError:
        return None
    return str((one.ipv4_mapped if isinstance(one, IPv6Address) else None) or one)


def seen(caller: str, said: str, proxies: frozenset[str]) -> str:
    """Where a request comes from, when `caller` is a proxy and `said` its X-Forwarded-For: the
    last who is no proxy. What stands before that the sender may have written, so it counts for
    nothing, also when the last is no address."""
    for one in reversed([part for part in said.split(",") if part.strip()]):
        address = plain(one)
        if address is None:
            return NOWHERE
        if address not in proxies:
            return address
    return caller
