"""The picture of a series. Results and stops of the way enter, a plain spec leaves.

Gaps break the line and have a sign at the foot; hidden periods have a hatched strip of one size; partial and carried-forward
values are hollow; history is thin and stands before a rule; the way to the target is dashed and labelled directly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from nap.charts.look import HATCH, SIGNS, ink
from nap.charts.picture import Row, encoding, group, layer, lines, nominal, picture, tooltip, written
from nap.charts.points import drawn, points
from nap.charts.promises import Stop
from nap.charts.texts import status_word
from nap.charts.timeline import period_of, short_name, timeline
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.words import day, pick, say

HEIGHT = 280
ROOM = 12
"""So many periods have room for their coverage under the axis."""
_SPACIOUS = 8
"""Of so few periods every value can be labelled."""
_CARET = "M-0.6,-1.6L0,-2.3L0.6,-1.6"
_CROWD = 4
"""Of so many periods the last one stands close to the edge."""
_HISTORY = "datum.b"
_SPREAD = 8
"""Values that fill less than an eighth of an axis from zero are seen on one of their own."""


def draw(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result], stops: Sequence[Stop]) -> dict[str, Any]:
    """The spec; empty where there is no value to draw. `results` of one frequency, in order of time."""
    if all(result.value is None for result in results):
        return {}
    periods = timeline(results, [stop.day for stop in stops])
    zero = from_zero(indicator, results, stops)
    rows = points(lang, plan, indicator, results, stops, spacious=len(periods) <= _SPACIOUS)
    way = [_stop(lang, indicator, periods, stop) for stop in stops]
    _lift([*rows, *way], zero=zero)
    layers = [*_rules(lang, plan, indicator, periods, stops), *_way(lang, indicator, way)]
    layers.append(group(rows, _values(lang, rows, crowded=len(periods) > _CROWD)))
    shared = encoding(x=_time(lang, results, periods, zero=zero), y=_amount(lang, indicator, zero=zero))
    return picture(lang, layers, shared, HEIGHT, value_labels(lang, indicator)[0])


def value_labels(lang: str, indicator: Indicator) -> tuple[str, str]:
    """The unit as a line above a picture, and the expression of the value axis' labels; each empty where there is no need."""
    if indicator.scale:
        names = [lines(pick(level.title, lang), 14) for level in indicator.scale]
        return "", f"{_literal(names)}[datum.value] || ''"
    if indicator.type == "percentage":
        before, _, after = say(lang, "pages.value.percent", value="\0").partition("\0")
        return "", f"{_literal(before)} + datum.label + {_literal(after)}"
    return pick(indicator.unit, lang), ""


def from_zero(indicator: Indicator, results: Iterable[Result], stops: Iterable[Stop]) -> bool:
    """True unless the indicator cannot be zero, or its values would be one flat line far above it."""
    values = [result.value for result in results if result.value is not None] + [stop.value for stop in stops]
    low, high = min(values), max(values)
    if indicator.range is not None and indicator.range[0] > 0:
        return False
    return indicator.additive or bool(indicator.scale) or low <= 0 or (high - low) * _SPREAD >= high or low == high


def _lift(rows: Iterable[dict[str, object]], *, zero: bool) -> None:
    """A label that would stand below a point at the foot, among the names of the periods, goes above it."""
    heights = [(row, value) for row in rows if isinstance(value := row.get("v"), (int, float))]
    top, foot = max(value for _, value in heights), 0 if zero else min(value for _, value in heights)
    for row, value in heights:
        if (value - foot) * _SPREAD < top - foot:
            row.pop("u", None)


def _values(lang: str, rows: Sequence[Row], *, crowded: bool) -> list[dict[str, Any]]:
    used = {field for row in rows for field in row}
    found = [_line(), _points(lang)]
    if "m" in used:
        found.append(_carets())
    if "l" in used:
        found += _labels(crowded=crowded)
    if "x" in used:
        found.append(_strips(lang))
    if "g" in used:
        found.append(_signs(lang))
    return found


def _line() -> dict[str, Any]:
    history = {"test": _HISTORY}
    marks = alt.Chart().mark_line(aria=False)
    return layer(
        marks.encode(
            detail=alt.Detail(field="b", type="nominal"),
            color={"condition": history | {"value": ink("quiet")}, "value": ink("accent")},
            strokeWidth={"condition": history | {"value": 1.25}, "value": 2.5},
        )
    )


