"""The outlines of a country's regions, from a TopoJSON file (docs/map.md). Bytes enter; outlines and faults leave.

A border between two regions is one arc that both name, so whatever is done to it later, they never come apart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import isfinite
from typing import Any

from nap.facts import Fact
from nap.plan.faults import Fault

LARGEST_OUTLINES = 1_000_000
"""Bytes of a file; a country in twenty regions, as fine as a screen shows it, has twenty thousand."""

MOST_POSITIONS = 20_000
"""Along all borders, each as often as a shape names it; as many again take seconds to draw."""

_LONGEST_SOURCE = 1_000

Position = tuple[float, float]
"""Degrees east and north."""
Ring = tuple[int, ...]
"""Numbers of arcs, one after the other; `~n` is arc n backwards."""
Polygon = tuple[Ring, ...]
"""The outer ring, then the holes in it."""


@dataclass(frozen=True, eq=False)
class Outlines:
    """Regions by code, in the file's order: those with a shape, and those that are only a mark (`points`).

    `source` says who drew them and under which licence.
    """

    arcs: tuple[tuple[Position, ...], ...]
    areas: Mapping[str, tuple[Polygon, ...]]
    points: Mapping[str, Position]
    source: str = ""


class _Wrong(Exception):
    """What makes the file useless, found deep inside it."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.code, self.facts = code, tuple(facts.items())


def read_outlines(data: bytes, codes: Collection[str]) -> tuple[Outlines | None, tuple[Fault, ...]]:
    """The outlines of the regions of these codes; None if any fault is an error. Other ids are left out, each with a warning."""
    try:
        found = _read(data)
    except _Wrong as wrong:
        return None, (Fault("error", wrong.code, facts=wrong.facts),)
    known = Outlines(
        found.arcs,
        {code: area for code, area in found.areas.items() if code in codes},
        {code: point for code, point in found.points.items() if code in codes},
        found.source,
    )
    strange = [code for code in (*found.areas, *found.points) if code not in codes]
    faults = [Fault("warning", "outlines-unknown-region", facts=(("found", code),)) for code in strange]
    if not known.areas:
        return None, (*faults, Fault("error", "outlines-no-region"))
    return known, tuple(faults)


def _read(data: bytes) -> Outlines:
    if len(data) > LARGEST_OUTLINES:
        raise _Wrong("outlines-too-large", found=len(data), limit=LARGEST_OUTLINES)
    try:
        file = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Wrong("outlines-no-json", problem=str(error)[:200]) from error
    if not isinstance(file, dict) or file.get("type") != "Topology":
        raise _Wrong("outlines-no-topology")
    scale, move = _transform(file.get("transform"))
    arcs = tuple(_arc(place, arc, scale, move) for place, arc in enumerate(_list(file, "arcs")))
    areas: dict[str, tuple[Polygon, ...]] = {}
    points: dict[str, Position] = {}
    for shape in _shapes(file):
        code = _code(shape, {*areas, *points})
        if shape.get("type") == "Point":
            points[code] = _position(code, _at(shape.get("coordinates"), scale, move, code))
        else:
            areas[code] = tuple(_polygon(code, polygon, arcs) for polygon in _polygons(code, shape))
    if (drawn := _drawn(arcs, areas)) > MOST_POSITIONS:
        raise _Wrong("outlines-too-fine", found=drawn, limit=MOST_POSITIONS)
    return Outlines(arcs, areas, points, _source(file.get("source")))


def _drawn(arcs: Sequence[Sequence[Position]], areas: Mapping[str, Sequence[Polygon]]) -> int:
    """How many positions a picture has to go along; an arc counts as often as shapes name it, and once in any case."""
    named = Counter(one if one >= 0 else ~one for area in areas.values() for ring in chain(*area) for one in ring)
    return sum(len(arc) * max(1, named[place]) for place, arc in enumerate(arcs))


def _source(told: object) -> str:
    """One line; what cannot be sent to a browser is left out."""
    said = "; ".join(str(part) for part in told.values()) if isinstance(told, dict) else str(told or "")
    return said.encode(errors="ignore").decode()[:_LONGEST_SOURCE]


