"""What a reported number means over time: cells become figures of the periods that results are shown for.

Year-to-date figures become what happened within the period; running totals and states are the last known ones. Flows, which
are added over periods last of all, stand in `stretches`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nap.facts import Observation
from nap.plan import Indicator, Plan
from nap.results.cells import Cell, Cells, Row
from nap.results.figures import Figure, Figures, figure_of, flags_of
from nap.results.reasons import Reason
from nap.results.spans import YEAR, Span, month_of
from nap.results.stretches import Standing

_ZERO = Decimal(0)
_NOT_CARRIED = frozenset({"not_applicable", "not_safe"})


def standing_at(plan: Plan, indicator: Indicator, cells: Cells, periods: Sequence[Span]) -> Standing:
    """Everything but flows: what stands in each of the periods (ascending by end)."""
    standing: Standing = {}
    ends = [period[1] for period in periods]
    for cell, rows in cells.rows.items():
        history = History(plan, indicator, cell, rows, cells.states.get(cell, {}))
        for period in periods[bisect_left(ends, history.ends[0]) :]:
            figures = history.at(period)
            if figures:
                standing.setdefault(period, {})[cell] = figures
    return standing


class History:
    """One cell's rows in order of time, and what they say about a period."""

    def __init__(self, plan: Plan, indicator: Indicator, cell: Cell, rows: dict[Span, Row], states: dict[Span, str]) -> None:
        self.indicator = indicator
        self.months = indicator.frequency.months
        self.partners = frozenset((cell[0],))
        # Of two rows that end together the shorter one is the last, and so the one that is found.
        self.spans = sorted(rows, key=lambda span: (span[1], span[0]))
        self.ends = [span[1] for span in self.spans]
        self.rows = rows
        self.silent = sorted(span[1] for span, state in states.items() if state in _NOT_CARRIED)
        self.plan_start = plan.years[0] * YEAR
        self.yes_since = _first_yes(indicator, self.spans, rows)
        self.ended = month_of(indicator.valid_to, plan.calendar.year_begins) if indicator.valid_to else None

    def latest(self, month: int) -> Span | None:
        """The last row that ends by that month."""
        place = bisect_right(self.ends, month) - 1
        return self.spans[place] if place >= 0 else None

    def before(self, period: Span) -> Row | None:
        """The row that ends just before the period begins."""
        # A running total starts anew with the plan, whatever the one before it had come to.
        if period[0] == self.plan_start:
            return None
        latest = self.latest(period[0] - 1)
        return self.rows[latest] if latest is not None and latest[1] == period[0] - 1 else None

    def reached(self, period: Span) -> bool:
        """True for a milestone once it was reached; once true it stays true."""
        return self.yes_since is not None and self.yes_since[1] <= period[1]

    def at(self, period: Span) -> Figures:
        """What stands in the period."""
        latest = self.latest(period[1])
        if latest is None:
            return {}
        fresh = latest[1] > self._last_asked(period) - self.months
        match self.indicator.accumulation:
            case "snapshot":
                return self._state(period, latest, fresh)
            case "since_start":
                return self._total(period, latest, fresh)
            case _:
                return self._within(period, latest, fresh)

    def _state(self, period: Span, latest: Span, fresh: bool) -> Figures:
        lasting = self.reached(period)
        if not fresh and (self._over(period) or not (lasting or self._carries(period, latest))):
            return {}
        figures = self._figures(latest, fresh)
        if lasting and "" in figures:
            self._last(figures[""], fresh)
        if not fresh:
            for figure in figures.values():
                figure.cells, figure.carried = 0, 1
        return figures

    def _last(self, figure: Figure, fresh: bool) -> None:
        """A milestone that was reached: what is said of it later no longer counts, nor how sure that is."""
        if self.yes_since is not None and (not fresh or figure.value != 1):
            figure.flags = flags_of(self.rows[self.yes_since][""])
        figure.value, figure.lasting = Decimal(1), True

    def _last_asked(self, period: Span) -> int:
        """The period's last month, or the indicator's last one if it was given up within the period."""
        return period[1] if self.ended is None or self._over(period) else min(period[1], self.ended)

    def _over(self, period: Span) -> bool:
        """True if the indicator was given up before the period: what stood then says nothing of now."""
        return self.ended is not None and period[0] > self.ended

    def _carries(self, period: Span, latest: Span) -> bool:
        """At most one year, and not past an answer that says the figure does not apply or must not be given."""
        silenced = bisect_right(self.silent, period[1]) - bisect_right(self.silent, latest[1])
        return period[1] - latest[1] <= YEAR and not silenced

    def _total(self, period: Span, latest: Span, fresh: bool) -> Figures:
        if latest[1] < period[0]:
            return {}
        figures, before = self._figures(latest, fresh), self.before(period)
        for key, figure in figures.items():
            if figure.value is not None:
                figure.increment = self._increment(figure.value, before, key, period)
        return figures

    def _increment(self, value: Decimal, before: Row | None, key: str, period: Span) -> Decimal | None:
        if before is None:
            return value if period[0] == self.plan_start else None
        earlier = before.get(key)
        return None if earlier is None or earlier.value is None else value - earlier.value

    def _within(self, period: Span, latest: Span, fresh: bool) -> Figures:
        if latest[1] < period[0]:
            return {}
        figures = self._figures(latest, fresh)
        if period[0] % YEAR:
            before = self.before(period) or {}
            for key, figure in figures.items():
                _subtract(figure, before.get(key))
        return figures

    def _figures(self, span: Span, fresh: bool) -> Figures:
        figures = {key: figure_of(self.indicator, each, span[1], self.partners) for key, each in self.rows[span].items()}
        for figure in figures.values():
            figure.fresh = fresh
        return figures


def _first_yes(indicator: Indicator, spans: Iterable[Span], rows: dict[Span, Row]) -> Span | None:
    """The row that first says that a milestone is reached."""
    if indicator.type != "milestone":
        return None
    return next((span for span in spans if "" in rows[span] and (rows[span][""].value or _ZERO) > 0), None)


def _subtract(figure: Figure, earlier: Observation | None) -> None:
    if earlier is not None:
        figure.flags |= flags_of(earlier)
    if figure.numerator is not None and figure.denominator is not None:
        if earlier is not None and earlier.numerator is not None and earlier.denominator is not None:
            figure.numerator, figure.denominator = figure.numerator - earlier.numerator, figure.denominator - earlier.denominator
            return
    elif figure.value is not None and earlier is not None and earlier.value is not None:
        figure.value -= earlier.value
        return
    figure.value = figure.numerator = figure.denominator = None
    figure.problem = Reason.EARLIER_PERIOD_MISSING
