"""How often something may be tried: who tries and from where enter, the refusal to go on leaves.

Kept in the store, for all processes. An attempt is counted before it is looked at and taken back when it succeeds, so that
many at once count as many.
"""

from __future__ import annotations

import hashlib
import json
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from nap.monitor.house import House
from nap.store import Transaction, attempts

WINDOW = timedelta(minutes=15)
KNOWN = timedelta(days=30)
"""How long it is known from where somebody came in."""
_HOUSEHOLD = 56
"""Bits of the network that a household is given; from one of 64 bits it would have 256 to try from."""


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts in a window under that key; none for whoever is known under the key `unless`."""

    key: str
    most: int
    unless: str = ""


@dataclass(frozen=True)
class Slowed:
    """No further attempt for so many minutes. `first`: nobody was told so in this window."""

    minutes: int
    first: bool


def limits(act: str, account: str, origin: str, pair: int, address: int, anywhere: int) -> tuple[Limit, ...]:
    """For one account from one address, for one address, and for one account from anywhere.

    The last does not hold where that account's person came in before: strangers who fill it would lock her out.
    """
    network = network_of(origin)
    keys = ((account, network), (network,), (account, "", "anywhere"))
    *here, everywhere = (Limit(_key(act, *parts), most) for parts, most in zip(keys, (pair, address, anywhere), strict=True))
    return (*here, replace(everywhere, unless=_key(act, account, network, "came in")))


def network_of(origin: str) -> str:
    """What counts as one address: of IPv6 the network that a household is given, since every device picks from it as it likes."""
    try:
        address = ip_address(origin)
    except ValueError:
        return origin
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)


def slowed(transaction: Transaction, house: House, limited: Sequence[Limit]) -> Slowed | None:
    """None if another attempt may be made."""
    now = house.now()
    reached = [(limit, _until(transaction, limit, now)) for limit in limited]
    waits = [(limit, until) for limit, until in reached if until is not None]
    if not waits:
        return None
    limit, until = max(waits, key=lambda each: each[1])
    told = attempts.nth_newest(transaction, _told(limit), 1, now - WINDOW)
    return Slowed(max(1, math.ceil((until - now) / timedelta(minutes=1))), told is None)


def count(transaction: Transaction, house: House, limited: Sequence[Limit]) -> Slowed | None:
    """Count an attempt, or say that none may be made; inside the writer's transaction, so that two at once see each other."""
    found = slowed(transaction, house, limited)
    now = house.now()
    attempts.drop_old_attempts(transaction, now - WINDOW)
    if found is None:
        attempts.add_attempt(transaction, secrets.token_hex(8), [limit.key for limit in limited], now)
    elif found.first:
        keys = [_told(limit) for limit in limited if _until(transaction, limit, now) is not None]
        attempts.add_attempt(transaction, secrets.token_hex(8), keys, now)
    return found


def take_back(transaction: Transaction, limited: Sequence[Limit]) -> None:
    """It was the right one: what was tried for that account from that address counts no more."""
    attempts.forget_attempts(transaction, limited[0].key)


def remember(transaction: Transaction, house: House, limited: Sequence[Limit]) -> None:
    """Whoever it is came in from there: kept like an attempt, under a key that tells nobody's name, until it is forgotten."""
    for key in (limit.unless for limit in limited if limit.unless):
        attempts.forget_attempts(transaction, key)
        attempts.add_attempt(transaction, secrets.token_hex(8), [key], house.now() + KNOWN)


def is_known(transaction: Transaction, house: House, limited: Sequence[Limit]) -> bool:
    """Whether the account's person came in from there before."""
    return any(limit.unless and attempts.nth_newest(transaction, limit.unless, 1, house.now()) for limit in limited)


def _until(transaction: Transaction, limit: Limit, now: datetime) -> datetime | None:
    nth = attempts.nth_newest(transaction, limit.key, limit.most, now - WINDOW)
    known = nth and limit.unless and attempts.nth_newest(transaction, limit.unless, 1, now)
    return None if nth is None or known else nth + WINDOW


def _told(limit: Limit) -> str:
    return "told " + limit.key


def _key(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
