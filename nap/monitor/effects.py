"""What accepting a return changes on the board, before anybody accepts it: a viewer and a return enter, an Effect leaves.

Nothing is calculated here: the figures as they would count go the very way of all results (`monitor.showing`,
`monitor.covering`), and the two states are laid side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from typing import cast

from nap.facts import Period, Result, Status
from nap.monitor.counting import Counting
from nap.monitor.covering import PeriodCoverage, coverage_if
from nap.monitor.house import House
from nap.monitor.left_out import supposing_all
from nap.monitor.permission import require
from nap.monitor.receipts import find, receipt, seen_now
from nap.monitor.showing import results_for, results_for_audience, results_if, seen_if
from nap.monitor.standings import Versions, standings, versions_of
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer
from nap.plan import Plan, return_periods
from nap.results import Audience
from nap.results.shifting import Key, Shift, newly_hidden, shifts
from nap.store import Transaction, audit, returns
from nap.store.left_out import Row
from nap.store.opening import COUNTING_ACTS
from nap.store.returns import StoredReturn

FORUM = Audience("forum")


@dataclass(frozen=True)
class Effect:
    """What accepting these returns would change. `seen`: by id, how each stood when this was found, for `accept`.

    `totals`: rows without breakdown whose figure or status changes; `parts`: how many categories of them do. `hidden`: cells
    that members of the forum may not read afterwards, and could before, or that come hidden; `shown`: the other way round.
    `reported`: for each period of theirs that is owed by anybody, who has reported, before and after. `replaced`: the versions
    whose places they take.
    """

    seen: Mapping[str, str]
    totals: tuple[Shift, ...]
    parts: int
    hidden: tuple[Key, ...]
    shown: tuple[Key, ...]
    reported: tuple[tuple[PeriodCoverage, PeriodCoverage], ...]
    replaced: tuple[Receipt, ...] = ()

    @property
    def rated(self) -> tuple[Shift, ...]:
        """The totals whose status changes."""
        return tuple(each for each in self.totals if each.rated)

    @property
    def gone(self) -> tuple[Shift, ...]:
        """The totals that leave the board."""
        return tuple(each for each in self.totals if each.gone)

    @property
    def lapsed(self) -> tuple[Shift, ...]:
        """The totals whose status, set by a coordinator, no longer holds."""
        return tuple(each for each in self.totals if each.lapsed)


def effect_of(viewer: Viewer, house: House, return_id: str, *, without: Collection[Row] | None = None) -> Effect:
    """What accepting that return now would change; `without`: if these rows were declined, else those that are.

    Remembered as long as nothing happens that could change it. Of a return that counts already nothing changes.
    """
    return _remembered(viewer, house, (return_id,), None if without is None else frozenset(without))


def effect_of_all(viewer: Viewer, house: House, return_ids: Sequence[str]) -> Effect:
    """The same of several returns, accepted one after the other."""
    return _remembered(viewer, house, tuple(return_ids), None)


def _remembered(viewer: Viewer, house: House, ids: Sequence[str], without: frozenset[Row] | None) -> Effect:
    memory = house.memory
    require(viewer, Verb.REVIEW)
    with memory.veiling, memory.lock, house.store.reading() as transaction:
        several = [find(transaction, viewer, id, Verb.REVIEW) for id in ids]
        version = audit.version(transaction, COUNTING_ACTS)
        memory.turn_to(version)
        key = ("effect", tuple((one.id, seen_now(one)) for one in several), house.plan, house.today(), without)
        if key not in memory.made:
            found = _effect(transaction, viewer, house, several, without)
            if memory.version != version:  # somebody has decided about another return meanwhile: true, but not for long
                return found
            memory.made[key] = found
        return cast(Effect, memory.made[key])


def _effect(
    transaction: Transaction, viewer: Viewer, house: House, several: Sequence[StoredReturn], without: Collection[Row] | None
) -> Effect:
    now, then = Counting(transaction, house), Counting(transaction, house, supposing_all(transaction, house, several, without))
    stand = versions_of(transaction, house)
    would = reduce(_as_if_accepted, several, stand)
    codes = _touched(house.plan, now, then)
    before, after = results_for(viewer, house, indicators=codes), _results(house, then, would, codes)
    seen_before = results_for_audience(viewer, house, FORUM.kind, indicators=codes)
    seen_after = seen_if(transaction, house, then, after, codes, FORUM)
    found = shifts(before, after)
    return Effect(
        {one.id: seen_now(one) for one in several},
        tuple(each for each in found if not each.result.breakdown),
        sum(bool(each.result.breakdown) for each in found),
        newly_hidden(seen_before, seen_after),
        _readable(newly_hidden(seen_after, seen_before), seen_after),
        tuple(
            (coverage_if(transaction, house, now, stand, period), coverage_if(transaction, house, then, would, period))
            for period in _owed_periods(house.plan, several)
        ),
        tuple(chain.from_iterable(_replaced(transaction, one) for one in several)),
    )


def _touched(plan: Plan, now: Counting, then: Counting) -> tuple[str, ...]:
    """The indicators of which something else would count."""
    codes = (indicator.code for indicator in plan.indicators)
    return tuple(code for code in codes if now.telling_of(code) != then.telling_of(code))


def _results(house: House, counting: Counting, versions: Versions, codes: Sequence[str]) -> list[Result]:
    return results_if(house, counting, standings(versions), codes)


def _readable(keys: Sequence[Key], results: Sequence[Result]) -> tuple[Key, ...]:
    read = (one for one in results if one.value is not None and one.status is not Status.SUPPRESSED)
    told = {(one.indicator, one.region, one.period, one.breakdown) for one in read}
    return tuple(key for key in keys if key in told)


def _as_if_accepted(versions: Versions, stored: StoredReturn) -> Versions:
    """Where the returns would stand; a table stands for no return of its period."""
    key = stored.partner, stored.period
    return versions if stored.mapping else {**versions, key: tuple(_then(one, stored) for one in versions[key])}


def _then(one: StoredReturn, stored: StoredReturn) -> StoredReturn:
    where = one.standing
    if one.id == stored.id:
        return replace(one, standing=replace(where, status="accepted", replaced=None))
    if where.status == "accepted":
        return replace(one, standing=replace(where, status="superseded", replaced=stored.id))
    return one


def _owed_periods(plan: Plan, several: Sequence[StoredReturn]) -> Sequence[Period]:
    """Their periods, but those of history."""
    return sorted({one.period for one in several} & {*return_periods(plan)})


def _replaced(transaction: Transaction, stored: StoredReturn) -> Iterable[Receipt]:
    others = (one for one in returns.versions(transaction, stored) if one.id != stored.id)
    return (receipt(one) for one in others if one.standing.status == "accepted")