def _list(file: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = file.get(name)
    if not isinstance(found, list):
        raise _Wrong("outlines-no-topology")
    return found


def _shapes(file: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every shape of every object, whatever the objects are called."""
    objects = file.get("objects")
    if not isinstance(objects, dict):
        raise _Wrong("outlines-no-topology")
    for each in objects.values():
        inner = each.get("geometries", [each]) if isinstance(each, dict) else None
        if not isinstance(inner, list) or not all(isinstance(shape, dict) for shape in inner):
            raise _Wrong("outlines-no-topology")
        yield from inner


def _code(shape: Mapping[str, Any], taken: Collection[str]) -> str:
    code = str(shape.get("id") or "")
    if not code:
        raise _Wrong("outlines-no-id")
    if code in taken:
        raise _Wrong("outlines-twice", found=code)
    return code


def _transform(told: object) -> tuple[Position, Position]:
    """Scale and move of a file whose numbers are whole; without them positions stand as they are."""
    if told is None:
        return (1.0, 1.0), (0.0, 0.0)
    if not isinstance(told, dict):
        raise _Wrong("outlines-no-topology")
    return _pair(told.get("scale"), "transform"), _pair(told.get("translate"), "transform")


def _pair(found: object, where: str) -> Position:
    if not isinstance(found, list) or len(found) < 2 or not all(isinstance(each, int | float) for each in found[:2]):
        raise _Wrong("outlines-no-position", where=where)
    try:
        return float(found[0]), float(found[1])
    except OverflowError as error:
        raise _Wrong("outlines-off-the-earth", where=where) from error


def _arc(place: int, arc: object, scale: Position, move: Position) -> tuple[Position, ...]:
    """An arc in degrees. In a file of whole numbers each position is told as the way from the one before."""
    if not isinstance(arc, list) or len(arc) < 2:
        raise _Wrong("outlines-no-position", where=f"arcs[{place}]")
    steps = [_pair(each, f"arcs[{place}]") for each in arc]
    if scale != (1.0, 1.0) or move != (0.0, 0.0):
        steps = list(accumulate(steps, lambda one, step: (one[0] + step[0], one[1] + step[1])))
    return tuple(_position(f"arcs[{place}]", (x * scale[0] + move[0], y * scale[1] + move[1])) for x, y in steps)


def _at(found: object, scale: Position, move: Position, where: str) -> Position:
    x, y = _pair(found, where)
    return x * scale[0] + move[0], y * scale[1] + move[1]


def _position(where: str, found: Position) -> Position:
    if not all(map(isfinite, found)) or abs(found[0]) > 180.01 or abs(found[1]) > 90.01:
        raise _Wrong("outlines-off-the-earth", where=where)
    return found


def _polygons(code: str, shape: Mapping[str, Any]) -> Sequence[Any]:
    arcs = shape.get("arcs")
    if shape.get("type") not in ("Polygon", "MultiPolygon") or not isinstance(arcs, list) or not arcs:
        raise _Wrong("outlines-no-shape", found=code)
    return [arcs] if shape["type"] == "Polygon" else arcs


def _polygon(code: str, polygon: object, arcs: Sequence[Sequence[Position]]) -> Polygon:
    if not isinstance(polygon, list) or not polygon:
        raise _Wrong("outlines-no-shape", found=code)
    return tuple(_ring(code, ring, arcs) for ring in polygon)


def _ring(code: str, ring: object, arcs: Sequence[Sequence[Position]]) -> Ring:
    """A closed line: every arc begins where the one before ends."""
    if not isinstance(ring, list) or not ring or not all(type(one) is int and -len(arcs) <= one < len(arcs) for one in ring):
        raise _Wrong("outlines-no-shape", found=code)
    ends = [(arcs[one][0], arcs[one][-1]) if one >= 0 else (arcs[~one][-1], arcs[~one][0]) for one in ring]
    if any(before[1] != after[0] for before, after in zip(ends, [*ends[1:], ends[0]], strict=True)):
        raise _Wrong("outlines-open", found=code)
    return tuple(ring)
