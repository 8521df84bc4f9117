"""The map of true outlines for a file: areas and their canvas enter, an SVG leaves. Every look is the one of its tile."""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts.look import ink
from nap.charts.outline_areas import BORDERS, Area
from nap.charts.outline_canvas import WIDTH, Canvas, Spot
from nap.charts.strokes import path_of
from nap.charts.strokes_svg import HATCHED, letters, tag, whole

_NAME, _FIGURE, _ROUND = 17, 20, 10
_LETTER = 10.5
"""Units of a letter, for the ground behind words."""


def outline_svg(areas: Sequence[Area], drawn: Canvas) -> str:
    """Shapes first, borders over them, words over all."""
    placed = [area for area in areas if area.code in drawn.spots]
    shaped = [area for area in placed if area.code in drawn.loops]
    parts = [_shape(area, drawn) for area in shaped]
    parts.append(tag("path", d=path_of(drawn.lines), fill="none", stroke=ink("quiet"), stroke_width=1.2))
    parts += [_border(area, drawn) for area in shaped if _kind(area) in BORDERS]
    parts += [_mark(area, drawn) for area in placed if area.code in drawn.marks]
    parts += [piece for area in placed for piece in _words(area, drawn.spots[area.code])]
    return whole(WIDTH, drawn.height, parts)


def _kind(area: Area) -> str:
    return area.look.split()[-1]


def _fill(area: Area) -> str:
    look = area.look.split()[0]
    return HATCHED if look == "hidden" else ink(look) if look.startswith("shade") else ink("paper")


def _shape(area: Area, drawn: Canvas) -> str:
    return tag("path", d=path_of(drawn.loops[area.code], closed=True), fill=_fill(area), fill_rule="evenodd")


def _border(area: Area, drawn: Canvas) -> str:
    colour, width, dashes = BORDERS[_kind(area)]
    outline = path_of(drawn.loops[area.code], closed=True)
    return tag("path", d=outline, fill="none", stroke=ink(colour), stroke_width=width, stroke_dasharray=dashes)


def _mark(area: Area, drawn: Canvas) -> str:
    (x, y), dashes = drawn.marks[area.code], BORDERS.get(_kind(area))
    edge = dashes[2] if dashes else None
    return tag("circle", cx=x, cy=y, r=_ROUND, fill=_fill(area), stroke=ink("ink"), stroke_width=1.5, stroke_dasharray=edge)


def _words(area: Area, spot: Spot) -> list[str]:
    x, y = spot.at
    found = []
    if spot.led_from is not None:
        a, b = spot.led_from
        found.append(tag("line", x1=a, y1=b, x2=x, y2=y, stroke=ink("ink"), stroke_width=1))
        wide = max(len(area.short), len(area.figure)) * _LETTER + 12
        fill = _fill(area) if area.look.startswith("shade") else ink("paper")
        found.append(tag("rect", x=x - wide / 2, y=y - 24, width=wide, height=50, rx=4, fill=fill, stroke=ink("line")))
    rim = area.look == "hidden"
    name = letters(x, y - 4, area.short, _NAME, bold=True, rim=rim)
    return [*found, name, letters(x, y + 18, area.figure, _FIGURE, bold=True, rim=rim)]
