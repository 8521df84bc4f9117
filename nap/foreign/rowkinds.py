"""Which rows are headers, which hold figures, which only words: a window of a sheet enters, the kind of each filled row leaves.

Years look like figures, so a row of years is a header only if nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from nap.facts import Period
from nap.foreign.grid import Grid, Kind, Spot
from nap.foreign.model import Role

_LOOKAHEAD = 8
"""So many rows may lie between a header of words and its first figures."""
_NAMING = frozenset({Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD, Role.HEADER, Role.HEADING})
_SAID = frozenset({"header", "heading", "title", "unit", "footnote"})
_SURELY = 3
"""So many years in a row, each one more than the one before, are hardly ever counts."""


class RowKind(Enum):
    """What a row is for."""

    HEADER = auto()
    DATA = auto()
    WORDS = auto()
    NUMBERS = auto()
    """The row of column numbers beneath a header."""


class RowKinds:
    """Finds the kinds of the rows of a window. `unsure`: rows that may be headers or figures, each taken for the likelier."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.unsure: list[int] = []
        self._timed: dict[int, tuple[Period | str, ...]] = {}
        self._last: dict[int, int] = {}
        self._order = list(grid.rows)
        self._begun = False
        self._place = {row: place for place, row in enumerate(self._order)}

    @cached_property
    def year_columns(self) -> frozenset[int]:
        """Columns that hold nothing but years, two or more, beside other figures: a table with its periods downwards."""
        found = {column for column, spots in self._grid.columns.items() if self._only_years(spots)}
        return frozenset(column for column in found if self._stands_beside(column, found))

    def _only_years(self, spots: Iterable[Spot]) -> bool:
        figures = [spot for spot in spots if spot.kind is not Kind.WORD]
        return len(figures) >= 2 and all(self._grid.named(spot).timed for spot in figures)

    def _stands_beside(self, column: int, found: set[int]) -> bool:
        rows = [spot.row for spot in self._grid.columns[column] if spot.kind is not Kind.WORD]
        others = (spot for row in rows for spot in self._grid.rows[row] if spot.column not in found)
        return any(spot.kind is Kind.FIGURE and not self._grid.named(spot).timed for spot in others)

    @cached_property
    def year_rows(self) -> frozenset[int]:
        """Rows whose figures are all years."""
        rows = {
            row for row in self._order if self._grid.rows_said.get(row) not in ("figures", "total") and self._is_year_row(row)
        }
        first = min(rows, default=0)
        if not self._columns_beside(rows) and any(self._is_named(row) for row in rows if row != first):
            return frozenset({first})
        return frozenset(rows)

    def _is_named(self, row: int) -> bool:
        """True if words stand beside its years: a table whose figures all look like years."""
        spots = self._grid.rows[row]
        return any(spot.kind is Kind.WORD and not self._grid.named(spot).timed for spot in spots)

    def _is_year_row(self, row: int) -> bool:
        spots = [spot for spot in self._grid.rows[row] if spot.column not in self.year_columns]
        figures = [spot for spot in spots if spot.kind is not Kind.WORD]
        return all(self._grid.named(spot).timed for spot in figures) and any(self._grid.named(spot).timed for spot in spots)

    def _columns_beside(self, year_rows: Iterable[int]) -> frozenset[int]:
        without = set(year_rows)
        return frozenset(
            column
            for column, spots in self._grid.columns.items()
            if column not in self.year_columns and any(spot.kind is not Kind.WORD and spot.row not in without for spot in spots)
        )

    @cached_property
    def columns(self) -> frozenset[int]:
        """Columns with figures, as far as one can see before headers and labels are told apart."""
        return self._columns_beside(self.year_rows)

    def kinds(self) -> dict[int, RowKind]:
        """The kind of each filled row."""
        found: dict[int, RowKind] = {}
        for row in self._order:
            found[row] = self._said(row) or self._kind(row, found)
            self._begun |= found[row] is RowKind.DATA
        return found

    def _said(self, row: int) -> RowKind | None:
        take = self._grid.rows_said.get(row, "")
        if take == "header":
            return RowKind.HEADER
        if take in _SAID:
            return RowKind.WORDS
        if take in ("figures", "total") or take.partition(":")[1]:
            return RowKind.DATA if self._figures(row) else RowKind.WORDS
        return None

    def _figures(self, row: int) -> list[Spot]:
        return [spot for spot in self._grid.rows[row] if spot.kind is not Kind.WORD and spot.column in self.columns]

    def _kind(self, row: int, found: dict[int, RowKind]) -> RowKind:
        if row in self.year_rows and self._stands_alone(row):
            return RowKind.WORDS
        if row in self.year_rows:
            if self._heads(row):
                return RowKind.HEADER
            return RowKind.DATA if self._figures(row) else RowKind.WORDS
        if figures := self._figures(row):
            above = found.get(self._above(row))
            return RowKind.NUMBERS if above is RowKind.HEADER and self._counts_columns(row, figures) else RowKind.DATA
        return RowKind.HEADER if self._heads_in_words(row) else self._words_or_data(row)

    def _above(self, row: int) -> int:
        place = self._place[row]
        return self._order[place - 1] if place else 0

    def _heads(self, row: int) -> bool:
        """A row of years: is it a header, or are these figures that look like years?"""
        spots = [spot for spot in self._grid.rows[row] if self._grid.named(spot).timed and spot.column not in self.year_columns]
        if not any(spot.column in self.columns for spot in spots) or self._goes_on(row):
            return False
        times = tuple(str(self._grid.named(spot).period or self._grid.named(spot).label.within) for spot in spots)
        label = self._row_label(row, spots[0].column)
        columns = self._timed_columns(row)
        earlier = max((self._last[column] for column in columns if column in self._last), default=0)
        if (
            earlier
            and times != self._timed[earlier]
            and (label in _NAMING - {Role.HEADER, Role.HEADING} or label is Role.MEASURE)
        ):
            return self._asked(row) if _consecutive(times) else False
        if not earlier and label in (Role.REGION, Role.PART, Role.TOTAL) and (self._begun or self._has_words_above(row)):
            return False
        self._timed[row] = times
        self._last.update(dict.fromkeys(columns, row))
        return True

    def _goes_on(self, row: int) -> bool:
        """A row that names its period in words, as the row of figures above does, is one more of them: no header, whatever its
        figures look like."""
        above = {spot.column: spot for spot in self._grid.rows.get(self._above(row), ())}
        if not self._begun or not self._figures(self._above(row)):
            return False
        worded = (spot for spot in self._grid.rows[row] if spot.kind is Kind.WORD and self._grid.named(spot).timed)
        return any(
            (before := above.get(spot.column)) is not None
            and before.kind is Kind.WORD
            and before.column not in self.columns
            and self._grid.named(before).timed
            for spot in worded
        )

    def _stands_alone(self, row: int) -> bool:
        """`2013-жыл үчүн` alone at the left edge, above a header: the numbers beneath it are those of the rows."""
        spots = self._grid.rows[row]
        if len(spots) > 1 or spots[0].column != min(self._grid.columns):
            return False
        if spots[0].kind is not Kind.WORD and not self._grid.named(spots[0]).timed:
            return False
        below = [self._grid.rows[each] for each in self._rows_below(row)[:-1]]
        return any(sum(spot.kind is Kind.WORD for spot in each) > 1 for each in below)

    def _asked(self, row: int) -> bool:
        self.unsure.append(row)
        return False

    def _timed_columns(self, row: int) -> set[int]:
        return {spot.column for spot in self._grid.rows[row] if self._grid.named(spot).timed}

    def _row_label(self, row: int, before: int) -> Role | None:
        roles = [self._grid.role(spot) for spot in self._grid.rows[row] if spot.column < before and spot.kind is Kind.WORD]
        return roles[0] if roles else None

    def _has_words_above(self, row: int) -> bool:
        above = self._grid.rows.get(self._above(row), ())
        return sum(spot.kind is Kind.WORD and spot.column in self.columns for spot in above) >= 1

    def _counts_columns(self, row: int, figures: list[Spot]) -> bool:
        values = [spot.reading.value for spot in figures]
        if len(values) < 2 or any(value is None or value != value.to_integral_value() for value in values):
            return False
        numbers = [int(value) for value in values if value is not None]
        words = [spot.cell.text.strip() for spot in self._grid.rows[row] if spot.kind is Kind.WORD]
        return (
            numbers[0] in (1, 2, 3)
            and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            and all(len(word) <= 1 for word in words)
        )

    def _heads_in_words(self, row: int) -> bool:
        spots = [spot for spot in self._grid.rows[row] if spot.kind is Kind.WORD]
        over = [spot for spot in spots if self._over_figures(spot)]
        below = self._figures_below(row)
        if not over or not below or self._stands_alone(row):
            return False
        roles = {self._grid.role(spot) for spot in over}
        beside = [self._grid.role(spot) for spot in spots if spot.column not in self.columns]
        if roles <= {Role.UNIT} and len(over) == 1 and not {Role.HEADER, Role.HEADING} & set(beside):
            return False
        lines = {Role.REGION, Role.PART, Role.TOTAL} | ({Role.MEASURE} if self._begun else set())
        if roles <= {Role.MEASURE, Role.UNKNOWN} and not lines.isdisjoint(beside):
            return False
        return self._enough(over, beside, len(below), row)

    def _over_figures(self, spot: Spot) -> bool:
        return spot.column in self.columns

    def _enough(self, over: list[Spot], beside: list[Role], below: int, row: int) -> bool:
        if len(over) == 1:
            wide = self._grid.width(over[0])
            return below == 1 or any(role is Role.HEADER for role in beside) or (wide > 1 and self._header_next(row))
        return not self._is_title(over, row)

    def _header_next(self, row: int) -> bool:
        place = self._place[row] + 1
        if place == len(self._order):
            return False
        below = self._grid.rows[self._order[place]]
        words = sum(spot.kind is Kind.WORD and spot.column in self.columns for spot in below)
        return self._order[place] in self.year_rows or (words > 1 and words == sum(spot.column in self.columns for spot in below))

    def _is_title(self, over: list[Spot], row: int) -> bool:
        """The same title in several languages side by side, above a header of its own; not measures, each above its years."""
        langs = [self._grid.label(spot).lang for spot in self._grid.rows[row]]
        roles = {self._grid.role(spot) for spot in over}
        alone = len(set(langs)) == len(langs) and roles <= {Role.MEASURE, Role.UNIT, Role.UNKNOWN, Role.FOOTNOTE}
        years = next((each for each in self._rows_below(row) if each in self.year_rows), 0)
        return alone and len(langs) <= 3 and years > 0 and not self._repeats(years)

    def _repeats(self, row: int) -> bool:
        """A row of years that come again, under each of several cells."""
        times = [named.period or named.label.within for named in map(self._grid.named, self._grid.rows[row]) if named.timed]
        return len(set(times)) < len(times)

    def _rows_below(self, row: int) -> list[int]:
        """The rows down to the first figures."""
        place = self._place[row] + 1
        rows = []
        for each in self._order[place : place + _LOOKAHEAD]:
            rows.append(each)
            if each not in self.year_rows and self._figures(each):
                break
        return rows

    def _figures_below(self, row: int) -> set[int]:
        """The columns of the next row with figures."""
        rows = self._rows_below(row)
        last = rows[-1] if rows else None
        return {spot.column for spot in self._figures(last)} if last is not None and last not in self.year_rows else set()

    def _words_or_data(self, row: int) -> RowKind:
        """A row that should hold figures and holds words nobody can read is still one of data."""
        spots = self._grid.rows[row]
        lines = {Role.REGION, Role.PART, Role.TOTAL, Role.MEASURE}
        named = any(self._grid.role(spot) in lines for spot in spots if spot.column not in self.columns)
        return RowKind.DATA if named and any(spot.column in self.columns for spot in spots) else RowKind.WORDS


def _consecutive(times: tuple[str, ...]) -> bool:
    if len(times) < _SURELY or not all(each.isdecimal() for each in times):
        return False
    years = [int(each) for each in times]
    return all(after - before == 1 for before, after in pairwise(years))
