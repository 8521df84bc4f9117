"""The picture of a series. Results and stops of the way enter, a plain spec leaves.

Gaps break the line and have a sign at the foot; hidden periods have a hatched strip of one size; partial and carried-forward
values are hollow; what may still change has a dotted ring; history is thin and stands before a rule; the way to the target is
dashed and labelled directly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from nap.charts.axes import amount_axis, from_zero, time_axis, value_labels
from nap.charts.labels import settle
from nap.charts.look import HATCH, ink
from nap.charts.picture import Row, encoding, group, layer, nominal, picture, tooltip, written
from nap.charts.points import drawn, points
from nap.charts.promises import Stop, break_before
from nap.charts.timeline import period_of, short_name, timeline
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.words import day, say

HEIGHT = 280
_SPACIOUS = 8
"""Of so few periods every value can be labelled."""
_CARET = "M-0.6,-1.6L0,-2.3L0.6,-1.6"
_HISTORY = "datum.b"


def draw(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result], stops: Sequence[Stop]) -> dict[str, Any]:
    """The spec; empty where there is no value to draw. `results` of one frequency, in order of time."""
    if all(result.value is None for result in results):
        return {}
    periods = timeline(results, [stop.day for stop in stops])
    zero = from_zero(indicator, results, stops)
    rows = points(lang, plan, indicator, results, stops, spacious=len(periods) <= _SPACIOUS)
    known = {result.period: result.value for result in results if result.value is not None}
    way = [_stop(lang, indicator, periods, stop, known) for stop in stops]
    settle(rows, way, [short_name(period) for period in periods], zero=zero, levels=bool(indicator.scale))
    labels = [(_labels_of(way), "target"), (_labels_of(rows), "ink")]
    layers = [*_rules(lang, plan, indicator, periods), *_way(lang, indicator, way), group(rows, _values(lang, rows))]
    layers += [group(labelled, _labels(colour)) for labelled, colour in labels if labelled]
    shared = encoding(x=time_axis(lang, indicator, results, periods, zero=zero), y=amount_axis(lang, indicator, zero=zero))
    return picture(lang, layers, shared, HEIGHT, value_labels(lang, indicator)[0])


def _labels_of(rows: Iterable[dict[str, object]]) -> list[Row]:
    """Takes the labels out of the rows into rows of their own, because they are drawn over every line."""
    found = list[Row]()
    for row in rows:
        label: dict[str, object] = {name: row.pop(name) for name in ("l", "u", "e") if name in row}
        if label:
            found.append(label | {name: row[name] for name in ("t", "v", "m") if name in row})
    return found


def _values(lang: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    used = {field for row in rows for field in row}
    found = [_line(), _points(lang)]
    if "m" in used:
        found.append(_carets())
    if "q" in used:
        found.append(_rings())
    if "x" in used:
        found.append(_strips(lang))
    if "g" in used:
        found.append(_signs(lang))
    return found


def _line() -> dict[str, Any]:
    history = {"test": _HISTORY}
    marks = alt.Chart().mark_line(aria=False)
    return layer(
        marks,
        detail=[alt.Detail(field=field, type="nominal") for field in ("b", "o")],
        color={"condition": history | {"value": ink("quiet")}, "value": ink("accent")},
        strokeWidth={"condition": history | {"value": 1.25}, "value": 2.5},
    )


def _points(lang: str) -> dict[str, Any]:
    quiet, accent = ink("quiet"), ink("accent")
    inside = [{"test": "datum.k", "value": ink("paper")}, {"test": _HISTORY, "value": quiet}]
    role = say(lang, "pages.column.value")
    marks = alt.Chart().mark_point(opacity=1, strokeWidth=2, description=_READ, ariaRoleDescription=role)
    return layer(
        marks,
        shape={"condition": {"test": "datum.k == 'h'", "value": "square"}, "value": "circle"},
        fill={"condition": inside, "value": accent},
        stroke={"condition": {"test": _HISTORY, "value": quiet}, "value": accent},
        size={"condition": {"test": f"{_HISTORY} && !datum.k", "value": 25}, "value": 75},
        tooltip=_told(lang),
        only="isValid(datum.v)",
    )


_READ = alt.expr("datum.p + ': ' + datum.s + '. ' + datum.a")


def _told(lang: str) -> list[alt.Tooltip]:
    names = {"p": "period", "s": "value", "a": "status"}
    return tooltip(**{field: say(lang, f"pages.column.{name}") for field, name in names.items()})


def _carets() -> dict[str, Any]:
    marks = alt.Chart().mark_point(shape=_CARET, size=110, stroke=ink("accent"), strokeWidth=2, filled=False, aria=False)
    return layer(marks, only="datum.m")


def _rings() -> dict[str, Any]:
    """Around what may still change."""
    marks = alt.Chart().mark_point(
        shape="circle", size=320, stroke=ink("accent"), strokeWidth=1.4, strokeDash=[2, 2], filled=False, aria=False
    )
    return layer(marks, only="datum.q")


def _labels(colour: str) -> list[dict[str, Any]]:
    marks = alt.Chart().mark_text(
        color=ink(colour), fontSize=13 if colour == "ink" else 12, fontWeight=600, aria=False,
        dy=alt.expr("datum.u ? 18 : datum.m ? -22 : -15"), dx=alt.expr("(datum.e || 0) * 2"),
        align=alt.expr("datum.e > 0 ? 'right' : datum.e < 0 ? 'left' : 'center'"),
    )  # fmt: skip
    return written(marks, text=nominal("l"))


def _strips(lang: str) -> dict[str, Any]:
    marks = alt.Chart().mark_point(shape=HATCH, size=60, stroke=ink("quiet"), strokeWidth=1.2, filled=False, aria=False)
    return layer(marks, y=alt.value(alt.expr("height - 10")), tooltip=_told(lang), only="datum.x")


def _signs(lang: str) -> dict[str, Any]:
    marks = alt.Chart().mark_text(
        color=ink("quiet"),
        fontSize=16,
        baseline="bottom",
        dy=alt.expr("datum.x ? -14 : 0"),
        description=_READ,
        ariaRoleDescription=say(lang, "pages.column.value"),
    )
    foot = alt.value(alt.expr("height - 3"))
    return layer(marks, y=foot, text=nominal("g"), tooltip=_told(lang), only="datum.g")


def _way(lang: str, indicator: Indicator, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Baseline and targets, and the dashed line through them; across a break in the series there is none."""
    if not rows:
        return []
    dashes = alt.Chart().mark_line(color=ink("target"), strokeDash=[6, 4], strokeWidth=1.5, aria=False)
    diamonds = alt.Chart().mark_point(
        shape="diamond",
        size=90,
        fill=ink("paper"),
        stroke=ink("target"),
        strokeWidth=2,
        opacity=1,
        description=alt.expr("datum.p + ': ' + datum.s"),
        ariaRoleDescription=say(lang, "pages.column.goals"),
    )
    joined = "" if indicator.comparable else "!datum.f"
    return [group(rows, [layer(dashes, only=joined), layer(diamonds, tooltip=_told(lang)[:2])])]


