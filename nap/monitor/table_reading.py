"""A table read by what is known of it: bytes and a mapping, or choices for its blocks, enter; what was understood and drawn, and
the checks it goes through, leave. Nothing is stored here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nap.facts import Finding, Frequency, Period, Severity
from nap.foreign.applying import applied
from nap.foreign.drawing import Drawn, draw
from nap.foreign.mapping import Mapping
from nap.foreign.model import Choices, Hint, Remark, Understood
from nap.foreign.opening import Opened, open_foreign
from nap.foreign.returning import checked_table, table_period
from nap.foreign.understanding import understand
from nap.monitor.house import House
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.remembered import Remembered
from nap.monitor.table_views import Looked
from nap.monitor.turns import sender_of
from nap.people import Viewer
from nap.plan import return_periods
from nap.returns.check import Checked
from nap.returns.failing import failure, told
from nap.returns.identity import is_return
from nap.returns.privately import patterns_of
from nap.returns.turns import TURNS, Busy
from nap.store import Transaction
from nap.words import FALLBACK

UNNAMED = "?"
"""Instead of a mapping's name, for choices that are no mapping yet."""


@dataclass(frozen=True)
class Asked:
    """How a table is to be read: by a mapping, or by choices for its blocks. `hints` besides outweigh both."""

    partner: str
    mapping: Mapping | None = None
    choices: Choices | None = None
    hints: Sequence[Hint] = ()
    source: str = ""

    @property
    def name(self) -> str:
        """Of the mapping."""
        return self.mapping.name if self.mapping else UNNAMED


@dataclass(frozen=True)
class Read:
    """What came of it; `drawn` is None where the file cannot be read or may not be kept."""

    looked: Looked
    drawn: Drawn | None = None


def opened(viewer: Viewer, house: House, data: bytes) -> Opened | Finding:
    """The file, opened once for everybody who looks at it in a row. NotNow: busy."""
    key = (house.plan, hashlib.sha256(data).digest())

    def made() -> Opened | Finding:
        try:
            return open_foreign(data, patterns_of(house.plan), sender=sender_of(viewer))
        except Busy as fault:
            raise NotNow("busy") from fault

    return house.memory.tables.made(key, made)


def look(viewer: Viewer, house: House, data: bytes, hints: Sequence[Hint] = ()) -> Looked:
    """The file as it is understood with what a person says of its lines."""
    return _looked(viewer, house, data, lambda found: (understand(found.book, house.plan.regions, hints), ()))


def read(viewer: Viewer, house: House, data: bytes, asked: Asked) -> Read:
    """The file as it is understood, and its figures."""
    drawn: list[Drawn] = []

    def understood(found: Opened) -> tuple[Understood, tuple[Remark, ...]]:
        seen, choices, moved = _chosen(house, found, asked)
        source = asked.mapping.source if asked.mapping else asked.source
        drawn.append(draw(seen, choices, house.plan, asked.partner, source))
        return seen, (*moved, *drawn[0].remarks)

    looked = _looked(viewer, house, data, understood)
    return Read(looked, None) if looked.refused else Read(looked, replace(drawn[0], remarks=looked.remarks))


def _chosen(house: House, found: Opened, asked: Asked) -> tuple[Understood, Choices, tuple[Remark, ...]]:
    if asked.mapping is not None:
        fit = applied(asked.mapping, found.book, house.plan.regions, asked.hints)
        return fit.understood, fit.choices, fit.moved
    return understand(found.book, house.plan.regions, asked.hints), asked.choices or {}, ()


_Understanding = Callable[[Opened], tuple[Understood, tuple[Remark, ...]]]


def _looked(viewer: Viewer, house: House, data: bytes, understood: _Understanding) -> Looked:
    """A failure of ours says so, and stops nobody. Understanding works in this process: it takes its turn as reading does."""
    found = opened(viewer, house, data)
    if isinstance(found, Finding):
        return Looked((found,))
    if found.refused:
        return Looked(found.findings, found.kind)
    try:
        with TURNS.turn(sender_of(viewer)):
            seen, remarks = understood(found)
    except Busy as fault:
        raise NotNow("busy") from fault
    except Exception as fault:
        return Looked((failure(data, told(fault)),), found.kind)
    return Looked(found.findings, found.kind, found.book, seen, (*found.remarks, *remarks), is_return(found.book))


def checked(
    viewer: Viewer,
    house: House,
    asked: Asked,
    found: Read,
    period: Period | None = None,
    lang: str | None = None,
    within: Transaction | None = None,
) -> Checked:
    """The checks of what was drawn, as a return for `period` (by default that of its newest figures).

    Refused: what cannot be read or kept, and a table of which nothing came out. Unknown: period, one that cannot hold it.
    """
    bare = Checked("refused", house.plan, asked.partner, None, lang or FALLBACK)
    looked = found.looked
    if found.drawn is None or looked.book is None:
        return replace(bare, findings=looked.findings)
    newest = table_period(house.plan, found.drawn.observations)
    if newest is None:
        nothing = Finding("wrong-template", Severity.REFUSED, case="no-figures")
        return replace(bare, findings=(nothing, *looked.findings))
    if period is not None and not _holds(house, period, newest):
        raise Unknown("period", str(period))
    history = Remembered(viewer, house, within, asked.name)
    about = (house.plan, asked.partner, period or newest, house.today(), history, lang or FALLBACK)
    return checked_table(found.drawn, looked.book, *about, looked.findings)


def _holds(house: House, period: Period, newest: Period) -> bool:
    """Whether a table with figures up to `newest` may become a return for that period."""
    one = period in return_periods(house.plan) or (period.frequency is Frequency.YEAR and period.year < house.plan.years[0])
    return one and newest.end <= period.end and period.start <= house.today()
