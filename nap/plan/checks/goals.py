"""Baseline, targets and range of one indicator agree with each other and with its direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nap.facts import Frequency, Period
from nap.plan.draft import fault, items, place, warning
from nap.plan.faults import Fault
from nap.plan.model import PARTS, WHOLE_NUMBERS, Baseline, Indicator, Target
from nap.plan.reading import Read, last

_MEASURED = frozenset({"money", "index", *PARTS})
_SIGNS = {"increase": 1, "decrease": -1}


def check(indicator: Indicator, read: Read, year_begins: int) -> Iterator[Fault]:
    """Faults of values, dates and directions; `year_begins`: the month in which the plan's years begin."""
    yield from _range(indicator, read)
    yield from _growing(indicator, read)
    yield from _tolerance(indicator, read)
    series = [(items(read, "targets"), indicator.baseline), *_regional(indicator, read)]
    for targets, baseline in series:
        yield from _dates(targets)
        yield from _path(indicator, baseline or indicator.baseline, targets)
        for target in targets:
            yield from _value(indicator, read, target.at("value"))
            yield from _after_baseline(baseline or indicator.baseline, target)
            yield from _over(indicator, target, year_begins)
            yield from _direction(indicator, baseline, target)
    for stood in _baselines(read):
        yield from _value(indicator, read, stood.at("value"))
    if indicator.direction == "none" and any(targets for targets, _ in series):
        yield warning("target-without-direction", place(read, "targets"))


def _regional(indicator: Indicator, read: Read) -> Iterator[tuple[tuple[Read, ...], Baseline | None]]:
    """The targets of each region beside the region's own baseline, None if it has none of its own."""
    regional = read.at("regional_targets")
    for code, targets in regional.value.items() if regional is not None else ():
        yield targets.value, indicator.regional_baselines.get(code)


def _baselines(read: Read) -> Iterator[Read]:
    national, regional = read.at("baseline"), read.at("regional_baselines")
    if national is not None:
        yield national
    yield from regional.value.values() if regional is not None else ()


def _range(indicator: Indicator, read: Read) -> Iterator[Fault]:
    if indicator.range is not None and indicator.range[0] >= indicator.range[1]:
        low, high = indicator.range
        yield fault("range-reversed", place(read, "range"), low=low, high=high)