def _points(lang: str) -> dict[str, Any]:
    quiet, accent = ink("quiet"), ink("accent")
    inside = [{"test": "datum.k", "value": ink("paper")}, {"test": _HISTORY, "value": quiet}]
    marks = alt.Chart().mark_point(opacity=1, strokeWidth=2, description=_READ)
    return layer(
        marks.encode(
            shape={"condition": {"test": "datum.k == 'h'", "value": "square"}, "value": "circle"},
            fill={"condition": inside, "value": accent},
            stroke={"condition": {"test": _HISTORY, "value": quiet}, "value": accent},
            size={"condition": {"test": f"{_HISTORY} && !datum.k", "value": 25}, "value": 75},
            tooltip=_told(lang),
        ),
        only="isValid(datum.v)",
    )


_READ = alt.expr("datum.p + ': ' + datum.s + '. ' + datum.a")


def _told(lang: str) -> list[alt.Tooltip]:
    names = {"p": "period", "s": "value", "a": "status"}
    return tooltip(**{field: say(lang, f"pages.column.{name}") for field, name in names.items()})


def _carets() -> dict[str, Any]:
    marks = alt.Chart().mark_point(shape=_CARET, size=110, stroke=ink("accent"), strokeWidth=2, filled=False, aria=False)
    return layer(marks, only="datum.m")


def _labels(*, crowded: bool) -> list[dict[str, Any]]:
    """Where periods are crowded a label below leans away from the baseline's, which stands to the left."""
    marks = alt.Chart().mark_text(
        color=ink("ink"), fontSize=13, fontWeight=600, aria=False, dy=alt.expr("datum.u ? 18 : datum.m ? -22 : -14")
    )
    if crowded:
        marks.mark.align, marks.mark.dx = alt.expr("datum.u ? 'left' : 'center'"), alt.expr("datum.u ? -6 : 0")
    return written(marks, only="datum.l", text=nominal("l"))


def _strips(lang: str) -> dict[str, Any]:
    marks = alt.Chart().mark_point(shape=HATCH, size=60, stroke=ink("quiet"), strokeWidth=1.2, filled=False, aria=False)
    return layer(marks.encode(y=alt.value(alt.expr("height - 10")), tooltip=_told(lang)), only="datum.x")


def _signs(lang: str) -> dict[str, Any]:
    marks = alt.Chart().mark_text(
        color=ink("quiet"), fontSize=16, baseline="bottom", dy=alt.expr("datum.x ? -14 : 0"), description=_READ
    )
    foot = alt.value(alt.expr("height - 3"))
    return layer(marks.encode(y=foot, text=nominal("g"), tooltip=_told(lang)), only="datum.g")


