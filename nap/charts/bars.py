"""Horizontal bars from zero, one below the other in the order given. Bars enter, a plain spec leaves.

Name and status stand above each bar, so that a phone has its whole width for the bar. Hidden is a hatched strip of one size
with words, nothing reported a sign with words, partial an outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from nap.charts.look import HATCH, ink
from nap.charts.picture import Row, encoding, group, layer, nominal, picture, tooltip
from nap.words import say

_STEP, _WITH_GOAL, _APART = 50, 64, 14
_TOP, _THICK = 19, 15
"""Pixels: from one bar to the next, without and with a target below; the space after the one set apart; the bar's place in it."""
_TOGETHER, _LINE = 38, 17
"""So many letters of name and note fit side by side on a phone; with more each has a line of its own, so high."""
_WHOLE = 100
"""An axis that ends here names its half too and nothing else: more names would touch on a phone."""
_LETTER, _MOST = 8, 24
"""Pixels kept for each letter of the longest value behind a bar, and for how many letters at most."""


@dataclass(frozen=True)
class Bar:
    """One bar. `value` None: nothing is drawn but `shown`, the words in its place (`hidden`: beside a hatched strip).

    `note` stands above in the colour `tone`, quiet without one; `goal` is a tick with its label; `told` is what a pointer or a
    screen reader gets.
    """

    name: str
    shown: str
    told: str
    value: int | float | None = None
    note: str = ""
    tone: str = ""
    hidden: bool = False
    partial: bool = False
    apart: bool = False
    goal: int | float | None = None
    goal_shown: str = ""


def draw_bars(lang: str, bars: Sequence[Bar], top: int | None, unit: str = "", labels: str = "") -> dict[str, Any]:
    """The spec; empty where there is no value to draw. `top` ends the axis, None: a round number above the longest bar.

    `labels` is the expression of the axis labels, for others than plain numbers.
    """
    if all(bar.value is None for bar in bars):
        return {}
    rows, height = _rows(bars)
    shared = encoding(x=_amounts(bars, top, labels), y=alt.Y("y", type="quantitative", scale=None, axis=None))
    return picture(lang, [group(rows, _layers(lang, rows))], shared, height, unit)


def _amounts(bars: Sequence[Bar], top: int | None, labels: str) -> alt.X:
    """The axis from zero at the left end. Where all is zero nothing else is named on it."""
    numbers = [number for bar in bars for number in (bar.value, bar.goal) if number is not None]
    room = max(len(bar.shown) for bar in bars if bar.value is not None)
    scale = alt.Scale(zero=True, nice=4, range=[0, alt.expr(f"width - {min(room, _MOST) * _LETTER + 8}")])
    axis = alt.Axis(
        title=None, grid=False, ticks=True, tickCount=4, labelOverlap=True, labelSeparation=14, labelPadding=4,
        tickMinStep=alt.Undefined if any(isinstance(number, float) for number in numbers) else 1,
        labelExpr=labels or alt.Undefined,
    )  # fmt: skip
    if top:
        scale.domain, scale.nice = [0, top], False
        axis.values = [0, top / 2, top] if top == _WHOLE else alt.Undefined
    elif not any(numbers):
        scale.domain, scale.nice, axis.values = [0, 1], False, [0]
    return alt.X("v", type="quantitative", scale=scale, axis=axis)


def _rows(bars: Sequence[Bar]) -> tuple[list[Row], int]:
    """Notes have one place in the whole picture: if one does not fit beside its name, all stand on lines of their own."""
    top, rows = 0, list[Row]()
    apart = any(bar.note and len(bar.name) + len(bar.note) > _TOGETHER for bar in bars)
    for bar in bars:
        long = apart and bool(bar.note)
        top += _LINE if long else 0
        rows.append({**_row(bar, top), **({"e": 1} if long else {})})
        top += (_WITH_GOAL if bar.goal is not None else _STEP) + (_APART if bar.apart else 0)
    return rows, top


def _row(bar: Bar, top: int) -> Row:
    fields: dict[str, object] = {"y": top, "n": bar.name, "s": bar.shown, "d": bar.told}
    optional = {
        "v": bar.value,
        "a": bar.note,
        "c": bar.tone,
        "x": int(bar.hidden),
        "h": int(bar.partial),
        "w": int(bar.apart),
        "g": bar.goal,
        "z": bar.goal_shown,
    }
    return fields | {name: value for name, value in optional.items() if value is not None and (value or name in {"v", "g"})}


