"""What changed between two results of one indicator in one place, whether they can be compared, and what drove the change.

Enters what one audience sees at two moments (two periods, or one period as known on two days), leaves a `Comparison`. Nothing
hidden is worked out: where any part is hidden there are no drivers, since the missing one would be what the others leave over.

Exact fractions throughout: contributions sum to the change, without a rounding error to explain away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Plan
from nap.plan.model import PARTS
from nap.results.assessment import goal_of
from nap.results.board import Board
from nap.results.breaks import broken_between
from nap.results.completeness import Side, lack_the_same, lacking, sides_of


class Obstacle(StrEnum):
    """Why there is no difference at all."""

    HIDDEN = "hidden"
    MISSING = "missing"
    """One of the two, or both, have no number."""
    NOT_NEWER = "not_newer"
    """Nothing was reported since: the same figure still stands, or is carried forward."""
    FREQUENCY = "frequency"
    """What is added up over a half-year and over a year differs already by its length."""
    BREAK = "break"
    INCOMPLETE = "incomplete"
    """What adds up lacks figures at one of the two moments: their difference would tell a missing report as a fall."""


class Doubt(StrEnum):
    """Why a difference says little about what happened: it is shown, and called neither better nor worse."""

    COVERAGE = "coverage"
    """Figures are missing: of a sum the same ones both times; a pooled share may have moved only because others are in it."""
    CARRIED = "carried"
    """Some of the parts are carried forward."""
    AT_LEAST = "at_least"


class Undriven(StrEnum):
    """Why the change is not traced to smaller places."""

    HIDDEN = "hidden"
    NOT_ADDED = "not_added"
    """The plan does not add this indicator up from smaller places."""
    NO_PARTS = "no_parts"
    """At one of the two moments no smaller place reported: what each brought then is not known."""
    UNEQUAL = "unequal"
    """Not every place reported at both moments: one that is missing has not moved."""


@dataclass(frozen=True)
class Driver:
    """The share of one place in the change. `place` is empty for what no smaller place accounts for.

    `change` in the unit of the indicator, percentage points for percentages. For a pooled ratio `own` is the part of it that
    comes from the place's own ratio, the rest from its weight in the whole; None for what is simply added up.
    """

    place: str
    change: Fraction
    before: Result | None = None
    after: Result | None = None
    own: Fraction | None = None


@dataclass(frozen=True)
class Comparison:
    """Two results, their difference and where it comes from. `change` is None where there is an `obstacle`.

    `verdict`: `better`, `worse`, `same`, or `moved` where nothing is judged. The drivers sum to `change` exactly; where there are
    none `undriven` says why, empty if there was nothing to trace. Where the whole lacks figures `sides` tells of each smaller
    place what is known of it.
    """

    indicator: Indicator
    before: Result | None
    after: Result | None
    change: Fraction | None = None
    verdict: str = ""
    obstacle: str = ""
    doubts: tuple[Doubt, ...] = ()
    drivers: tuple[Driver, ...] = ()
    undriven: str = ""
    sides: tuple[Side, ...] = ()


Shown = Mapping[str, Result]
"""The results of the smaller places, by place."""


def compare_periods(board: Board, indicator: Indicator, region: str, then: Period, now: Period) -> Comparison:
    """The results that stand for two periods, as this board knows them."""
    return compare_boards(board, board, indicator, region, then, now)


def compare_boards(old: Board, new: Board, indicator: Indicator, region: str, then: Period, now: Period) -> Comparison:
    """What `old` shows for `then` against what `new` shows for `now`; both boards are of one audience."""
    before, after = old.at(indicator, region, then), new.at(indicator, region, now)
    inner = smaller_places(new.plan, region)
    parts = _shown(old, indicator, inner, before), _shown(new, indicator, inner, after)
    return compare(new.plan, indicator, before, after, *parts)


def compare(
    plan: Plan, indicator: Indicator, before: Result | None, after: Result | None, parts_then: Shown, parts_now: Shown
) -> Comparison:
    """Two results of one place, with those of the places inside it at the same moments."""
    obstacle = _obstacle(plan, indicator, before, after) or _gap(indicator, before, after, parts_then, parts_now)
    if obstacle or before is None or after is None:
        known = sides_of(parts_then, parts_now) if obstacle == Obstacle.INCOMPLETE else ()
        return Comparison(indicator, before, after, obstacle=obstacle, sides=known)
    change, doubts = _exact(indicator, after) - _exact(indicator, before), tuple(_doubts(indicator, before, after))
    verdict = _verdict(plan, indicator, before, after) if not doubts or not change else "moved"
    undriven = _undriven(indicator, parts_then, parts_now, doubts) if change else ""
    drivers = () if undriven or not change else _drivers(indicator, before, after, parts_then, parts_now)
    return Comparison(indicator, before, after, change, verdict, "", doubts, drivers, undriven)


def smaller_places(plan: Plan, region: str) -> tuple[str, ...]:
    """The places a figure of this one is added up from: regions of a country, districts of a region."""
    if region == plan.country:
        return tuple(each.code for each in plan.regions.level("region"))
    inner = [each.code for each in plan.regions.level("district")]
    return tuple(code for code in inner if (parent := plan.regions.parent_region(code)) is not None and parent.code == region)


def _shown(board: Board, indicator: Indicator, places: Sequence[str], whole: Result | None) -> Shown:
    """Of exactly the period of the whole: a figure of another one is no part of it."""
    if whole is None:
        return {}
    found = ((place, board.of_period(indicator, place, whole.period)) for place in places)
    return {place: result for place, result in found if result is not None}


def _obstacle(plan: Plan, indicator: Indicator, before: Result | None, after: Result | None) -> str:
    if before is None or after is None:
        return Obstacle.MISSING
    if Status.SUPPRESSED in (before.status, after.status):
        return Obstacle.HIDDEN
    if before.value is None or after.value is None:
        return Obstacle.MISSING
    if before.period == after.period:
        return Obstacle.NOT_NEWER if before is after else ""
    if before.period.frequency is not after.period.frequency and indicator.accumulation in {"flow", "ytd"}:
        return Obstacle.FREQUENCY
    if broken_between(plan, indicator, before.period, after.period):
        return Obstacle.BREAK
    return Obstacle.NOT_NEWER if after.carried and not after.reported else ""


def _gap(indicator: Indicator, before: Result | None, after: Result | None, then: Shown, now: Shown) -> str:
    """Of one period as known on two days a sum may lack the same figures both times: then only what is there has changed."""
    if before is None or after is None or not indicator.additive or not (lacking(before) or lacking(after)):
        return ""
    return "" if before.period == after.period and lack_the_same(before, after, then, now) else Obstacle.INCOMPLETE


def _doubts(indicator: Indicator, before: Result, after: Result) -> Iterator[Doubt]:
    if (indicator.additive or indicator.regions == "pooled") and (lacking(before) or lacking(after)):
        yield Doubt.COVERAGE
    if before.carried or after.carried:
        yield Doubt.CARRIED
    if before.at_least or after.at_least:
        yield Doubt.AT_LEAST


def _verdict(plan: Plan, indicator: Indicator, before: Result, after: Result) -> str:
    """Which way the plan wants it to go; for `maintain` nearer to the target is better, if this place has one.

    Half-years towards a sum over the plan or the year are not judged: a lower one may still be more than the path asks for.
    """
    then, now = _exact(indicator, before), _exact(indicator, after)
    if then == now:
        return "same"
    if before.period != after.period and _steps_to_a_sum(plan, indicator, after):
        return "moved"
    if indicator.direction == "maintain":
        targets = goal_of(indicator, after.region, plan.country).targets
        if not targets:
            return "moved"
        far, near = abs(then - Fraction(targets[-1].value)), abs(now - Fraction(targets[-1].value))
        inside = max(far, near) <= Fraction(indicator.tolerance)
        return "moved" if far == near or inside else "better" if near < far else "worse"
    if indicator.direction not in {"increase", "decrease"}:
        return "moved"
    return "better" if (now > then) == (indicator.direction == "increase") else "worse"


def _steps_to_a_sum(plan: Plan, indicator: Indicator, result: Result) -> bool:
    """True if targets speak of the sum of several such periods, the place's own or else the country's."""
    if indicator.accumulation not in {"flow", "ytd"}:
        return False
    over = {target.over for target in goal_of(indicator, result.region, plan.country).targets or indicator.targets}
    return "plan" in over or ("year" in over and result.period.frequency is not Frequency.YEAR)


def _exact(indicator: Indicator, result: Result) -> Fraction:
    """The value; of a ratio with both its numbers without the rounding of a division."""
    if result.numerator is not None and result.denominator:
        return _times(indicator) * Fraction(result.numerator) / Fraction(result.denominator)
    return _amount(result)


def _times(indicator: Indicator) -> Fraction:
    return Fraction(100) if indicator.type == "percentage" else Fraction(indicator.multiplier)


def _undriven(indicator: Indicator, then: Shown, now: Shown, doubts: Sequence[Doubt]) -> str:
    if indicator.regions not in {"sum", "pooled"}:
        return Undriven.NOT_ADDED
    parts = [*then.values(), *now.values()]
    if any(part.status is Status.SUPPRESSED for part in parts):
        return Undriven.HIDDEN
    if not all(any(_counts(part) for part in side.values()) for side in (then, now)):
        return Undriven.NO_PARTS
    if Doubt.COVERAGE in doubts and not indicator.additive:
        return Undriven.UNEQUAL
    ratio = indicator.type in PARTS
    unsplit = ratio and any(part.value is not None and part.numerator is None for part in parts)
    return Undriven.NOT_ADDED if unsplit else ""


def _drivers(indicator: Indicator, before: Result, after: Result, then: Shown, now: Shown) -> tuple[Driver, ...]:
    """One for each place that moved, the strongest first; what they leave over last, under no place."""
    if indicator.type in PARTS and not (before.denominator and after.denominator):
        return ()
    places = [place for place in {**then, **now} if _counts(then.get(place)) or _counts(now.get(place))]
    share = _Pooled(indicator, before, after) if indicator.type in PARTS else _added
    found = [share(place, then.get(place), now.get(place)) for place in places]
    rest = _exact(indicator, after) - _exact(indicator, before) - sum(driver.change for driver in found)
    ordered = sorted((driver for driver in found if driver.change), key=lambda driver: -abs(driver.change))
    return (*ordered, Driver("", rest)) if rest else tuple(ordered)


def _counts(result: Result | None) -> bool:
    return result is not None and result.value is not None


def _added(place: str, then: Result | None, now: Result | None) -> Driver:
    """What did not report counted as nothing in the whole, so it does here."""
    return Driver(place, _amount(now) - _amount(then), then, now)


def _amount(result: Result | None) -> Fraction:
    return Fraction(0) if result is None or result.value is None else Fraction(result.value)


class _Pooled:
    """A place's share in the change of a pooled ratio P = N ÷ D, after Kitagawa (1955), doi 10.1080/01621459.1955.10501299.

    With w = d ÷ D the weight of a place, p = n ÷ d its ratio and m the mean of the two totals, its share is the change of
    w·(p − m). Since the w of all places sum to 1, the m falls out of the sum and the shares add up to the change of P; it only
    decides that a place below the total pulls it down by growing. Each share splits without rest into mean(w)·Δp, from the
    place's own ratio, and (mean(p) − m)·Δw, from its weight.
    """

    def __init__(self, indicator: Indicator, before: Result, after: Result) -> None:
        self.times = _times(indicator)
        self.wholes = [Fraction(result.denominator or 0) for result in (before, after)]
        self.middle = (_exact(indicator, before) + _exact(indicator, after)) / 2

    def __call__(self, place: str, then: Result | None, now: Result | None) -> Driver:
        parts = [_ratio(result) for result in (then, now)]
        shares = [
            (self.times * numerator - self.middle * denominator) / whole
            for (numerator, denominator), whole in zip(parts, self.wholes, strict=True)
        ]
        return Driver(place, shares[1] - shares[0], then, now, self._own(parts))

    def _own(self, parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
        if not all(denominator for _, denominator in parts):
            return None
        ratios = [self.times * numerator / denominator for numerator, denominator in parts]
        weights = [denominator / whole for (_, denominator), whole in zip(parts, self.wholes, strict=True)]
        return (ratios[1] - ratios[0]) * (weights[0] + weights[1]) / 2


def _ratio(result: Result | None) -> tuple[Fraction, Fraction]:
    if result is None or result.numerator is None or result.denominator is None:
        return Fraction(0), Fraction(0)
    return Fraction(result.numerator), Fraction(result.denominator)
