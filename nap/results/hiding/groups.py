"""Which indicators must be looked at together: those that a rule of the plan compares, if any of them tells of people."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nap.plan import Plan
from nap.results.hiding.model import Withdrawn
from nap.results.hiding.relations import rules_of


def groups_of(plan: Plan, codes: Collection[str], withdrawn: Withdrawn) -> Iterator[frozenset[str]]:
    """The indicators in groups, those of a group bound by rules; without the groups in which nothing is to be hidden."""
    group = {code: {code} for code in codes}
    for rule in rules_of(plan, codes):
        together = set().union(*(group[each.indicator] for each in (*rule.left, *rule.right)))
        for code in together:
            group[code] = together
    seen = set[str]()
    for indicator in plan.indicators:
        if indicator.code not in group or indicator.code in seen:
            continue
        together = group[indicator.code]
        seen |= together
        if withdrawn.regions or together & withdrawn.indicators or any(_about_people(plan, code) for code in together):
            yield frozenset(together)


def _about_people(plan: Plan, code: str) -> bool:
    indicator = plan.indicator(code)
    return indicator is not None and plan.thresholds.minimum_cell(indicator) > 0