def _way(lang: str, indicator: Indicator, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Baseline and targets with their labels, and the dashed line through them; across a break in the series there is none."""
    if not rows:
        return []
    label = alt.Chart().mark_text(
        color=ink("target"), fontSize=12, fontWeight=600, aria=False, dy=alt.expr("datum.u ? 19 : -15"),
        align=alt.expr("datum.e ? 'right' : 'center'"), dx=alt.expr("datum.e ? 10 : 0"),
    )  # fmt: skip
    dashes = alt.Chart().mark_line(color=ink("target"), strokeDash=[6, 4], strokeWidth=1.5, aria=False)
    diamonds = alt.Chart().mark_point(
        shape="diamond",
        size=90,
        fill=ink("paper"),
        stroke=ink("target"),
        strokeWidth=2,
        opacity=1,
        description=alt.expr("datum.p + ': ' + datum.s"),
    )
    joined = "" if indicator.comparable else "!datum.f"
    return [
        group(
            rows,
            [layer(dashes, only=joined), layer(diamonds.encode(tooltip=_told(lang)[:2])), *written(label, text=nominal("l"))],
        )
    ]


def _stop(lang: str, indicator: Indicator, periods: Sequence[Period], stop: Stop) -> dict[str, object]:
    period = period_of(stop.day, periods[0].frequency)
    said, label = stop.said(lang, indicator), stop.label(lang, indicator)
    row: dict[str, object] = {
        "t": short_name(period),
        "v": drawn(indicator, stop.value),
        "l": label,
        "p": day(lang, stop.day),
        "s": said,
    }
    first, place = stop.what == "baseline", periods.index(period)
    if stop.rises == first:
        row["u"] = 1
    if first:
        row["f"] = 1
    crowded = len(periods) > _CROWD and (place == len(periods) - 1 or (first and place > 1))
    return row | ({"e": 1} if crowded else {})


def _rules(lang: str, plan: Plan, indicator: Indicator, periods: Sequence[Period], stops: Sequence[Stop]) -> list[dict[str, Any]]:
    rows = [
        {"t": short_name(period), "w": words, "r": int(periods.index(period) * 2 > len(periods))}
        for period, words in _boundaries(lang, plan, indicator, periods, stops).items()
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
                layer(rule.encode(x=time, y=alt.value(-38), y2=alt.value("height"))),
                layer(words.encode(x=time, y=over, text=nominal("w"))),
            ],
        )
    ]


def _boundaries(
    lang: str, plan: Plan, indicator: Indicator, periods: Sequence[Period], stops: Sequence[Stop]
) -> dict[Period, str]:
    """The period before which a rule stands, with its words: the plan's first, and the first after a break in the series."""
    in_plan = [period for period in periods if period.year >= plan.years[0]]
    found: dict[Period, str] = {}
    if in_plan and in_plan[0] != periods[0]:
        found[in_plan[0]] = say(lang, "figures.plan_begins", year=str(plan.years[0]))
    if not indicator.comparable:
        after = [period for period in periods if any(stop.what == "baseline" and period.start > stop.day for stop in stops)]
        place = (after or in_plan or periods)[0]
        found[place] = "\n".join(part for part in (say(lang, "figures.break"), found.get(place, "")) if part)
    return found


def _time(lang: str, results: Sequence[Result], periods: Sequence[Period], *, zero: bool) -> alt.X:
    names = [short_name(period) for period in periods]
    came = {
        short_name(result.period): f"{result.reported}/{result.expected}"
        for result in results
        if result.expected and result.reported is not None and len(periods) <= ROOM
    }
    key = _key(lang, results, covered=bool(came))
    key += [] if zero else [say(lang, "figures.not_from_zero")]
    axis = alt.Axis(
        title=key or None, titleAnchor="start", titleAlign="left", titleX=0, titleColor=ink("quiet"), titleFontSize=12,
        titleFontWeight="normal", titleLineHeight=17, titlePadding=8, labelAngle=0, labelOverlap=True,
        labelSeparation=6, domain=True, ticks=False,
        labelPadding=6, labelExpr=f"[datum.label, {_literal(came)}[datum.label] || '']" if came else alt.Undefined,
    )  # fmt: skip
    return alt.X("t", type="ordinal", scale=alt.Scale(type="band", domain=names), axis=axis)


def _key(lang: str, results: Sequence[Result], *, covered: bool) -> list[str]:
    """What the signs of this picture mean, those only that stand in it."""
    told = {f"{SIGNS[one.status]} {status_word(lang, one)}": None for one in results if one.value is None}
    known = [one for one in results if one.value is not None]
    partial = next((one for one in known if one.status is Status.PARTIAL), None)
    signs = [f"{SIGNS[Status.PARTIAL]} {status_word(lang, partial)}"] if partial else []
    signs += told
    signs += [say(lang, "figures.key.carried")] if any(one.carried and one.status is not Status.PARTIAL for one in known) else []
    signs += [say(lang, "figures.key.at_least")] if any(one.at_least for one in known) else []
    said = [say(lang, "figures.key.coverage")] if covered else []
    return said + (lines(" · ".join(signs)) if signs else [])


def _amount(lang: str, indicator: Indicator, *, zero: bool) -> alt.Y:
    """A scale of levels is labelled by their names."""
    levels, (_, labels) = len(indicator.scale), value_labels(lang, indicator)
    axis = alt.Axis(title=None, domain=False, ticks=False, labelPadding=6, labelExpr=labels or alt.Undefined)
    if levels:
        axis.values = list(range(levels))
        scale = alt.Scale(domain=[0, levels - 1], nice=False)
    else:
        axis.tickCount, axis.tickMinStep = 5, alt.Undefined if indicator.precision else 1
        scale = alt.Scale(zero=zero, nice=True)
    return alt.Y("v", type="quantitative", axis=axis, scale=scale)


def _literal(value: Mapping[str, str] | Sequence[Sequence[str]] | str) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
