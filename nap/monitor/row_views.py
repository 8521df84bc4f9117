"""What stands beside a return: rows left out, waivers, remarks, and how many errors still block it. A kept return enters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nap.facts import Finding, Severity
from nap.monitor.house import House
from nap.monitor.left_out import left_out_of, open_errors
from nap.monitor.receipts import find
from nap.monitor.row_lines import lines_in, plan_read_with
from nap.monitor.waived import waived
from nap.people import Verb, Viewer
from nap.returns.fields import apart
from nap.returns.of_rows import Lines, lines_kept, rows_of_cells
from nap.returns.waivable import is_waivable
from nap.store import Transaction, remarks, returns
from nap.store.answers import Spot, spot
from nap.store.left_out import LeftOut, Row
from nap.store.remarks import REMARKS, Word
from nap.store.returns import Contents, StoredReturn


@dataclass(frozen=True)
class RowState:
    """One row of a return: how many errors it has; why it does not count, if so (`held` or `declined`)."""

    row: Row
    errors: int = 0
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class BesideReturn:
    """What stands beside a return. `left_out`: its rows that do not count; `open_errors`: how many errors still block it."""

    open_errors: int = 0
    left_out: tuple[LeftOut, ...] = ()
    waivers: Mapping[Spot, Word] = field(default_factory=dict)
    remarks: tuple[Word, ...] = ()

    def words_at(self, finding: Finding) -> tuple[Word | None, Word | None]:
        """What a reviewer says to that finding, and why it is waived."""
        place = spot(finding)
        return next((one for one in self.remarks if one.spot == place), None), self.waivers.get(place)


def beside_return(transaction: Transaction, stored: StoredReturn) -> BesideReturn:
    """The same, inside a transaction."""
    left = tuple(left_out_of(transaction, stored).values())
    said = remarks.find(transaction, REMARKS, stored.plan, stored.id)
    return BesideReturn(open_errors(transaction, stored), left, waived(transaction, stored), said)


def rows_of(viewer: Viewer, house: House, return_id: str) -> tuple[RowState, ...]:
    """The rows of a return, those with errors first. Of a draft with errors its workbook is read, once: not in a transaction."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, return_id, Verb.SEE_RETURNS)
        held, left = returns.contents(transaction, return_id), left_out_of(transaction, stored)
    draft = stored.standing.status == "draft"
    lines = lines_in(viewer, house, stored, held) if draft else lines_kept(held.observations)
    errors = _errors(house, stored, held, lines)
    given = dict.fromkeys((one.indicator, one.region, one.period) for one in held.observations)
    found = [RowState(row, errors[row], left.get(row)) for row in dict.fromkeys([*given, *errors, *left])]
    return tuple(sorted(found, key=lambda one: not one.errors))


def waivable_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those a coordinator may let pass."""
    return tuple(filter(is_waivable, findings))


def _errors(house: House, stored: StoredReturn, held: Contents, lines: Lines) -> Counter[Row]:
    plan, found = plan_read_with(house, stored), Counter[Row]()
    for each in held.findings:
        if each.severity is Severity.ERROR:
            rows = [row for row in rows_of_cells(each, lines, plan, stored.partner, stored.period) if row is not None]
            found.update(rows if apart(each) else set(rows))
    return found
