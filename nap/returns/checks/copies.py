"""Figures that stand twice in one file: a row equal to that of another place, a whole place, a long figure anywhere else.

Equality is weighed (`weights`): small and round numbers are equal by honest chance, 0.376517 is not. Whether a place says the
same as in an earlier period is asked by the checks of the history.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.checks.weights import needed, weight
from nap.returns.material import Material, Row

_LEFT_OUT = frozenset({"milestone", "ordinal", "list", "narrative"})
_WHOLE_PLACE, _MOST = 4, 0.8
"""So many equal rows, and so large a part of all, make a whole place a copy."""
_LONG = 4.5
"""A share of five digits and more is not met twice by chance, wherever it stands."""


@dataclass(frozen=True)
class _Print:
    """What a row says, without what follows from the rest of it, and how unlikely it is to be said twice."""

    row: Row
    level: str

    @cached_property
    def all_values(self) -> tuple[tuple[str, Decimal], ...]:
        return tuple((tag, value) for tag in self.row.figures if (value := self.row.value(tag)) is not None)

    @cached_property
    def values(self) -> tuple[tuple[str, Decimal], ...]:
        return tuple(each for each in self.all_values if each[0] != tags.TOTAL) or self.all_values

    @cached_property
    def weight(self) -> float:
        return sum(weight(value) for _, value in self.values)

    @property
    def tags(self) -> list[str]:
        """The columns that were filled, the total first."""
        return [tag for tag, _ in self.all_values]

    @property
    def fractional(self) -> bool:
        return any(value % 1 for _, value in self.all_values)

    @property
    def series(self) -> tuple[str, str]:
        return self.row.indicator.code, self.row.region


_Link = tuple[_Print, _Print]


def copied_figures(material: Material) -> Iterator[Finding]:
    """Each row is asked about once: drawn down over all places, copied from another place, or from somewhere else."""
    levels = {region.code: region.level for region in material.plan.regions.all}
    prints = [each for row in _comparable(material) if (each := _Print(row, levels[row.region])).weight]
    said: set[tuple[str | None, str]] = set()
    for check in (_everywhere, _beside, _elsewhere):
        for finding in list(check(prints)):
            places = {(finding.sheet, cell) for cell in finding.cells}
            if not places & said:
                yield finding
            said |= places


def _comparable(material: Material) -> Iterator[Row]:
    seen: set[tuple[str, str, Period]] = set()
    for row in material.rows:
        if row.indicator.type not in _LEFT_OUT and not row.state and not row.blank and row.key not in seen:
            seen.add(row.key)
            yield row


def _beside(prints: list[_Print]) -> Iterator[Finding]:
    """Equal rows of one indicator and period at different places of one level; the country may equal its only region."""
    groups: dict[object, list[_Print]] = defaultdict(list)
    sizes: Counter[object] = Counter()
    for each in prints:
        kind = each.row.indicator.code, each.row.period, each.level
        sizes[kind] += 1
        groups[kind, each.values].append(each)
    least = needed(sum(size * (size - 1) // 2 for size in sizes.values()))
    together: dict[tuple[str, str, Period], list[_Link]] = defaultdict(list)
    for first, copy in ((group[0], each) for group in groups.values() for each in group[1:]):
        if copy.weight >= least:
            yield _copy(first.row, copy.row, copy.tags, "place")
        else:
            together[first.row.region, copy.row.region, copy.row.period].append((first, copy))
    rows = Counter((each.row.region, each.row.period) for each in prints)
    for (_, region, period), links in together.items():
        if len(links) >= max(_WHOLE_PLACE, _MOST * rows[region, period]) and sum(copy.weight for _, copy in links) >= least:
            yield from _whole_place(links)


def _whole_place(links: list[_Link]) -> Iterator[Finding]:
    """One finding for each sheet, with all its cells."""
    first, copy = links[0][0].row, links[0][1].row
    facts: tuple[tuple[str, Fact], ...] = (("regions", first.region), ("period", str(copy.period)), ("rows", len(links)))
    for sheet in dict.fromkeys(each.row.sheet for _, each in links):
        cells = tuple(each.row.figures[tag].cell for _, each in links if each.row.sheet == sheet for tag in each.tags)
        yield Finding("copied-unchanged", Severity.WARNING, sheet, cells, None, copy.region, None, "places", facts)


def _elsewhere(prints: list[_Print]) -> Iterator[Finding]:
    """Long shares or indices that stand in another row, whatever its place, period and column; counts may be the same people.

    The same column of the same place in another period is left to the checks of the history.
    """
    shares = [each for each in prints if each.fractional and not each.row.indicator.has_ratio]
    least = max(_LONG, needed(len(shares)))
    first: dict[Decimal, tuple[_Print, str]] = {}
    for each in sorted(shares, key=lambda one: one.row.period):
        taken = []
        for tag, value in each.all_values:
            if value % 1 and weight(value) >= least:
                other, column = first.setdefault(value, (each, tag))
                if other is not each and (other.series, column) != (each.series, tag):
                    taken.append((tag, other, column))
        if taken:
            _, other, column = taken[0]
            yield _copy(other.row, each.row, [tag for tag, _, _ in taken], "row", column)


def _copy(first: Row, copy: Row, columns: Sequence[str], case: str, column: str = "") -> Finding:
    facts: dict[str, Fact] = {"regions": first.region, "period": str(first.period), "other": first.indicator.code}
    cell = first.figures[column].cell if column else next(each.cell for each in first.figures.values() if each.value is not None)
    facts |= {"other_sheet": first.sheet, "other_cell": cell}
    return copy.finding("copied-unchanged", Severity.WARNING, *columns, case=case, facts=facts)


_PLACES = 4


def _everywhere(prints: list[_Print]) -> Iterator[Finding]:
    """The same long figure at every place of a level: typed once and drawn down (domain 9.3 no. 12: constant)."""
    groups: dict[tuple[str, Period, str, str], list[Row]] = defaultdict(list)
    for each in prints:
        for tag, _ in each.values:
            groups[each.row.indicator.code, each.row.period, each.level, tag].append(each.row)
    for (*_, tag), rows in groups.items():
        value = rows[0].value(tag)
        if len(rows) >= _PLACES and value is not None and weight(value) > 2 and all(row.value(tag) == value for row in rows):
            yield from _drawn_down(rows, tag, value)


def _drawn_down(rows: list[Row], tag: str, value: Decimal) -> Iterator[Finding]:
    sheet, code = rows[0].sheet, rows[0].indicator.code
    cells = tuple(row.figures[tag].cell for row in rows if row.sheet == sheet)
    facts: tuple[tuple[str, Fact], ...] = (("number", value), ("rows", len(rows)))
    yield Finding("copied-unchanged", Severity.WARNING, sheet, cells, code, None, rows[0].line.text(tag), "everywhere", facts)
