"""Figures against those accepted before them: jumps, running totals that fell or stood still, denominators that leapt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nap.facts import Fact, Finding, Severity
from nap.returns import tags
from nap.returns.checks.figures import ratio
from nap.returns.checks.history_slips import slip, slipped, told_by_neighbours
from nap.returns.material import Material
from nap.returns.numbers import tidy
from nap.returns.tracks import GROWING, Point, Track
from nap.returns.unusual import CHANCE, SHARES, by_chance, jumped, rivals, shares_by_chance

LEAP = Decimal("0.2")
"""A stable population changes less than this between two periods."""
_LEAST_POPULATION = 100
_UNSURE = frozenset({"provisional", "estimated"})
_SURELY_GROWS = 100
"""Where a single period brought so many, none at all in the next is hardly true."""
_EXPECTED_GROWTH = 8
"""Where so many are usual in a period, none at all is hardly chance."""


def large_jumps(material: Material) -> Iterator[Finding]:
    """Totals far from what was accepted before; one finding a row."""
    told, rows = told_by_neighbours(material), set[int]()
    for track in material.tracks:
        if id(track.row) in rows or track.settled or track.place in told:
            continue
        for found in _jump(track):
            if not slipped(track):
                rows.add(id(track.row))
                yield found


def _jump(track: Track) -> Iterator[Finding]:
    if track.tag == tags.NUMERATOR:
        yield from _share_jump(track)
    elif track.tag == tags.TOTAL or track.breakdown.startswith(tags.STEP + "="):
        now, before = track.grown
        against = rivals(track, before)
        if now is None or not against:
            return
        if now == 0 and track.row.indicator.type not in SHARES:
            yield from _zero(track, before, against)
        elif all(jumped(track, before, each, now) for each in against):
            yield _jumped(track, now, _nearest(track, against, now))


def _nearest(track: Track, against: tuple[Point, ...], now: Decimal) -> Point:
    """The milder of the figures compared with: the one that is least far away."""

    def distance(point: Point) -> Decimal:
        if track.row.indicator.type in SHARES:
            return abs(now - point.number)
        return max(now / point.number, point.number / now)

    return min(against, key=distance)


def _jumped(track: Track, now: Decimal, earlier: Point) -> Finding:
    facts: dict[str, Fact] = {"number": now, "before": earlier.number, "period": str(earlier.period)}
    if track.row.indicator.accumulation in GROWING:
        case = "growth"
    elif track.row.indicator.type in SHARES:
        case, facts = "points", facts | {"difference": abs(now - earlier.number)}
    else:
        case = "up" if now > earlier.number else "down"
    return track.row.finding("large-jump", Severity.WARNING, track.tag, case=case, facts=facts)


def _zero(track: Track, before: tuple[Point, ...], against: tuple[Point, ...]) -> Iterator[Finding]:
    """Nothing where there was always something: zero, or not known? Running totals that stand still are told by themselves."""
    usual = all(each.number > CHANCE**2 for each in against) and all(each.number > 0 for each in before)
    if usual and track.row.indicator.accumulation not in GROWING:
        last = against[0]
        facts: dict[str, Fact] = {"before": last.number, "period": str(last.period)}
        yield track.row.finding("large-jump", Severity.WARNING, track.tag, case="zero", facts=facts)


def _share_jump(track: Track) -> Iterator[Finding]:
    """A share of numerator and denominator, unless few people make it swing."""
    row, under = track.row, track.row.value(tags.DENOMINATOR)
    pairs = {point.period: (point.number, point.under) for point in track.before if point.under}
    if not under:
        return
    now = ratio(row.indicator, track.value, under)
    shares = [point._replace(number=ratio(row.indicator, point.number, point.under)) for point in track.before if point.under]
    against = rivals(track, shares)

    def far(point: Point) -> bool:
        upper, lower = pairs[point.period]
        chance = shares_by_chance((upper, lower or Decimal(1)), (track.value, under))
        return not chance and jumped(track, shares, point, now)

    if against and all(map(far, against)):
        nearest = _nearest(track, against, now)
        precision = max(row.indicator.precision, 1)
        found = _jumped(track, tidy(round(now, precision)), nearest._replace(number=tidy(round(nearest.number, precision))))
        yield replace(found, cells=(*found.cells, row.line.address(tags.DENOMINATOR) or found.cells[0]))


def fallen_totals(material: Material) -> Iterator[Finding]:
    """Running totals below the figure accepted before.

    A warning, not an error as within one file: it may be the earlier figure that was wrong, and nobody is made to repeat it.
    """
    for track in material.tracks:
        last = track.last
        if last is None or not last.accepted or not _same_run(track, last) or track.breakdown.endswith("=_U"):
            continue
        if track.value < last.number and track.tag != tags.LEVEL:
            yield _fallen(track, last)


def _same_run(track: Track, last: Point) -> bool:
    """Both count from the same day: the start of the year, or of the plan."""
    accumulation = track.row.indicator.accumulation
    return accumulation == "since_start" or (accumulation == "ytd" and last.period.year == track.row.period.year)


def _fallen(track: Track, last: Point) -> Finding:
    unsure = last.quality in _UNSURE
    run = track.row.indicator.accumulation.replace("_", "-")
    facts: dict[str, Fact] = {"earlier": last.number, "later": track.value, "period": str(last.period)}
    if track.value > 0 and _like_a_step(track, last):
        # Only what was added was typed: the sum is what was asked for.
        facts |= {"offer": format(last.number + track.value, "f")}
    case = f"{run}-provisional" if unsure else f"{run}-accepted"
    return track.row.finding("total-decreased", Severity.WARNING, track.tag, case=case, facts=facts)


def _like_a_step(track: Track, last: Point) -> bool:
    """True if the figure is what earlier periods alone have brought, and no total that was only a little too high."""
    brought = [step.number for step in track.grown[1] if step.number > 0]
    if len(brought) < 2 or not min(brought) / 2 <= track.value <= max(brought) * 2:
        return False
    return len(brought) > 2 or track.value <= last.number * Decimal("0.75")


def unmoved_totals(material: Material) -> Iterator[Finding]:
    """Running totals that stand where they stood, though every period brought something: forgotten to update?"""
    for track in material.tracks:
        last = track.last
        if last is None or track.tag != tags.TOTAL or track.settled or track.value != last.number or not _same_run(track, last):
            continue
        _, steps = track.grown
        earlier = [step.number for step in steps if step.period != track.row.period]
        # In a first report one small step alone says nothing of what is usual.
        often = last.accepted or len(earlier) > 1 or min(earlier, default=0) >= _SURELY_GROWS
        if earlier and often and min(earlier) >= _EXPECTED_GROWTH:
            facts: dict[str, Fact] = {"period": str(last.period), "growth": earlier[-1]}
            yield track.row.finding("copied-unchanged", Severity.WARNING, track.tag, case="unmoved", facts=facts)


def leaping_denominators(material: Material) -> Iterator[Finding]:
    """A population that is counted anew each time and hardly changes (9,062 and then 6,384 deputies)."""
    for track in material.tracks:
        if track.tag != tags.DENOMINATOR or track.row.indicator.accumulation != "snapshot" or track.settled:
            continue
        against = rivals(track, track.before)
        if against and _leapt(against[0].number, track.value) and slip(track) is None:
            last = against[0]
            percent = tidy(round(abs(track.value - last.number) / last.number * 100, 0))
            facts: dict[str, Fact] = {"before": last.number, "period": str(last.period), "percent": percent}
            yield track.row.finding("denominator-leap", Severity.WARNING, track.tag, facts=facts)


def _leapt(earlier: Decimal, later: Decimal) -> bool:
    if max(earlier, later) < _LEAST_POPULATION or earlier <= 0 or by_chance(earlier, later):
        return False
    return abs(later - earlier) > LEAP * earlier
