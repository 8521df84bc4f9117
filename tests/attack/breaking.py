"""The attack: for every protected amount the range that fits all that is known, by linear programming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from nap.plan import Plan
from tests.attack.knowing import Known, everything
from tests.attack.primary import Amount, protected
from tests.attack.rows import Cell, Kept

SLACK = 1e-4
MOST = 1e5
"""Nobody supposes more people than that anywhere; the true figures are far below."""


@dataclass(frozen=True)
class Broken:
    """A protected amount that somebody can tell too closely: `viewer` is a partner, "" anybody."""

    edition: int
    cell: Cell
    amount: Amount
    viewer: str
    low: float
    high: float
    true: float

    def __str__(self) -> str:
        what = "+".join(f"{times}*{name}" for name, times in self.amount.fields)
        where = "/".join(map(str, self.cell))
        who = self.viewer or "anybody"
        return (
            f"ed{self.edition} {where} {what}={self.true:g}: {who} -> [{self.low:g}, {self.high:g}], needed {self.amount.needed}"
        )


class Part:
    """The equations that have something to do with each other, and the points found so far that fit all of them."""

    def __init__(self, known: Known, places: list[int], equal: list[int], at_most: list[int]) -> None:
        self.at = {place: column for column, place in enumerate(places)}
        self.bounds = [(known.least[place], MOST) for place in places]
        self.points: list[np.ndarray] = []
        self.equal = self._matrix([known.equal[each] for each in equal])
        self.at_most = self._matrix([known.at_most[each] for each in at_most])

    def _matrix(self, lines: list[tuple[dict[int, float], float]]) -> tuple[csr_matrix | None, list[float] | None]:
        if not lines:
            return None, None
        found = np.zeros((len(lines), len(self.at)))
        for line, (terms, _) in enumerate(lines):
            for place, times in terms.items():
                found[line, self.at[place]] = times
        return csr_matrix(found), [amount for _, amount in lines]

    def range(self, terms: Mapping[int, float], enough: float) -> tuple[float, float]:
        """The ends of the range; nearer ones if they are `enough` apart already, as points found earlier show."""
        wanted = np.zeros(len(self.at))
        for place, times in terms.items():
            wanted[self.at[place]] = times
        for look in (None, -wanted, wanted):
            if look is not None:
                self.points.append(self._furthest(look))
            found = [float(wanted @ point) for point in self.points]
            if found and max(found) - min(found) >= enough:
                break
        return min(found), max(found)

    def _furthest(self, wanted: np.ndarray) -> np.ndarray:
        """The point that fits everything known and lies furthest against `wanted`."""
        (left, right), (under, limit) = self.equal, self.at_most
        found = linprog(wanted, A_ub=under, b_ub=limit, A_eq=left, b_eq=right, bounds=self.bounds, method="highs")
        assert found.status == 0, found.message
        return np.asarray(found.x)


class System:
    """All that one viewer knows, cut into parts that have nothing to do with each other."""

    def __init__(self, plan: Plan, kept: Sequence[Kept], viewer: str = "", guessing: bool = False) -> None:
        self.known = everything(plan, kept, viewer, guessing=guessing)
        self.group: dict[int, int] = {}
        self.parts: dict[int, Part] = {}

    def range(self, number: int, cell: Cell, amount: Amount) -> tuple[float, float]:
        """The lowest and highest that the amount can be."""
        terms, told = self.known.written([(times, (number, cell, name)) for name, times in amount.fields])
        if not terms:
            return told, told
        part = self._part(list(terms))
        low, high = part.range(terms, amount.needed)
        return low + told, high + told

    def _part(self, places: list[int]) -> Part:
        if not self.group:
            self._cut()
        key = min(self.group.get(place, place) for place in places)
        wanted = {self.group.get(place, place) for place in places}
        if key not in self.parts or any(place not in self.parts[key].at for place in places):
            self.parts[key] = self._made(wanted, places)
        return self.parts[key]

    def _made(self, wanted: set[int], places: list[int]) -> Part:
        inside = sorted({*places, *(place for place, group in self.group.items() if group in wanted)})
        equal = [n for n, (terms, _) in enumerate(self.known.equal) if self.group[next(iter(terms))] in wanted]
        at_most = [n for n, (terms, _) in enumerate(self.known.at_most) if self.group[next(iter(terms))] in wanted]
        return Part(self.known, inside, equal, at_most)

    def _cut(self) -> None:
        lead = list(range(len(self.known.least)))

        def root(place: int) -> int:
            while lead[place] != place:
                lead[place] = lead[lead[place]]
                place = lead[place]
            return place

        for terms, _ in (*self.known.equal, *self.known.at_most):
            first, *others = terms
            for other in others:
                lead[root(other)] = root(first)
        self.group = {place: root(place) for place in range(len(lead))}


def targets(plan: Plan, kept: Sequence[Kept]) -> Iterator[tuple[int, Cell, Amount]]:
    """Every protected amount of every edition."""
    for number, edition in enumerate(kept):
        for cell, row in edition.truth.items():
            yield from ((number, cell, amount) for amount in protected(plan, row))


def too_narrow(ends: tuple[float, float], needed: int) -> bool:
    return ends[1] - ends[0] < needed - SLACK


def broken(plan: Plan, kept: Sequence[Kept], viewers: Sequence[str], *, guessing: bool = False) -> list[Broken]:
    """What can be told too closely by an outsider ("") or a partner, and could not before the last edition.

    A partner whose own people are all that were counted knows that anyway, and so does everybody what follows from earlier
    editions and from figures that protect nobody (of things, of money): no hiding can help there any more.
    """
    found = [each for viewer in viewers for each in _broken_by(plan, kept, viewer, guessing)]
    hidden = [*kept[:-1], _all_hidden(plan, kept[-1])]
    bare = {viewer: System(plan, hidden, viewer, guessing) for viewer in {each.viewer for each in found}}
    return [each for each in found if not too_narrow(_ends(bare[each.viewer], each), each.amount.needed)]


def _broken_by(plan: Plan, kept: Sequence[Kept], viewer: str, guessing: bool) -> Iterator[Broken]:
    system = System(plan, kept, viewer, guessing)
    before = System(plan, kept[:-1], viewer, guessing) if kept[1:] else None
    for number, cell, amount in targets(plan, kept):
        true, mine = amount.of(kept[number].truth[cell]), kept[number].own.get(viewer, {}).get(cell)
        if not true or (mine is not None and amount.is_in(mine) and amount.of(mine) == true):
            continue
        ends = system.range(number, cell, amount)
        if too_narrow(ends, amount.needed) and not _told_before(before, kept, number, cell, amount):
            yield Broken(number, cell, amount, viewer, *ends, float(true))


def _ends(system: System, one: Broken) -> tuple[float, float]:
    return system.range(one.edition, one.cell, one.amount)


def _all_hidden(plan: Plan, edition: Kept) -> Kept:
    """The edition with every figure hidden that protects people."""
    public = {each.code for each in plan.indicators if not plan.thresholds.minimum_cell(each)}
    empty = {cell for cell, row in edition.truth.items() if row.value is None and row.numerator is None}
    return replace(edition, told={cell: row for cell, row in edition.told.items() if cell[0] in public or cell in empty})


def _told_before(before: System | None, kept: Sequence[Kept], number: int, cell: Cell, amount: Amount) -> bool:
    """True if some earlier edition let the same number be told already."""
    if before is None:
        return False
    true = amount.of(kept[number].truth[cell])
    for earlier, edition in enumerate(kept[:-1]):
        row = edition.truth.get(cell)
        if row is None or not amount.is_in(row) or amount.of(row) != true:
            continue
        if too_narrow(before.range(earlier, cell, amount), amount.needed):
            return True
    return False
