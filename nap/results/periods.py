"""From periods to longer periods, last of all (docs/results.md). Figures per place and period enter; sums over time leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nap.plan import Indicator
from nap.results.figures import Figure, Figures, add_up, parts_of, without_overlap
from nap.results.spans import LENGTHS, YEAR, Span, holders, length
from nap.results.stretches import apart


def over_periods(indicator: Indicator, flows: Mapping[Span, Figures], longer: Collection[Span] = ()) -> dict[Span, Figures]:
    """The flows of one place in each of the indicator's own periods and every longer one that has any part.

    `longer`: stretches of more than one own period in which rows of that place overlap.
    """
    months = indicator.frequency.months
    parts: dict[Span, list[Span]] = {}
    for span in sorted(flows):
        if length(span) == months or span in longer:
            for holder in holders(span, months):
                parts.setdefault(holder, []).append(span)
    return {whole: _added(indicator, whole, spans, flows, longer) for whole, spans in parts.items()}


def _added(
    indicator: Indicator, whole: Span, spans: Sequence[Span], flows: Mapping[Span, Figures], longer: Collection[Span]
) -> Figures:
    chosen = apart(spans, [each for each in longer if each in spans]) if longer else spans
    if list(chosen) == [whole]:
        return flows[whole]
    keys: dict[str, list[Figure]] = {}
    for span in chosen:
        for key, figure in flows[span].items():
            keys.setdefault(key, []).append(figure)
    return {key: _sum(indicator, figures) for key, figures in keys.items()}


def _sum(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    total, parts = without_overlap(add_up(indicator, figures)), parts_of(indicator, figures)
    return total if parts is None else replace(total, parts=parts)


def since(first: int, period: Span, months: int) -> list[Span]:
    """The periods that make up the time from month `first` to the end of `period`: the longest that fit, none below own ones."""
    found: list[Span] = []
    month = first
    while month <= period[1]:
        fitting = [each for each in LENGTHS if each >= months and month % each == 0 and month + each - 1 <= period[1]]
        if fitting:
            found.append((month, month + max(fitting) - 1))
        month += max(fitting, default=1)
    return found


def years_since(first: int, period: Span) -> list[Span]:
    """The time from month `first` to the end of `period`, cut at the ends of years: what a year-to-date figure tells whole."""
    years = range(first // YEAR, period[1] // YEAR + 1) if first <= period[1] else ()
    return [(max(first, year * YEAR), min(year * YEAR + YEAR - 1, period[1])) for year in years]


def sum_of(indicator: Indicator, pieces: Iterable[Figures | None]) -> Figure | None:
    """The totals of several periods added up; None if none has any."""
    totals = [figures[""] for figures in pieces if figures and "" in figures]
    return add_up(indicator, totals) if totals else None


def enough(reported: int, expected: int, line: Decimal) -> bool:
    """True unless fewer than this share of the expected cells came; where nothing is expected nothing is missing."""
    return reported >= line * expected
