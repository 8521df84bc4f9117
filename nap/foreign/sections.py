"""Tables of a sheet: a grid enters; its sections leave, each with titles above, one header, a body and what trails behind it.

A header that comes again, as after a page break, continues its section; one that is different begins another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from nap.foreign.grid import Grid, Kind, Spot
from nap.foreign.model import Role
from nap.foreign.rowkinds import RowKind, RowKinds

_LEAST_WORDS = 2
"""Names that a column beside figures needs to begin a table of its own."""
_LAST = 10**9


@dataclass
class Section:
    """One table. Rows by number; `body` holds rows of figures and rows of words between them, in order."""

    grid: Grid
    titles: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    """Header rows that say once more what the first ones say."""
    body: list[int] = field(default_factory=list)
    data: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)
    """Rows of words behind the last figures."""
    unsure: list[int] = field(default_factory=list)
    shared: list[tuple[Grid, int]] = field(default_factory=list)
    """Rows of titles that stand above several tables."""


def sections_of(grid: Grid) -> list[Section]:
    """All tables of a sheet, from the top, those beside each other from the left."""
    found = []
    for window, shared in _beside(grid, _gaps(grid)):
        for section in _beneath(window):
            section.shared = [(grid, row) for row in shared if row not in section.titles]
            found += _parted(section)
    return found


def _beside(grid: Grid, starts: list[int]) -> list[tuple[Grid, list[int]]]:
    """The windows that begin at these columns, each with the rows of words above all of them."""
    if not starts:
        return [(grid, [])]
    edges = [0, *starts, _LAST]
    windows = [grid.window((0, _LAST), (left, right - 1)) for left, right in pairwise(edges)]
    windows = [window for window in windows if window.spots]
    first = [min(window.rows) for window in windows]
    top = max(first)
    return [(window, [row for row in windows[0].rows if row < top] if window is not windows[0] else []) for window in windows]


def _gaps(grid: Grid) -> list[int]:
    """Columns behind an empty one where another table begins: with names of its own, and figures behind them."""
    columns = list(grid.columns)
    return [
        column
        for before, column in pairwise(columns)
        if column - before > 1
        and _named_column(grid, column)
        and _has_figures(grid, columns, column)
        and _has_figures_before(grid, column)
    ]


def _named_column(grid: Grid, column: int) -> bool:
    words = [spot for spot in grid.columns[column] if spot.kind is Kind.WORD]
    figures = [spot for spot in grid.columns[column] if spot.kind is not Kind.WORD]
    years = len(figures) >= _LEAST_WORDS and all(grid.named(spot).timed for spot in figures)
    return years or (len(words) >= _LEAST_WORDS and len(words) > len(figures))


def _has_figures(grid: Grid, columns: list[int], start: int) -> bool:
    place = columns.index(start) + 1
    return any(not _named_column(grid, each) and _figures(grid, each) for each in columns[place : place + 5])


def _has_figures_before(grid: Grid, start: int) -> bool:
    return any(column < start and not _named_column(grid, column) and _figures(grid, column) for column in grid.columns)


def _figures(grid: Grid, column: int) -> bool:
    return any(spot.kind is not Kind.WORD for spot in grid.columns[column])


def _beneath(grid: Grid) -> list[Section]:
    """Tables under each other."""
    rows = RowKinds(grid)
    building = _Building(grid)
    for row, kind in rows.kinds().items():
        building.take(row, kind)
    for section in building.done():
        section.unsure = [row for row in rows.unsure if row in section.data]
    return building.sections


class _Building:
    """Takes the rows of a window from the top and puts each into its section."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.sections: list[Section] = []
        self._now = Section(grid)
        self._words: list[int] = []
        """Rows of words since the last figures or header."""
        self._heading: list[int] = []
        """The header that is being read."""

    def take(self, row: int, kind: RowKind) -> None:
        """One row more."""
        if kind is RowKind.HEADER:
            self._heading.append(row)
            return
        if self._heading and kind is RowKind.WORDS and not self._words_after_header(row):
            return
        if self._heading:
            self._open()
        if kind is RowKind.WORDS:
            self._words.append(row)
        elif kind is RowKind.NUMBERS:
            self._now.numbers.append(row)
        else:
            self._now.body += [*self._words, row]
            self._now.data.add(row)
            self._words = []

    def _words_after_header(self, row: int) -> bool:
        """A unit between two rows of a header belongs to the titles."""
        unit = all(self._grid.role(spot) is Role.UNIT for spot in self._grid.rows[row])
        if unit:
            self._now_titles().append(row)
        return not unit

    def _now_titles(self) -> list[int]:
        if self._now.data:
            self._open()
        return self._now.titles

    def _open(self) -> None:
        """A header is complete: it begins a section, or says the same once more."""
        rows, self._heading = self._heading, []
        if not self._now.data:
            self._now.titles += self._words
            self._now.headers += rows
        elif self._same(rows):
            self._now.repeats += rows
            self._now.body += self._words
        else:
            self._close(self._words)
            self._now.headers = rows
        self._words = []

    def _same(self, rows: list[int]) -> bool:
        return [_texts(self._grid, row) for row in rows] == [_texts(self._grid, row) for row in self._now.headers]

    def _close(self, words: list[int]) -> None:
        notes = [row for row in words if _is_note(self._grid, row)]
        self._now.tail += notes
        self.sections.append(self._now)
        self._now = Section(self._grid, titles=[row for row in words if row not in notes])

    def done(self) -> list[Section]:
        """The last section too."""
        if self._heading:
            self._open()
        self._now.tail += self._words
        if self._now.data or self._now.headers or not self.sections:
            self.sections.append(self._now)
        return self.sections


def _texts(grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(spot.column, spot.cell.text.strip().casefold()) for spot in grid.rows[row]]


def _is_note(grid: Grid, row: int) -> bool:
    return any(_role(grid, spot) is Role.FOOTNOTE for spot in grid.rows[row])


def _role(grid: Grid, spot: Spot) -> Role:
    return grid.role(spot)


def _parted(section: Section) -> list[Section]:
    """Tables beside each other that no empty column parts, or only some rows of words join."""
    if not section.data:
        return [section]
    grid = section.grid
    rows = [*section.headers, *section.repeats, *section.body]
    inner = grid.window((min(rows), max(rows)), (0, _LAST))
    starts = _names_between(inner)
    if not starts:
        return [section]
    windows = _beside(grid.window((min([*section.titles, *rows]), max([*rows, *section.tail])), (0, _LAST)), starts)
    found = [part for window, shared in windows for part in _with_titles(window, shared, section)]
    return found if all(part.data for part in found) else [section]


def _with_titles(window: Grid, shared: list[int], section: Section) -> list[Section]:
    parts = _beneath(window)
    for part in parts:
        part.shared = [*section.shared, *((section.grid, row) for row in (*section.titles, *shared) if row not in part.titles)]
    return parts


def _names_between(grid: Grid) -> list[int]:
    """Columns of names that have figures on both sides, and say which places, parts or periods their rows are."""
    columns = list(grid.columns)
    plain = [column for column in columns if not _named_column(grid, column) and _figures(grid, column)]
    found = []
    for before, column in pairwise(columns):
        between = plain and plain[0] < column < plain[-1] and before in plain
        if between and _named_column(grid, column) and _tells(grid, column):
            found.append(column)
    return found


def _tells(grid: Grid, column: int) -> bool:
    names = [spot for spot in grid.columns[column] if spot.kind is Kind.WORD]
    telling = sum(grid.role(spot) in (Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD) for spot in names)
    return not names or 2 * telling >= len(names)