def _layers(lang: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    used = {field for row in rows for field in row}
    found = [_names(), _bars(lang), _values()]
    if any("v" not in row for row in rows):
        found.append(_instead(lang))
    if "a" in used:
        found.append(_notes())
    if "x" in used:
        found.append(_strips())
    if "g" in used:
        found += [_ticks(), _goals()]
    return found


def _names() -> dict[str, Any]:
    marks = alt.Chart().mark_text(
        align="left",
        baseline="top",
        fontSize=13,
        color=ink("ink"),
        fontWeight=alt.expr("datum.w ? 700 : 400"),
        aria=False,
        dy=alt.expr(f"datum.e ? -{_LINE} : 0"),
    )
    return layer(marks, x=alt.value(0), text=nominal("n"))


def _notes() -> dict[str, Any]:
    marks = alt.Chart().mark_text(
        align=alt.expr("datum.e ? 'left' : 'right'"), baseline="top", fontSize=13, aria=False,
        fontWeight=alt.expr("datum.c ? 600 : 400"), color=alt.expr(f"datum.c || '{ink('quiet')}'"),
    )  # fmt: skip
    return layer(marks, x=alt.value(alt.expr("datum.e ? 0 : width")), text=nominal("a"), only="datum.a")


def _bars(lang: str) -> dict[str, Any]:
    marks = alt.Chart().mark_rect(
        yOffset=_TOP, y2Offset=_TOP + _THICK, fillOpacity=1, strokeWidth=alt.expr("datum.h ? 1.5 : datum.v ? 0 : 2"),
        stroke=ink("accent"), strokeDash=alt.expr("datum.h ? [4, 3] : [1, 0]"),
        description=alt.expr("datum.n + ': ' + datum.d"), ariaRoleDescription=say(lang, "pages.column.value"),
    )  # fmt: skip
    fill = [{"test": "datum.h", "value": ink("panel")}, {"test": "datum.w", "value": ink("quiet")}]
    return layer(
        marks,
        x=alt.X(datum=0, type="quantitative"),
        x2=alt.X2("v"),
        y2=alt.Y2("y"),
        fill={"condition": fill, "value": ink("accent")},
        tooltip=tooltip(n=say(lang, "figures.column.name"), d=say(lang, "pages.column.value")),
        only="isValid(datum.v)",
    )


def _values() -> dict[str, Any]:
    """Behind the bar, or behind the tick of the target if that is in the way."""
    bar, tick = "scale('x', datum.v)", "scale('x', datum.g)"
    room = f"{_LETTER} * length(datum.s) + 12"
    place = f"datum.g > datum.v && {tick} - {bar} < {room} ? {tick} : {bar}"
    marks = alt.Chart().mark_text(
        align="left",
        dx=6,
        baseline="middle",
        yOffset=_TOP + _THICK // 2 + 1,
        fontSize=13,
        fontWeight=600,
        color=ink("ink"),
        aria=False,
    )
    return layer(marks, x=alt.value(alt.expr(place)), text=nominal("s"), only="isValid(datum.v)")


def _instead(lang: str) -> dict[str, Any]:
    """What is said where no bar can be: hidden, nothing reported, not asked for, or a sum that is told only."""
    marks = alt.Chart().mark_text(
        align="left", baseline="middle", yOffset=_TOP + _THICK // 2 + 1, fontSize=13, dx=alt.expr("datum.x ? 76 : 0"),
        description=alt.expr("datum.n + ': ' + datum.d"), ariaRoleDescription=say(lang, "pages.column.value"),
    )  # fmt: skip
    weight = {"condition": {"test": "datum.w", "value": ink("ink")}, "value": ink("quiet")}
    return layer(marks, x=alt.value(0), text=nominal("s"), color=weight, only="!isValid(datum.v)")


def _strips() -> dict[str, Any]:
    marks = alt.Chart().mark_point(
        shape=HATCH,
        size=300,
        stroke=ink("quiet"),
        strokeWidth=1.3,
        filled=False,
        xOffset=35,
        yOffset=_TOP + _THICK // 2 + 1,
        aria=False,
    )
    return layer(marks, x=alt.value(0), only="datum.x")


def _ticks() -> dict[str, Any]:
    marks = alt.Chart().mark_rule(yOffset=_TOP - 3, y2Offset=_TOP + _THICK + 5, stroke=ink("target"), strokeWidth=2.5, aria=False)
    return layer(marks, x=alt.X("g", type="quantitative"), y2=alt.Y2("y"), only="isValid(datum.g)")


def _goals() -> dict[str, Any]:
    """Left or right of its tick, where there is more room."""
    right = "scale('x', datum.g) > width / 2"
    marks = alt.Chart().mark_text(
        baseline="top", yOffset=_TOP + _THICK + 4, fontSize=12, color=ink("target"), aria=False,
        align=alt.expr(f"{right} ? 'right' : 'left'"), dx=alt.expr(f"{right} ? -5 : 5"),
    )  # fmt: skip
    return layer(marks, x=alt.X("g", type="quantitative"), text=nominal("z"), only="isValid(datum.g)")
