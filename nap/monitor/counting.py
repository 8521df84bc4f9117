"""The figures that count, within one picture of the store: a transaction and a house enter; per indicator figures leave.

Of what several returns of one partner say of one figure, what was accepted last counts (`nap.results.lasting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from nap.facts import Observation, Period
from nap.monitor.house import House
from nap.monitor.memory import Told, Totals
from nap.results.gaps import LeftOut
from nap.results.lasting import last_said
from nap.results.reasons import Reason
from nap.results.spans import Span, span_of
from nap.store import Transaction, counted, left_out, returns, sources
from nap.store.counted import Share
from nap.store.left_out import LeftOut as LeftOutRow, LeftOutOf, Row

About = tuple[str, Period]
"""A partner and a period of figures."""


@dataclass(frozen=True)
class Supposed:
    """How it would be: `ids` the returns that would count, what is accepted last at the end; `left_out` of some of them the rows
    that would not, each with the return that would count in its place (of all others what is kept holds)."""

    ids: tuple[str, ...]
    left_out: LeftOutOf = field(default_factory=dict)


class Counting:
    """What counts of the plan's accepted returns, or would if they were as `supposed`. Totals are remembered, and read of those
    returns only that were never read before; parts are read when somebody asks for them."""

    def __init__(self, transaction: Transaction, house: House, supposed: Supposed | None = None) -> None:
        self.transaction = transaction
        self._kept = left_out.everything(transaction, house.plan.id, house.until)
        self.shares = _shares(transaction, house, self._kept, supposed)
        self.ids = counted.ids_of(self.shares)
        self._totals = house.memory.totals
        for id in self.ids:
            if id not in self._totals:
                self._totals[id] = _by_indicator(returns.totals(transaction, id))

    def left_out(self) -> LeftOut:
        """The rows of accepted returns that do not count, by partner, indicator, place and period, and why."""
        return _reasons(self.transaction, self.shares, self._kept)

    def telling_of(self, indicator: str) -> tuple[Share, ...]:
        """What counts of the returns that say anything about the indicator, be it that there are no data; what was accepted last
        at the end. As long as this is the same, so are the indicator's figures."""
        return tuple(one for one in self.shares if indicator in self._totals[one.id] and one.speaks_of(indicator))

    def totals(self, indicator: str) -> tuple[Observation, ...]:
        """What the totals of the indicator's results need."""
        told = (_of(one, self._totals[one.id][indicator].figures) for one in self.telling_of(indicator))
        return self._counting(indicator, chain.from_iterable(told))

    def figures(self, indicator: str) -> tuple[Observation, ...]:
        """Every figure of the indicator, parts included."""
        telling = self.telling_of(indicator)
        kept = returns.figures_by_return(self.transaction, counted.ids_of(telling), indicator)
        return self._counting(indicator, chain.from_iterable(_of(one, kept.get(one.id, ())) for one in telling))

    def whole(self, indicator: str) -> list[tuple[str, Observation]]:
        """The same with where each was typed and the return it comes from; also what another return has taken the place of."""
        return sources.counting(self.transaction, self.telling_of(indicator), indicator)

    def given_in(self, id: str) -> Iterable[Observation]:
        """The totals that one of the returns gives as figures; of a row without a total the key of a part."""
        figures = [one for told in self._totals[id].values() for one in told.figures if not one.state]
        return chain.from_iterable(_of(share, figures) for share in self.shares if share.id == id)

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
        told = Counter(chain.from_iterable(self._totals[one.id][indicator].about for one in self.telling_of(indicator)))
        return {about for about, times in told.items() if times > 1}


def counting_totals(house: House) -> list[Observation]:
    """Every total and answer that counts now."""
    with house.memory.lock, house.store.reading() as transaction:
        counting = Counting(transaction, house)
        found = chain.from_iterable(counting.totals(indicator.code) for indicator in house.plan.indicators)
        return [one for one in found if not one.breakdown]


def _shares(
    transaction: Transaction, house: House, kept: Mapping[str, Mapping[Row, LeftOutRow]], supposed: Supposed | None
) -> tuple[Share, ...]:
    ids = supposed.ids if supposed else counted.accepted_ids(transaction, house.plan.id, house.until)
    rows = left_out.instead_of(kept)
    return counted.shared(transaction, ids, {**rows, **supposed.left_out} if supposed else rows, house.until)


def _reasons(transaction: Transaction, shares: Iterable[Share], kept: Mapping[str, Mapping[Row, LeftOutRow]]) -> LeftOut:
    found: dict[tuple[str, str, str, Span], Reason] = {}
    for share in (one for one in shares if one.without):
        partner = returns.get_return(transaction, share.id).partner
        for row in share.without:
            entry = kept.get(share.id, {}).get(row)
            why = Reason.HELD_BACK if entry and entry.kind == left_out.HELD else Reason.DECLINED
            found[partner, row[0], row[1], span_of(row[2])] = why
    return found


def _of(share: Share, figures: Iterable[Observation]) -> Iterable[Observation]:
    return figures if share.whole else filter(share.holds, figures)


def _by_indicator(observations: tuple[Observation, ...]) -> Totals:
    found: dict[str, list[Observation]] = {}
    for one in observations:
        found.setdefault(one.indicator, []).append(one)
    return {indicator: Told(tuple(several), _about(several)) for indicator, several in found.items()}


def _about(observations: Iterable[Observation]) -> frozenset[About]:
    # Equal periods of one reading are one object, so that few of them have to be hashed.
    periods = {id(one.period): (one.partner, one.period) for one in observations}
    return frozenset(periods.values())
