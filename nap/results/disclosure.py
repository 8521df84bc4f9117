"""Which figures an audience may see. Results enter, the same with some hidden leave; every reader goes through here.

Source: design.md §8. This is primary hiding: small cells themselves. What can be worked out from the cells that remain
(complementary hiding) is not covered here; until it is, sensitive indicators are shown to coordinators only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from nap.results.assessment import goal_of
from nap.results.gaps import without_process, without_rows
from nap.results.reasons import Reason

KINDS = ("coordinator", "forum", "donor", "partner")


@dataclass(frozen=True)
class Audience:
    """For whom results are meant. `partner` is the organisation's code for kind `partner`, else None."""

    kind: str
    partner: str | None = None

    @classmethod
    def parse(cls, text: str) -> Audience:
        """Read `coordinator`, `forum`, `donor` or `partner:CODE`; ValueError for anything else."""
        kind, colon, partner = text.partition(":")
        if kind not in KINDS or (kind == "partner") != bool(partner) or bool(colon) != bool(partner):
            raise ValueError(text)
        return cls(kind, partner or None)


def disclose(plan: Plan, results: Iterable[Result], audience: Audience) -> list[Result]:
    """What this audience gets, in the same order.

    Coordinators get everything. A donor gets rows of public indicators only. A hidden row keeps its place, with None in every
    number and status `suppressed`; of a sensitive indicator only the places that the plan itself names have rows, so that not
    even the place of a report can be seen. A partner gets the same as the forum: nobody can subtract one view from the other.
    Donors are not told how returns are dealt with.
    """
    everything = list(results)
    if audience.kind == "coordinator":
        return everything
    totals = {(each.indicator, each.region, each.period): each.value for each in everything if not each.breakdown}
    named = _named_by_plan(plan)
    shown: list[Result] = []
    for result in everything:
        indicator = plan.indicator(result.indicator)
        if indicator is None or (audience.kind == "donor" and indicator.sensitivity != "public"):
            continue
        if indicator.sensitivity == "sensitive" and result.region not in named:
            continue
        total = totals.get((result.indicator, result.region, result.period))
        shown.append(_shown(plan, indicator, _of_process(result, audience), total))
    if all(each.status is not Status.SUPPRESSED for each in shown):
        return shown
    return _without_steps_from_hidden(_without_parts_of_hidden(plan, _without_telling_sums(plan, shown)))


def _of_process(result: Result, audience: Audience) -> Result:
    return without_process(result) if audience.kind == "donor" else without_rows(result)


def _without_telling_sums(plan: Plan, shown: list[Result]) -> list[Result]:
    """How a target over the plan is met tells of the sum since the baseline: not where a period of that place is hidden."""
    hidden = {(each.indicator, each.region) for each in shown if each.status is Status.SUPPRESSED and not each.breakdown}
    telling = {place for place in hidden if _sums_up(plan, *place)}
    return [_unjudged(each) if (each.indicator, each.region) in telling else each for each in shown]


def _sums_up(plan: Plan, code: str, region: str) -> bool:
    indicator = plan.indicator(code)
    return indicator is not None and goal_of(indicator, region, plan.country).over == "plan"


def _unjudged(result: Result) -> Result:
    """The status tells of the sum as well; one that a coordinator set stays, without what was computed."""
    if result.progress is None:
        return result
    status, reason, overridden = Status.NOT_ASSESSABLE, str(Reason.TO_PROTECT_PEOPLE), result.overridden
    if overridden is None:
        return replace(result, progress=None, pace=None, status=status, reason=reason)
    return replace(result, progress=None, pace=None, overridden=replace(overridden, status=status, reason=reason))


def _without_parts_of_hidden(plan: Plan, shown: list[Result]) -> list[Result]:
    """What smaller places add up to is not told beside a reported figure where one of them is hidden: it would tell that one."""
    if all(each.parts_sum is None for each in shown):
        return shown
    hidden = [each for each in shown if each.status is Status.SUPPRESSED]
    telling = {(each.indicator, _above(plan, each.region), each.period, each.breakdown) for each in hidden}
    return [
        replace(each, parts_sum=None) if (each.indicator, each.region, each.period, each.breakdown) in telling else each
        for each in shown
    ]


def _above(plan: Plan, region: str) -> str:
    """The place in whose sum this one is."""
    parent = plan.regions.parent_region(region)
    return plan.country if parent is None or parent.code == region else parent.code


def _without_steps_from_hidden(shown: list[Result]) -> list[Result]:
    """A running total less its increment is the total before: the increment is not told where that one is hidden."""
    if all(each.increment is None for each in shown):
        return shown
    hidden = {(each.indicator, each.region, each.period, each.breakdown) for each in shown if each.status is Status.SUPPRESSED}
    return [
        replace(each, increment=None)
        if each.increment is not None and (each.indicator, each.region, each.period.previous(), each.breakdown) in hidden
        else each
        for each in shown
    ]


def _named_by_plan(plan: Plan) -> frozenset[str]:
    """The country, its first-level regions and the places the plan gives to a partner."""
    above = (region.code for region in plan.regions.all if region.level != "district")
    return frozenset(above) | {place for partner in plan.partners for place in partner.regions}


def is_primary(plan: Plan, indicator: Indicator, result: Result, total: Decimal | None = None) -> bool:
    """True if the figure itself is too small to be shown; `total` is the value of the same row without breakdown.

    A number of people from 1 up to below the minimum cell is too small: as value, increment or sum of regions, as numerator
    or denominator of a ratio, as what is missing from a part to its total. Zero is not. Sensitive figures are also too
    revealing below region level and when too few partners stand behind them.
    """
    least = plan.thresholds.minimum_cell(indicator)
    if not least:
        return False
    if any(0 < abs(count) < least for count in _counts(indicator, result, total)):
        return True
    return indicator.sensitivity == "sensitive" and _too_revealing(plan, result)


def _shown(plan: Plan, indicator: Indicator, result: Result, total: Decimal | None) -> Result:
    if indicator.sensitivity == "sensitive":
        return _hidden(result, Reason.NOT_SHOWN_YET)
    return _hidden(result, Reason.TO_PROTECT_PEOPLE) if is_primary(plan, indicator, result, total) else result


def _counts(indicator: Indicator, result: Result, total: Decimal | None) -> list[Decimal]:
    """Every number of people that the row gives away."""
    if result.numerator is not None and result.denominator is not None:
        parts = [result.numerator, result.denominator]
        return [*parts, result.denominator - result.numerator] if indicator.type == "percentage" else parts
    if indicator.type in {"percentage", "rate", "ratio", "index"}:
        return []
    shown = [each for each in (result.value, result.increment, result.parts_sum) if each is not None]
    if result.breakdown and total is not None and result.value is not None:
        shown.append(total - result.value)
    return shown


def _too_revealing(plan: Plan, result: Result) -> bool:
    region = plan.regions.get(result.region)
    below_region = region is None or region.level == "district"
    return below_region or (bool(result.contributors) and len(result.contributors) < plan.thresholds.contributors_sensitive)


def _hidden(result: Result, reason: Reason) -> Result:
    return Result(
        result.indicator,
        result.region,
        result.period,
        result.breakdown,
        reported=None,
        expected=None,
        carried=None,
        at_least=None,
        status=Status.SUPPRESSED,
        reason=reason,
    )
