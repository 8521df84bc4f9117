"""The figures that count, within one picture of the store: a transaction and a house enter; per indicator figures leave."""

from __future__ import annotations

from itertools import chain

from nap.facts import Observation
from nap.monitor.house import House
from nap.monitor.memory import Totals
from nap.store import Transaction, returns


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
        """The returns that say anything about the indicator, be it that there are no data."""
        return tuple(id for id in self.ids if indicator in self._totals[id])

    def totals(self, indicator: str) -> tuple[Observation, ...]:
        """What the totals of the indicator's results need."""
        return tuple(chain.from_iterable(self._totals[id][indicator] for id in self.telling_of(indicator)))

    def figures(self, indicator: str) -> tuple[Observation, ...]:
        """Every figure of the indicator, parts included."""
        return returns.figures(self.transaction, self.telling_of(indicator), indicator)


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
    return {indicator: tuple(several) for indicator, several in found.items()}
