"""How much of what was expected has come, by region and by objective: counts for everybody who browses results.

They are counted like those of the whole return period (`monitor.covering`): what an audience may not read is not counted for it,
and what an organisation answered it cannot give is not expected of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from nap.facts import Period
from nap.monitor.covering import cells_counted
from nap.monitor.house import House
from nap.monitor.ledger import ledger_of
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.showing import audience_of
from nap.people import Verb, Viewer
from nap.plan import Plan, is_owed, return_periods
from nap.results import ExpectedCell


@dataclass(frozen=True)
class Came:
    """Of `expected` figures `came` count."""

    came: int
    expected: int


@dataclass(frozen=True)
class CoverageParts:
    """One return period: by first-level region with its districts (the country for what is asked of it as a whole) and by
    objective, in the plan's order. Both add up to the counts of the period."""

    period: Period
    by_region: dict[str, Came]
    by_objective: dict[str, Came]


def coverage_parts(viewer: Viewer, house: House, period: Period, *, as_of: date | None = None) -> CoverageParts:
    """What has come for one return period; Unknown(period) for one that has not begun or is none."""
    require(viewer, Verb.BROWSE_RESULTS)
    ledger = ledger_of(house, as_of)
    plan = ledger.house.plan
    begun = [one for one in return_periods(plan) if one.start <= ledger.as_of]
    if period not in begun:
        raise Unknown("period", str(period), tuple(map(str, begun)))
    partners = [one.code for one in plan.partners if is_owed(plan, one.code, period)]
    cells = cells_counted(ledger, partners, period, audience_of(viewer).kind)
    objective_of = {one.code: one.objective for one in plan.indicators}
    return CoverageParts(
        period,
        _counted(cells, lambda cell: _region(plan, cell.region), [one.code for one in plan.regions.all]),
        _counted(cells, lambda cell: objective_of[cell.indicator], [one.code for one in plan.objectives]),
    )


def _region(plan: Plan, place: str) -> str:
    parent = plan.regions.parent_region(place)
    return parent.code if parent is not None else plan.country


def _counted(cells: Collection[ExpectedCell], key: Callable[[ExpectedCell], str], order: Iterable[str]) -> dict[str, Came]:
    parted: dict[str, list[bool]] = {}
    for cell in cells:
        parted.setdefault(key(cell), []).append(cell.given)
    return {code: Came(sum(parted[code]), len(parted[code])) for code in order if code in parted}
