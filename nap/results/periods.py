"""From periods to longer periods, last of all (design.md §7). Figures per place and period enter; sums over time leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nap.plan import Indicator
from nap.results.figures import Figure, Figures, add_up, parts_of, without_overlap
from nap.results.spans import YEAR, Span, holders


def over_periods(indicator: Indicator, flows: Mapping[Span, Figures]) -> dict[Span, Figures]:
    """The flows of one place in each of the indicator's own periods and every longer one that has any part."""
    parts: dict[Span, list[Span]] = {}
    for span in sorted(flows):
        for holder in holders(span, indicator.frequency.months):
            parts.setdefault(holder, []).append(span)
    return {whole: _added(indicator, whole, spans, flows) for whole, spans in parts.items()}


def _added(indicator: Indicator, whole: Span, spans: Sequence[Span], flows: Mapping[Span, Figures]) -> Figures:
    chosen = spans if len(spans) == 1 else apart(indicator, spans)
    if chosen == [whole]:
        return flows[whole]
    keys: dict[str, list[Figure]] = {}
    for span in chosen:
        for key, figure in flows[span].items():
            keys.setdefault(key, []).append(figure)
    return {key: _sum(indicator, figures) for key, figures in keys.items()}


def _sum(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    total, parts = without_overlap(add_up(indicator, figures)), parts_of(indicator, figures)
    return total if parts is None else replace(total, parts=parts)


def apart(indicator: Indicator, spans: Iterable[Span]) -> list[Span]:
    """Spans that do not overlap: figures of the indicator's own periods count first, then shorter, then longer ones."""
    own = indicator.frequency.months
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: _rank(span[1] - span[0] + 1, own)):
        if all(span[1] < other[0] or other[1] < span[0] for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _rank(length: int, own: int) -> tuple[int, int]:
    if length == own:
        return 0, 0
    return (1, -length) if length < own else (2, length)


def since(first: int, period: Span, months: int) -> list[Span]:
    """The periods that make up the time from month `first` to the end of `period`: whole years, the rest in own periods."""
    found: list[Span] = []
    month = first
    while month <= period[1]:
        length = YEAR if month % YEAR == 0 and month + YEAR - 1 <= period[1] else months
        if month % length:
            month += 1
            continue
        if month + length - 1 <= period[1]:
            found.append((month, month + length - 1))
        month += length
    return found


def sum_of(indicator: Indicator, pieces: Iterable[Figures | None]) -> Figure | None:
    """The totals of several periods added up; None if none has any."""
    totals = [figures[""] for figures in pieces if figures and "" in figures]
    return add_up(indicator, totals) if totals else None


def enough(reported: int, expected: int, line: Decimal) -> bool:
    """True unless fewer than this share of the expected cells came; where nothing is expected nothing is missing."""
    return reported >= line * expected
