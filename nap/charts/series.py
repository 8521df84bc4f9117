"""One indicator in one region over time, with baseline and targets. Enters results, leaves a `Figure`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt

from nap.charts.cells import Cell
from nap.charts.figure import Figure
from nap.charts.look import SIGNS, config, ink
from nap.charts.texts import amount_text, coverage_text, goals, status_text, value_cell, value_text
from nap.facts import Frequency, Period, Result
from nap.plan import Indicator
from nap.words import period_name, pick, say

_HEIGHT = 300


def series(lang: str, indicator: Indicator, place: str, results: Sequence[Result]) -> Figure:
    """One indicator in one region over time, with baseline and targets.

    `place` is the region's name, `results` are totals (`breakdown == ""`) of one frequency in order of time.
    """
    rows = tuple(_row(lang, indicator, result) for result in results)
    header = tuple(say(lang, f"pages.column.{name}") for name in ("period", "value", "status", "coverage"))
    return Figure(
        title=f"{indicator.code} {pick(indicator.title, lang)}: {place}",
        words=_words(lang, indicator, place, results),
        caption=say(lang, "pages.indicator.table"),
        header=header,
        rows=rows,
        name=f"indicator-{indicator.code}",
        spec=_picture(lang, indicator, results),
    )


def _picture(lang: str, indicator: Indicator, results: Sequence[Result]) -> dict[str, Any]:
    if all(result.value is None for result in results):
        return {}
    chart = alt.layer(*_layers(lang, indicator, results)).properties(height=_HEIGHT).configure(**config(lang))
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _row(lang: str, indicator: Indicator, result: Result) -> tuple[Cell, ...]:
    value = value_cell(lang, indicator, result)
    return period_name(lang, result.period), value, status_text(lang, result), coverage_text(lang, result)


def _layers(lang: str, indicator: Indicator, results: Sequence[Result]) -> list[alt.Chart]:
    time = _time(_axis_of_time(indicator, results))
    layers = [_line(lang, indicator, results, time)]
    if gaps := [result for result in results if result.value is None]:
        layers.append(_gaps(lang, indicator, gaps, time))
    if path := _path(lang, indicator, results):
        layers += [_target_line(path, time), _target_points(path, time)]
    return layers


def _line(lang: str, indicator: Indicator, results: Sequence[Result], time: alt.X) -> alt.Chart:
    values = [_point(lang, indicator, result) for result in results]
    marks = alt.Chart(alt.InlineData(values=values)).mark_line(
        color=ink("accent"), strokeWidth=2.5, point={"size": 70, "color": ink("accent")}
    )
    drawn: alt.Chart = marks.encode(x=time, y=_amount(), tooltip=_tooltip(lang))
    return drawn


def _gaps(lang: str, indicator: Indicator, results: Sequence[Result], time: alt.X) -> alt.Chart:
    values = [_point(lang, indicator, result) | {"sign": SIGNS[result.status]} for result in results]
    marks = alt.Chart(alt.InlineData(values=values)).mark_text(color=ink("quiet"), fontSize=16, baseline="bottom")
    foot = alt.value(alt.expr("height - 4"))
    drawn: alt.Chart = marks.encode(x=time, y=foot, text=alt.Text("sign:N"), tooltip=_tooltip(lang))
    return drawn


def _target_line(path: list[dict[str, object]], time: alt.X) -> alt.Chart:
    marks = alt.Chart(alt.InlineData(values=path)).mark_line(color=ink("target"), strokeDash=[6, 4], strokeWidth=1.5)
    drawn: alt.Chart = marks.encode(x=time, y=_amount())
    return drawn


def _target_points(path: list[dict[str, object]], time: alt.X) -> alt.Chart:
    marks = alt.Chart(alt.InlineData(values=path)).mark_point(
        color=ink("target"), filled=False, size=90, strokeWidth=2, shape="diamond"
    )
    words = [alt.Tooltip("what:N", title=" "), alt.Tooltip("shown:N", title=" ")]
    drawn: alt.Chart = marks.encode(x=time, y=_amount(), tooltip=words)
    return drawn


def _point(lang: str, indicator: Indicator, result: Result) -> dict[str, object]:
    return {
        "when": _when(result.period),
        "value": None if result.value is None else float(result.value),
        "period": period_name(lang, result.period),
        "shown": value_text(lang, indicator, result),
        "status": status_text(lang, result),
    }


def _when(period: Period) -> str:
    """The period as short as an axis needs it, the same in every language: `2026`, `I 2026`, `03.2026`."""
    match period.frequency:
        case Frequency.YEAR:
            return str(period.year)
        case Frequency.MONTH:
            return f"{period.number:02}.{period.year}"
        case _:
            return f"{('I', 'II', 'III', 'IV')[period.number - 1]} {period.year}"


def _axis_of_time(indicator: Indicator, results: Sequence[Result]) -> list[str]:
    """Every period from the first to the last that is drawn, so that years without a figure keep their place."""
    if not results:
        return []
    frequency = results[0].period.frequency
    ends = [result.period.end for result in results] + [when for _, when, _ in _goals_drawn(indicator)]
    period, last = _period_of(min(ends), frequency), _period_of(max(ends), frequency)
    named = [_when(last)]
    while period < last:
        last = last.previous()
        named.append(_when(last))
    return named[::-1]


def _period_of(day: date, frequency: Frequency) -> Period:
    return Period(day.year, frequency, (day.month - 1) // frequency.months + 1)


def _goals_drawn(indicator: Indicator) -> list[tuple[str, date, Decimal]]:
    """Baseline and targets that can be compared with these values; a target over the whole plan cannot (it is told in words)."""
    goals = [("pages.target", target.date, target.value) for target in indicator.targets if target.over != "plan"]
    if indicator.baseline and goals:
        return [("pages.baseline", indicator.baseline.date, indicator.baseline.value), *goals]
    return goals


def _path(lang: str, indicator: Indicator, results: Sequence[Result]) -> list[dict[str, object]]:
    if not results:
        return []
    frequency = results[0].period.frequency
    return [
        _mark(lang, indicator, what, _period_of(when, frequency), when, value) for what, when, value in _goals_drawn(indicator)
    ]


def _mark(lang: str, indicator: Indicator, what: str, period: Period, when: date, value: Decimal) -> dict[str, object]:
    shown = amount_text(lang, indicator, value)
    return {"when": _when(period), "value": float(value), "what": say(lang, what, date=when), "shown": shown}


def _time(names: Sequence[str]) -> alt.X:
    return alt.X(
        "when:O",
        sort=list(names),
        scale=alt.Scale(domain=list(names)),
        axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True),
    )


def _amount() -> alt.Y:
    return alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=5), scale=alt.Scale(zero=True, nice=True))


def _tooltip(lang: str) -> list[alt.Tooltip]:
    names = {"period": "period", "shown": "value", "status": "status"}
    return [alt.Tooltip(f"{field}:N", title=say(lang, f"pages.column.{name}")) for field, name in names.items()]


def _words(lang: str, indicator: Indicator, place: str, results: Sequence[Result]) -> str:
    title = indicator.title
    known = [result for result in results if result.value is not None]
    if not known:
        return say(lang, "pages.alt.empty", indicator=title, place=place)
    first, last = known[0], known[-1]
    sentence = say(
        lang,
        "pages.alt.series" if len(known) > 1 else "pages.alt.one",
        indicator=title,
        place=place,
        first=first.period,
        first_value=value_text(lang, indicator, first),
        last=last.period,
        last_value=value_text(lang, indicator, last),
        status=say(lang, f"common.status.{last.status.value}"),
    )
    return " ".join([sentence, *goals(lang, indicator)])
