"""Parts of a sheet that hold a table each: a grid enters, windows of it leave, cut along empty rows and columns.

A cut is made only where what lies behind it is a table of its own: a header of its own, or names of its own before figures.
"""

from __future__ import annotations

from itertools import pairwise

from nap.foreign.grid import Grid, Kind
from nap.foreign.model import Role
from nap.foreign.rowkinds import RowKind, RowKinds

ALL = (0, 10**9)
"""All rows, or all columns."""
_LEAST_WORDS = 2
"""Names that a column beside figures needs to begin a table of its own."""
_NEAR = 5
"""So many columns behind its names a table has figures."""


def beside(grid: Grid) -> list[tuple[Grid, list[int]]]:
    """Tables beside each other, an empty column between them; each with the rows of words above all of them."""
    return parted(grid, _gaps(grid))


def parted(grid: Grid, starts: list[int]) -> list[tuple[Grid, list[int]]]:
    """The windows that begin at these columns, each with the rows of words above all of them."""
    if not starts:
        return [(grid, [])]
    found = [grid.window(ALL, (left, right - 1)) for left, right in pairwise([0, *starts, ALL[1]])]
    found = [window for window in found if window.spots]
    top = max(min(window.rows) for window in found)
    return [(window, [row for row in found[0].rows if row < top] if window is not found[0] else []) for window in found]


def stacked(grid: Grid) -> list[Grid]:
    """Tables beneath each other, an empty row between them."""
    chunks = _chunks(grid)
    starts: list[int] = []
    filled = True
    """Figures came since the last start."""
    pending: int | None = None
    """First row of chunks of words that may be the titles of the next table."""
    for place, (first, last) in enumerate(chunks):
        after = chunks[place + 1][1] if place + 1 < len(chunks) else last
        kinds, opens = _own_kinds(grid, first, last, after)
        if opens and filled:
            starts.append(first if pending is None else pending)
        elif set(kinds) == {RowKind.WORDS}:
            pending = (first if pending is None else pending) if not _is_notes(grid, first) else pending
            continue
        filled = RowKind.DATA in kinds or (filled and not opens)
        pending = None
    edges = [0, *starts[1:], ALL[1]]
    return [grid.window((top, bottom - 1), ALL) for top, bottom in pairwise(edges)]


def _chunks(grid: Grid) -> list[tuple[int, int]]:
    """Rows without an empty one between them: the first and the last."""
    rows = list(grid.rows)
    if not rows:
        return []
    breaks = [place for place, (before, row) in enumerate(pairwise(rows), start=1) if row - before > 1]
    return [(rows[start], rows[end - 1]) for start, end in pairwise([0, *breaks, len(rows)])]


def _kinds(grid: Grid, first: int, last: int) -> list[RowKind]:
    return list(RowKinds(grid.window((first, last), ALL)).kinds().values())


def _own_kinds(grid: Grid, first: int, last: int, after: int) -> tuple[list[RowKind], bool]:
    """The kinds of a chunk's rows, and whether it opens a table. Its figures may stand behind one empty row, down to `after`."""
    kinds = _kinds(grid, first, last)
    if RowKind.DATA in kinds:
        return kinds, _begins(kinds)
    whole = _kinds(grid, first, after)
    own = whole[: len(kinds)]
    return own, RowKind.HEADER in own and RowKind.DATA in whole


def _begins(kinds: list[RowKind]) -> bool:
    """True if a header stands before the first figures."""
    return RowKind.HEADER in kinds[: kinds.index(RowKind.DATA)]


def _is_notes(grid: Grid, row: int) -> bool:
    return any(grid.role(spot) is Role.FOOTNOTE for spot in grid.rows[row])


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
    return any(not _named_column(grid, each) and _figures(grid, each) for each in columns[place : place + _NEAR])


def _has_figures_before(grid: Grid, start: int) -> bool:
    return any(column < start and not _named_column(grid, column) and _figures(grid, column) for column in grid.columns)


def _figures(grid: Grid, column: int) -> bool:
    return any(spot.kind is not Kind.WORD for spot in grid.columns[column])


def names_between(grid: Grid) -> list[int]:
    """Columns of names that have figures on both sides, and say which places, parts or periods their rows are."""
    columns = list(grid.columns)
    names = [column for column in columns if _named_column(grid, column)]
    plain = [column for column in columns if column not in names and _figures(grid, column) and column > min(names, default=0)]
    found = []
    for before, column in pairwise(columns):
        between = plain and plain[0] < column < plain[-1] and before in plain
        if between and column in names and _tells(grid, column):
            found.append(column)
    return found


def _tells(grid: Grid, column: int) -> bool:
    names = [spot for spot in grid.columns[column] if spot.kind is Kind.WORD]
    telling = sum(grid.role(spot) in (Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD) for spot in names)
    return not names or 2 * telling >= len(names)
