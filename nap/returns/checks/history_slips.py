"""Slips of the hand seen by the figures accepted before: a lost decimal comma, a zero too many, a running total for a flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from nap.facts import Fact, Finding, Frequency, Severity
from nap.returns import tags
from nap.returns.checks.decimals import lost_decimals
from nap.returns.material import Material
from nap.returns.numbers import tidy
from nap.returns.tracks import Track
from nap.returns.unusual import COUNTED, by_chance

_FAR = 5
"""So many times beyond everything the series has shown."""
_NEAR = Decimal("1.5")
"""So near to the series the number must be that was probably meant."""
_CLOSE = 3
"""Only a series that stays within so many times its lowest figure says what was meant."""
_RECENT = 6
_SHIFTS = (10, 100, 1_000)
_FRACTIONS = frozenset({"percentage", "rate", "ratio", "index"})
_NEIGHBOURS = 4
_SUM = Decimal("1.7")
"""The sum of the year is well above each of its parts."""


def shifted(material: Material) -> Iterator[Finding]:
    """A figure far beyond its own series, and in line with it after moving the decimal point."""
    told = told_by_neighbours(material)
    for track in material.tracks:
        if not track.settled and track.place not in told and (meant := slip(track)) is not None:
            last = track.grown[1][-1]
            facts: dict[str, Fact] = {"number": meant, "before": last.number, "period": str(last.period)}
            facts |= {"offer": format(meant, "f")}
            yield track.row.finding("lost-decimal", Severity.WARNING, track.tag, case="series", facts=facts)


def slip(track: Track) -> Decimal | None:
    """The number that was probably meant, if the typed one is far from its series and this one is not."""
    now, before = track.grown
    fraction = track.row.indicator.type in _FRACTIONS and not track.row.indicator.has_ratio
    recent = [point.number for point in before[-_RECENT:]]
    if now is None or now != track.value or track.tag == tags.LEVEL or len(recent) < (2 if fraction else 3) or min(recent) <= 0:
        return None
    low, high = min(recent), max(recent)
    if high > _CLOSE * low:
        return None
    counted = not fraction and track.row.indicator.type in COUNTED
    if now > _FAR * high:
        meant = [tidy(now / shift) for shift in _SHIFTS]
    elif 0 < now < low / _FAR:
        meant = [tidy(now * shift) for shift in _SHIFTS]
    else:
        return None
    if counted and by_chance(high if now > high else low, now):
        return None
    return next((each for each in meant if low / _NEAR <= each <= high * _NEAR and _possible(track, each, counted)), None)


def _possible(track: Track, number: Decimal, counted: bool) -> bool:
    low, high = track.row.indicator.range or (None, None)
    whole = not counted or number == number.to_integral_value()
    return whole and (low is None or low <= number) and (high is None or number <= high)


def far_from_others(material: Material) -> Iterator[Finding]:
    """The same against what other organisations gave for the other regions; only the middle of their figures is told."""
    elsewhere = material.past.elsewhere
    for row in material.rows if elsewhere else ():
        others = elsewhere.get((row.indicator.code, row.period, ""), ())
        region, value = material.plan.regions.get(row.region), row.value(tags.TOTAL)
        if value is None or region is None or region.level != "region" or len(others) < _NEIGHBOURS:
            continue
        if row.indicator.type in {"percentage", "rate"} and not row.indicator.has_ratio:
            middle = _middle(others)
            meant = next((each for shift in _SHIFTS[:2] if (each := tidy(value / shift)) <= _FAR * middle), None)
            if 0 < _FAR * middle < value and meant is not None:
                facts: dict[str, Fact] = {"number": meant, "middle": middle, "offer": format(meant, "f")}
                yield row.finding("lost-decimal", Severity.WARNING, tags.TOTAL, facts=facts)


def _middle(numbers: Sequence[Decimal]) -> Decimal:
    return tidy(Decimal(median(numbers)))


def running_totals(material: Material) -> Iterator[Finding]:
    """A figure of one part of the year that looks like the sum since January (12,309 “in July”)."""
    for track in material.tracks:
        if track.tag == tags.TOTAL and not track.settled and slip(track) is None and (meant := since_january(track)) is not None:
            total = track.value - meant
            facts: dict[str, Fact] = {"sum": total, "number": meant}
            facts |= {"offer": format(meant, "f")} if meant else {}
            yield track.row.finding("looks-cumulative", Severity.WARNING, track.tag, case="" if meant else "equal", facts=facts)


def since_january(track: Track) -> Decimal | None:
    """What would be left of the figure without the earlier parts of its year, if it looks like the sum of them all."""
    period, indicator = track.row.period, track.row.indicator
    if indicator.accumulation != "flow" or period.frequency is Frequency.YEAR or indicator.type not in COUNTED | {"money"}:
        return None
    if track.last is None or track.value <= _SUM * track.last.number:
        return None
    earlier = [one for each in range(1, period.number) if (one := track.at(replace(period, number=each)))]
    if len(earlier) < max(2, period.number - 1) or any(point.number <= 0 for point in earlier):
        return None
    numbers = [point.number for point in earlier]
    total = sum(numbers, Decimal(0))
    left, highest, middle = track.value - total, max(numbers), total / len(numbers)
    if left < 0 or by_chance(highest, track.value) or track.value <= _SUM * highest:
        return None
    return left if left == 0 or middle / 2 <= left <= middle * 2 else None


def slipped(track: Track) -> bool:
    """True if a slip of the hand is told of this figure already: one cause, one finding."""
    return slip(track) is not None or since_january(track) is not None


def told_by_neighbours(material: Material) -> set[tuple[str | None, str]]:
    """Cells that stand out among the other regions of the same period."""
    return {(each.sheet, each.cells[0]) for each in (*lost_decimals(material), *far_from_others(material))}
