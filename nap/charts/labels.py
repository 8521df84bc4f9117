"""Where the labels of a series stand. Rows of values and of the way enter, each labelled row learns its side.

A row gets `u` if its label stands below, `e` 1 or -1 if it ends or begins there: away from the lines, the points, the other
labels and the names of the periods, as on a narrow screen; on a wide one there is more room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_WIDTH, _BESIDE, _HEIGHT, _LETTER, _STEP = 290, 70, 280, 6.7, 5
"""Pixels: the drawn part of a narrow picture, what names of levels beside it take, its height, the width of a letter,
and from one tried spot of a line to the next."""
_ABOVE, _BELOW = (7, 23), (-27, -10)
"""Pixels from a point to the lower and the upper edge of its label."""
_LEAN = 2
"""Pixels by which a label that ends or begins at its point reaches beyond it."""
_EDGE = 8
"""Pixels by which a label may stand over the edge; beside names of levels, which stand far apart, there is more room."""
_POINT, _CUT = 4, 6
"""What a covered point weighs, a spot of a line being 2, and what as many pixels as a step among other words or over the edge."""

Row = dict[str, object]
Spot = tuple[float, float, int]


class _Box(NamedTuple):
    left: float
    right: float
    low: float
    high: float


class _Side(NamedTuple):
    below: bool
    lean: int


def settle(values: Sequence[Row], way: Sequence[Row], names: Sequence[str], *, zero: bool, levels: bool = False) -> None:
    """Sets `u` and `e`. A row's own `u` is its wish and is kept where nothing is in the way. `names` are the periods in order.

    `levels`: names of levels stand beside the axis.
    """
    width, edge = _WIDTH - _BESIDE * levels, _EDGE + 12 * levels
    amounts = [value for row in (*values, *way) if (value := _amount(row)) is not None]
    foot = min(0, *amounts) if zero else min(amounts)
    height = _HEIGHT / ((max(amounts) - foot) or 1)
    step = width / len(names)

    def at(row: Row) -> tuple[float, float]:
        return (names.index(str(row["t"])) + 0.5) * step, ((_amount(row) or 0) - foot) * height

    spots = [spot for line in _lines(values, way) for spot in _spots([at(row) for row in line])]
    spots += [(*at(row), _POINT) for row in (*values, *way) if "v" in row]
    spots += [(at(row)[0], 10.0, _POINT) for row in values if "g" in row]
    labelled = [(row, *at(row)) for row in (*values, *way) if row.get("l")]
    taken: list[_Box] = []
    for row, across, up in sorted(labelled, key=lambda each: -each[1]):
        side, box = _best(row, (across, up), (-edge, width + _EDGE), spots, taken)
        taken.append(box)
        _mark(row, side)


def _best(
    row: Row, point: tuple[float, float], edges: tuple[int, int], spots: Sequence[Spot], taken: Sequence[_Box]
) -> tuple[_Side, _Box]:
    """The first side with nothing in the way, else that with the least."""
    found: list[tuple[int, _Side, _Box]] = []
    for dear, side in enumerate(_wishes(bool(row.get("u")))):
        box = _box(str(row["l"]), *point, side)
        if not (cost := _cost(box, edges, spots, taken)):
            return side, box
        found.append((cost + dear, side, box))
    _, side, box = min(found, key=lambda each: each[0])
    return side, box


def _wishes(below: bool) -> list[_Side]:
    return [_Side(where, lean) for where in (below, not below) for lean in (0, 1, -1)]


def _box(label: str, across: float, up: float, side: _Side) -> _Box:
    width, (low, high) = len(label) * _LETTER, _BELOW if side.below else _ABOVE
    left = across - width / 2 - side.lean * (width / 2 - _LEAN)
    return _Box(left, left + width, up + low, up + high)


def _cost(box: _Box, edges: tuple[int, int], spots: Sequence[Spot], taken: Sequence[_Box]) -> int:
    covered = sum(weight for x, y, weight in spots if box.left < x < box.right and box.low < y < box.high)
    over = max(0, edges[0] - box.left) + max(0, box.right - edges[1]) + (_WIDTH if box.low < 0 else 0)
    for other in taken:
        if box.low < other.high and other.low < box.high:
            over += max(0, min(box.right, other.right) - max(box.left, other.left) + 2)
    return covered + int(over * _CUT / _STEP + 0.9)


def _mark(row: Row, side: _Side) -> None:
    row.pop("u", None)
    row |= ({"u": 1} if side.below else {}) | ({"e": side.lean} if side.lean else {})


def _lines(values: Sequence[Row], way: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Each straight piece that is drawn: between neighbouring values on one side of the plan's beginning, and of the way."""
    for one, next_one in pairwise(values):
        if "v" in one and "v" in next_one and one.get("b") == next_one.get("b"):
            yield one, next_one
    yield from pairwise(row for row in way if "f" not in row)


def _spots(ends: Sequence[tuple[float, float]]) -> list[Spot]:
    (x, y), (end_x, end_y) = ends
    pieces = max(1, int(max(abs(end_x - x), abs(end_y - y)) / _STEP))
    return [(x + (end_x - x) * n / pieces, y + (end_y - y) * n / pieces, 2) for n in range(1, pieces)]


def _amount(row: Row) -> float | None:
    value = row.get("v")
    return float(value) if isinstance(value, (int, float)) else None
