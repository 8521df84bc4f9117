"""The axes of a picture: periods with their coverage, amounts from zero or levels by name, and what the signs mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import altair as alt

from nap.charts.look import SIGNS, ink
from nap.charts.picture import lines
from nap.charts.promises import Stop
from nap.charts.seriesflags import flags_key
from nap.charts.texts import status_word
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.words import pick, say

ROOM = 12
"""So many periods have room for their coverage under the axis."""
_LINES = 5
"""About so many lines across a picture; the highest stands above every value."""
_SPREAD = 12
"""Values that fill less than that part of an axis from zero are seen on one of their own."""


_LETTERS = 42
"""Letters of small text that fit under the axis on a phone, where the names beside it are numbers."""


def time_axis(lang: str, indicator: Indicator, results: Sequence[Result], periods: Sequence[Period], *, zero: bool) -> alt.X:
    names = [short_name(period) for period in periods]
    came = {
        short_name(result.period): f"{result.reported}/{result.expected}"
        for result in results
        if result.expected and result.reported is not None and len(periods) <= ROOM
    }
    said = _key(lang, results, covered=bool(came))
    said += [] if zero else [say(lang, "figures.not_from_zero")]
    key = [line for part in said for line in lines(part, _LETTERS - _beside(lang, indicator))]
    axis = alt.Axis(
        title=key or None, titleAnchor="start", titleAlign="left", titleX=0, titleColor=ink("quiet"), titleFontSize=12,
        titleFontWeight="normal", titleLineHeight=17, titlePadding=8, labelAngle=0, labelOverlap=True,
        labelSeparation=6, domain=True, ticks=False,
        labelPadding=6, labelExpr=f"[datum.label, {_literal(came)}[datum.label] || '']" if came else alt.Undefined,
    )  # fmt: skip
    return alt.X("t", type="ordinal", scale=alt.Scale(type="band", domain=names), axis=axis)


def amount_axis(lang: str, indicator: Indicator, *, zero: bool) -> alt.Y:
    """A scale of levels is labelled by their names."""
    levels, (_, labels) = len(indicator.scale), value_labels(lang, indicator)
    axis = alt.Axis(title=None, domain=False, ticks=False, labelPadding=6, labelExpr=labels or alt.Undefined)
    if levels:
        axis.values = list(range(levels))
        scale = alt.Scale(domain=[0, levels - 1], nice=False)
    else:
        axis.tickCount, axis.tickMinStep = _LINES, alt.Undefined if indicator.precision else 1
        scale = alt.Scale(zero=zero, nice=_LINES)
    return alt.Y("v", type="quantitative", axis=axis, scale=scale)


def from_zero(indicator: Indicator, results: Iterable[Result], stops: Iterable[Stop]) -> bool:
    """True unless the indicator cannot be zero, or its values would be one flat line far above it."""
    values = [result.value for result in results if result.value is not None] + [stop.value for stop in stops]
    low, high = min(values), max(values)
    if indicator.range is not None and indicator.range[0] > 0:
        return False
    return indicator.additive or bool(indicator.scale) or low <= 0 or (high - low) * _SPREAD >= high or low == high


def value_labels(lang: str, indicator: Indicator) -> tuple[str, str]:
    """The unit as a line above a picture, and the expression of the value axis' labels; each empty where there is no need."""
    if indicator.scale:
        return "", f"{_literal(_levels(lang, indicator))}[datum.value] || ''"
    if indicator.type == "percentage":
        before, _, after = say(lang, "pages.value.percent", value="\0").partition("\0")
        return "", f"{_literal(before)} + datum.label + {_literal(after)}"
    return pick(indicator.unit, lang), ""


def _levels(lang: str, indicator: Indicator) -> list[list[str]]:
    return [lines(pick(level.title, lang), 14) for level in indicator.scale]


def _beside(lang: str, indicator: Indicator) -> int:
    """How many letters the names of levels beside the axis take from the lines under it."""
    return max((len(line) for name in _levels(lang, indicator) for line in name), default=0)


def _key(lang: str, results: Sequence[Result], *, covered: bool) -> list[str]:
    """What the signs of this picture mean, those only that stand in it."""
    told = {f"{SIGNS[one.status]} {status_word(lang, one)}": None for one in results if one.value is None}
    known = [one for one in results if one.value is not None]
    partial = any(one.incomplete for one in known)
    signs = [f"{SIGNS[Status.PARTIAL]} {say(lang, 'common.status.partial')}"] if partial else []
    signs += told
    signs += [say(lang, "figures.key.carried")] if any(one.carried and not one.incomplete for one in known) else []
    signs += [say(lang, "figures.key.at_least")] if any(one.at_least for one in known) else []
    signs += flags_key(lang, known)
    said = [say(lang, "figures.key.coverage")] if covered else []
    return said + ([" · ".join(signs)] if signs else [])


def _literal(value: Mapping[str, str] | Sequence[Sequence[str]] | str) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
