"""What the monitor hands out about returns: receipts, lists, one return in full, downloads. Frozen data, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nap.facts import Finding, Item, Note, Observation, Period
from nap.returns.check import Checked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Download:
    """A file to hand out."""

    name: str
    data: bytes
    mime: str = XLSX


@dataclass(frozen=True)
class Receipt:
    """What the sender keeps. `received` is in UTC; `by` the sender's e-mail.

    `because` is filled when a coordinator sent for the partner; `no_second_pair` when somebody had to accept what they sent.
    `status`: draft, submitted, returned, accepted, withdrawn or superseded.
    """

    id: str
    verdict: str
    sha256: str
    partner: str
    period: Period
    version: int
    status: str
    received: datetime
    by: str
    language: str
    no_second_pair: bool = False
    because: str = ""


@dataclass(frozen=True)
class Received:
    """What became of an upload: a receipt, or for a refused file the number of the incident."""

    receipt: Receipt | None
    incident: str | None
    checked: Checked


@dataclass(frozen=True)
class DueReturn:
    """One return a partner owes: its due date, and the latest version if there is one.

    `ended`: the period is over. `overdue`: the due date has passed and nothing is submitted or accepted.
    """

    partner: str
    period: Period
    due: date
    overdue: bool
    ended: bool
    status: str | None = None
    return_id: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class ReturnLine:
    """One return in a list: its receipt, the counts of what it holds, and whether it came after its due date."""

    receipt: Receipt
    rows: int
    errors: int
    warnings: int
    late: bool


@dataclass(frozen=True)
class Event:
    """One step in the life of a return. `act`: receive, submit, accept, send_back, undo, supersede, restore. `at` is in UTC."""

    number: int
    at: datetime
    person: str
    act: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class ReturnDetail:
    """One return in full. `reason` is the last reason given by a coordinator, empty if there is none."""

    receipt: Receipt
    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    items: tuple[Item, ...]
    notes: tuple[Note, ...]
    events: tuple[Event, ...]
    reason: str = ""
    filename: str = ""


@dataclass(frozen=True)
class Incident:
    """A refused upload. `findings` name patterns and places; the bytes are kept until `keep_until`, never for personal data."""

    id: str
    at: datetime
    person: str
    sha256: str
    findings: tuple[Finding, ...]
    keep_until: date | None
    filename: str = ""
