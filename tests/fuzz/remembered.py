"""A past for the spoilt returns, so that the checks against earlier ones run too: what the sound ones give, once more before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache

from nap.facts import Observation, Period
from nap.plan import Plan
from nap.returns.check import Context, check_return
from nap.returns.past import Given, Past, order_of
from tests.fuzz.seeds import seeds, the_plan

TODAY = date(2026, 7, 10)


@cache
def _given() -> tuple[Observation, ...]:
    context = Context({}, the_plan(), TODAY, safely=False)
    return tuple(each for _, data in seeds() for each in check_return(data, context).observations)


class SameAgain:
    """The History of a store in which each sound return was accepted for the period before as well."""

    def past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        """Every figure of that organisation; what is of this very period is its accepted version."""
        series: dict[tuple[str, str], dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
        own: dict[tuple[str, str, Period], dict[str, Given]] = defaultdict(dict)
        for each in _given():
            if each.partner == partner and each.indicator in indicators:
                for when in (each.period.previous(), each.period):
                    kept = Given(order_of(when), when, each.value, each.numerator, each.denominator, each.state, each.quality)
                    if period.contains(when):
                        own[each.indicator, each.region, when][each.breakdown] = kept
                    elif when < period:
                        series[each.indicator, each.region][each.breakdown].append(kept)
        return Past(series, 1 if own else None, own)
