"""The map of true outlines: the same results, words and table as the tile map, drawn on a canvas. A `Figure` leaves.

Every region is one link that holds its shape and its words; shapes are cut out of the very tiles of the other map, so shades,
hatching and signs are the same. Borders are drawn once, over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from nap.charts import drawing
from nap.charts.figure import Figure
from nap.charts.outline_areas import BORDERS, Area, Found, areas_of
from nap.charts.outline_canvas import WIDTH, Canvas, Loop, Point, canvas
from nap.charts.outline_svg import outline_svg
from nap.charts.strokes import path_of, stroked
from nap.charts.tiles import scale_of, tile_map
from nap.facts import Period
from nap.plan import Indicator, Plan
from nap.plan.outlines import Outlines
from nap.words import say


def outline_map(
    lang: str,
    plan: Plan,
    indicator: Indicator,
    period: Period,
    found: Found,
    lead: Callable[[str], str],
    outlines: Outlines,
) -> Figure:
    """Like `tile_map`, on the outlines of the regions."""
    figure = tile_map(lang, plan, indicator, period, found, lead)
    if not figure.markup:
        return figure
    known = [result.value for result in found.values() if result is not None and result.value is not None]
    areas = areas_of(lang, plan, indicator, found, known, lead)
    scale = scale_of(lang, indicator, known) if known else ""
    notes, drawn = _notes(lang, areas, outlines), canvas(outlines)
    markup = _map(areas, drawn) + _list(areas) + scale + f'<p class="nap-map-note">{escape(notes)}</p>'
    return replace(figure, markup=markup, drawing=drawing.svg(outline_svg(areas, drawn), figure.drawing["scale"], notes))


def _map(areas: Sequence[Area], drawn: Canvas) -> str:
    placed = [area for area in areas if area.region.code in drawn.spots]
    links = "".join(f"<li>{_link(area, drawn)}</li>" for area in placed)
    size = (WIDTH, drawn.height)
    lines = stroked(path_of(drawn.lines), size, "quiet", 0.9)
    lines += "".join(_border(area, drawn) for area in placed)
    led = [(spot.led_from, _edge(spot.led_from, spot.at)) for spot in drawn.spots.values() if spot.led_from]
    lines += stroked(path_of(led), size, "ink", 1, more="led") if led else ""
    return f'<div class="nap-map" style="aspect-ratio:{WIDTH}/{drawn.height}"><ul>{links}</ul>{lines}</div>'


def _edge(start: Point, words: Point) -> Point:
    """The line to the words ends before them."""
    return start[0] + round((words[0] - start[0]) * 0.6), start[1] + round((words[1] - start[1]) * 0.6)


def _border(area: Area, drawn: Canvas) -> str:
    """What marks a figure that is not whole, or missing: the border in dashes, as on the tile."""
    kind = area.look.split()[-1]
    if kind not in BORDERS or area.region.code not in drawn.loops:
        return ""
    ink, width, dashes = BORDERS[kind]
    return stroked(path_of(drawn.loops[area.region.code], closed=True), (WIDTH, drawn.height), ink, width, dashes)


def _link(area: Area, drawn: Canvas) -> str:
    title = f' title="{escape(area.remark)}"' if area.remark else ""
    return (
        f'<a href="{escape(area.address)}" target="_self" aria-label="{escape(f"{area.short}: {area.told}")}"{title}>'
        f"{_shape(area, drawn)}{_label(area, drawn)}</a>"
    )


def _shape(area: Area, drawn: Canvas) -> str:
    code = area.region.code
    if code not in drawn.loops:
        return f'<span class="nap-area nap-spot {area.look}" style="{_at(drawn.marks[code], drawn.height)}"></span>'
    polygon = _polygon(drawn.loops[code], drawn.height)
    return f'<span class="nap-area {area.look}" style="clip-path:polygon(evenodd,{polygon})"></span>'


def _polygon(loops: Sequence[Loop], height: int) -> str:
    """All closed lines of a region as one: each begins and ends at the first point of the first."""
    first = loops[0][0]
    points = [point for loop in loops for point in (first, *loop, loop[0])] if len(loops) > 1 else list(loops[0])
    return ",".join(f"{_share(x, WIDTH)} {_share(y, height)}" for x, y in points)


def _share(part: int, whole: int) -> str:
    return f"{round(part * 100 / whole, 1):g}%"


def _at(point: Point, height: int) -> str:
    return f"left:{_share(point[0], WIDTH)};top:{_share(point[1], height)}"


def _label(area: Area, drawn: Canvas) -> str:
    spot = drawn.spots[area.region.code]
    look = f"beside {area.look}" if spot.led_from else "" if area.look.startswith("shade") else area.look
    return (
        f'<span class="nap-area-label {look}" style="{_at(spot.at, drawn.height)}">'
        f'<small class="no">{area.number}</small><span class="name">{escape(area.short)}</span>'
        f'<span class="fig">{_figure(area)}</span></span>'
    )


def _figure(area: Area) -> str:
    """The sign gives way to the figure where there is little room; the list has both."""
    value = area.figure.removeprefix(area.sign).strip()
    return f'<b class="sign">{area.sign}</b> {escape(value)}' if value else f"<b>{area.sign}</b>"


def _list(areas: Sequence[Area]) -> str:
    """Names and figures by number, for a screen too narrow to write them into the regions; the links say the same aloud."""
    lines = "".join(f'<li><small class="no">{area.number}</small> {_listed(area)}</li>' for area in areas)
    return f'<ul class="nap-map-list" aria-hidden="true">{lines}</ul>'


def _listed(area: Area) -> str:
    return f"{escape(area.short)}: <b>{area.sign}</b> {escape(area.value or area.word)}"


def _notes(lang: str, areas: Sequence[Area], outlines: Outlines) -> str:
    """What the boundaries are, and which regions have none in the file."""
    absent = [area.short for area in areas if area.region.code not in outlines.areas and area.region.code not in outlines.points]
    said = [say(lang, "places.map.schematic")]
    said += [say(lang, "places.map.absent", regions=", ".join(absent))] if absent else []
    return " ".join(said)
