"""Tables of a sheet: a grid enters; its sections leave, each with titles above, one header, a body and what trails behind it.

A header that comes again, as after a page break, continues its section; one that is different begins another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nap.foreign import windows
from nap.foreign.grid import Grid, Spot
from nap.foreign.model import Role
from nap.foreign.rowkinds import RowKind, RowKinds


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
    found: list[Section] = []
    for wide, above in windows.beside(grid):
        for window in windows.stacked(wide):
            for narrow, over in windows.beside(window):
                titles = [*((grid, row) for row in above), *((window, row) for row in over)]
                found += _of_window(narrow, titles)
    return found


def _of_window(window: Grid, above: list[tuple[Grid, int]]) -> list[Section]:
    """The tables beneath each other in a window; one without a title is spoken of by that before it."""
    found: list[Section] = []
    last: Section | None = None
    for section in _beneath(window):
        section.shared = [(grid, row) for grid, row in above if row not in section.titles]
        if last is not None and not section.titles:
            section.shared += [*last.shared, *((window, row) for row in last.titles)]
        found += _parted(section)
        last = section
    return found


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
    starts = windows.names_between(grid.window((min(rows), max(rows)), windows.ALL))
    if not starts:
        return [section]
    whole = grid.window((min([*section.titles, *rows]), max([*rows, *section.tail])), windows.ALL)
    found = [part for window, over in windows.parted(whole, starts) for part in _with_titles(window, over, section)]
    return found if all(part.data for part in found) else [section]


def _with_titles(window: Grid, over: list[int], section: Section) -> list[Section]:
    parts = _beneath(window)
    for part in parts:
        part.shared = [*section.shared, *((section.grid, row) for row in (*section.titles, *over) if row not in part.titles)]
    return parts
