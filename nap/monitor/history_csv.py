"""History brought in by CSV: a file of observations of many partners enters; one return for each of them leaves.

The whole file is checked before anything is kept: with one fault or one error nothing of it is. Then each partner's lines are
kept as a return of their own, submitted in its place, and wait for another coordinator like any other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import cast

from nap.facts import Finding, Period, Severity
from nap.foreign.csv_history import Part, parts
from nap.foreign.drawing import Drawn
from nap.foreign.returning import checked_table, table_period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.remembered import Remembered
from nap.monitor.sending import keep, submit_within
from nap.monitor.table_stored import beside
from nap.monitor.table_views import Beside
from nap.monitor.turns import turn_of
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer
from nap.results.csv_observations import CsvFault, read_observations
from nap.returns.check import Checked
from nap.store import Transaction

MAPPING = "CSV"
"""What stands where a table names its mapping; no mapping can be called so."""


@dataclass(frozen=True)
class HistoryPart:
    """What the file brings of one partner: the period of the return it becomes, each figure beside what is stored, what was found
    (its cells with the lines of the whole file). `receipt`: once it is kept; `again`: it had been brought in before.
    """

    partner: str
    period: Period
    figures: tuple[Beside, ...]
    findings: tuple[Finding, ...]
    receipt: Receipt | None = None
    again: bool = False

    @property
    def counts(self) -> Counter[str]:
        """How many figures are new, the same as what is stored, or differ from it (`Beside.kind`)."""
        return Counter(one.kind for one in self.figures)


@dataclass(frozen=True)
class HistoryRead:
    """A file of observations, looked at as a whole; `parts` are empty where it has faults."""

    faults: tuple[CsvFault, ...]
    parts: tuple[HistoryPart, ...] = ()

    @property
    def blocked(self) -> bool:
        """True if nothing of it may be kept as it is: faults, errors, or not one figure."""
        wrong = (finding for part in self.parts for finding in part.findings if finding.severity is Severity.ERROR)
        return bool(self.faults) or not self.parts or any(True for _ in wrong)


def look_history(viewer: Viewer, house: House, data: bytes, lang: str = "en") -> HistoryRead:
    """What the file would bring; nothing is stored. NotNow: busy."""
    require(viewer, Verb.REVIEW)
    return _read(viewer, house, data, lang)[0]


def import_history(viewer: Viewer, house: House, data: bytes, filename: str, because: str, lang: str = "en") -> HistoryRead:
    """Keep the file as one submitted return for each partner, all of them or none; a blocked file is only told of.

    The same lines of a partner give the same receipt while they are its latest. NotNow: because_needed, reason_too_long,
    reason_personal, busy, period_closed, own words of `submit`.
    """
    require(viewer, Verb.REVIEW)
    because = fit(because, house.plan.privacy, NotNow)
    if not because:
        raise NotNow("because_needed")
    read, checked = _read(viewer, house, data, lang)
    if read.blocked:
        return read
    with house.store.writing() as transaction:
        told = zip(read.parts, checked, strict=True)
        kept = tuple(_keep(transaction, viewer, house, filename, because, *each) for each in told)
    return replace(read, parts=kept)


_Own = tuple[Part, Checked]


def _read(viewer: Viewer, house: House, data: bytes, lang: str) -> tuple[HistoryRead, tuple[_Own, ...]]:
    observations, faults = read_observations(data, house.plan)
    if faults:
        return HistoryRead(faults), ()
    with turn_of(viewer):
        own = tuple((part, _checked(viewer, house, part, lang)) for part in parts(data, observations))
    return HistoryRead((), tuple(_part(house, part, checked) for part, checked in own)), own


def _checked(viewer: Viewer, house: House, part: Part, lang: str) -> Checked:
    """The lines of one partner as a table of its own, with every check of a table's figures."""
    history = Remembered(viewer, house, None, MAPPING)
    period = cast(Period, table_period(house.plan, part.observations))  # a part has at least one figure
    about = (house.plan, part.partner, period, house.today(), history, lang)
    return checked_table(Drawn(part.observations), part.book, *about)


def _part(house: House, part: Part, checked: Checked) -> HistoryPart:
    found = tuple(part.in_file(finding) for finding in checked.findings)
    period = cast(Period, checked.period)
    return HistoryPart(part.partner, period, beside(house, part.partner, part.observations), found)


def _keep(
    transaction: Transaction, viewer: Viewer, house: House, filename: str, because: str, told: HistoryPart, own: _Own
) -> HistoryPart:
    part, checked = own
    received = keep(transaction, viewer, house, part.data, filename, checked, because, MAPPING, MAPPING)
    receipt = received.receipt
    if receipt is None or receipt.status != "draft":
        return replace(told, receipt=receipt, again=received.again)
    return replace(told, receipt=submit_within(transaction, viewer, house, receipt.id, because))
