"""Small pictures of one size and one scale: disclosed results enter; panels with places from 0 to 1 leave.

A hidden or missing figure has a place in time and none in height, so that nothing of it can be read off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nap.charts.axes import from_zero
from nap.charts.look import SIGNS
from nap.charts.points import discreet, drawn, read_aloud
from nap.charts.promises import Stop, break_before, stops
from nap.charts.timeline import period_of, timeline
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results.beside import is_share
from nap.words import period_name

_HEADROOM = 0.08
_MOST = 16
"""So many periods have room in a small picture; the latest stand."""


@dataclass(frozen=True)
class Side:
    """What one panel shows: its name, where that leads, and disclosed totals (or parts) of one frequency in order of time."""

    name: str
    results: Sequence[Result]
    address: str = ""
    region: str = ""


@dataclass(frozen=True)
class Mark:
    """One figure. `up` None: nothing is drawn but the `sign` at the foot, beside a hatched mark where it is `hidden`."""

    across: float
    up: float | None
    sign: str
    told: str
    hidden: bool = False
    hollow: bool = False
    history: bool = False


Way = tuple[tuple[float, float], ...]
"""A line through places (across, up), from 0 to 1."""


@dataclass(frozen=True)
class Panel:
    """One small picture. `lines` break at gaps and at a break in the series; `whole` is the country's line, `way` leads to the
    targets, which stand at `goals`."""

    side: Side
    marks: tuple[Mark, ...]
    lines: tuple[Way, ...]
    whole: tuple[Way, ...]
    way: Way
    goals: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Scene:
    """All panels, and what they share: periods, the values at foot and top, whether figures are columns from the foot."""

    panels: tuple[Panel, ...]
    periods: tuple[Period, ...]
    low: float
    high: float
    columns: bool
    broken: float | None

    @property
    def step(self) -> float:
        """The room of one period, as a share of the width."""
        return 1 / len(self.periods)

    def across(self, period: Period) -> float:
        """The middle of a period's room."""
        return (self.periods.index(period) + 0.5) * self.step


def scene_of(lang: str, plan: Plan, indicator: Indicator, sides: Sequence[Side], whole: Sequence[Result] = ()) -> Scene | None:
    """The scene of these sides; None where there is not one figure to draw. `whole`: the country's results, where each panel
    can be measured by them."""
    cut = [Side(one.name, [discreet(result) for result in one.results], one.address, one.region) for one in sides]
    known = [result for one in cut for result in one.results if result.value is not None]
    if not known:
        return None
    first = min(result.period for one in cut for result in one.results)
    ways = [_way(plan, indicator, one, first) for one in cut]
    periods = timeline([result for one in cut for result in one.results], [stop.day for way in ways for stop in way])[-_MOST:]
    lines = [result for result in (discreet(one) for one in whole) if result.period in periods] if is_share(indicator) else []
    return _Maker(lang, plan, indicator, tuple(periods)).scene(cut, ways, lines)


def _way(plan: Plan, indicator: Indicator, side: Side, first: Period) -> list[Stop]:
    """What the plan promises this very place; parts and places without targets of their own have none."""
    if not side.results or not side.region or side.results[0].breakdown:
        return []
    return [stop for stop in stops(plan, indicator, side.region, first.frequency) if stop.day >= first.start]


