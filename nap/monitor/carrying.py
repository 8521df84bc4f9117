"""What goes on to the next version that is made on the screen: waivers, remarks and rows held back, where nothing has changed.

Of a new file nothing but the waivers goes on: its lines may stand elsewhere, and rows are held back again by whoever wants it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from nap.facts import Finding, Observation
from nap.monitor.house import House
from nap.monitor.left_out import HOLD, left_out_of, recorded_cells
from nap.monitor.recording import record
from nap.monitor.remarking import carry_remarks
from nap.monitor.row_lines import tab_places
from nap.monitor.waived import carry_waivers
from nap.people import Viewer
from nap.store import Transaction, left_out, returns
from nap.store.left_out import HELD, Row
from nap.store.returns import StoredReturn


def carry_beside(
    transaction: Transaction,
    viewer: Viewer,
    house: House,
    versions: tuple[StoredReturn, StoredReturn],
    findings: Iterable[Finding],
    changed: Collection[tuple[str, str]],
) -> None:
    """Give the second version what stands beside the first; `changed`: the cells that were mended between them."""
    (old, new), findings = versions, tuple(findings)
    carry_waivers(transaction, old, new, findings)
    carry_remarks(transaction, old, new, findings, changed)
    _carry_holds(transaction, viewer, house, versions, changed)


def _carry_holds(
    transaction: Transaction,
    viewer: Viewer,
    house: House,
    versions: tuple[StoredReturn, StoredReturn],
    changed: Collection[tuple[str, str]],
) -> None:
    old, new = versions
    held = left_out_of(transaction, old, HELD)
    if not held:
        return
    cells, mended = recorded_cells(transaction, old, held), set(tab_places(transaction, new, list(changed)))
    before, after = (_by_row(returns.observations(transaction, one.id)) for one in versions)
    kept = [row for row in held if before.get(row) == after.get(row) and not mended & set(cells.get(row, ()))]
    left_out.add(transaction, new.plan, new.id, [held[row] for row in kept])
    for row in kept:
        indicator, region, period = row
        facts = {"cells": ", ".join(cells[row])} if cells.get(row) else {}
        about = {"indicator": indicator, "region": region, "period": str(period)}
        record(transaction, house, viewer, HOLD, new.id, **about, **facts, reason=held[row].reason)


def _by_row(observations: Iterable[Observation]) -> Mapping[Row, list[tuple[object, ...]]]:
    found: dict[Row, list[tuple[object, ...]]] = {}
    for one in observations:
        said = (one.breakdown, one.value, one.numerator, one.denominator, one.state, one.quality)
        found.setdefault((one.indicator, one.region, one.period), []).append(said)
    return found
