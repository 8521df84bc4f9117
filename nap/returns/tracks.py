"""Figures beside what was accepted before them: rows and a Past go in, a Track for each figure to be compared comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nap.facts import Period
from nap.plan import Indicator
from nap.returns import tags
from nap.returns.past import Given, Past, order_of

if TYPE_CHECKING:
    from nap.returns.material import Row

GROWING = frozenset({"ytd", "since_start"})
"""Accumulations whose figure holds the earlier ones."""


class Point(NamedTuple):
    """One earlier figure; `accepted` is false for one that stands in the same file."""

    order: int
    period: Period
    number: Decimal
    quality: str = ""
    under: Decimal | None = None
    """Of a numerator its denominator."""
    accepted: bool = True


@dataclass(frozen=True)
class Track:
    """One sound figure of a row, and those of the same place in earlier periods of the same length, oldest first.

    `tag` is its column. `settled`: the accepted version of this very return says the same, so nobody need ask again.
    """

    row: Row
    tag: str
    breakdown: str
    value: Decimal
    before: tuple[Point, ...]
    settled: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """The sheet and address it stands at."""
        return self.row.sheet, self.row.figures[self.tag].cell

    @property
    def last(self) -> Point | None:
        """The figure before this one."""
        return self.before[-1] if self.before else None

    def at(self, period: Period) -> Point | None:
        """The figure of that period."""
        return next((point for point in reversed(self.before) if point.period == period), None)

    @cached_property
    def grown(self) -> tuple[Decimal | None, tuple[Point, ...]]:
        """What happened within the period, and within the earlier ones; None where a figure before it is missing."""
        if self.row.indicator.accumulation not in GROWING:
            return self.value, self.before
        ends = (*self.before, Point(0, self.row.period, self.value))
        steps = list(_increments(ends, self.row.indicator.accumulation))
        if steps and steps[-1].period == self.row.period:
            return steps[-1].number, tuple(steps[:-1])
        return None, tuple(steps)


def _increments(points: Sequence[Point], accumulation: str) -> Iterator[Point]:
    known = {point.period: point for point in points}
    for point in points:
        if accumulation == "ytd" and point.period.number == 1:
            yield point
        elif (earlier := known.get(point.period.previous())) is not None:
            yield point._replace(number=point.number - earlier.number)


def make_tracks(rows: Sequence[Row], past: Past) -> tuple[Track, ...]:
    """A track for each sound figure of these rows that has a past or an accepted self; first reports have none."""
    several = _several(rows)
    return tuple(track for row in rows if not row.state for track in _of_row(row, past, several.get(row.key[:2], ())))


def _several(rows: Iterable[Row]) -> Mapping[tuple[str, str], list[Row]]:
    """Rows of one indicator and place for more than one period, one for each: a row copied 10,000 times costs nobody's time."""
    found: dict[tuple[str, str], dict[Period, Row]] = defaultdict(dict)
    for row in rows:
        found[row.key[:2]][row.period] = row
    return {key: list(several.values()) for key, several in found.items() if len(several) > 1}


def _of_row(row: Row, past: Past, siblings: Sequence[Row]) -> Iterator[Track]:
    series, own = past.series.get(row.key[:2], {}), past.own.get(row.key, {})
    if not series and not own and not siblings:
        return
    for tag, figure in row.figures.items():
        if figure.value is None or figure.failed or (tag == tags.TOTAL and row.indicator.has_ratio):
            continue
        breakdown = breakdown_of(row, tag)
        before = _before(row, tag, series.get(breakdown, ()), siblings)
        given = own.get(breakdown)
        settled = given is not None and _number(given, tag) == figure.value
        if before or settled:
            yield Track(row, tag, breakdown, figure.value, before, settled)


def _before(row: Row, tag: str, series: Sequence[Given], siblings: Sequence[Row]) -> tuple[Point, ...]:
    now, frequency = order_of(row.period), row.period.frequency
    found = {
        given.order: Point(given.order, given.period, number, given.quality, given.denominator)
        for given in series
        if given.order < now and given.period.frequency is frequency and (number := _number(given, tag)) is not None
    }
    for other in siblings:
        number = other.value(tag)
        if number is not None and other.period < row.period and other.period.frequency is frequency:
            order = order_of(other.period)
            found[order] = Point(order, other.period, number, other.quality, other.value(tags.DENOMINATOR), accepted=False)
    return tuple(sorted(found.values()))


def _number(given: Given, tag: str) -> Decimal | None:
    if tag == tags.NUMERATOR:
        return given.numerator
    return given.denominator if tag == tags.DENOMINATOR else given.value


def breakdown_of(row: Row, tag: str) -> str:
    """The key of the part in that column, `sex=F`; empty for a total, a level and both halves of a ratio."""
    if tag in {tags.TOTAL, tags.LEVEL, tags.NUMERATOR, tags.DENOMINATOR}:
        return ""
    return _parts(row.indicator)[tag]


@lru_cache(maxsize=1_024)
def _parts(indicator: Indicator) -> Mapping[str, str]:
    found = {
        tags.category_tag(each.by, category): f"{each.by}={category}"
        for each in indicator.breakdowns
        for category in each.categories
    }
    return found | {tags.category_tag(tags.STEP, step.code): f"{tags.STEP}={step.code}" for step in indicator.steps}
