"""How many regions stand at which level of a scale: a distribution, never a mean. Disclosed results enter, a `Figure` leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from nap.charts.bars import Bar, draw_bars
from nap.charts.cells import Amount
from nap.charts.figure import Figure
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.words import number, pick, say

Found = Sequence[tuple[str, Result]]
"""Regions that were asked, each with its result."""


def levels(lang: str, plan: Plan, indicator: Indicator, period: Period, found: Found) -> Figure:
    """One bar a level, the lowest first, then the regions without an answer and the hidden ones."""
    groups = _groups(lang, indicator, found)
    bars = [Bar(name, number(lang, len(regions)), str(len(regions)), value=len(regions)) for name, regions in groups.items()]
    names = {code: pick(region.names, lang) for code, _ in found if (region := plan.regions.get(code)) is not None}
    return Figure(
        title=say(lang, "changes.levels.title", indicator=f"{indicator.code} {pick(indicator.title, lang)}", period=period),
        words=say(lang, "changes.levels.words", levels=levels_text(lang, indicator, found)),
        caption=say(lang, "pages.indicator.table"),
        header=tuple(say(lang, f"changes.column.{name}") for name in ("level", "regions", "which")),
        rows=tuple(
            (
                name,
                Amount(number(lang, len(regions)), Decimal(len(regions))),
                ", ".join(names.get(code, code) for code in regions),
            )
            for name, regions in groups.items()
        ),
        name=f"indicator-{indicator.code}-levels-{period}",
        spec=draw_bars(lang, bars, None, say(lang, "changes.column.regions")),
    )


def levels_text(lang: str, indicator: Indicator, found: Found) -> str:
    """`limited: 3, met: 2, no answer: 4`; levels at which nobody stands are left out."""
    counts = {name: len(regions) for name, regions in _groups(lang, indicator, found).items()}
    return ", ".join(f"{name}: {number(lang, n)}" for name, n in counts.items() if n)


def _groups(lang: str, indicator: Indicator, found: Found) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {pick(level.title, lang): [] for level in indicator.scale}
    for code, result in found:
        groups.setdefault(_place(lang, indicator, result), []).append(code)
    return groups


def _place(lang: str, indicator: Indicator, result: Result) -> str:
    if result.status is Status.SUPPRESSED:
        return say(lang, "pages.value.hidden")
    if result.value is None or not 0 <= result.value < len(indicator.scale):
        return say(lang, "changes.levels.none")
    return pick(indicator.scale[int(result.value)].title, lang)
