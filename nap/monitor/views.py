"""What the monitor hands out about returns: receipts, lists, one return in full, downloads. Frozen data, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from nap.facts import Finding, Item, Note, Observation, Period
from nap.returns.check import Checked
from nap.returns.differences import Amendment

if TYPE_CHECKING:  # the database library takes a third of a second to import, and a check without store needs none
    from nap.monitor.confirmed import Confirmation
    from nap.monitor.row_views import BesideReturn
    from nap.store.answers import Answer
    from nap.store.handovers import Handover
    from nap.store.mends import Mend

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
    `status`: draft, submitted, returned, accepted, withdrawn or superseded. `mended_by`: who mended it on the screen since its
    file was sent. `mapping`: of a table in a layout of its own the name of the mapping it was read with; empty for a workbook.
    `gone`: since when the file is no longer kept, because its time was over or (`erased`) for a person's sake.
    `nothing`: its sender says that there is nothing to report.
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
    mended_by: str = ""
    mapping: str = ""
    gone: datetime | None = None
    erased: bool = False
    nothing: bool = False


@dataclass(frozen=True)
class Received:
    """What became of an upload: a receipt, or for a refused file the number of the incident.

    `again`: this very file had been received before; the receipt is the one of then.
    """

    receipt: Receipt | None
    incident: str | None
    checked: Checked
    again: bool = False


@dataclass(frozen=True)
class DueReturn:
    """One return a partner owes: its due date, and the version that stands for it if there is one.

    That is the latest that was sent; a draft only while nothing was, so that an upload on trial hides no decision. `ended`: the
    period is over. `overdue`: the due date has passed and nothing is submitted or accepted. `errors`: of that version.
    `reason`: the coordinator's, if it came back. `begun`: a draft that would take the place of the version that stands.
    """

    partner: str
    period: Period
    due: date
    overdue: bool
    ended: bool
    status: str | None = None
    return_id: str | None = None
    version: int | None = None
    errors: int = 0
    reason: str = ""
    begun: ReturnLine | None = None


@dataclass(frozen=True)
class ReturnLine:
    """One return in a list: its receipt, the counts of what it holds, whether it came after its due date (None: never due).

    `reason`: the coordinator's, if it came back.
    """

    receipt: Receipt
    rows: int
    errors: int
    warnings: int
    late: bool
    due: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Event:
    """One step in the life of a return, `at` in UTC.

    `act`: receive, mend, answer, submit, withdraw, accept, send_back, undo, supersede, restore, reactivate, confirm_link,
    confirm, deny. `mapping`: by which a table was received.
    """

    number: int
    at: datetime
    person: str
    act: str
    status: str
    reason: str = ""
    mapping: str = ""


def _nothing_beside() -> BesideReturn:
    from nap.monitor.row_views import BesideReturn

    return BesideReturn()


@dataclass(frozen=True)
class ReturnDetail:
    """One return in full, read with version `plan_version` of the plan.

    `reason` is the last reason given by a coordinator, empty if there is none. `others`: the other versions for the same period,
    the latest first. `mends`: what was mended on the screen since the file was sent. `answers`: what is said to warnings.
    """

    line: ReturnLine
    plan_version: int
    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    items: tuple[Item, ...]
    notes: tuple[Note, ...]
    events: tuple[Event, ...]
    reason: str = ""
    filename: str = ""
    others: tuple[Receipt, ...] = ()
    mends: tuple[Mend, ...] = ()
    answers: tuple[Answer, ...] = ()
    mapped: str = ""
    """Of a table the text of the mapping it was read with, as it was then."""
    seen: str = ""
    """How the return stands, in a word: what `accept` and `send_back` are told, so that nobody decides about something else."""

    handover: Handover | None = None
    """How the file came, if a coordinator entered it for its partner."""
    confirmation: Confirmation | None = None
    """The partner's own word on a return that somebody else sent in its place; None where it sent it itself."""
    withdrawable: bool = False
    """Whether whoever reads it can take it back now."""
    counted_before: bool = False
    """Whether it counted until another version took its place, so that it could count again."""

    beside: BesideReturn = field(default_factory=_nothing_beside)
    """Rows left out, waivers, remarks, and how many errors still block it."""

    @property
    def receipt(self) -> Receipt:
        """What the sender keeps."""
        return self.line.receipt

    @property
    def verdict(self) -> str:
        """The verdict of what still stands: errors that are waived, or stand in rows held back, block nothing any more."""
        if self.receipt.verdict != "errors" or self.beside.open_errors:
            return self.receipt.verdict
        return "warnings" if self.line.warnings else "clean"


@dataclass(frozen=True)
class Difference:
    """How a return differs from another version for the same period: `against` is that version, `amendments` the figures."""

    against: Receipt
    amendments: tuple[Amendment, ...]


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
