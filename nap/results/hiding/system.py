"""Everything a reader can put together, as one system of unknowns: current rows and earlier editions enter, a `System` leaves.

Numbers that are certainly the same (a figure that has not changed since an earlier edition) are one unknown. The system does not
know what is hidden: `known` is asked with a set of hidden cells, so that patterns can be tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nap.facts import Result
from nap.plan import Plan
from nap.results.hiding.model import Cell, Past, Withdrawn
from nap.results.hiding.primary import Own, by_partner, is_withdrawn, primary_cells
from nap.results.hiding.quantities import DERIVED, STEP, quantities
from nap.results.hiding.relations import Number, Relation, numbers_of, relations_of

LEAST_WITHDRAWN = 10


@dataclass(frozen=True)
class Link:
    """A relation between unknowns: left together are right together and a rest (see `relations.Relation`).

    `adds`: partners' figures add up on both sides, so that what one of them gave leaves a rest of its own.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    rest: float
    open: bool
    adds: bool = True


@dataclass(frozen=True)
class System:
    """`truth[i]`: what unknown i really is. `cells[i]`: the current cells it stands in; `told[i]`: an earlier edition showed it;
    `derived[i]`: it stands in no cell, but follows from others. `needed`: of protected unknowns how wide their range must stay.
    `own[partner][i]`: what of it is the partner's; `links_of[i]`: the links it stands in."""

    truth: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]
    told: tuple[bool, ...]
    derived: tuple[bool, ...]
    links: tuple[Link, ...]
    links_of: Mapping[int, Sequence[int]]
    needed: Mapping[int, int]
    own: Mapping[str, Mapping[int, float]]
    alone: Mapping[int, str]
    """Unknowns of which one partner gave everything, and knows it."""
    numbers: Mapping[Cell, tuple[int, ...]] = field(repr=False)
    """By current cell its unknowns."""
    names: tuple[Cell, ...] = field(repr=False)
    """Of each unknown a cell it stands in, perhaps of an earlier edition only."""
    before: Mapping[int, Cell] = field(repr=False)
    """Of what a running total grew by the cell before it: with that one hidden it is not told either."""
    after: Mapping[Cell, Sequence[int]] = field(repr=False)
    """The same the other way round."""

    def known(self, hidden: Collection[Cell]) -> list[bool]:
        """Of each unknown whether readers are told it, if these cells are hidden."""
        return [self.is_known(unknown, hidden) for unknown in range(len(self.truth))]

    def is_known(self, unknown: int, hidden: Collection[Cell]) -> bool:
        """The same of one."""
        if self.told[unknown] or self.derived[unknown]:
            return self.told[unknown]
        before = self.before.get(unknown)
        return (before is None or before not in hidden) and any(cell not in hidden for cell in self.cells[unknown])

    def rest_of(self, viewer: str, link: Link) -> float:
        """How much of what a link leaves over is the viewer's own, as far as she can tell."""
        mine = self.own.get(viewer)
        if not mine or not link.rest or not link.adds:
            return 0.0
        own = sum(mine.get(each, 0.0) for each in link.left) - sum(mine.get(each, 0.0) for each in link.right)
        return min(max(own, 0.0), link.rest)

    def left_to(self, viewer: str, unknown: int) -> float:
        """What of it the viewer ("" for anybody) does not have herself."""
        return self.truth[unknown] - self.own.get(viewer, {}).get(unknown, 0.0)


class _Making:
    """Unknowns are numbered as they are met."""

    def __init__(self) -> None:
        self.of: dict[tuple[int, Number], int] = {}
        self.truth: list[float] = []
        self.cells: list[set[Cell]] = []
        self.told: list[bool] = []
        self.derived: list[bool] = []
        self.needed: dict[int, int] = {}
        self.names: list[Cell] = []

    def put(self, edition: int, number: Number, value: float, like: int | None = None) -> int:
        """The unknown of a number of an edition (0 is the current one); `like` another one that it certainly is."""
        if like is None:
            like = len(self.truth)
            self.truth.append(value)
            self.cells.append(set())
            self.told.append(False)
            self.derived.append(number[1] in DERIVED)
            self.names.append(number[0])
        self.of[edition, number] = like
        return like

    def protect(self, unknown: int, least: int) -> None:
        """Its range must be at least so wide."""
        self.needed[unknown] = max(least, self.needed.get(unknown, 0))


def system_of(
    plan: Plan,
    rows: Mapping[Cell, Result],
    own: Mapping[str, Iterable[Result]],
    past: Sequence[Past],
    withdrawn: Withdrawn,
) -> tuple[System, frozenset[Cell]]:
    """The system of these rows and everything earlier, and the cells that are primary."""
    mine = by_partner(own)
    primary = primary_cells(plan, rows, mine, past, withdrawn)
    making, relations = _Making(), dict[Link, None]()
    _current(making, plan, rows, primary, withdrawn)
    codes = {cell[0] for cell in rows}
    for edition, each in enumerate(past, start=1):
        _earlier(making, plan, edition, each, codes)
    tables = [rows, *({cell: row for cell, row in each.rows.items() if cell[0] in codes} for each in past)]
    for edition, table in enumerate(tables):
        for relation in relations_of(plan, table, numbers_of(plan, table)):
            link = _link(making, plan, edition, relation)
            if link is not None:
                relations[link] = None
    return _made(making, plan, tuple(relations), mine, rows, past), primary


