"""Results with a pattern of hidden cells enter, what an audience reads leaves: one mark, and nothing beside it that tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nap.facts import Result, Status
from nap.plan import Plan
from nap.results.assessment import goal_of
from nap.results.audience import Audience
from nap.results.gaps import without_process, without_rows
from nap.results.hiding.model import Pattern, cell_of
from nap.results.hiding.relations import holder
from nap.results.reasons import Reason


def shown(plan: Plan, results: Iterable[Result], pattern: Pattern, audience: Audience) -> list[Result]:
    """What this audience gets, in the same order; the same cells are hidden from every audience.

    Coordinators get everything. A hidden row keeps its place, with None in every number and status `suppressed`. Of a sensitive
    indicator only the places that the plan itself names have rows. A donor gets districts of public indicators only, and is not
    told how returns are dealt with; nobody is of sensitive ones. A partner gets what the forum gets: nobody can subtract one view
    from another.
    """
    if audience.kind == "coordinator":
        return list(results)
    named, found = _named_by_plan(plan), list[Result]()
    for result in results:
        indicator = plan.indicator(result.indicator)
        if indicator is None or not _has_row(plan, indicator.sensitivity, result, audience, named):
            continue
        if cell_of(result) in pattern.hidden or _below_region(plan, indicator.sensitivity, result.region):
            found.append(marked(result, Reason.TO_PROTECT_PEOPLE))
        else:
            found.append(
                without_process(result)
                if audience.kind == "donor" or indicator.sensitivity == "sensitive"
                else without_rows(result)
            )
    return untold(plan, found)


def untold(plan: Plan, found: list[Result]) -> list[Result]:
    """Rows some of which are marked already, without what the others would tell of those."""
    if all(each.status is not Status.SUPPRESSED for each in found):
        return found
    return _without_steps_from_hidden(_without_parts_of_hidden(plan, _without_telling_sums(plan, found)))


def marked(result: Result, reason: Reason) -> Result:
    """The mark in place of a row."""
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


def _below_region(plan: Plan, sensitivity: str, code: str) -> bool:
    """Of a sensitive indicator not even whether a district reported is told."""
    region = plan.regions.get(code)
    return sensitivity == "sensitive" and (region is None or region.level == "district")


def _has_row(plan: Plan, sensitivity: str, result: Result, audience: Audience, named: frozenset[str]) -> bool:
    if sensitivity == "sensitive" and result.region not in named:
        return False
    if audience.kind != "donor" or sensitivity == "public":
        return True
    region = plan.regions.get(result.region)
    return region is not None and region.level != "district"


def _named_by_plan(plan: Plan) -> frozenset[str]:
    """The country, its first-level regions and the places the plan gives to a partner."""
    above = (region.code for region in plan.regions.all if region.level != "district")
    return frozenset(above) | {place for partner in plan.partners for place in partner.regions}


def _without_telling_sums(plan: Plan, found: list[Result]) -> list[Result]:
    """How a target over the plan is met tells of the sum since the baseline: not where a period of that place is hidden."""
    hidden = {(each.indicator, each.region) for each in found if each.status is Status.SUPPRESSED and not each.breakdown}
    telling = {place for place in hidden if _sums_up(plan, *place)}
    return [_unjudged(each) if (each.indicator, each.region) in telling else each for each in found]


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


def _without_parts_of_hidden(plan: Plan, found: list[Result]) -> list[Result]:
    """What smaller places add up to is not told beside a reported figure where one of them is hidden: it would tell that one."""
    if all(each.parts_sum is None for each in found):
        return found
    hidden = [each for each in found if each.status is Status.SUPPRESSED]
    telling = {(each.indicator, holder(plan, each.region), each.period, each.breakdown) for each in hidden}
    return [
        replace(each, parts_sum=None) if (each.indicator, each.region, each.period, each.breakdown) in telling else each
        for each in found
    ]


def _without_steps_from_hidden(found: list[Result]) -> list[Result]:
    """A running total less its increment is the total before: the increment is not told where that one is hidden."""
    if all(each.increment is None for each in found):
        return found
    hidden = {(each.indicator, each.region, each.period, each.breakdown) for each in found if each.status is Status.SUPPRESSED}
    return [
        replace(each, increment=None)
        if each.increment is not None and (each.indicator, each.region, each.period.previous(), each.breakdown) in hidden
        else each
        for each in found
    ]
