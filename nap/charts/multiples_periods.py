"""Periods side by side: each place has a row with a dot for each period on one scale, and the difference. A `Figure` leaves.

The order of the places is the one given (the plan's), never by size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from nap.charts.axes import from_zero
from nap.charts.cells import Amount, Cell, Link
from nap.charts.differences import told_change
from nap.charts.figure import Figure
from nap.charts.look import SIGNS, SILENT
from nap.charts.multiples import remarks, said_value, span_told
from nap.charts.multiples_scene import Side
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
    return Figure(
        title=title,
        words=in_sentences(*_counted(lang, indicator, periods, rows), *scaled, *_told(lang, plan, indicator, rows), *said),
        caption=say(lang, "board.as_table"),
        header=tuple(_header(lang, periods)),
        rows=tuple(_row(lang, plan, indicator, one) for one in rows),
        name=name,
        markup=_picture(lang, plan, indicator, periods, rows, known, zero, [*scaled, *said]) if known else "",
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


def _picture(
    lang: str,
    plan: Plan,
    indicator: Indicator,
    periods: Sequence[Period],
    rows: Sequence[Row],
    known: Sequence[Result],
    zero: bool,
    notes: Sequence[str],
) -> str:
    values = [one.value for one in known if one.value is not None]
    low, high = min([Decimal(0), *values] if zero else values), max(values)
    scale = _Scale(float(drawn(indicator, low)), float(drawn(indicator, high if high > low else low + 1)))
    lines = "".join(f"<li>{_line(lang, plan, indicator, row, scale)}</li>" for row in rows)
    first, last = (amount_text(lang, indicator, end) for end in (low, high))
    foot = f'<p class="nap-ends nap-pair-ends" aria-hidden="true"><span>{escape(first)}</span><span>{escape(last)}</span></p>'
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in notes)
    return f'{_legend(lang, periods, rows)}<ul class="nap-pairs">{lines}</ul>{foot}<div class="nap-map-note">{said}</div>'


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float

    def share(self, value: float) -> str:
        """Where a value stands across, in per cent."""
        return f"{round((value - self.low) * 100 / (self.high - self.low), 1):g}%"


def _line(lang: str, plan: Plan, indicator: Indicator, row: Row, scale: _Scale) -> str:
    kinds = _kinds(len(row.results))
    dots = "".join(_dot(indicator, one, kind, scale) for one, kind in zip(row.results, kinds, strict=True) if one is not None)
    known = [float(drawn(indicator, one.value)) for one in row.results if one is not None and one.value is not None]
    bar = _bar(scale.share(min(known)), scale.share(max(known))) if len(known) > 1 else ""
    signs = "".join(_sign(one, kind) for one, kind in zip(row.results, kinds, strict=True) if one is None or one.value is None)
    said = " → ".join(_short(lang, indicator, one) for one in row.results)
    changes = "; ".join(told_change(lang, plan, one).partition("\n")[0] for one in row.changes)
    change = f" <em>{escape(changes)}</em>" if changes.strip("; ") else ""
    name = f'<a href="{escape(row.address)}" target="_self">{escape(row.name)}</a>'
    return (
        f'<p class="nap-multi-head">{name} <span>{escape(said)}{change}</span></p>'
        f'<div class="nap-pair" aria-hidden="true">{bar}{dots}<span class="instead">{signs}</span></div>'
    )


def _kinds(count: int) -> tuple[str, ...]:
    """The first is old, the last new."""
    return (*_KINDS[: count - 1], "new") if count > 1 else ("new",)


def _bar(left: str, right: str) -> str:
    return f'<i class="way" style="left:{left};right:calc(100% - {right})"></i>'


def _dot(indicator: Indicator, result: Result, kind: str, scale: _Scale) -> str:
    if result.value is None:
        return ""
    hollow = " hollow" if result.incomplete or result.carried else ""
    return f'<i class="dot {kind}{hollow}" style="left:{scale.share(float(drawn(indicator, result.value)))}"></i>'


def _sign(result: Result | None, kind: str) -> str:
    """What stands instead of a dot, always in the same place: it tells no height."""
    hidden = result is not None and result.status is Status.SUPPRESSED
    sign = SILENT if result is None else SIGNS[result.status]
    return f'<i class="{"hid" if hidden else "non"} {kind}">{sign}</i>'


def _short(lang: str, indicator: Indicator, result: Result | None) -> str:
    if result is None:
        return say(lang, "board.not_asked")
    if result.value is None:
        return f"{SIGNS[result.status]} {plain_status(lang, result)}"
    mark = f"{SIGNS[Status.PARTIAL]} " if result.incomplete else ""
    return mark + value_text(lang, indicator, result)


def _legend(lang: str, periods: Sequence[Period], rows: Sequence[Row]) -> str:
    told = [
        f'<li><i class="key dot {kind}" aria-hidden="true"></i> {escape(period_name(lang, period))}</li>'
        for kind, period in zip(_kinds(len(periods)), periods, strict=True)
    ]
    shown = [one for row in rows for one in row.results if one is not None]
    kinds = {"hollow": any(one.value is not None and (one.incomplete or one.carried) for one in shown)}
    kinds |= {"hid": any(one.status is Status.SUPPRESSED for one in shown)}
    told += [
        f'<li><i class="key {kind}" aria-hidden="true"></i> {escape(say(lang, f"places.key.{kind}"))}</li>'
        for kind, there in kinds.items()
        if there
    ]
    return f'<ul class="nap-legend nap-multi-key">{"".join(told)}</ul>'
