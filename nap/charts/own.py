"""One organisation's own figures of one indicator and place over time. Figures as they were accepted enter, a `Figure` leaves.

No target stands beside them: the plan promises for all organisations together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nap.charts.cells import Amount, Cell
from nap.charts.figure import Figure
from nap.charts.seriespicture import draw
from nap.charts.texts import amount_text
from nap.facts import Observation, Result, Status
from nap.figure_texts import figure_text
from nap.plan import Indicator, Plan
from nap.words import period_name, pick, say


def own_trend(lang: str, plan: Plan, indicator: Indicator, place: str, figures: Sequence[Observation]) -> Figure:
    """`figures` are the totals of one organisation for that indicator and place, of one frequency, in order of time; `place` is
    the region's name."""
    known = [(one, value) for one in figures if (value := shown(indicator, one)) is not None]
    return Figure(
        title=f"{indicator.code} {pick(indicator.title, lang)}: {place}",
        words=_words(lang, indicator, place, known),
        caption=say(lang, "own.trend.table"),
        header=tuple(say(lang, f"own.column.{name}") for name in ("period", "value", "given")),
        rows=tuple(_row(lang, plan, indicator, one) for one in reversed(figures)),
        name=f"own-{indicator.code}-{figures[0].region}" if figures else f"own-{indicator.code}",
        spec=_picture(lang, plan, indicator, known),
    )


def shown(indicator: Indicator, one: Observation) -> Decimal | None:
    """The value to draw: of a ratio what its parts make, unrounded; None for an answer without a figure."""
    if one.numerator is None or one.denominator is None:
        return one.value
    times = Decimal(100) if indicator.type == "percentage" else indicator.multiplier
    return one.numerator * times / one.denominator if one.denominator else None


def _picture(lang: str, plan: Plan, indicator: Indicator, known: Sequence[tuple[Observation, Decimal]]) -> dict[str, object]:
    bare = replace(indicator, baseline=None, targets=(), regional_targets={}, regional_baselines={}, direction="none")
    drawn = [
        Result(indicator.code, one.region, one.period, value=value, reported=0, expected=0, status=Status.CONTEXT)
        for one, value in known
    ]
    return draw(lang, plan, bare, drawn, ()) if drawn else {}


def _row(lang: str, plan: Plan, indicator: Indicator, one: Observation) -> tuple[Cell, ...]:
    value = shown(indicator, one)
    rounded = None if value is None else round(value, indicator.precision)
    text = say(lang, "pages.value.none") if value is None else amount_text(lang, indicator, value)
    return period_name(lang, one.period), Amount(text, rounded), figure_text(lang, plan, one)


def _words(lang: str, indicator: Indicator, place: str, known: Sequence[tuple[Observation, Decimal]]) -> str:
    if not known:
        return say(lang, "own.trend.none", place=place)
    (first, before), (last, now) = known[0], known[-1]
    said = {"place": place, "last": last.period, "now": amount_text(lang, indicator, now)}
    if len(known) == 1:
        return say(lang, "own.trend.one", **said)
    return say(lang, "own.trend.words", first=first.period, before=amount_text(lang, indicator, before), **said)
