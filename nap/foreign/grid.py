"""A sheet as the eye sees it: its cells enter; filled ones with what they look like leave. Merges reach as far as they show.

What a text says is asked of the reader of labels, each text once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from nap.facts import Period
from nap.foreign.labels import Reader
from nap.foreign.model import Axis, Hint, Label, Role, Sure
from nap.foreign.values import Reading, read_value
from nap.plan import Regions
from nap.returns.book import Area, Cell, Sheet

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SWALLOWED = 10
"""A year that took a footnote mark along is so many times a year."""
_LONGEST_PERIOD = 60
_MOST_COVERED = 100_000
"""Cells that merges may reach over, in all; what lies further is taken as not merged."""


_BETWEEN, _SLASH = re.compile(r"[\n/]"), re.compile("/")
_MOST_PIECES = 4
_LONGEST_NAME = 2_000
"""Letters of a text that may name a line, or be a footnote to it."""
_MOST_TEXTS = 20_000
"""Different texts of a file that are read; what is beyond is no table made by people."""


class Kind(Enum):
    """What a cell looks like before it is known what it is for."""

    WORD = auto()
    FIGURE = auto()
    """A number, or a sign that there is none."""
    BROKEN = auto()
    """A cell that should hold a figure and cannot be read: an error, a formula without its result, a date."""


class Spot(NamedTuple):
    """One filled cell."""

    row: int
    column: int
    cell: Cell
    kind: Kind
    reading: Reading

    @property
    def at(self) -> tuple[int, int]:
        """Row and column."""
        return self.row, self.column


class Named(NamedTuple):
    """What a cell says if it names a line: a period, or part of one, and its label."""

    period: Period | None
    label: Label

    @property
    def timed(self) -> bool:
        """True if it names a period, or a part of a year; a measure that mentions one does not."""
        return self.label.role is not Role.MEASURE and (self.period is not None or bool(self.label.within))


@dataclass
class Tongue:
    """Asks the reader, each text once."""

    reader: Reader
    regions: Regions
    _named: dict[tuple[str, str, str], Named] = field(default_factory=dict)

    def label(self, text: str, by: str = "") -> Label:
        """What a text says, under a heading that breaks down by something."""
        return self.reader.label(text, by)

    def places(self, code: str) -> tuple[str, ...]:
        """The places that a code stands for."""
        return tuple(region.code for region in self.regions.find(code))

    def named(self, cell: Cell, by: str = "") -> Named:
        """What a cell says as the name of a line, under a heading that breaks down by something."""
        key = cell.kind, cell.text, by
        if key not in self._named:
            known = len(self._named) < _MOST_TEXTS and len(cell.text) <= _LONGEST_NAME
            self._named[key] = self._read(cell, by) if known else Named(None, Label(cell.text, sure=Sure.LIKELY))
        return self._named[key]

    def _read(self, cell: Cell, by: str) -> Named:
        if _may_be_period(cell):
            period, label = self.reader.period(cell)
            if period is not None or label.within:
                return Named(period, label)
        if cell.kind == "number" and not by:
            return Named(None, Label(cell.text))
        label = self._in_pieces(cell.text, by) or self.label(cell.text, by)
        return Named(label.meaning.period, label)

    def _in_pieces(self, text: str, by: str) -> Label | None:
        """A name in several languages in one cell: what all of them name."""
        return next(filter(None, (self._agreed(text, pieces, by) for pieces in _pieces(text))), None)

    def _agreed(self, text: str, pieces: Sequence[str], by: str) -> Label | None:
        """The category that all pieces name, the one place that all of them can mean."""
        labels = [self.label(each, by) for each in pieces]
        parts = {label.meaning.breakdown for label in labels}
        if len(parts) == 1 and parts != {()} and not any(label.meaning.region or label.candidates for label in labels):
            return replace(labels[0], text=text.strip(), lang=None)
        choices = [label.candidates or tuple(filter(None, (label.meaning.region,))) for label in labels]
        common = [place for place in choices[0] if all(place in each for each in choices)]
        if len(common) != 1 or any(label.meaning.breakdown for label in labels):
            return None
        meaning = replace(labels[0].meaning, region=common[0])
        return replace(labels[0], text=text.strip(), lang=None, meaning=meaning, candidates=())


def _pieces(text: str) -> Iterator[list[str]]:
    """What a cell may be made of; beside slashes, a new line may be no more than the end of a narrow column."""
    for between in (_BETWEEN, _SLASH) if "/" in text and "\n" in text else (_BETWEEN,):
        pieces = [each for each in map(str.strip, between.split(text)) if each]
        if 1 < len(pieces) <= _MOST_PIECES:
            yield pieces


def _may_be_period(cell: Cell) -> bool:
    if cell.kind == "number":
        value = cell.value
        if not isinstance(value, Decimal) or not value.is_finite() or value != value.to_integral_value():
            return False
        return not cell.percent and _is_year(int(value) if value < _LAST_YEAR * _SWALLOWED else 0)
    return cell.kind == "date" or (cell.kind == "text" and len(cell.text) <= _LONGEST_PERIOD)


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR or _FIRST_YEAR * _SWALLOWED <= number < _LAST_YEAR * _SWALLOWED


@dataclass(frozen=True)
class Grid:
    """A sheet, or a window of it. `spots` in the order of the sheet."""

    sheet: Sheet
    tongue: Tongue
    spots: Mapping[tuple[int, int], Spot]
    rows_said: Mapping[int, str]
    """What a person says of rows, and of columns: `Hint.take`."""
    columns_said: Mapping[int, str]
    covered: Mapping[tuple[int, int], tuple[int, int]]
    """Empty cells that a merge reaches over, and the cell whose text shows there."""
    merges: Mapping[tuple[int, int], Area]

    def value(self, row: int, column: int) -> Decimal | None:
        """The number that stands in a cell; None where there is none."""
        spot = self.spots.get((row, column))
        return spot.reading.value if spot is not None else None

    @cached_property
    def rows(self) -> dict[int, tuple[Spot, ...]]:
        """Filled rows from the top, each from the left."""
        rows: dict[int, list[Spot]] = {}
        for spot in self.spots.values():
            rows.setdefault(spot.row, []).append(spot)
        return {row: tuple(spots) for row, spots in rows.items()}

    @cached_property
    def columns(self) -> dict[int, tuple[Spot, ...]]:
        """Filled columns from the left, each from the top."""
        columns: dict[int, list[Spot]] = {}
        for spot in self.spots.values():
            columns.setdefault(spot.column, []).append(spot)
        return {column: tuple(columns[column]) for column in sorted(columns)}

    def shown(self, row: int, column: int) -> Spot | None:
        """The cell whose text shows at a place: itself, or the one merged over it."""
        return self.spots.get((row, column)) or self.spots.get(self.covered.get((row, column), (0, 0)))

    def width(self, spot: Spot) -> int:
        """How many columns it spreads over."""
        area = self.merges.get(spot.at)
        return area[3] - area[1] + 1 if area else 1

    def named(self, spot: Spot, by: str = "") -> Named:
        """What a cell says as the name of a line, under a heading that breaks down by something."""
        return self.tongue.named(spot.cell, by)

    def label(self, spot: Spot) -> Label:
        """What the text of a cell says."""
        return self.named(spot).label

    def role(self, spot: Spot) -> Role:
        """What the words of a cell are."""
        return self.named(spot).label.role if spot.kind is Kind.WORD else Role.FIGURE

    def window(self, rows: tuple[int, int], columns: tuple[int, int]) -> Grid:
        """The part between these rows and columns, both inclusive."""
        order = list(self.rows)
        inside = order[bisect_left(order, rows[0]) : bisect_right(order, rows[1])]
        spots = {spot.at: spot for row in inside for spot in self.rows[row] if columns[0] <= spot.column <= columns[1]}
        return Grid(self.sheet, self.tongue, spots, self.rows_said, self.columns_said, self.covered, self.merges)


def grid_of(sheet: Sheet, tongue: Tongue, hints: Sequence[Hint]) -> Grid:
    """The whole sheet, without lines that a person leaves out and without cells of spaces alone."""
    said = {axis: {hint.index: hint.take for hint in hints if hint.sheet == sheet.name and hint.axis is axis} for axis in Axis}
    rows, columns = said[Axis.ROW], said[Axis.COLUMN]
    spots = {
        at: _spot(*at, cell, tongue)
        for at, cell in sorted(sheet.cells.items())
        if rows.get(at[0]) != "ignore" and columns.get(at[1]) != "ignore" and (cell.kind != "text" or cell.text.strip())
    }
    covered, merges = _reach(sheet.merges, spots)
    return Grid(sheet, tongue, spots, rows, columns, covered, merges)


def _spot(row: int, column: int, cell: Cell, tongue: Tongue) -> Spot:
    reading = read_value(cell)
    if (reading.value is not None and not _speaks(cell, tongue)) or reading.state:
        return Spot(row, column, cell, Kind.FIGURE, reading)
    return Spot(row, column, cell, Kind.WORD if cell.kind == "text" else Kind.BROKEN, reading)


def _speaks(cell: Cell, tongue: Tongue) -> bool:
    """True for words with a number among them: `Plan 2030`, a footnote."""
    text = cell.text.strip() if cell.kind == "text" else ""
    if not any(letter.isalpha() for letter in text):
        return False
    return text[0].isalpha() or tongue.label(text).role in (Role.FOOTNOTE, Role.PART, Role.REGION)


def _reach(
    merges: Sequence[Area], spots: Mapping[tuple[int, int], Spot]
) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], Area]]:
    bottom = max((row for row, _ in spots), default=0)
    right = max((column for _, column in spots), default=0)
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    seen: dict[tuple[int, int], Area] = {}
    for first, left, last, end in merges:
        last, end = min(last, bottom), min(end, right)
        size = (last - first + 1) * (end - left + 1)
        if (first, left) not in spots or size <= 1 or len(covered) + size > _MOST_COVERED:
            continue
        seen[first, left] = (first, left, last, end)
        places = ((row, column) for row in range(first, last + 1) for column in range(left, end + 1))
        covered.update((place, (first, left)) for place in places if place not in spots)
    return covered, seen
