"""Baseline, targets and range of one indicator agree with each other and with its direction (design.md §4, §7)."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.draft import fault, items, place, warning
from nap.plan.faults import Fault
from nap.plan.model import WHOLE_NUMBERS, Baseline, Indicator
from nap.plan.reading import Read, last


def check(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """Faults of values, dates and directions."""
    yield from _range(indicator, read)
    series = [(items(read, "targets"), indicator.baseline), *_regional(indicator, read)]
    for targets, baseline in series:
        yield from _dates(targets)
        for target in targets:
            yield from _value(indicator, target.at("value"))
            yield from _after_baseline(baseline or indicator.baseline, target)
            yield from _over(indicator, target)
            yield from _direction(indicator, baseline, target)
    for stood in _baselines(read):
        yield from _value(indicator, stood.at("value"))
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


def _value(indicator: Indicator, written: Read | None) -> Iterator[Fault]:
    if written is None:
        return
    value, key = written.value, last(written.path)
    if indicator.range is not None and indicator.range[0] < indicator.range[1]:
        low, high = indicator.range
        if not low <= value <= high:
            yield fault("value-outside-range", written, key=key, found=value, low=low, high=high)
    elif indicator.type == "ordinal" and indicator.scale and value not in range(len(indicator.scale)):
        yield fault("level-outside-scale", written, key=key, found=value, high=str(len(indicator.scale) - 1))
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


def _over(indicator: Indicator, target: Read) -> Iterator[Fault]:
    adds_up = indicator.accumulation in {"flow", "ytd"}
    over, day = target.at("over"), target.get("date")
    if over is not None and not adds_up:
        yield fault("over-not-for-accumulation", over, key=last(over.path), accumulation=indicator.accumulation)
    elif adds_up and (over is None or over.value == "year") and day is not None and (day.month, day.day) != (12, 31):
        yield warning("target-not-year-end", place(target, "date"), key=last(target.path), date=day)


def _direction(indicator: Indicator, stood: Baseline | None, target: Read) -> Iterator[Fault]:
    """Progress is (value - baseline) / (target - baseline): a target on the wrong side would praise what goes wrong."""
    value, day = target.at("value"), target.get("date")
    if value is None or day is None or stood is None:
        return
    baseline = stood.value
    gap = value.value - baseline
    facts = {"target": value.value, "date": day, "baseline": baseline}
    if indicator.direction == "increase" and gap < 0:
        yield fault("target-below-baseline", value, **facts)
    if indicator.direction == "decrease" and gap > 0:
        yield fault("target-above-baseline", value, **facts)
    if indicator.direction == "maintain" and abs(gap) > indicator.tolerance:
        yield fault("target-off-baseline", value, **facts, tolerance=indicator.tolerance)
