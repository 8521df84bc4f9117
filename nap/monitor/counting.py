"""The figures that count, within one picture of the store: a transaction and a house enter; per indicator figures leave.

Of what several returns of one partner say of one figure, what was accepted last counts (`nap.results.lasting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from itertools import chain
from operator import attrgetter

from nap.facts import Observation, Period
from nap.monitor.house import House
from nap.monitor.memory import Told, Totals
from nap.results.lasting import last_said
from nap.store import Transaction, returns

About = tuple[str, Period]
"""A partner and a period of figures."""


class Counting:
    """The accepted returns of the plan. Totals are remembered, and read of those returns only that were never read before;
    parts are read when somebody asks for them."""

    def __init__(self, transaction: Transaction, house: House) -> None:
        self.transaction = transaction
        self.ids = returns.accepted_ids(transaction, house.plan.id, house.until)
        self._totals = house.memory.totals
        for id in self.ids:
            if id not in self._totals:
                self._totals[id] = _by_indicator(returns.totals(transaction, id))

    def telling_of(self, indicator: str) -> tuple[str, ...]:
        """The returns that say anything about the indicator, be it that there are no data; the one accepted last at the end."""
        return tuple(id for id in self.ids if indicator in self._totals[id])

    def totals(self, indicator: str) -> tuple[Observation, ...]:
        """What the totals of the indicator's results need."""
        told = (self._totals[id][indicator].figures for id in self.telling_of(indicator))
        return self._counting(indicator, chain.from_iterable(told))

    def figures(self, indicator: str) -> tuple[Observation, ...]:
        """Every figure of the indicator, parts included."""
        return self._counting(indicator, returns.figures(self.transaction, self.telling_of(indicator), indicator))

    def given_in(self, id: str) -> Iterable[Observation]:
        """The totals that one of the returns gives as figures; of a row without a total the key of a part."""
        return (one for told in self._totals[id].values() for one in told.figures if not one.state)

    def _counting(self, indicator: str, said: Iterable[Observation]) -> tuple[Observation, ...]:
        twice = self._told_twice(indicator)
        if not twice:
            return tuple(said)
        # Most periods are told of by one return alone: only the others have to be looked through.
        once: list[Observation] = []
        several: list[Observation] = []
        for one in said:
            (several if (one.partner, one.period) in twice else once).append(one)
        return (*once, *last_said(several, attrgetter("partner"))[0])

    def _told_twice(self, indicator: str) -> Set[About]:
        """Partners and periods of which more than one return tells."""
        told = Counter(chain.from_iterable(self._totals[id][indicator].about for id in self.telling_of(indicator)))
        return {about for about, times in told.items() if times > 1}


def counting_totals(house: House) -> list[Observation]:
    """Every total and answer that counts now."""
    with house.memory.lock, house.store.reading() as transaction:
        counting = Counting(transaction, house)
        found = chain.from_iterable(counting.totals(indicator.code) for indicator in house.plan.indicators)
        return [one for one in found if not one.breakdown]


def _by_indicator(observations: tuple[Observation, ...]) -> Totals:
    found: dict[str, list[Observation]] = {}
    for one in observations:
        found.setdefault(one.indicator, []).append(one)
    return {indicator: Told(tuple(several), _about(several)) for indicator, several in found.items()}


def _about(observations: Iterable[Observation]) -> frozenset[About]:
    # Equal periods of one reading are one object, so that few of them have to be hashed.
    periods = {id(one.period): (one.partner, one.period) for one in observations}
    return frozenset(periods.values())
