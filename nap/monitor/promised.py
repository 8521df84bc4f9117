"""Who promised what, and how far it is: a viewer and a house enter; each measure with its latest accepted status leaves.

What counts is what the partners' accepted returns say, never a version that another one has replaced. A status is a code, no
words: whoever browses results reads the one that the body in charge reported last. Who else reported what, and comments, are for
coordinators, and for each organisation its own. Looking back, and in a release, it is what was known at the end of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nap.facts import MEASURE_STATUSES, Period
from nap.monitor.house import House
from nap.monitor.knowing import end_of
from nap.monitor.permission import require
from nap.people import Verb, Viewer, may
from nap.plan import Measure
from nap.store import Transaction, counted, returns
from nap.store.measured import MeasureNote, measure_notes

DUE = ("overdue", "soon", "later", "continuous", "open", "done")
"""Where a deadline can lie, in the order in which a reader asks: passed and not reported as done, within `SOON` months, later,
a task without end, one without a deadline, one that is done."""
SOON = 6


@dataclass(frozen=True)
class MeasureReport:
    """What one partner last reported of a measure, and for which return period. `comments` are for coordinators only."""

    partner: str
    status: str
    period: Period
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """One measure. `status` (of `MEASURE_STATUSES`) is what its lead last reported, for `period`; empty and None if nothing yet.

    `differ`: for the latest period reported on, not everybody reports the same. `reports`: each partner's latest word, the lead
    first; all of them for coordinators, the own one for an organisation.
    """

    measure: Measure
    status: str = ""
    period: Period | None = None
    differ: bool = False
    reports: tuple[MeasureReport, ...] = ()

    def due(self, today: date) -> str:
        """Where its deadline lies on that day, of `DUE`; `done` of a task with a deadline that its lead reported as done."""
        deadline = self.measure.deadline
        if self.measure.continuous or deadline is None:
            return "continuous" if self.measure.continuous else "open"
        if self.status == "done":
            return "done"
        if deadline < today:
            return "overdue"
        return "soon" if _months(deadline) <= (_months(today)[0] + SOON, today.day) else "later"


def _months(day: date) -> tuple[int, int]:
    return day.year * 12 + day.month, day.day


Said = Mapping[tuple[str, str, Period], MeasureReport]
"""By measure, partner and period."""


def promises(viewer: Viewer, house: House) -> tuple[Promise, ...]:
    """Every measure of the plan, in its order."""
    require(viewer, Verb.BROWSE_RESULTS)
    everything = may(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        said = _said(transaction, house, words=everything)
    return tuple(_promise(measure, said, viewer, everything=everything) for measure in house.plan.measures)


def _until(house: House) -> datetime | None:
    """The moment up to which is known what is shown; of a release, the end of the day of its data (it was published later)."""
    if house.released is None:
        return house.until
    data = end_of(house.plan, house.today())
    return min(data, house.until) if house.until else data


def _said(transaction: Transaction, house: House, *, words: bool) -> Said:
    """The word of every partner on every measure in every period, from what counts; what was accepted last comes last."""
    until, plan = _until(house), house.plan
    # Of a return that counts in others' places by some of its rows, only those figures count.
    ids = [share.id for share in counted.shares(transaction, plan.id, until) if share.only is None]
    known = {one.id: one for one in returns.find_returns(transaction, plan.id, until=until)}
    notes = _by_return(measure_notes(transaction, plan.id, ids, [one.code for one in plan.measures], words=words))
    found: dict[tuple[str, str, Period], MeasureReport] = {}
    for id in ids:
        for measure, (status, comments) in _read(notes.get(id, ())).items():
            one = known[id]
            found[measure, one.partner, one.period] = MeasureReport(one.partner, status, one.period, comments)
    return found


def _by_return(notes: Iterable[MeasureNote]) -> Mapping[str, Sequence[MeasureNote]]:
    found: dict[str, list[MeasureNote]] = {}
    for note in notes:
        found.setdefault(note.return_id, []).append(note)
    return found


def _read(notes: Iterable[MeasureNote]) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Status and comments by measure. A comment without a status tells nothing of how far it is."""
    status: dict[str, str] = {}
    comments: dict[str, list[str]] = {}
    for note in notes:
        if note.kind == "comment":
            comments.setdefault(note.measure, []).append(note.text)
        elif note.text in MEASURE_STATUSES:
            status[note.measure] = note.text
    return {code: (each, tuple(comments.get(code, ()))) for code, each in status.items()}


def _promise(measure: Measure, said: Said, viewer: Viewer, *, everything: bool) -> Promise:
    asked = dict.fromkeys((measure.lead, *measure.partners))
    latest = [report for partner in asked if (report := _latest(said, measure.code, partner)) is not None]
    lead = next((one for one in latest if one.partner == measure.lead), None)
    told = [one for one in latest if everything or _is_own(viewer, one.partner)]
    return Promise(measure, lead.status if lead else "", lead.period if lead else None, _differ(latest), tuple(told))


def _latest(said: Said, measure: str, partner: str) -> MeasureReport | None:
    found = [one for (code, who, _), one in said.items() if (code, who) == (measure, partner)]
    return max(found, key=lambda one: one.period, default=None)


def _is_own(viewer: Viewer, partner: str) -> bool:
    return partner == viewer.partner and may(viewer, Verb.SEE_RETURNS, partner)


def _differ(latest: Sequence[MeasureReport]) -> bool:
    """Words of the same time alone: who has not reported since says nothing against the others."""
    newest = max((one.period for one in latest), default=None)
    return len({one.status for one in latest if one.period == newest}) > 1