class _Maker:
    """Puts results into their places."""

    def __init__(self, lang: str, plan: Plan, indicator: Indicator, periods: tuple[Period, ...]) -> None:
        self.lang, self.plan, self.indicator, self.periods = lang, plan, indicator, periods
        self.low, self.high = 0.0, 1.0
        self.first_after = break_before(plan, indicator, periods)

    def scene(self, sides: Sequence[Side], ways: Sequence[Sequence[Stop]], whole: Sequence[Result]) -> Scene:
        shown = [result for one in sides for result in one.results if result.period in self.periods] + list(whole)
        promised = [stop for way in ways for stop in way if self._there(stop)]
        self.low, self.high = self._ends(shown, promised)
        panels = tuple(self._panel(side, way, whole) for side, way in zip(sides, ways, strict=True))
        after = self.first_after
        broken = self._across(after) - 0.5 / len(self.periods) if after is not None and after != self.periods[0] else None
        return Scene(panels, self.periods, self.low, self.high, self._columns(), broken)

    def _ends(self, shown: Sequence[Result], promised: Sequence[Stop]) -> tuple[float, float]:
        values = [float(drawn(self.indicator, one.value)) for one in shown if one.value is not None]
        values += [float(stop.value) for stop in promised]
        if self.indicator.scale:
            return 0.0, float(len(self.indicator.scale) - 1)
        low = min(0.0, *values) if from_zero(self.indicator, shown, promised) else min(values)
        high = max(values)
        room = (high - low or 1.0) * _HEADROOM
        return (low - room if low and low == min(values) else low), high + room

    def _columns(self) -> bool:
        """For what adds up over time a column for each period."""
        return self.indicator.additive and self.indicator.accumulation in {"flow", "ytd"} and not self.indicator.scale

    def _there(self, stop: Stop) -> bool:
        return period_of(stop.day, self.periods[0]) in self.periods

    def _across(self, period: Period) -> float:
        return (self.periods.index(period) + 0.5) / len(self.periods)

    def _up(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)

    def _panel(self, side: Side, way: Sequence[Stop], whole: Sequence[Result]) -> Panel:
        results = [result for result in side.results if result.period in self.periods]
        there = [(self._across(period_of(one.day, self.periods[0])), one) for one in way if self._there(one)]
        points = [(across, self._up(float(one.value))) for across, one in there]
        goals = tuple(point for point, (_, one) in zip(points, there, strict=True) if one.what == "target")
        return Panel(
            side,
            tuple(self._mark(result) for result in results),
            () if self._columns() else tuple(self._lines(results)),
            tuple(self._lines(whole)) or tuple(map(self._dash, [one for one in whole if one.value is not None][-1:])),
            tuple(points) if self.indicator.comparable and len(points) > 1 else (),
            goals,
        )

    def _mark(self, result: Result) -> Mark:
        value, status = read_aloud(self.lang, self.indicator, result)
        told = f"{period_name(self.lang, result.period)}: {value if result.breakdown else f'{value}. {status}'}"
        hidden = result.status is Status.SUPPRESSED
        up = None if hidden or result.value is None else self._up(float(drawn(self.indicator, result.value)))
        hollow = up is not None and (result.incomplete or bool(result.carried))
        return Mark(
            self._across(result.period), up, SIGNS[result.status], told, hidden, hollow, result.period.year < self.plan.years[0]
        )

    def _lines(self, results: Sequence[Result]) -> Iterator[Way]:
        """Neighbouring figures joined; neither across a gap nor across a break."""
        known = [result for result in results if result.value is not None and result.status is not Status.SUPPRESSED]
        ends = [0, *(place for place, pair in enumerate(pairwise(known), 1) if not self._joined(*pair)), len(known)]
        for start, end in pairwise(ends):
            if end - start > 1:
                yield tuple(map(self._place, known[start:end]))

    def _place(self, result: Result) -> tuple[float, float]:
        return self._across(result.period), self._up(float(drawn(self.indicator, result.value or Decimal(0))))

    def _dash(self, result: Result) -> Way:
        """Of one figure alone there is no line, so it has a short one to itself."""
        across, up = self._place(result)
        return (across - 0.3 / len(self.periods), up), (across + 0.3 / len(self.periods), up)

    def _joined(self, one: Result, other: Result) -> bool:
        after = self.first_after
        next_door = self.periods.index(other.period) - self.periods.index(one.period) == 1
        return next_door and not (after is not None and one.period < after <= other.period)
