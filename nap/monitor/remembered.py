"""What the store remembers for the history stage of a check: a viewer and a house enter, the `History` of `nap.returns` leaves.

The figures of an organisation are read for its own returns only. Of the others only indicators are looked at that are not about
people, neither in the file's version of the plan nor in the one in force; no more leaves than bare numbers of regions
and that a place was given by somebody else too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nap.facts import Period
from nap.monitor.hiding_now import withdrawn_from
from nap.monitor.house import House
from nap.monitor.knowing import of_no_people
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.people import Verb, Viewer
from nap.plan import Indicator, Plan
from nap.results.breaks import break_day, predecessor
from nap.results.hiding import Withdrawn
from nap.results.lasting import last_said
from nap.returns.past import Given, OutOfReach, Past, order_of
from nap.store import Transaction, histories
from nap.store.histories import Accepted, Kept

YEARS_BACK, YEARS_CLOSE = 5, 2
"""Older figures say little about today's, and every one costs time; those of parts of a year even earlier."""
_ONE_COUNTS = frozenset({"max", "lead_only"})
_COMPARED = frozenset({"percentage", "rate"})


class NotRemembered(NotNow, OutOfReach):
    """The store cannot be asked just now: no check may be left out silently, so that the file is not taken."""


@dataclass(frozen=True)
class Remembered:
    """The `History` of a check. `within`: the transaction to ask in, for whoever is inside one already.

    `mapping`: of a table its mapping. What a workbook is held to is the accepted version of that very return; a table may speak
    of any figure, so that everything accepted of its indicators stands in its place.
    """

    viewer: Viewer
    house: House
    within: Transaction | None = None
    mapping: str = ""

    def past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        """What was accepted of the organisation up to that period; Denied if the viewer may not see its returns.

        NotNow, which no check takes for a failure of its own: store_unavailable.
        """
        require(self.viewer, Verb.SEE_RETURNS, partner)
        try:
            return self._past(plan, partner, period, indicators)
        except NotNow as fault:
            raise NotRemembered(fault.code, **fault.facts) from fault

    def _past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        wanted = [each for code in indicators if (each := plan.indicator(code)) is not None]
        with self._asking() as transaction:
            counting = histories.accepted(transaction, plan.id)
            same_return = [one for one in counting if _is(one, partner, period, self.mapping)]
            this = next((one for one in same_return if not one.standing_in), None)
            mine = [one for one in counting if one.partner == partner]
            before = [one for one in mine if one not in same_return and _near(one.period, period)]
            others = [one for one in counting if one.partner != partner and one.period == period]
            ways = _ways(plan, wanted, period)
            kept = _figures(transaction, plan, before, period, ways)
            about = [each.code for each in wanted if of_no_people(each, self.house.plan) and _says_something(each)]
            told = list(histories.figures(transaction, plan.id, others, about)) if others and about else []
            hidden = withdrawn_from(transaction, self.house, self.viewer)
            own = mine if self.mapping else same_return
            about_own = [each.code for each in wanted] if self.mapping else None
            same = list(histories.figures(transaction, plan.id, own, about_own)) if own else []
        elsewhere, shared = _of_others(plan, [one for one in told if not _is_hidden(one, hidden)])
        order = {one.id: number for number, one in enumerate(counting)}
        version = this.version if this else None
        return Past(_series(_last(kept, order), ways), version, _own(_last(same, order)), elsewhere, shared)

    @contextmanager
    def _asking(self) -> Iterator[Transaction]:
        if self.within is not None:
            yield self.within
        else:
            with self.house.store.reading() as transaction:
                yield transaction


def _figures(
    transaction: Transaction, plan: Plan, before: Sequence[Accepted], period: Period, codes: Collection[str]
) -> list[Kept]:
    """Of the last years everything, of earlier ones what is told once a year: the rest is many figures and says little."""
    recent = [one for one in before if period.year - one.period.year <= YEARS_CLOSE]
    older = [one for one in before if period.year - one.period.year > YEARS_CLOSE]
    found = list(histories.figures(transaction, plan.id, recent, codes)) if recent else []
    return found + (list(histories.figures(transaction, plan.id, older, codes, only_years=True)) if older else [])


def _is(one: Accepted, partner: str, period: Period, mapping: str) -> bool:
    return (one.partner, one.period, one.mapping) == (partner, period, mapping)


def _last(kept: Iterable[Kept], order: Mapping[str, int]) -> Sequence[Kept]:
    """Of several figures for the same place the one that was accepted last; all are of one organisation."""
    return last_said(sorted(kept, key=lambda one: order[one.return_id]), lambda _: "")[0]


def _near(earlier: Period, period: Period) -> bool:
    # A table of the same period may hold earlier years.
    return earlier <= period and period.year - earlier.year <= YEARS_BACK


def _says_something(indicator: Indicator) -> bool:
    return indicator.partners in _ONE_COUNTS or (indicator.type in _COMPARED and not indicator.has_ratio)


Ways = dict[str, tuple[str, date | None]]
"""The code a figure was accepted under → the code it is compared with, and the first day from which it can be."""


def _ways(plan: Plan, indicators: Iterable[Indicator], period: Period) -> Ways:
    """Each indicator, and those it continues as long as the series is not broken."""
    ways: Ways = {}
    for indicator in indicators:
        current: Indicator | None = indicator
        while current is not None and current.code not in ways:
            day = break_day(plan, current)
            ways[current.code] = (indicator.code, day if day is not None and day <= period.end else None)
            current = predecessor(plan, current) if day is None else None
    return ways


def _series(kept: Iterable[Kept], ways: Ways) -> dict[tuple[str, str], dict[str, list[Given]]]:
    series: dict[tuple[str, str], dict[str, list[Given]]] = {}
    for one in kept:
        code, since = ways[one.indicator]
        if since is None or one.period.end >= since:
            series.setdefault((code, one.region), {}).setdefault(one.breakdown, []).append(_given(one))
    return series


def _own(kept: Iterable[Kept]) -> dict[tuple[str, str, Period], dict[str, Given]]:
    own: dict[tuple[str, str, Period], dict[str, Given]] = {}
    for one in kept:
        own.setdefault((one.indicator, one.region, one.period), {})[one.breakdown] = _given(one)
    return own


def _given(one: Kept) -> Given:
    return Given(order_of(one.period), one.period, one.value, one.numerator, one.denominator, one.state, one.quality)


_Elsewhere = dict[tuple[str, Period, str], list[Decimal]]


def _is_hidden(one: Kept, hidden: Withdrawn) -> bool:
    return one.indicator in hidden.indicators or one.region in hidden.regions


def _of_others(plan: Plan, told: Iterable[Kept]) -> tuple[_Elsewhere, frozenset[tuple[str, str, Period]]]:
    """Numbers of regions without their names, and the rows that others have given too."""
    elsewhere: _Elsewhere = {}
    shared = set()
    for one in told:
        indicator, region = plan.indicator(one.indicator), plan.regions.get(one.region)
        if indicator is not None and indicator.partners in _ONE_COUNTS and not one.state:
            shared.add((one.indicator, one.region, one.period))
        if one.value is not None and region is not None and region.level == "region":
            elsewhere.setdefault((one.indicator, one.period, one.breakdown), []).append(one.value)
    return elsewhere, frozenset(shared)
