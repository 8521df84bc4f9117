"""One indicator in all regions in one period. Disclosed results in the plan's order enter, a `Figure` leaves.

The order is the plan's and never by size: this is no league table. The country comes first and stands apart; where it is the
sum of its parts it is told and not drawn, because it would dwarf them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nap.charts.axes import value_labels
from nap.charts.bars import Bar, draw_bars
from nap.charts.cells import Amount, Cell, Link
from nap.charts.figure import Figure
from nap.charts.gaps import empty_told
from nap.charts.look import LIGHT, SIGNS, status_ink
from nap.charts.points import discreet, drawn, read_aloud
from nap.charts.promises import Stop, next_target
from nap.charts.series import status_mark
from nap.charts.texts import (
    by_hand,
    coverage_text,
    explained_cell,
    in_sentences,
    plain_status,
    short_text,
    status_told,
    status_word,
    value_text,
)
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.words import pick, say

Found = Sequence[tuple[str, Result | None]]


def by_region(lang: str, plan: Plan, indicator: Indicator, period: Period, found: Found, lead: Callable[[str], str]) -> Figure:
    """The figure of one period. `found`: region code and its disclosed total, None where it was not asked for.

    A result of another period (the latest one there is) says so. `lead` gives the address a region's name links to.
    """
    country = plan.country
    shown = [(region, None if result is None else discreet(result)) for region, result in found]
    ordered = sorted(shown, key=lambda entry: entry[0] != country)
    title = f"{indicator.code} {pick(indicator.title, lang)}"
    columns = [*(say(lang, f"pages.column.{name}") for name in ("region", "value", "status", "coverage", "target"))]
    return Figure(
        title=say(lang, "figures.title.regions", indicator=title, period=period),
        words=_words(lang, plan, indicator, period, ordered),
        caption=say(lang, "pages.indicator.table"),
        header=tuple(columns),
        rows=tuple(_row(lang, plan, indicator, period, region, result, lead(region)) for region, result in ordered),
        name=f"indicator-{indicator.code}-regions-{period}",
        spec=_picture(lang, plan, indicator, period, ordered),
    )


def _picture(lang: str, plan: Plan, indicator: Indicator, period: Period, found: Found) -> dict[str, object]:
    bars = [_bar(lang, plan, indicator, period, region, result) for region, result in found]
    return draw_bars(lang, bars, top_of(indicator, bars), *value_labels(lang, indicator))


_SMALL = (1, 2, 4, 10, 20, 30, 40, 50)
"""Ends of an axis for shares so small that they could not be told apart against the whole."""


def top_of(indicator: Indicator, bars: Sequence[Bar]) -> int | None:
    """Where the axis ends: the highest level of a scale, the whole for shares or a round number above small ones.

    None leaves it to the picture.
    """
    if indicator.type != "percentage":
        return len(indicator.scale) - 1 if indicator.scale else None
    most = max((number for bar in bars for number in (bar.value, bar.goal) if number is not None), default=0)
    if most > 100:
        return None
    return next((top for top in _SMALL if 0 < most <= top), 100)


def _bar(lang: str, plan: Plan, indicator: Indicator, period: Period, region: str, result: Result | None) -> Bar:
    name, apart = _name(lang, plan, region), region == plan.country
    if result is None:
        words = say(lang, "figures.not_asked")
        return Bar(name, words, words, apart=apart)
    told = ". ".join(read_aloud(lang, indicator, result))
    if result.value is None:
        words = f"{SIGNS[result.status]} {status_word(lang, result)}"
        return Bar(name, words, told, hidden=result.status is Status.SUPPRESSED, apart=apart)
    target = next_target(plan, indicator, region, period)
    summed = apart and indicator.additive and any(other.level != "country" for other in plan.regions.all)
    goal = "" if target is None else _target(lang, indicator, period, target)
    shown = _named(period, result, short_text(lang, indicator, result))
    return Bar(
        name,
        f"{shown} · {goal}" if summed and goal else shown,
        told,
        value=None if summed else drawn(indicator, result.value),
        note=f"{SIGNS[result.status]} {status_word(lang, result)}",
        tone=status_ink(result.status) if result.status.value in LIGHT else "",
        partial=result.incomplete,
        apart=apart,
        goal=None if summed or target is None else drawn(indicator, target.value),
        goal_shown=goal,
    )


def _shown(lang: str, indicator: Indicator, period: Period, result: Result) -> str:
    return _named(period, result, value_text(lang, indicator, result))


def _named(period: Period, result: Result, shown: str) -> str:
    return shown if result.period == period else f"{shown} ({short_name(result.period)})"


def _target(lang: str, indicator: Indicator, period: Period, target: Stop) -> str:
    said = target.said(lang, indicator)
    return said if period.start <= target.day <= period.end else f"{said} ({target.day.year})"


def _row(
    lang: str, plan: Plan, indicator: Indicator, period: Period, region: str, result: Result | None, address: str
) -> tuple[Cell, ...]:
    name = Link(_name(lang, plan, region), address)
    if result is None:
        return name, "", say(lang, "figures.not_asked"), "", ""
    target, none = next_target(plan, indicator, region, period), say(lang, "coverage.no_target")
    goal: Cell = Amount(_target(lang, indicator, period, target), round(target.value, indicator.precision)) if target else none
    value = replace(explained_cell(lang, indicator, result), text=_shown(lang, indicator, period, result))
    return name, value, status_mark(lang, result), coverage_text(lang, result), goal


def _name(lang: str, plan: Plan, region: str) -> str:
    known = plan.regions.get(region)
    return pick(known.names, lang) if known else region


def _words(lang: str, plan: Plan, indicator: Indicator, period: Period, found: Found) -> str:
    regions = [result for region, result in found if region != plan.country]
    said = [say(lang, "figures.lead.regions", indicator=indicator.title, period=period)]
    if regions:
        n = len([result for result in regions if result and result.value is not None])
        said.append(say(lang, "figures.regions_with_value", n=n, m=len(regions)))
    said += [_sentence(lang, plan, indicator, period, region, result) for region, result in found]
    return " ".join(said)


def _sentence(lang: str, plan: Plan, indicator: Indicator, period: Period, region: str, result: Result | None) -> str:
    if result is None:
        said = say(lang, "figures.not_asked")
    elif result.value is None:
        said = empty_told(lang, status_told(lang, result), result)
    else:
        target = next_target(plan, indicator, region, period)
        goal = _target(lang, indicator, period, target) if target else ""
        parts = [_shown(lang, indicator, period, result), plain_status(lang, result), goal, coverage_text(lang, result)]
        said = ", ".join(part[:1].lower() + part[1:] for part in parts if part)
        said = in_sentences(said, *by_hand(lang, result))
    return in_sentences(say(lang, "figures.entry", name=_name(lang, plan, region), value=said))
