"""Figures that are the same as before: a row or a whole return copied, a figure of another place, zero that never changes.

Honest repetition is common: three meetings each half-year, seventeen centres. Only what has so many digits that chance hardly
brings it back is asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.checks.zeros import lone_zeros
from nap.returns.material import Material, Row
from nap.returns.past import order_of
from nap.returns.tracks import GROWING, Point, Track
from nap.returns.unusual import digits

_DIGITS_FLOW = 4
"""So many digits together do not come back by chance where everything is counted anew …"""
_DIGITS_STATE = 5
"""… and so many of what stands, and often stands still."""
_DIGITS_PAIR = 7
"""Of a numerator and a denominator together."""
_LEAST_CELLS = 6
_NEARLY_ALL = Decimal("0.8")
_TELLING = 2
"""A figure of one digit repeats itself all the time: it does not count when whole returns are compared."""


def copies(material: Material) -> Iterator[Finding]:
    """The whole return if it is the one before again, else the rows that are."""
    rows: dict[int, list[Track]] = defaultdict(list)
    for track in material.tracks:
        if not track.settled and track.before and track.tag != tags.LEVEL and track.row.indicator.accumulation not in GROWING:
            rows[id(track.row)].append(track)
    again = _whole_return(rows)
    if again is not None:
        period, same, of = again
        facts: dict[str, Fact] = {"period": str(period), "same": same, "of": of}
        yield Finding("copied-unchanged", Severity.WARNING, case="return", facts=tuple(facts.items()))
        return
    for tracks in rows.values():
        yield from _row(tracks)


def _whole_return(rows: Mapping[int, Sequence[Track]]) -> tuple[Period, int, int] | None:
    """The period that was sent again, how many telling figures are the same, and of how many."""
    compared = [
        (track, point)
        for tracks in rows.values()
        for track in tracks
        if _changes(track) and digits(track.value) >= _TELLING and (point := _just_before(track)) is not None
    ]
    same = [track for track, point in compared if track.value == point.number]
    if len(same) < _LEAST_CELLS or len(same) < _NEARLY_ALL * len(compared):
        return None
    return compared[0][1].period, len(same), len(compared)


def _just_before(track: Track) -> Point | None:
    """The figure of the period right before; where there is one, nothing lies between."""
    last = track.last
    return last if last is not None and last.order == order_of(track.row.period.previous()) else None


def _changes(track: Track) -> bool:
    """Of what happens in a period, not of what stands at its end."""
    return track.row.indicator.accumulation != "snapshot"


def _row(tracks: Sequence[Track]) -> Iterator[Finding]:
    """A row of which every figure is that of one earlier period, the latest such."""
    row, first = tracks[0].row, tracks[0]
    for point in reversed(first.before):
        if point.number == first.value and all(_same(track, point.period) for track in tracks[1:]) and _telling(row, tracks):
            facts: dict[str, Fact] = {"period": str(point.period)}
            yield row.finding("copied-unchanged", Severity.WARNING, *(track.tag for track in tracks), facts=facts)
            return


def _same(track: Track, period: Period) -> bool:
    point = track.at(period)
    return point is not None and point.number == track.value


def _telling(row: Row, tracks: Sequence[Track]) -> bool:
    """True if the figures of the row hold more digits than chance repeats; the parts of a total tell it, or it tells itself."""
    parts = [digits(track.value) for track in tracks if track.breakdown]
    totals = [digits(track.value) for track in tracks if not track.breakdown]
    if row.indicator.has_ratio:
        return sum(totals) >= _DIGITS_PAIR
    least = _DIGITS_FLOW if row.indicator.accumulation == "flow" else _DIGITS_STATE
    return max(sum(parts), max(totals, default=0)) >= least


def taken_from_elsewhere(material: Material) -> Iterator[Finding]:
    """A figure of many digits that was accepted before for another place or part (16.7.1.a: the women's share of 2013)."""
    if not material.past.series:
        return
    strange = [track for track in material.tracks if digits(track.value) >= _DIGITS_STATE and _never_there(track)]
    wanted = {(track.row.indicator.code, track.value) for track in strange}
    known = {
        (code, given.value): (region, breakdown, given.period)
        for (code, region), series in (material.past.series.items() if wanted else ())
        for breakdown, several in series.items()
        for given in several
        if (code, given.value) in wanted
    }
    for track in strange:
        found = known.get((track.row.indicator.code, track.value))
        if found is not None:
            region, breakdown, period = found
            facts: dict[str, Fact] = {"period": str(period), "regions": region, "part": breakdown.partition("=")[2]}
            case = "part" if breakdown else "elsewhere"
            yield track.row.finding("copied-unchanged", Severity.WARNING, track.tag, case=case, facts=facts)


def _never_there(track: Track) -> bool:
    return not track.settled and all(point.number != track.value for point in track.before)


_ZEROS = 3
"""Periods in a row, this one among them."""
_OTHERS = 3
_USUAL = 5


def constant_zeros(material: Material) -> Iterator[Finding]:
    """Zero in every period where the other places always have figures: is it missing? (Poverty in Osh city, 2007–2012.)"""
    told = {(each.sheet, each.cells[0]) for each in lone_zeros(material)}
    groups: dict[tuple[str, Period], list[Track]] = defaultdict(list)
    for track in material.tracks:
        if track.tag == tags.TOTAL:
            groups[track.row.indicator.code, track.row.period].append(track)
    for group in groups.values():
        if all(track.value for track in group):
            continue
        others = [track for track in group if track.value > 0]
        if len(others) < _OTHERS or not all(_never_zero(track) for track in others):
            continue
        for track in group:
            zeros = [point for point in track.before if point.number == 0]
            if (
                track.value == 0
                and not track.settled
                and track.place not in told
                and len(zeros) == len(track.before) >= _ZEROS - 1
            ):
                facts: dict[str, Fact] = {"count": len(zeros) + 1, "period": str(zeros[0].period)}
                yield track.row.finding("constant-zero", Severity.WARNING, track.tag, facts=facts)


def _never_zero(track: Track) -> bool:
    """Figures that were never near zero; of shares any above it."""
    least = _USUAL if track.row.indicator.additive else 0
    return all(number > least for number in (track.value, *(point.number for point in track.before)))
