"""How a published figure is made of other published figures: a formula that comes out exactly, or none at all.

Never a term that is hidden, and no formula that would tell one: where a place or period is hidden there is no sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nap.charts.texts import amount_text
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.plan.model import PARTS
from nap.releases.release import Release
from nap.releases.sentences import place_name
from nap.words import number, period_name, say

_MOST_TERMS = 12
"""A longer sum is no help; its terms stand in the tables."""


def formula(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """The formula in one line; empty where there is none that is published as a whole."""
    if result.value is None or result.status is Status.SUPPRESSED:
        return []
    if indicator.type in PARTS:
        return _quotient(lang, indicator, result)
    terms = _places(release, lang, indicator, result) or _periods(release, lang, indicator, result)
    if not terms:
        return []
    written = " + ".join(f"{amount_text(lang, indicator, value)} ({name})" for name, value in terms)
    return [say(lang, "release.answer.sum", terms=written, value=amount_text(lang, indicator, result.value))]


def _quotient(lang: str, indicator: Indicator, result: Result) -> list[str]:
    if result.numerator is None or not result.denominator or result.value is None:
        return []
    times = Decimal(100) if indicator.type == "percentage" else indicator.multiplier
    top, bottom = number(lang, result.numerator), number(lang, result.denominator)
    written = f"{top} ÷ {bottom}" + (f" × {number(lang, times)}" if times != 1 else "")
    return [f"{written} {_equals(indicator, result)} {amount_text(lang, indicator, result.value)}"]


def _equals(indicator: Indicator, result: Result) -> str:
    return "=" if result.value is not None and round(result.value, indicator.precision) == result.value else "≈"


Terms = Sequence[tuple[str, Decimal]]


def _places(release: Release, lang: str, indicator: Indicator, result: Result) -> Terms:
    """The smaller places whose figures add up to this one."""
    if indicator.regions != "sum" or not indicator.additive:
        return ()
    inside = release.plan.regions.children(result.region)
    rows = [release.line(indicator.code, place.code, result.period, result.breakdown) for place in inside]
    found = [row.result for row in rows if row is not None]
    return _exact(result, [(place_name(release, lang, each.region), each) for each in found])


def _periods(release: Release, lang: str, indicator: Indicator, result: Result) -> Terms:
    """The shorter periods whose figures add up to this one, where the indicator adds up over time."""
    if indicator.accumulation not in {"flow", "ytd"} or not indicator.additive or result.period.frequency is indicator.frequency:
        return ()
    parts = result.period.parts(indicator.frequency)
    rows = [release.line(indicator.code, result.region, part, result.breakdown) for part in parts]
    if len([row for row in rows if row is not None]) < len(parts):
        return ()
    return _exact(result, [(period_name(lang, row.result.period), row.result) for row in rows if row is not None])


def _exact(result: Result, found: Sequence[tuple[str, Result]]) -> Terms:
    """The terms, if there are at least two, all published, and they come out at the figure exactly."""
    if any(each.status is Status.SUPPRESSED for _, each in found):
        return ()
    terms = [(name, each.value) for name, each in found if each.value is not None]
    comes_out = sum((value for _, value in terms), Decimal(0)) == result.value
    return terms if comes_out and 1 < len(terms) <= _MOST_TERMS else ()