def _growing(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """What only grows cannot be brought down, and what starts from nothing cannot be kept."""
    if indicator.direction == "decrease" and indicator.type == "milestone":
        yield fault("milestone-only-grows", place(read, "direction"))
    over_plan = any(target.over == "plan" for targets in _targets(indicator) for target in targets)
    falling = indicator.direction == "decrease" and indicator.accumulation == "since_start"
    if falling or (over_plan and indicator.direction in {"decrease", "maintain"}):
        yield fault("total-only-grows", place(read, "direction"), direction=indicator.direction)


def _targets(indicator: Indicator) -> tuple[tuple[Target, ...], ...]:
    return indicator.targets, *indicator.regional_targets.values()


def _tolerance(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """Whole numbers can be kept exactly; anything that is measured strays a little."""
    if indicator.direction == "maintain" and read.lacks("tolerance") and indicator.type in _MEASURED:
        yield warning("maintain-without-tolerance", place(read, "direction"))


def _path(indicator: Indicator, stood: Baseline | None, targets: tuple[Read, ...]) -> Iterator[Fault]:
    """Targets of one place make one path: of one kind, never turning back, from the baseline to somewhere else."""
    stops = sorted((each for each in targets if each.at("date") and each.at("value")), key=lambda each: each.get("date"))
    if not stops:
        return
    final, kind = stops[-1], _kind(indicator, stops[-1])
    others = [each for each in stops if _kind(indicator, each) != kind]
    if others:
        yield warning("mixed-targets", place(others[0], "over"), key=last(others[0].path), kind=kind)
        return
    yield from _onward(indicator, stops)
    if kind == "plan" and stood is None:
        yield warning("no-start-of-sum", final, key=last(final.path))
    elif kind != "plan" and stood is not None and indicator.direction in _SIGNS and final.get("value") == stood.value:
        yield warning("target-equals-baseline", place(final, "value"), date=final.get("date"), baseline=stood.value)


def _onward(indicator: Indicator, stops: Sequence[Read]) -> Iterator[Fault]:
    for earlier, later in pairwise(stops):
        if (later.get("value") - earlier.get("value")) * _SIGNS.get(indicator.direction, 0) < 0:
            facts = {"target": later.get("value"), "date": later.get("date"), "earlier": earlier.get("value")}
            yield warning("target-turns-back", place(later, "value"), **facts, direction=indicator.direction)


def _kind(indicator: Indicator, target: Read) -> str | None:
    """What the target is compared with; None where the value is compared as it stands, whatever is written."""
    return (target.get("over") or "year") if indicator.accumulation in {"flow", "ytd"} else None


def _value(indicator: Indicator, read: Read, written: Read | None) -> Iterator[Fault]:
    if written is None:
        return
    value, key = written.value, last(written.path)
    if indicator.range is not None and indicator.range[0] < indicator.range[1]:
        low, high = indicator.range
        if not low <= value <= high:
            yield fault("value-outside-range", written, key=key, found=value, low=low, high=high)
    elif indicator.type == "ordinal" and indicator.scale and value not in range(len(indicator.scale)):
        yield fault("level-outside-scale", written, key=key, found=value, high=str(len(indicator.scale) - 1))
    elif indicator.type == "percentage" and read.lacks("range") and not 0 <= value <= 100:
        yield fault("share-outside-hundred", written, key=key, found=value)
    elif value < 0 and indicator.type in WHOLE_NUMBERS:
        yield fault("negative-value", written, key=key, found=value, type=indicator.type)


def _dates(targets: tuple[Read, ...]) -> Iterator[Fault]:
    first: dict[object, Read] = {}
    for target in targets:
        day = target.at("date")
        if day is not None and first.setdefault(day.value, day) is not day:
            yield fault("duplicate-target", day, key=last(day.path), date=day.value, first=str(first[day.value].line))


def _after_baseline(baseline: Baseline | None, target: Read) -> Iterator[Fault]:
    day = target.at("date")
    if day is not None and baseline is not None and day.value <= baseline.date:
        yield fault("target-before-baseline", day, key=last(day.path), date=day.value, baseline=baseline.date)


def _over(indicator: Indicator, target: Read, year_begins: int) -> Iterator[Fault]:
    adds_up = indicator.accumulation in {"flow", "ytd"}
    over, day = target.at("over"), target.get("date")
    if over is not None and not adds_up:
        yield fault("over-not-for-accumulation", over, key=last(over.path), accumulation=indicator.accumulation)
    elif adds_up and (over is None or over.value == "year") and day is not None and not _ends_year(day, year_begins):
        yield warning("target-not-year-end", place(target, "date"), key=last(target.path), date=day)


def _ends_year(day: date, year_begins: int) -> bool:
    return day == Period.around(day, Frequency.YEAR, year_begins).end


def _direction(indicator: Indicator, stood: Baseline | None, target: Read) -> Iterator[Fault]:
    """Progress is (value - baseline) / (target - baseline): a target on the wrong side would praise what goes wrong."""
    value, day = target.at("value"), target.get("date")
    summed = target.get("over") == "plan"
    if value is None or day is None or stood is None or (summed and indicator.direction != "increase"):
        return
    # What is added up since the baseline starts from nothing (docs/plan-file.md).
    baseline = Decimal(0) if summed else stood.value
    gap = value.value - baseline
    facts = {"target": value.value, "date": day, "baseline": baseline}
    if indicator.direction == "increase" and gap < 0:
        yield fault("target-below-baseline", value, **facts)
    if indicator.direction == "decrease" and gap > 0:
        yield fault("target-above-baseline", value, **facts)
    if indicator.direction == "maintain" and abs(gap) > indicator.tolerance:
        yield fault("target-off-baseline", value, **facts, tolerance=indicator.tolerance)
