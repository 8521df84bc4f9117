"""What coverage is counted upon: returns and figures as they were known on a day. A house and a day enter, a `Ledger` leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from nap.facts import Observation, Period
from nap.monitor.counting import Counting
from nap.monitor.hiding_now import withdrawn
from nap.monitor.house import House
from nap.monitor.knowing import as_known
from nap.monitor.left_out import left_out_of
from nap.monitor.standings import Versions, standings, versions_of
from nap.plan import return_period
from nap.results import ExpectedCell, expected_cells
from nap.results.gaps import LeftOut, Standings
from nap.results.hiding import NOTHING, Withdrawn
from nap.store import Transaction, audit, returns
from nap.store.opening import COUNTING_ACTS

Return = tuple[str, Period]
"""Partner and return period."""
Key = tuple[str, str, str, Period]
"""Partner, indicator, region and period of a figure."""
Timely = frozenset[Key]
_Known = tuple[Mapping[Return, Sequence[ExpectedCell]], Timely, Mapping[Key, date], LeftOut]
"""What is read of the figures: cells by return, figures first given in time, the days of those that came by table alone, rows
that do not count."""


class Ledger(NamedTuple):
    """Everything known on a day: the house as it was, how the returns stand, cells by return, figures first given in time, and
    of figures that came by a table alone the day they came. `withdrawn`: what is hidden at once from all but coordinators."""

    house: House
    as_of: date
    versions: Versions
    standings: Standings
    cells: Mapping[Return, Sequence[ExpectedCell]]
    timely: Timely
    tabled: Mapping[Key, date]
    left_out: LeftOut
    withdrawn: Withdrawn = NOTHING


def ledger_of(house: House, as_of: date | None) -> Ledger:
    """What is read of the figures is kept as long as the same returns count; how the returns stand is read each time."""
    day = as_of or house.today()
    house = as_known(house, day)
    memory = house.memory
    with memory.lock, house.store.reading() as transaction:
        memory.turn_to(audit.version(transaction, COUNTING_ACTS))
        versions = versions_of(transaction, house)
        if ("expected cells", day) not in memory.made:
            memory.made["expected cells", day] = _known(transaction, house, Counting(transaction, house), versions, day)
        known, hidden = cast(_Known, memory.made["expected cells", day]), withdrawn(transaction, house)
    return Ledger(house, day, versions, standings(versions), *known, hidden)


def ledger_if(transaction: Transaction, house: House, counting: Counting, versions: Versions) -> Ledger:
    """The same as it would be today if these figures counted and the returns stood so. Nothing is kept."""
    day = house.today()
    return Ledger(house, day, versions, standings(versions), *_known(transaction, house, counting, versions, day))


def figure_of(figure: Observation | ExpectedCell) -> Key:
    """Whose figure it is, of what, where and when."""
    return figure.partner, figure.indicator, figure.region, figure.period


def _known(transaction: Transaction, house: House, counting: Counting, versions: Versions, day: date) -> _Known:
    cells, timely = _cells(counting, house, day), _timely(transaction, house, versions)
    return cells, timely, _tabled(transaction, house, counting), counting.left_out()


def _cells(counting: Counting, house: House, day: date) -> Mapping[Return, Sequence[ExpectedCell]]:
    figures = (one for indicator in house.plan.indicators for one in counting.totals(indicator.code))
    found: dict[Return, list[ExpectedCell]] = {}
    for cell in expected_cells(house.plan, figures, day):
        found.setdefault((cell.partner, return_period(house.plan, cell.period)), []).append(cell)
    return found


def _timely(transaction: Transaction, house: House, versions: Versions) -> Timely:
    """Figures that count from a late return and stood in an earlier accepted one that had come in time."""
    corrected = [found for found in versions.values() if any(one.standing.status == "accepted" and one.late for one in found)]
    earlier = [one for found in corrected for one in found if one.standing.replaced is not None and not one.late]
    out = {one.id: left_out_of(transaction, one, until=house.until) for one in earlier}
    told = ((one.id, each) for one in earlier for each in returns.totals(transaction, one.id) if not each.state)
    return frozenset(figure_of(each) for id, each in told if (each.indicator, each.region, each.period) not in out[id])


def _tabled(transaction: Transaction, house: House, counting: Counting) -> Mapping[Key, date]:
    """Of figures that count and that no workbook holds the day on which the first table with them came."""
    tables = [one for one in returns.find_returns(transaction, house.plan.id, until=house.until) if one.mapping]
    zone = ZoneInfo(house.plan.calendar.timezone)
    came = {one.id: one.received.astimezone(zone).date() for one in tables if one.id in counting.ids}
    found: dict[Key, date] = {}
    for id, day in came.items():
        for key in map(figure_of, counting.given_in(id)):
            found[key] = min(day, found.get(key, day))
    by_workbook = {figure_of(each) for id in (counting.ids if came else ()) if id not in came for each in counting.given_in(id)}
    return {key: day for key, day in found.items() if key not in by_workbook}