def _stop(
    lang: str, indicator: Indicator, periods: Sequence[Period], stop: Stop, known: Mapping[Period, Decimal]
) -> dict[str, object]:
    """Its label stands below where the way comes down or a value stands above."""
    period = period_of(stop.day, periods[0])
    said, label = stop.said(lang, indicator), stop.label(lang, indicator)
    row: dict[str, object] = {
        "t": short_name(period),
        "v": drawn(indicator, stop.value),
        "l": label,
        "p": day(lang, stop.day),
        "s": said,
    }
    first = stop.what == "baseline"
    above = period in known and known[period] >= stop.value
    if first or not stop.rises or above:
        row["u"] = 1
    if first and not indicator.comparable:
        row["f"] = 1
    return row


def _rules(lang: str, plan: Plan, indicator: Indicator, periods: Sequence[Period]) -> list[dict[str, Any]]:
    rows = [
        {"t": short_name(period), "w": words, "r": int(periods.index(period) * 2 > len(periods))}
        for period, words in _boundaries(lang, plan, indicator, periods).items()
    ]
    if not rows:
        return []
    time = alt.X("t", type="ordinal", bandPosition=0)
    rule = alt.Chart().mark_rule(color=ink("quiet"), strokeWidth=1, aria=False)
    words = alt.Chart().mark_text(
        color=ink("quiet"), fontSize=12, baseline="bottom", lineBreak="\n", aria=False,
        align=alt.expr("datum.r ? 'right' : 'left'"), dx=alt.expr("datum.r ? -5 : 5"),
    )  # fmt: skip
    over = alt.value(-26)
    return [
        group(
            rows,
            [
                layer(rule, x=time, y=alt.value(-38), y2=alt.value("height")),
                layer(words, x=time, y=over, text=nominal("w")),
            ],
        )
    ]


def _boundaries(lang: str, plan: Plan, indicator: Indicator, periods: Sequence[Period]) -> dict[Period, str]:
    """The period before which a rule stands, with its words: the plan's first, and the first after a break in the series."""
    in_plan = [period for period in periods if period.year >= plan.years[0]]
    found: dict[Period, str] = {}
    if in_plan and in_plan[0] != periods[0]:
        found[in_plan[0]] = say(lang, "figures.plan_begins", year=str(plan.years[0]))
    place = break_before(plan, indicator, periods)
    if place is not None:
        found[place] = "\n".join(part for part in (say(lang, "figures.break"), found.get(place, "")) if part)
    return found
