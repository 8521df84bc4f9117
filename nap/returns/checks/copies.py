"""Figures that stand twice in one file: a row equal to that of another place, a whole place, a long figure anywhere else.

Equality is weighed (`weights`): small and round numbers are equal by honest chance, 0.376517 is not. Whether a place says the
same as in an earlier period is asked by the checks of the history.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.checks.weights import needed, weight
from nap.returns.material import Material, Row

_LEFT_OUT = frozenset({"milestone", "ordinal", "list", "narrative"})
_FRACTIONS = frozenset({"percentage", "rate", "ratio", "index", "money"})
_WHOLE_PLACE, _MOST = 4, 0.8
"""So many equal rows, and so large a part of all, make a whole place a copy."""
_LONG = 4.5
"""A share of five digits and more is not met twice by chance, wherever it stands."""


_Values = tuple[tuple[str, Decimal], ...]


class _Print(NamedTuple):
    """What a row says, and how unlikely it is to be said twice. `values` leaves out what follows from the rest of the row."""

    row: Row
    all_values: _Values
    values: _Values
    weight: float

    @property
    def tags(self) -> list[str]:
        """The columns that were filled, the total first."""
        return [tag for tag, _ in self.all_values]

    @property
    def series(self) -> tuple[str, str]:
        return self.row.indicator.code, self.row.region


_Groups = Mapping[tuple[str, Period, str], list[_Print]]
"""Rows of one indicator and period at places of one level."""


def _print(row: Row) -> _Print:
    sound = tuple((tag, value) for tag in row.figures if (value := row.value(tag)) is not None)
    parts = tuple(each for each in sound if each[0] != tags.TOTAL) or sound
    return _Print(row, sound, parts, sum(weight(value) for _, value in parts))


_Link = tuple[_Print, _Print]


def copied_figures(material: Material) -> Iterator[Finding]:
    """Each row is asked about once: drawn down over all places, copied from another place, or from somewhere else."""
    levels = {region.code: region.level for region in material.plan.regions.all}
    groups: dict[tuple[str, Period, str], list[_Print]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.type not in _LEFT_OUT and not row.state and (each := _print(row)).weight:
            groups[row.indicator.code, row.period, levels[row.region]].append(each)
    said: set[tuple[str | None, str]] = set()
    for check in (_everywhere, _beside, _elsewhere):
        for finding in check(groups):
            places = {(finding.sheet, cell) for cell in finding.cells}
            if not places & said:
                yield finding
            said |= places


def _beside(groups: _Groups) -> Iterator[Finding]:
    """Equal rows of one indicator and period at different places of one level; the country may equal its only region."""
    least = needed(sum(len(group) * (len(group) - 1) // 2 for group in groups.values()))
    together: dict[tuple[str, str, Period], list[_Link]] = defaultdict(list)
    for first, copy in _equal(groups):
        if copy.weight >= least:
            yield _copy(first.row, copy.row, copy.tags, "place")
        else:
            together[first.row.region, copy.row.region, copy.row.period].append((first, copy))
    many = [links for links in together.values() if len(links) >= _WHOLE_PLACE and sum(copy.weight for _, copy in links) >= least]
    rows = _rows(groups) if many else {}
    for links in many:
        last = links[0][1].row
        if len(links) >= _MOST * rows[last.region, last.period]:
            yield from _whole_place(links)


def _rows(groups: _Groups) -> Mapping[tuple[str, Period], int]:
    """How many telling rows each place has in each period."""
    return Counter((each.row.region, period) for (_, period, _), group in groups.items() for each in group)


def _equal(groups: _Groups) -> Iterator[_Link]:
    for group in groups.values():
        first: dict[_Values, _Print] = {}
        for each in group:
            other = first.setdefault(each.values, each)
            if other.row.region != each.row.region:
                yield other, each


def _whole_place(links: list[_Link]) -> Iterator[Finding]:
    """One finding for each sheet, with all its cells."""
    first, copy = links[0][0].row, links[0][1].row
    facts: tuple[tuple[str, Fact], ...] = (("regions", first.region), ("period", str(copy.period)), ("rows", len(links)))
    for sheet in dict.fromkeys(each.row.sheet for _, each in links):
        cells = tuple(each.row.figures[tag].cell for _, each in links if each.row.sheet == sheet for tag in each.tags)
        yield Finding("copied-unchanged", Severity.WARNING, sheet, cells, None, copy.region, None, "places", facts)


def _elsewhere(groups: _Groups) -> Iterator[Finding]:
    """Long shares or indices that stand in another row, whatever its place, period and column; counts may be the same people.

    The same column of the same place in another period is left to the checks of the history.
    """
    typed = [each for group in groups.values() if not group[0].row.indicator.has_ratio for each in group]
    shares = [each for each in typed if each.row.indicator.type in _FRACTIONS]
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


def _everywhere(groups: _Groups) -> Iterator[Finding]:
    """The same long figure at every place of a level: typed once and drawn down (constant)."""
    for group in groups.values():
        for tag, value in group[0].values if len(group) >= _PLACES else ():
            if weight(value) > 2 and all(each.row.value(tag) == value for each in group):
                yield from _drawn_down([each.row for each in group], tag, value)


def _drawn_down(rows: list[Row], tag: str, value: Decimal) -> Iterator[Finding]:
    sheet, code = rows[0].sheet, rows[0].indicator.code
    cells = tuple(row.figures[tag].cell for row in rows if row.sheet == sheet)
    facts: tuple[tuple[str, Fact], ...] = (("number", value), ("rows", len(rows)))
    yield Finding("copied-unchanged", Severity.WARNING, sheet, cells, code, None, rows[0].line.text(tag), "everywhere", facts)
