"""What a partner can take off a total: the results of its own figures alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from nap.facts import Observation, Result
from nap.plan import Plan
from nap.results.computing import compute

Figures = Callable[[str], Iterable[Observation]]
"""By indicator what counts."""


def own_results(
    plan: Plan, figures: Figures, codes: Collection[str], as_of: date, *, parts: bool = True, known: date | None = None
) -> dict[str, list[Result]]:
    """By partner what `compute` gives of its figures alone, of those indicators that count people and that it shares with others.

    Of an indicator that one partner reports alone nothing is told: it knows everything of it.
    """
    by_partner: dict[str, list[Observation]] = defaultdict(list)
    shared: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        indicator = plan.indicator(code)
        if indicator is None or not plan.thresholds.minimum_cell(indicator):
            continue
        given = [each for each in figures(code) if not each.state]
        partners = {each.partner for each in given}
        if len(partners) > 1:
            for each in given:
                by_partner[each.partner].append(each)
                shared[each.partner].add(code)
    return {
        partner: [
            each
            for each in compute(plan, given, as_of, indicators=shared[partner], parts=parts, known=known)
            if each.value is not None or each.numerator is not None
        ]
        for partner, given in by_partner.items()
    }
