"""What the monitor hands out about people, their sessions and the audit trail. Frozen data, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nap.people import Role


class Purpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    RESET = "reset"


class AccountState(StrEnum):
    """How it stands with an account."""

    INVITED = "invited"
    """The link has not been used yet."""
    LAPSED = "lapsed"
    """Nor will it be: it has expired, a new one is needed."""
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True)
class NewPerson:
    """Whom a coordinator invites, as typed: nothing is checked yet. `roles` are codes, `partner` a code or empty."""

    email: str
    name: str
    roles: frozenset[str]
    partner: str = ""
    language: str = ""


@dataclass(frozen=True)
class Account:
    """One person's account as a coordinator sees it. All moments are in UTC.

    `asked`: when the person said that the password is forgotten, while no link was made since. `password`: whether one is set.
    """

    person: str
    name: str
    roles: frozenset[Role]
    partner: str | None
    language: str | None
    state: AccountState
    password: bool
    invited_by: str = ""
    invited: datetime | None = None
    link_ends: datetime | None = None
    last_seen: datetime | None = None
    asked: datetime | None = None
    demo: bool = False


@dataclass(frozen=True)
class Link:
    """A one-time link. `secret` exists nowhere else: the store keeps its hash. Its address is `/invitation/<secret>`."""

    person: str
    purpose: Purpose
    secret: str = field(repr=False)
    ends: datetime


@dataclass(frozen=True)
class Bidden:
    """Whom a link that still holds is for. `sends`: returns are her work, so that the light pages are hers too."""

    person: str
    name: str
    purpose: Purpose
    language: str | None
    ends: datetime
    sends: bool = False


@dataclass(frozen=True)
class SessionLine:
    """One browser in which the person is signed in. `here`: the one that asks. `browser` is its own description, cut short."""

    begun: datetime
    seen: datetime
    origin: str
    browser: str
    here: bool


@dataclass(frozen=True)
class Trace:
    """One event of the audit trail: when (UTC), who, from where, what (`act`), about which return, with which facts."""

    number: int
    at: datetime
    person: str
    origin: str
    act: str
    return_id: str | None
    status: str | None
    facts: Mapping[str, str]
