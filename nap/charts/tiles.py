"""The map of equal tiles: one indicator, one period, every first-level region in its place. Results enter, a `Figure` leaves.

Equal tiles, so that a large empty region does not outshout a small full one; links, so that each leads on; HTML, so that it
prints, is read aloud and reaches a weak line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape

from nap.charts import drawing
from nap.charts.cells import Cell, Link
from nap.charts.figure import Figure
from nap.charts.gaps import empty_told, why
from nap.charts.look import SIGNS
from nap.charts.texts import (
    amount_text,
    by_hand,
    coverage_text,
    explained_cell,
    status_mark,
    status_told,
    status_word,
    value_text,
)
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan, Region
from nap.words import period_name, pick, say

SHADES = 5


def tile_map(
    lang: str, plan: Plan, indicator: Indicator, period: Period, found: Mapping[str, Result | None], lead: Callable[[str], str]
) -> Figure:
    """`found`: the result of each first-level region by its code, None where nothing is asked; `lead`: where a region leads."""
    regions = plan.regions.level("region")
    joined = [(region, found.get(region.code)) for region in regions]
    known = [result.value for _, result in joined if result is not None and result.value is not None]
    shown = any(result is not None for _, result in joined)
    return Figure(
        title=say(lang, "board.map", indicator=f"{indicator.code} {pick(indicator.title, lang)}", period=period),
        words=_words(lang, indicator, joined, period),
        caption=say(lang, "board.as_table"),
        header=tuple(say(lang, f"pages.column.{name}") for name in ("region", "value", "status", "coverage")),
        rows=tuple(_row(lang, indicator, region, result, lead) for region, result in joined),
        name=f"map-{indicator.code}-{period}",
        markup=_tiles(lang, indicator, joined, known, lead) if shown else "",
        drawing=_drawing(lang, indicator, joined, known) if shown else {},
    )


def shade(value: Decimal, known: Sequence[Decimal]) -> int:
    """1 to 5: which fifth of the way from the lowest figure on the map to the highest the value stands in."""
    low, high = min(known), max(known)
    if high == low:
        return 1
    return max(1, min(SHADES, int((value - low) * SHADES / (high - low)) + 1))


def _row(lang: str, indicator: Indicator, region: Region, result: Result | None, lead: Callable[[str], str]) -> tuple[Cell, ...]:
    name = Link(pick(region.names, lang), lead(region.code))
    if result is None:
        return name, "", say(lang, "board.not_asked"), ""
    return name, explained_cell(lang, indicator, result), status_mark(lang, result), coverage_text(lang, result)


def _words(lang: str, indicator: Indicator, joined: Sequence[tuple[Region, Result | None]], period: Period) -> str:
    told = [f"{pick(region.names, lang)}: {said_of(lang, indicator, result)}" for region, result in joined]
    shown = sum(result is not None and result.value is not None for _, result in joined)
    head = say(lang, "board.map.words", n=shown, m=len(joined), period=period_name(lang, period))
    return f"{head} {'; '.join(told)}."


def said_of(lang: str, indicator: Indicator, result: Result | None) -> str:
    """What a map says of one place, in words."""
    if result is None:
        return say(lang, "board.not_asked")
    if result.value is None:
        return empty_told(lang, status_told(lang, result), result)
    return f"{value_text(lang, indicator, result)} ({status_told(lang, result)})"


def _tiles(
    lang: str,
    indicator: Indicator,
    joined: Sequence[tuple[Region, Result | None]],
    known: Sequence[Decimal],
    lead: Callable[[str], str],
) -> str:
    tiles = "".join(_tile(lang, indicator, region, result, known, lead) for region, result in joined)
    columns = _columns(joined)
    scale = scale_of(lang, indicator, known) if known else ""
    return f'<ul class="nap-tiles" style="--nap-columns:{columns}">{tiles}</ul>{scale}'


def _columns(joined: Sequence[tuple[Region, Result | None]]) -> int:
    return max((region.tile[1] + 1 for region, _ in joined if region.tile), default=3)


def _drawing(
    lang: str, indicator: Indicator, joined: Sequence[tuple[Region, Result | None]], known: Sequence[Decimal]
) -> drawing.Drawing:
    """The same tiles for a file."""
    found = []
    for region, result in joined:
        look, _, partial = look_of(result, known).partition(" ")
        name, place = pick(region.names, lang), region.tile
        if result is None:
            found.append(drawing.Tile(name, "", "", say(lang, "board.not_asked"), look, place=place))
            continue
        value = "" if result.value is None else value_text(lang, indicator, result)
        sign, word = SIGNS[result.status], status_word(lang, result)
        found.append(drawing.Tile(name, value, sign, word, look, bool(partial), place))
    ends = [amount_text(lang, indicator, end) for end in (min(known), max(known))] if known else []
    return drawing.tiles(found, _columns(joined), [*ends, say(lang, "board.map.scale")] if ends else [])


def _tile(
    lang: str,
    indicator: Indicator,
    region: Region,
    result: Result | None,
    known: Sequence[Decimal],
    lead: Callable[[str], str],
) -> str:
    place = f' style="grid-row:{region.tile[0] + 1};grid-column:{region.tile[1] + 1}"' if region.tile else ""
    name = f'<span class="nap-tile-name">{escape(pick(region.names, lang))}</span>'
    told = remark_of(lang, result)
    title = f' title="{escape(told)}"' if told else ""
    return (
        f'<li{place}><a class="nap-tile {look_of(result, known)}" href="{escape(lead(region.code))}" target="_self"{title}>'
        f"{name}{_inside(lang, indicator, result)}</a></li>"
    )


def remark_of(lang: str, result: Result | None) -> str:
    """Why there is no figure or no rating, and what a coordinator set, a line each."""
    return "" if result is None else "\n".join(filter(None, (why(lang, result), *by_hand(lang, result))))


def look_of(result: Result | None, known: Sequence[Decimal]) -> str:
    """The classes of a place on a map: its shade, and whether the figure is partial, hidden, missing or never asked for."""
    if result is None:
        return "unasked"
    if result.status is Status.SUPPRESSED:
        return "hidden"
    if result.value is None:
        return "missing"
    part = " partial" if result.incomplete else ""
    return f"shade-{shade(result.value, known)}{part}"


def _inside(lang: str, indicator: Indicator, result: Result | None) -> str:
    if result is None:
        return f'<span class="nap-tile-word">{escape(say(lang, "board.not_asked"))}</span>'
    value = "" if result.value is None else f"<strong>{escape(value_text(lang, indicator, result))}</strong>"
    sign, word = SIGNS[result.status], status_word(lang, result)
    return f'{value}<span class="nap-tile-word"><b aria-hidden="true">{sign}</b> {escape(word)}</span>'


def scale_of(lang: str, indicator: Indicator, known: Sequence[Decimal]) -> str:
    """The shades with the numbers at their ends, and what darker means: more, not worse."""
    low, high = min(known), max(known)
    swatches = "".join(f'<i class="shade-{step}"></i>' for step in range(1, SHADES + 1))
    return (
        f'<p class="nap-scale"><span>{escape(amount_text(lang, indicator, low))}</span>{swatches}'
        f"<span>{escape(amount_text(lang, indicator, high))}</span> <em>{escape(say(lang, 'board.map.scale'))}</em></p>"
    )
