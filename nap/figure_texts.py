"""Figures in words, as a return has them: an observation and its plan enter; what it says, of what, and how it was read leave."""

from __future__ import annotations

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan
from nap.plan.parts import breakdown_name
from nap.returns.understanding import way_of
from nap.words import number, period_name, pick, say


def way(plan: Plan, one: Observation) -> str:
    """How the figure was made of what was typed, as `way_of` names it."""
    indicator = plan.indicator(one.indicator)
    kind = indicator.type if indicator else ""
    return way_of(one, graded=not one.breakdown and kind in {"milestone", "ordinal"}, is_list=kind == "list")


def figure_text(lang: str, plan: Plan, one: Observation) -> str:
    """The figure in words: a state, a level's title, yes or no, two numbers, or a number; then how good it is."""
    said = _figure(lang, plan.indicator(one.indicator), one)
    return f"{said} ({say(lang, f'workbook.quality.{one.quality}')})" if one.quality else said


def about_text(lang: str, plan: Plan, one: Observation, usual: Period | None = None) -> str:
    """Where, when (unless it is the `usual` period) and of whom."""
    region = plan.regions.get(one.region)
    place = pick(region.names, lang) if region else one.region
    of_whom = breakdown_name(lang, plan.indicator(one.indicator), one.breakdown)
    when = "" if one.period == usual else period_name(lang, one.period)
    return " · ".join(part for part in (place, when, of_whom) if part)


def _figure(lang: str, indicator: Indicator | None, one: Observation) -> str:
    if one.state:
        return say(lang, f"workbook.state.{one.state}")
    if one.numerator is not None and one.denominator is not None:
        return f"{number(lang, one.numerator)} / {number(lang, one.denominator)}"
    if one.value is None:
        return ""
    if indicator is None or one.breakdown:
        return number(lang, one.value)
    if indicator.type == "milestone":
        return say(lang, "workbook.yes" if one.value else "workbook.no")
    if indicator.type == "ordinal" and 0 <= one.value < len(indicator.scale):
        return pick(indicator.scale[int(one.value)].title, lang)
    return number(lang, one.value)
