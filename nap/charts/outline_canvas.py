"""Where a map stands on paper: outlines in degrees enter, lines of few whole numbers and places for words leave.

Equirectangular at the middle latitude, which is true enough for one country. Arcs are simplified, never polygons: a border stays
one line for both regions beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, product
from math import cos, hypot, inf, radians

from nap.plan.outlines import Outlines, Polygon, Ring

WIDTH = 1000
"""The map is so many units wide; on a wide screen one is about seven tenths of a pixel."""
_TALLEST, _EDGE, _MARGIN = 1100, 12, 64
"""Units: the highest a map may be; free at the sides; free above and below, where words of small regions can stand."""
_NEAR = 1.8
"""A line may be drawn so far beside its true place: about a pixel."""
_HALF_WIDE, _HALF_HIGH = 74, 27
"""Half of what the words of one region need."""
_FITS = 0.62
"""Words stand inside a region that leaves them this share of their room to the nearest border (they are no full rectangle)."""
_STEPS = 18

Point = tuple[int, int]
Loop = tuple[Point, ...]


@dataclass(frozen=True)
class Spot:
    """Where the words of a region stand (`at`), and from where a line leads to them, where they do not fit into it."""

    at: Point
    led_from: Point | None = None


@dataclass(frozen=True)
class Canvas:
    """The map: `lines` are the borders, each once; `loops` the closed lines of each region, holes too; `marks` are regions
    without a shape."""

    height: int
    lines: tuple[Loop, ...]
    loops: Mapping[str, tuple[Loop, ...]]
    marks: Mapping[str, Point]
    spots: Mapping[str, Spot]


@lru_cache(maxsize=8)
def canvas(outlines: Outlines) -> Canvas:
    """The same canvas for the same outlines; made once, because placing words costs a quarter of a second."""
    place = _Projection(list(chain(*outlines.arcs, outlines.points.values())))
    arcs = [_whole(simplified([place(*one) for one in arc], _NEAR)) for arc in outlines.arcs]
    used = {one if one >= 0 else ~one for area in outlines.areas.values() for polygon in area for ring in polygon for one in ring}
    loops = {
        code: tuple(filter(None, (_loop(arcs, ring) for polygon in area for ring in polygon)))
        for code, area in outlines.areas.items()
    }
    kept = {code: found for code, found in loops.items() if found}
    # A region of which nothing is left at this size is a mark too.
    tiny = {code: outlines.arcs[_first(area)][0] for code, area in outlines.areas.items() if code not in kept}
    marks = {code: _rounded(place(*point)) for code, point in {**outlines.points, **tiny}.items()}
    lines = tuple(arcs[each] for each in sorted(used) if len(arcs[each]) > 1)
    return _trimmed(Canvas(place.height, lines, kept, marks, _spots(kept, marks, place.height)))


def _first(area: Sequence[Polygon]) -> int:
    """The number of an arc of that shape."""
    named = area[0][0][0]
    return named if named >= 0 else ~named


def _trimmed(drawn: Canvas) -> Canvas:
    """Without the free space above and below that no words have taken."""
    heights = [y for line in drawn.lines for _, y in line] + [y for _, y in drawn.marks.values()]
    heights += [spot.at[1] + side * _HALF_HIGH for spot in drawn.spots.values() for side in (-1, 1)]
    up, down = min(heights) - _EDGE, max(heights) + _EDGE

    def moved(line: Loop) -> Loop:
        return tuple((x, y - up) for x, y in line)

    return Canvas(
        down - up,
        tuple(map(moved, drawn.lines)),
        {code: tuple(map(moved, several)) for code, several in drawn.loops.items()},
        {code: moved((point,))[0] for code, point in drawn.marks.items()},
        {code: Spot(moved((spot.at,))[0], spot.led_from and moved((spot.led_from,))[0]) for code, spot in drawn.spots.items()},
    )


class _Projection:
    """Degrees to units, north above."""

    def __init__(self, found: Sequence[tuple[float, float]]) -> None:
        self.turned = max(x for x, _ in found) - min(x for x, _ in found) > 180
        easts, norths = [self._east(x) for x, _ in found], [y for _, y in found]
        self.narrow = cos(radians((min(norths) + max(norths)) / 2))
        wide = (max(easts) - min(easts)) * self.narrow or 1.0
        high = (max(norths) - min(norths)) or 1.0
        self.scale = min((WIDTH - 2 * _EDGE) / wide, (_TALLEST - 2 * _MARGIN) / high)
        self.left = min(easts) * self.narrow - (WIDTH / self.scale - wide) / 2
        self.top = max(norths) + _MARGIN / self.scale
        self.height = round(high * self.scale) + 2 * _MARGIN

    def __call__(self, east: float, north: float) -> tuple[float, float]:
        return (self._east(east) * self.narrow - self.left) * self.scale, (self.top - north) * self.scale

    def _east(self, east: float) -> float:
        """A country on both sides of the 180th meridian is not torn apart."""
        return east + 360 if self.turned and east < 0 else east


def simplified(line: Sequence[tuple[float, float]], near: float) -> list[tuple[float, float]]:
    """The points of a line without which it would leave its place by more than `near` (Douglas and Peucker, 1973); both ends
    stay, and of a closed line its farthest point."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda place: hypot(line[place][0] - line[0][0], line[place][1] - line[0][1]))
        keep.add(far)
        waiting = [(0, far), (far, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        aside = [(_aside(line[place], line[first], line[last]), place) for place in range(first + 1, last)]
        # Of those equally far the one in the middle: a border of many equal teeth would be gone through once for each.
        most, place = max(aside, default=(0.0, 0), key=lambda one: (round(one[0], 6), -abs(one[1] * 2 - first - last)))
        if most > near:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [line[place] for place in sorted(keep)]


def _aside(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way from a point to a stretch of line."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length))
    return hypot(point[0] - one[0] - along * dx, point[1] - one[1] - along * dy)


def _rounded(point: tuple[float, float]) -> Point:
    return round(point[0]), round(point[1])


def _whole(line: Iterable[tuple[float, float]]) -> Loop:
    """In whole units, without standing twice on one place."""
    points = [_rounded(point) for point in line]
    return (points[0], *(point for before, point in pairwise(points) if point != before))


def _loop(arcs: Sequence[Loop], ring: Ring) -> Loop:
    """A closed line without its last point, which is its first; empty if nothing is left of it at this size."""
    parts = (arcs[one] if one >= 0 else arcs[~one][::-1] for one in ring)
    points = list(chain.from_iterable(part[:-1] or part for part in parts))
    found = tuple(point for before, point in zip([points[-1], *points], points, strict=False) if point != before)
    return found if len(set(found)) > 2 else ()


def inside(loops: Sequence[Loop], x: float, y: float) -> bool:
    """True between an odd number of the closed lines, so that a hole is outside."""
    return sum(_crossings(loop, x, y) for loop in loops) % 2 == 1


def _crossings(loop: Loop, x: float, y: float) -> int:
    return sum(
        (one[1] > y) != (other[1] > y) and x < (other[0] - one[0]) * (y - one[1]) / (other[1] - one[1]) + one[0]
        for one, other in _sides(loop)
    )


def _sides(loop: Loop) -> Iterator[tuple[Point, Point]]:
    return pairwise((*loop, loop[0]))


def _spots(loops: Mapping[str, tuple[Loop, ...]], marks: Mapping[str, Point], height: int) -> dict[str, Spot]:
    """Inside where there is room for words, else beside, in the nearest place that is nobody's."""
    roomiest = {code: _roomiest(_without_others(code, loops, marks)) for code in loops}
    found = {code: Spot(at) for code, (room, at) in roomiest.items() if room >= _FITS}
    small = {code: at for code, (_, at) in roomiest.items() if code not in found} | dict(marks)
    for code, at in small.items():
        found[code] = Spot(_beside(at, loops, [spot.at for spot in found.values()], height), at)
    return found


def _without_others(code: str, loops: Mapping[str, tuple[Loop, ...]], marks: Mapping[str, Point]) -> tuple[Loop, ...]:
    """A region's lines, and around each mark that stands in it a small square that words must not cover."""
    around = [((x - 14, y - 14), (x + 14, y - 14), (x + 14, y + 14), (x - 14, y + 14)) for x, y in marks.values()]
    return (*loops[code], *(square for square in around if inside(loops[code], *marks_middle(square))))


def marks_middle(square: Loop) -> tuple[float, float]:
    """The middle of a closed line's corners."""
    return sum(x for x, _ in square) / len(square), sum(y for _, y in square) / len(square)


def _roomiest(loops: Sequence[Loop]) -> tuple[float, Point]:
    """The point farthest from every border, measured in the shape of words (wide and low), and how much room is there."""
    xs, ys = [x for loop in loops for x, _ in loop], [y for loop in loops for _, y in loop]
    tried = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / _STEPS, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / _STEPS)
        for i, j in product(range(_STEPS), repeat=2)
    ]
    sides = [
        ((one[0] / _HALF_WIDE, one[1] / _HALF_HIGH), (other[0] / _HALF_WIDE, other[1] / _HALF_HIGH))
        for loop in loops
        for one, other in _sides(loop)
    ]
    within = [(x, y) for x, y in tried if inside(loops, x, y)] or [marks_middle(loops[0])]
    room, best = max((min(_aside((x / _HALF_WIDE, y / _HALF_HIGH), *side) for side in sides), (x, y)) for x, y in within)
    return room, _rounded(best)


def _beside(at: Point, loops: Mapping[str, tuple[Loop, ...]], taken: Sequence[Point], height: int) -> Point:
    """The nearest place for words that covers no region and no other words."""
    around = product((60, 85, 115, 150, 190, 240), range(24))
    tried = [(_turned(at, far, turn), far) for far, turn in around]
    rooms = [(_cost(place, far, loops, taken), place) for place, far in tried if _on_paper(place, height)]
    return min(rooms, default=((inf, 0.0), at))[1]


def _turned(at: Point, far: int, turn: int) -> Point:
    """A place in that direction, of 24 around."""
    angle = radians(turn * 15)
    return round(at[0] + far * cos(angle) * 1.5), round(at[1] + far * cos(angle - radians(90)))


def _on_paper(place: Point, height: int) -> bool:
    return _HALF_WIDE <= place[0] <= WIDTH - _HALF_WIDE and _HALF_HIGH <= place[1] <= height - _HALF_HIGH


def _cost(place: Point, far: int, loops: Mapping[str, tuple[Loop, ...]], taken: Sequence[Point]) -> tuple[float, float]:
    """How much of somebody else's the words would cover, then how far away they are."""
    corners = product((-1, -0.5, 0, 0.5, 1), (-1, 0, 1))
    points = [(place[0] + _HALF_WIDE * x, place[1] + _HALF_HIGH * y) for x, y in corners]
    covered = sum(inside(area, x, y) for x, y in points for area in loops.values())
    over = sum(abs(place[0] - x) < 2 * _HALF_WIDE and abs(place[1] - y) < 2 * _HALF_HIGH for x, y in taken)
    return covered + 10 * over, far