def _current(making: _Making, plan: Plan, rows: Mapping[Cell, Result], primary: frozenset[Cell], withdrawn: Withdrawn) -> None:
    for number, value in numbers_of(plan, rows).items():
        unknown, cell = making.put(0, number, float(value)), number[0]
        if number[1] not in DERIVED:
            making.cells[unknown].add(cell)
        indicator = plan.indicator(cell[0])
        if cell not in primary or indicator is None:
            continue
        if is_withdrawn(plan, cell, withdrawn):
            making.protect(unknown, max(LEAST_WITHDRAWN, int(value)))
        elif number[1] not in DERIVED or 0 < value < plan.thresholds.minimum_cell(indicator):
            making.protect(unknown, plan.thresholds.minimum_cell(indicator))


def _earlier(making: _Making, plan: Plan, edition: int, past: Past, codes: Collection[str]) -> None:
    """What an earlier edition showed and hid. A figure that is the same as in a newer one is the same unknown."""
    table = {cell: row for cell, row in past.rows.items() if cell[0] in codes}
    numbers = numbers_of(plan, table)
    small = primary_cells(plan, table, {}, (), Withdrawn()) & past.hidden
    for number, value in numbers.items():
        known = (making.of.get((newer, number)) for newer in range(edition))
        same = next((each for each in known if each is not None and making.truth[each] == float(value)), None)
        unknown = making.put(edition, number, float(value), same)
        indicator = plan.indicator(number[0][0])
        if number[1] not in DERIVED and not _cells_of(number) & past.hidden:
            making.told[unknown] = True
        elif number[0] in small and indicator is not None:
            least = plan.thresholds.minimum_cell(indicator)
            if number[1] not in DERIVED or 0 < value < least:
                making.protect(unknown, least)


def _cells_of(number: Number) -> frozenset[Cell]:
    """The cells that must be shown for the number to be told: an increment tells the running total before it."""
    code, region, period, key = number[0]
    before = {(code, region, period.previous(), key)} if number[1] == STEP else set[Cell]()
    return frozenset({number[0]} | before)


def _link(making: _Making, plan: Plan, edition: int, relation: Relation) -> Link | None:
    left, right = (tuple(making.of[edition, number] for number in side) for side in (relation.left, relation.right))
    if set(left) & set(right):
        return None
    indicators = {plan.indicator(cell[0]) for cell, _ in (*relation.left, *relation.right)}
    adds = all(one is not None and one.partners == "sum" for one in indicators)
    return Link(left, right, float(relation.rest), relation.open, adds)


def _made(
    making: _Making,
    plan: Plan,
    links: tuple[Link, ...],
    mine: Own,
    rows: Mapping[Cell, Result],
    past: Sequence[Past],
) -> System:
    links_of: dict[int, list[int]] = defaultdict(list)
    for place, link in enumerate(links):
        for unknown in {*link.left, *link.right}:
            links_of[unknown].append(place)
    numbers: dict[Cell, list[int]] = defaultdict(list)
    for (edition, (cell, name)), unknown in making.of.items():
        if not edition and name not in DERIVED:
            numbers[cell].append(unknown)
    before = {
        unknown: next(iter(_cells_of((cell, name)) - {cell}))
        for (edition, (cell, name)), unknown in making.of.items()
        if not edition and name == STEP
    }
    after: dict[Cell, list[int]] = defaultdict(list)
    for unknown, cell in before.items():
        after[cell].append(unknown)
    return System(
        truth=tuple(making.truth),
        cells=tuple(tuple(cells) for cells in making.cells),
        told=tuple(making.told),
        derived=tuple(making.derived),
        links=links,
        links_of=links_of,
        needed={unknown: least for unknown, least in making.needed.items() if not making.told[unknown]},
        own=_own(making, plan, mine, past),
        alone=_alone(making, rows),
        numbers={cell: tuple(unknowns) for cell, unknowns in numbers.items()},
        names=tuple(making.names),
        before=before,
        after=after,
    )


def _own(making: _Making, plan: Plan, mine: Own, past: Sequence[Past]) -> dict[str, dict[int, float]]:
    """What of each unknown is a partner's own; never more than all of it."""
    found: dict[str, dict[int, float]] = {}
    tables = [mine, *(each.own for each in past)]
    for edition, table in enumerate(tables):
        for partner, results in table.items():
            for cell, result in results.items():
                indicator = plan.indicator(cell[0])
                if indicator is None:
                    continue
                for name, value in quantities(indicator, result).items():
                    unknown = making.of.get((edition, (cell, name)))
                    if unknown is not None:
                        kept = found.setdefault(partner, {})
                        kept[unknown] = max(kept.get(unknown, 0.0), min(float(value), making.truth[unknown]))
    return found


def _alone(making: _Making, rows: Mapping[Cell, Result]) -> dict[int, str]:
    found: dict[int, str] = {}
    for (edition, (cell, _)), unknown in making.of.items():
        if not edition and len(rows[cell].contributors) == 1:
            (found[unknown],) = rows[cell].contributors
    return found
