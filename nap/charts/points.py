"""The points of a series as rows of data with short field names: rounded values, how each is marked, what a pointer reads.

Fields: `t` period on the axis, `v` value, `p` `s` `a` period, value and status in words, `b` before the plan, `o` before a
break, `k` how it is marked (`h` partial, `c` carried forward), `m` at least, `l` label (`u` below the point), `g` sign at the
foot (`x` hidden), `q` it may still change (provisional, estimated).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nap.charts.gaps import why
from nap.charts.look import SIGNS
from nap.charts.promises import Stop, path_value
from nap.charts.seriesflags import flags_told
from nap.charts.texts import coverage_text, short_text, status_told, value_text
from nap.charts.timeline import period_of, short_name
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from nap.results.breaks import break_day
from nap.words import period_name

FEW = 6
"""So many values are all labelled; of more the last one."""


def points(
    lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result], stops: Sequence[Stop], *, spacious: bool
) -> list[dict[str, object]]:
    """One row per result; `spacious` where there is room for the label of every value, if they are few."""
    labelled = _labelled(indicator, results, stops, every=spacious and not indicator.scale)
    return [_point(lang, plan, indicator, result, stops, labelled[place]) for place, result in enumerate(results)]


def drawn(indicator: Indicator, value: Decimal) -> int | float:
    """The number as rounded in the table, so that picture and table never differ."""
    rounded = round(value, indicator.precision)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def discreet(result: Result) -> Result:
    """The same without any number if it is hidden: a second lock behind disclosure control."""
    if result.status is not Status.SUPPRESSED:
        return result
    return replace(
        Result(result.indicator, result.region, result.period, result.breakdown, status=result.status, reason=result.reason),
        reported=None,
        expected=None,
        carried=None,
        at_least=None,
    )


def as_history(plan: Plan, result: Result) -> Result:
    """The same with the plan's beginning as its reason, if it lies before that and is shown without a rating."""
    earlier = result.period.year < plan.years[0] and result.value is not None and result.status is Status.NOT_ASSESSABLE
    return replace(result, reason="history") if earlier else result


def read_aloud(lang: str, indicator: Indicator, result: Result) -> tuple[str, str]:
    """Value with its coverage, and status with its reason, each on one line."""
    value = ", ".join(part for part in (value_text(lang, indicator, result), coverage_text(lang, result)) if part)
    told = ". ".join(part for part in (status_told(lang, result), why(lang, result)) if part)
    return value, f"{SIGNS[result.status]} {told}"


def _point(
    lang: str, plan: Plan, indicator: Indicator, result: Result, stops: Sequence[Stop], labelled: bool
) -> dict[str, object]:
    value, status = read_aloud(lang, indicator, result)
    value = ", ".join([value, *flags_told(lang, result)])
    row: dict[str, object] = {"t": short_name(result.period), "p": period_name(lang, result.period), "s": value, "a": status}
    if result.period.year < plan.years[0]:
        row["b"] = 1
    if _before_break(plan, indicator, result):
        row["o"] = 1
    if result.value is None:
        return row | {"g": SIGNS[result.status]} | ({"x": 1} if result.status is Status.SUPPRESSED else {})
    row |= {"v": drawn(indicator, result.value)} | _marked(result)
    label = _label(lang, indicator, result, labelled)
    return row | ({"l": label} | _below(plan, indicator, result, stops) if label else {})


def _before_break(plan: Plan, indicator: Indicator, result: Result) -> bool:
    first = break_day(plan, indicator)
    return first is not None and result.period.start < first


def _marked(result: Result) -> dict[str, object]:
    kind = "h" if result.incomplete else "c" if result.carried else ""
    marks: dict[str, object] = {"k": kind, "m": 1 if result.at_least else 0, "q": 1 if result.flags else 0}
    return {field: mark for field, mark in marks.items() if mark}


def _label(lang: str, indicator: Indicator, result: Result, labelled: bool) -> str:
    sign = SIGNS[Status.PARTIAL] if result.incomplete else ""
    return " ".join(part for part in (sign, short_text(lang, indicator, result) if labelled else "") if part)


def _below(plan: Plan, indicator: Indicator, result: Result, stops: Sequence[Stop]) -> dict[str, object]:
    """The label stands on the side away from the path to the target."""
    path = path_value(plan, indicator, result)
    here = [stop.value for stop in stops if stop.what == "target" and period_of(stop.day, result.period) == result.period]
    goal = path if path is not None else here[0] if here else None
    return {"u": 1} if goal is not None and result.value is not None and result.value < goal else {}


def _labelled(indicator: Indicator, results: Sequence[Result], stops: Sequence[Stop], *, every: bool) -> list[bool]:
    """The last value always, the others where they are few; not where the baseline's label says the same.

    The axis already names the levels of a scale.
    """
    known = [result for result in results if result.value is not None]
    chosen = known if every and len(known) <= FEW else known[-1:]
    said = {(period_of(stop.day, result.period), drawn(indicator, stop.value)) for stop in stops for result in known[:1]}
    return [
        result in chosen and result.value is not None and (result.period, drawn(indicator, result.value)) not in said
        for result in results
    ]
