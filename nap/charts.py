"""Results → pictures. Enters one indicator's results in one region, leaves a `Figure`: a plain Vega-Lite spec, words, a table.

A chart draws the numbers as they are: no sum, mean or share is made here. Missing and hidden values are gaps with a mark of
their own, never zero. Colours are chosen to stay apart for colour-blind readers and never speak alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator
from nap.words import number, period_name, pick, say

QUIET, ACCENT, TARGET, GRID = "#5C5361", "#7A3B5E", "#0B5FA5", "#E7E0D9"

SIGNS: Mapping[Status, str] = {
    Status.ACHIEVED: "✓",
    Status.ON_TRACK: "▲",
    Status.BEHIND: "◆",
    Status.OFF_TRACK: "▼",
    Status.REGRESSING: "↓",
    Status.NOT_ACHIEVED: "✗",
    Status.TOO_EARLY: "…",
    Status.PARTIAL: "½",
    Status.CONTEXT: "•",
    Status.NOT_ASSESSABLE: "?",
    Status.NOT_DUE: "○",
    Status.NO_DATA: "–",
    Status.SUPPRESSED: "*",
}
"""The sign of each status, so that it is told without colour (print, projector, colour-blind readers)."""

COLOURS: Mapping[Status, str] = {status: QUIET for status in Status} | {
    Status.ACHIEVED: "#0B5FA5",
    Status.ON_TRACK: "#1A6F5E",
    Status.BEHIND: "#8F5600",
    Status.OFF_TRACK: "#B3401F",
    Status.REGRESSING: "#8A1C4A",
    Status.NOT_ACHIEVED: "#7A2E1B",
}
"""Dark enough to be read as text on white (at least 4.5 to 1)."""

_HEIGHT = 300


@dataclass(frozen=True)
class Figure:
    """A picture with its words (for those who do not see it) and its table (for those who want the numbers).

    `spec` is empty where there is not one value to draw.
    """

    spec: Mapping[str, Any]
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def value_text(lang: str, indicator: Indicator, result: Result) -> str:
    """A result's value as a reader sees it: rounded here and only here; hidden and missing say so in words."""
    if result.status is Status.SUPPRESSED:
        return say(lang, "pages.value.not_shown_yet" if result.reason == "not_shown_yet" else "pages.value.hidden")
    if result.value is None:
        return say(lang, "pages.value.none")
    text = amount_text(lang, indicator, result.value)
    return say(lang, "pages.value.at_least", value=text) if result.at_least else text


def amount_text(lang: str, indicator: Indicator, value: Decimal) -> str:
    """An amount of this indicator: a level of a scale by its name, a percentage with its sign, anything else as a number."""
    if indicator.scale and value == int(value) and 0 <= value < len(indicator.scale):
        return pick(indicator.scale[int(value)].title, lang)
    text = number(lang, value, indicator.precision)
    return say(lang, "pages.value.percent", value=text) if indicator.type == "percentage" else text


def series(lang: str, indicator: Indicator, place: str, results: Sequence[Result]) -> Figure:
    """One indicator in one region over time, with baseline and targets.

    `place` is the region's name, `results` are totals (`breakdown == ""`) of one frequency in order of time.
    """
    rows = tuple(_row(lang, indicator, result) for result in results)
    header = tuple(say(lang, f"pages.column.{name}") for name in ("period", "value", "status", "coverage"))
    return Figure(_picture(lang, indicator, results), _words(lang, indicator, place, results), header, rows)


def _picture(lang: str, indicator: Indicator, results: Sequence[Result]) -> dict[str, Any]:
    if all(result.value is None for result in results):
        return {}
    chart = alt.layer(*_layers(lang, indicator, results)).properties(height=_HEIGHT).configure(**_config(lang))
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def status_text(lang: str, result: Result) -> str:
    """Sign and word, as `▲ On track`, and the reason if there is one on a line of its own."""
    text = f"{SIGNS[result.status]} {say(lang, f'common.status.{result.status.value}')}"
    return f"{text}\n{say(lang, f'common.reason.{result.reason}')}" if result.reason else text


def coverage_text(lang: str, result: Result) -> str:
    """`3 of 5 reported`, and how many of the others stand with an earlier figure; empty where hidden or nothing is expected."""
    if result.reported is None or not result.expected:
        return ""
    told = say(lang, "pages.coverage", n=result.reported, m=result.expected)
    return told + ", " + say(lang, "pages.carried", n=result.carried) if result.carried else told


def _row(lang: str, indicator: Indicator, result: Result) -> tuple[str, ...]:
    value = value_text(lang, indicator, result)
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
    marks = alt.Chart(alt.InlineData(values=values)).mark_line(color=ACCENT, strokeWidth=2.5, point={"size": 70, "color": ACCENT})
    drawn: alt.Chart = marks.encode(x=time, y=_amount(), tooltip=_tooltip(lang))
    return drawn


def _gaps(lang: str, indicator: Indicator, results: Sequence[Result], time: alt.X) -> alt.Chart:
    values = [_point(lang, indicator, result) | {"sign": SIGNS[result.status]} for result in results]
    marks = alt.Chart(alt.InlineData(values=values)).mark_text(color=QUIET, fontSize=16, baseline="bottom")
    foot = alt.value(alt.expr("height - 4"))
    drawn: alt.Chart = marks.encode(x=time, y=foot, text=alt.Text("sign:N"), tooltip=_tooltip(lang))
    return drawn


def _target_line(path: list[dict[str, object]], time: alt.X) -> alt.Chart:
    marks = alt.Chart(alt.InlineData(values=path)).mark_line(color=TARGET, strokeDash=[6, 4], strokeWidth=1.5)
    drawn: alt.Chart = marks.encode(x=time, y=_amount())
    return drawn


def _target_points(path: list[dict[str, object]], time: alt.X) -> alt.Chart:
    marks = alt.Chart(alt.InlineData(values=path)).mark_point(color=TARGET, filled=False, size=90, strokeWidth=2, shape="diamond")
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


def _config(lang: str) -> dict[str, Any]:
    """The house's look; numbers on the axis in the reader's manner (decimal comma and no-break space in ru and ky)."""
    english = lang == "en"
    manner = {
        "decimal": "." if english else ",",
        "thousands": "," if english else "\u00a0",
        "grouping": [3],
        "currency": ["", ""],
    }
    axis = {"labelColor": QUIET, "labelFontSize": 13, "gridColor": GRID, "domainColor": QUIET, "tickColor": QUIET}
    return {"axis": axis, "view": {"stroke": None}, "locale": {"number": manner}, "background": "transparent"}


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


def goals(lang: str, indicator: Indicator) -> list[str]:
    """Baseline and targets in words, one sentence each, e.g. `Baseline, 31 December 2020: 15.0`."""
    said = []
    if indicator.baseline:
        shown = amount_text(lang, indicator, indicator.baseline.value)
        said.append(say(lang, "pages.goal.baseline", date=indicator.baseline.date, value=shown))
    for target in indicator.targets:
        kind = "plan" if target.over == "plan" else "year" if target.over == "year" else "state"
        shown = amount_text(lang, indicator, target.value)
        said.append(say(lang, f"pages.goal.target.{kind}", date=target.date, value=shown))
    if any(target.hypothetical for target in indicator.targets):
        said.append(say(lang, "pages.goal.hypothetical"))
    return said
