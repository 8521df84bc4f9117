"""Figures beside what was accepted before them: rows and a Past go in, a Track for each figure to be compared comes out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from nap.facts import Frequency, Period
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
        order = order_of(period)
        return next((point for point in reversed(self.before) if point.order == order), None)

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


LONGEST = 24
"""Figures before one that are looked at: two years of months. A file of many years stays quick to check."""


def make_tracks(rows: Sequence[Row], past: Past) -> tuple[Track, ...]:
    """A track for each sound figure of these rows that has a past or an accepted self; first reports have none."""
    lines: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.state:
            lines[row.key[:2]].append(row)
    known = {key: _Lines(several, past.series.get(key, {})) for key, several in lines.items()}
    return tuple(track for row in rows if not row.state for track in _of_row(row, past, known[row.key[:2]]))


class _Lines:
    """The figures of one indicator and place over time, of the past and the file; each column is put in order once."""

    def __init__(self, rows: Sequence[Row], series: Mapping[str, Sequence[Given]]) -> None:
        self.rows, self.series = rows, series
        self._ordered: dict[tuple[str, Frequency], list[Point]] = {}

    def before(self, row: Row, tag: str, breakdown: str) -> tuple[Point, ...]:
        """The points of periods of the same length before this row's, oldest first."""
        key = (tag, row.period.frequency)
        if key not in self._ordered:
            self._ordered[key] = self._points(*key, breakdown)
        points = self._ordered[key]
        end = bisect_left(points, order_of(row.period), key=attrgetter("order"))
        return tuple(points[max(end - LONGEST, 0) : end])

    def _points(self, tag: str, frequency: Frequency, breakdown: str) -> list[Point]:
        found = {
            given.order: Point(given.order, given.period, number, given.quality, given.denominator)
            for given in self.series.get(breakdown, ())
            if given.period.frequency is frequency and (number := _number(given, tag)) is not None
        }
        for row in self.rows:
            if row.period.frequency is frequency and (number := row.value(tag)) is not None:
                order, under = order_of(row.period), row.value(tags.DENOMINATOR)
                found[order] = Point(order, row.period, number, row.quality, under, accepted=False)
        return sorted(found.values(), key=attrgetter("order"))


def _of_row(row: Row, past: Past, lines: _Lines) -> Iterator[Track]:
    own = past.own.get(row.key, {})
    if not lines.series and not own and len(lines.rows) == 1:
        return
    for tag, figure in row.figures.items():
        if figure.value is None or figure.failed or (tag == tags.TOTAL and row.indicator.has_ratio):
            continue
        breakdown = breakdown_of(row, tag)
        before, given = lines.before(row, tag, breakdown), own.get(breakdown)
        settled = given is not None and _number(given, tag) == figure.value
        if before or settled:
            yield Track(row, tag, breakdown, figure.value, before, settled)


def _number(given: Given, tag: str) -> Decimal | None:
    if tag == tags.NUMERATOR:
        return given.numerator
    return given.denominator if tag == tags.DENOMINATOR else given.value


def breakdown_of(row: Row, tag: str) -> str:
    """The key of the part in that column, `sex=F`; empty for a total, a level and both halves of a ratio."""
    if tag in {tags.TOTAL, tags.LEVEL, tags.NUMERATOR, tags.DENOMINATOR}:
        return ""
    return _parts(row.indicator)[tag]


_parts = lru_cache(maxsize=1_024)(tags.parts_by_tag)
