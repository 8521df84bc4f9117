"""Periods side by side: each place has a row with a dot for each period on one scale, and the difference. A `Figure` leaves.

The order of the places is the one given (the plan's), never by size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from nap.charts import drawing
from nap.charts.axes import from_zero
from nap.charts.cells import Amount, Cell, Link
from nap.charts.differences import told_change
from nap.charts.figure import Figure
from nap.charts.look import SIGNS, SILENT
from nap.charts.multiples import remarks, said_value, span_told
from nap.charts.multiples_scene import Side
from nap.charts.periods_svg import Dot, Instead, Line, periods_svg
from nap.charts.points import discreet, drawn
from nap.charts.texts import amount_text, coverage_text, explained_cell, in_sentences, plain_status, value_text
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results.comparing import Comparison
from nap.words import period_name, pick, say

_KINDS = ("old", "mid", "new")


@dataclass(frozen=True)
class Row:
    """One place: its disclosed results of each period (None where nothing was asked), and what changed from each to the next."""

    name: str
    region: str
    address: str
    results: Sequence[Result | None]
    changes: Sequence[Comparison]


def side_by_side(
    lang: str, plan: Plan, indicator: Indicator, periods: Sequence[Period], rows: Sequence[Row], *, title: str, name: str
) -> Figure:
    """The figure of two or three periods, the earliest first."""
    rows = [Row(one.name, one.region, one.address, [one and discreet(one) for one in one.results], one.changes) for one in rows]
    sides = [Side(one.name, [each for each in one.results if each is not None], one.address, one.region) for one in rows]
    said = remarks(lang, plan, indicator, sides)
    known = [result for one in sides for result in one.results if result.value is not None]
    zero = not known or from_zero(indicator, known, [])
    scaled = [say(lang, "places.one_scale"), *([] if zero else [say(lang, "figures.not_from_zero")])] if known else []
    shown = _Shown(lang, plan, indicator, periods, rows, _scale(indicator, known, zero)) if known else None
    return Figure(
        title=title,
        words=in_sentences(*_counted(lang, indicator, periods, rows), *scaled, *_told(lang, plan, indicator, rows), *said),
        caption=say(lang, "board.as_table"),
        header=tuple(_header(lang, periods)),
        rows=tuple(_row(lang, plan, indicator, one) for one in rows),
        name=name,
        markup=_picture(shown, [*scaled, *said]) if shown else "",
        drawing=_drawing(shown, [*scaled, *said]) if shown else {},
    )


def _header(lang: str, periods: Sequence[Period]) -> list[str]:
    column, pairs = say(lang, "changes.column.change"), list(pairwise(periods))
    changes = (
        [f"{column}, {short_name(then)} → {short_name(now)}" for then, now in pairs] if len(pairs) > 1 else [column] * len(pairs)
    )
    names = [period_name(lang, period) for period in periods]
    return [say(lang, "pages.column.region"), *names, *changes, say(lang, "pages.column.coverage")]


def _row(lang: str, plan: Plan, indicator: Indicator, row: Row) -> tuple[Cell, ...]:
    cells = [Amount(say(lang, "board.not_asked")) if one is None else explained_cell(lang, indicator, one) for one in row.results]
    changes = [told_change(lang, plan, one) for one in row.changes]
    came = "\n".join(
        f"{short_name(one.period)}: {_came(lang, one)}" for one in row.results if one is not None and _came(lang, one)
    )
    return (Link(row.name, row.address), *cells, *changes, came)


def _came(lang: str, result: Result) -> str:
    partial = plain_status(lang, result) if result.incomplete else ""
    return "; ".join(part for part in (partial, coverage_text(lang, result)) if part)


def _counted(lang: str, indicator: Indicator, periods: Sequence[Period], rows: Sequence[Row]) -> list[str]:
    said = [pick(indicator.title, lang)]
    for place, period in enumerate(periods):
        there = [one.results[place] for one in rows]
        n = sum(one is not None and one.value is not None for one in there)
        said.append(say(lang, "places.counted", period=period_name(lang, period), n=n, m=len(rows)))
        said += span_told(lang, indicator, there)
    return said


def _told(lang: str, plan: Plan, indicator: Indicator, rows: Sequence[Row]) -> list[str]:
    return [say(lang, "figures.entry", name=row.name, value=_series(lang, plan, indicator, row)) for row in rows]


def _series(lang: str, plan: Plan, indicator: Indicator, row: Row) -> str:
    asked = [one for one in row.results if one is not None]
    told = [f"{period_name(lang, one.period)} – {said_value(lang, indicator, one)}" for one in asked]
    told += [", ".join(told_change(lang, plan, one).splitlines()) for one in row.changes if one.before and one.after]
    return "; ".join(part for part in told if part) or say(lang, "board.not_asked")


@dataclass(frozen=True)
class _Scale:
    low: Decimal
    high: Decimal
    foot: float
    top: float

    def across(self, value: float) -> float:
        """Where a value stands, from 0 to 1."""
        return (value - self.foot) / (self.top - self.foot)

    def share(self, value: float) -> str:
        """The same in per cent."""
        return f"{round(self.across(value) * 100, 1):g}%"


@dataclass(frozen=True)
class _Shown:
    """What page and file draw."""

    lang: str
    plan: Plan
    indicator: Indicator
    periods: Sequence[Period]
    rows: Sequence[Row]
    scale: _Scale

    def said(self, row: Row) -> tuple[str, str]:
        """The figures of a place one after the other, and what changed."""
        changes = "; ".join(told_change(self.lang, self.plan, one).partition("\n")[0] for one in row.changes)
        return " → ".join(_short(self.lang, self.indicator, one) for one in row.results), changes.strip("; ") and changes

    def ends(self) -> tuple[str, str]:
        """The figures at both ends of the scale."""
        return amount_text(self.lang, self.indicator, self.scale.low), amount_text(self.lang, self.indicator, self.scale.high)


def _scale(indicator: Indicator, known: Sequence[Result], zero: bool) -> _Scale:
    values = [one.value for one in known if one.value is not None]
    low, high = min([Decimal(0), *values] if zero else values), max(values)
    return _Scale(low, high, float(drawn(indicator, low)), float(drawn(indicator, high if high > low else low + 1)))


def _picture(shown: _Shown, notes: Sequence[str]) -> str:
    lines = "".join(f"<li>{_line(shown, row)}</li>" for row in shown.rows)
    first, last = shown.ends()
    foot = f'<p class="nap-ends nap-pair-ends" aria-hidden="true"><span>{escape(first)}</span><span>{escape(last)}</span></p>'
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in notes)
    return f'{_legend(shown)}<ul class="nap-pairs">{lines}</ul>{foot}<div class="nap-map-note">{said}</div>'


def _line(shown: _Shown, row: Row) -> str:
    indicator, scale, kinds = shown.indicator, shown.scale, _kinds(len(row.results))
    dots = "".join(_dot(indicator, one, kind, scale) for one, kind in zip(row.results, kinds, strict=True) if one is not None)
    known = [float(drawn(indicator, one.value)) for one in row.results if one is not None and one.value is not None]
    bar = _bar(scale.share(min(known)), scale.share(max(known))) if len(known) > 1 else ""
    signs = "".join(_sign(one, kind) for one, kind in zip(row.results, kinds, strict=True) if one is None or one.value is None)
    said, changes = shown.said(row)
    change = f" <em>{escape(changes)}</em>" if changes else ""
    name = f'<a href="{escape(row.address)}" target="_self">{escape(row.name)}</a>'
    return (
        f'<p class="nap-multi-head">{name} <span>{escape(said)}{change}</span></p>'
        f'<div class="nap-pair" aria-hidden="true">{bar}{dots}<span class="instead">{signs}</span></div>'
    )


def _drawing(shown: _Shown, notes: Sequence[str]) -> drawing.Drawing:
    """The same for a file."""
    return drawing.svg(periods_svg([_lined(shown, row) for row in shown.rows], _keys(shown), shown.ends()), below=" ".join(notes))


def _lined(shown: _Shown, row: Row) -> Line:
    named = list(zip(row.results, _kinds(len(row.results)), strict=True))
    dots = [
        Dot(shown.scale.across(float(drawn(shown.indicator, one.value))), kind, _is_hollow(one))
        for one, kind in named
        if one is not None and one.value is not None
    ]
    instead = [Instead(_sign_of(one), _is_hidden(one)) for one, _ in named if one is None or one.value is None]
    return Line(row.name, "  ".join(filter(None, shown.said(row))), dots, instead)


def _kinds(count: int) -> tuple[str, ...]:
    """The first is old, the last new."""
    return (*_KINDS[: count - 1], "new") if count > 1 else ("new",)


def _bar(left: str, right: str) -> str:
    return f'<i class="way" style="left:{left};right:calc(100% - {right})"></i>'


def _dot(indicator: Indicator, result: Result, kind: str, scale: _Scale) -> str:
    if result.value is None:
        return ""
    hollow = " hollow" if _is_hollow(result) else ""
    return f'<i class="dot {kind}{hollow}" style="left:{scale.share(float(drawn(indicator, result.value)))}"></i>'


def _is_hollow(result: Result) -> bool:
    return bool(result.incomplete or result.carried)


def _is_hidden(result: Result | None) -> bool:
    return result is not None and result.status is Status.SUPPRESSED


def _sign_of(result: Result | None) -> str:
    return SILENT if result is None else SIGNS[result.status]


def _sign(result: Result | None, kind: str) -> str:
    """What stands instead of a dot, always in the same place: it tells no height."""
    return f'<i class="{"hid" if _is_hidden(result) else "non"} {kind}">{_sign_of(result)}</i>'


def _short(lang: str, indicator: Indicator, result: Result | None) -> str:
    if result is None:
        return say(lang, "board.not_asked")
    if result.value is None:
        return f"{SIGNS[result.status]} {plain_status(lang, result)}"
    mark = f"{SIGNS[Status.PARTIAL]} " if result.incomplete else ""
    return mark + value_text(lang, indicator, result)


def _keys(shown: _Shown) -> list[tuple[str, str]]:
    """What the marks mean: each period, and what else stands in a line."""
    told = [
        (kind, period_name(shown.lang, period)) for kind, period in zip(_kinds(len(shown.periods)), shown.periods, strict=True)
    ]
    found = [one for row in shown.rows for one in row.results if one is not None]
    kinds = {"hollow": any(one.value is not None and _is_hollow(one) for one in found), "hid": any(map(_is_hidden, found))}
    return told + [(kind, say(shown.lang, f"places.key.{kind}")) for kind, there in kinds.items() if there]


def _legend(shown: _Shown) -> str:
    told = "".join(
        f'<li><i class="key {f"dot {kind}" if kind in _KINDS else kind}" aria-hidden="true"></i> {escape(word)}</li>'
        for kind, word in _keys(shown)
    )
    return f'<ul class="nap-legend nap-multi-key">{told}</ul>'
