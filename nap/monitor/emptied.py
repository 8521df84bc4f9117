"""Which cells an edition hides because the figures that gave them are held back: results with them and without them enter.

Where held figures alone gave something, "not reported" would tell who holds back. Such a cell was hidden with them, as too few
stood behind it, or all who stood behind it hold back: it is hidden without them, too.
"""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Result
from nap.results.hiding import Cell, cell_of


def emptied(with_them: Iterable[Result], without: Iterable[Result]) -> frozenset[Cell]:
    """Cells without a number that would say something else if nothing were held back."""
    given = {cell_of(each): each for each in with_them}
    return frozenset(cell for each in without if each.value is None and _differs(given.get(cell := cell_of(each)), each))


def _differs(given: Result | None, left: Result) -> bool:
    return given is not None and (given.value is not None or given.reported != left.reported)
