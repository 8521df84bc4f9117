"""The map of outlines for a file: areas as they stand on the screen enter, an SVG leaves. Every look is the one of its tile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Protocol

from nap.charts import drawing
from nap.charts.look import ink
from nap.charts.outline_canvas import WIDTH, Canvas, Spot
from nap.charts.strokes import path_of

_LETTERS, _LINE = 24, 27
_DASHES = {"partial": ("ink", 3, "8 6"), "missing": ("quiet", 2, "8 6"), "unasked": ("quiet", 2, "2 6")}
_HATCH = "M-4 4L4-4M0 16L16 0M12 20L20 12"


class Drawable(Protocol):
    """What of a region is drawn: its look as a tile has it, its name, its sign, and its value where one is shown."""

    @property
    def code(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def look(self) -> str: ...
    @property
    def sign(self) -> str: ...
    @property
    def value(self) -> str: ...


def outline_drawing(areas: Sequence[Drawable], drawn: Canvas, scale: Sequence[str], notes: str) -> drawing.Drawing:
    """Regions in the order given, borders over them, words over the borders; below them the scale and the notes."""
    parts = [*(_shape(area, drawn) for area in areas), _border(drawn)]
    parts += [_edge(area, drawn) for area in areas]
    parts += [said for area in areas if area.code in drawn.spots for said in _words(area, drawn.spots[area.code])]
    strips = f'<path d="{_HATCH}" stroke="{ink("line")}" stroke-width="4"/>'
    hatch = f'<defs><pattern id="hatch" width="16" height="16" patternUnits="userSpaceOnUse">{strips}</pattern></defs>'
    box = f'viewBox="0 0 {WIDTH} {drawn.height}"'
    return drawing.svg(f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{hatch}{"".join(parts)}</svg>', scale, notes)


def _shape(area: Drawable, drawn: Canvas) -> str:
    look = area.look.split()[0]
    fill = ink(look) if look.startswith("shade-") else "url(#hatch)" if look == "hidden" else ink("paper")
    if area.code in drawn.loops:
        return f'<path d="{path_of(drawn.loops[area.code], closed=True)}" fill="{fill}" fill-rule="evenodd"/>'
    if area.code not in drawn.marks:
        return ""
    x, y = drawn.marks[area.code]
    return f'<circle cx="{x}" cy="{y}" r="11" fill="{fill}" stroke="{ink("ink")}" stroke-width="2"/>'


def _border(drawn: Canvas) -> str:
    return f'<path d="{path_of(drawn.lines)}" fill="none" stroke="{ink("quiet")}" stroke-width="1.3"/>'


def _edge(area: Drawable, drawn: Canvas) -> str:
    """What marks a figure that is not whole, or missing."""
    kind = area.look.split()[-1]
    if kind not in _DASHES or area.code not in drawn.loops:
        return ""
    colour, width, dashes = _DASHES[kind]
    path = path_of(drawn.loops[area.code], closed=True)
    return f'<path d="{path}" fill="none" stroke="{ink(colour)}" stroke-width="{width}" stroke-dasharray="{dashes}"/>'


def _words(area: Drawable, spot: Spot) -> Iterator[str]:
    """Name, and below it sign and value; a line leads to words that stand beside their region."""
    x, y = spot.at
    if spot.led_from is not None:
        a, b = spot.led_from
        yield f'<path d="M{a} {b}L{a + (x - a) * 0.6:g} {b + (y - b) * 0.6:g}" stroke="{ink("ink")}" stroke-width="1.5"/>'
    lines = ((area.short, y - 4, ""), (f"{area.sign} {area.value}".strip(), y - 4 + _LINE, ' font-weight="bold"'))
    for said, at, weight in lines:
        look = f'x="{x}" y="{at}" text-anchor="middle" font-size="{_LETTERS}"{weight}'
        yield f'<text {look} fill="none" stroke="{ink("paper")}" stroke-width="5">{escape(said)}</text>'
        yield f'<text {look} fill="{ink("ink")}">{escape(said)}</text>'
