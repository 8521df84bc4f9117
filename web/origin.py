"""From where somebody asks: the network address, for the audit trail and for limits.

Enters the address of the connection and the headers, leaves one address. What a header says is believed only from our proxies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

from nap.monitor import House

_LISTED = "x-forwarded-for"


def origin(request: HTTPConnection, house: House) -> str:
    """The address of whoever sent this request; empty if there is none."""
    said = {_LISTED: ",".join(request.headers.getlist(_LISTED))}
    return origin_of(request.client.host if request.client else "", said, house.settings.proxies)


def origin_of(client_host: str, headers: Mapping[str, str], proxies: Sequence[str]) -> str:
    """The nearest address that is none of `proxies` (addresses and networks): the connection's, else `X-Forwarded-For` read from
    right to left. What stands further left was written by whoever asks. Empty if the connection has no address.
    """
    nearest = _address(client_host)
    for said in reversed(headers.get(_LISTED, "").split(",")):
        further = _address(said) if nearest and _is_one_of(nearest, proxies) else None
        if further is None:
            break
        nearest = further
    return str(nearest) if nearest else ""


def is_proxy(client_host: str, proxies: Sequence[str]) -> bool:
    """Whether the connection comes from one of these addresses and networks."""
    address = _address(client_host)
    return address is not None and _is_one_of(address, proxies)


def _is_one_of(address: IPv4Address | IPv6Address, proxies: Sequence[str]) -> bool:
    return any(address in ip_network(proxy, strict=False) for proxy in proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as a connection or a proxy writes it, with or without port, never with a zone; None for anything else."""
    plain = text.strip().partition("%")[0]
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        address = ip_address(plain)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
