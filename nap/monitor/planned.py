"""What a plan file would change, before anybody adopts it: a house and the new plan enter, effects leave.

Nothing is estimated: the new plan is put in the place of the one in force, and the results over the figures that count are
computed by the same way as always (`monitor.showing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nap.facts import Period, Result, Status
from nap.monitor.house import House
from nap.monitor.memory import Memory
from nap.monitor.orphaned import Orphan, orphans_of
from nap.monitor.permission import require
from nap.monitor.showing import results_for, results_for_audience
from nap.people import Verb, Viewer
from nap.plan import Plan, due_date, owed, return_periods
from nap.plan.register import fold
from nap.store import Transaction, audit, partner_entries, returns, said
from nap.store.opening import COUNTING_ACTS

UNDER_WAY = ("draft", "submitted", "returned")
Key = tuple[str, str, Period, str]
"""Indicator, region, period, breakdown."""


@dataclass(frozen=True)
class AskedOtherwise:
    """What the template of a partner for one period asks otherwise: per indicator the regions whose rows appear, and go."""

    partner: str
    period: Period
    appear: Mapping[str, tuple[str, ...]]
    go: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class UnderWay:
    """A return that nobody has decided yet. `lost`: the indicators it gives figures for that the new plan does not know."""

    id: str
    partner: str
    period: Period
    status: str
    plan_version: int
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedResult:
    """One total that the new plan gives otherwise; `after` is None where the plan asks for it no longer."""

    before: Result | None
    after: Result | None

    @property
    def one(self) -> Result:
        """Either side that is there, for its names."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Veiled:
    """How many figures of an indicator, parts included, become hidden for the forum, and how many come to be shown."""

    indicator: str
    hidden: int
    shown: int


@dataclass(frozen=True)
class PlanEffects:
    """All that adopting the plan would do. `statuses`: how many totals go from which status to which, the most first."""

    asked: tuple[AskedOtherwise, ...] = ()
    under_way: tuple[UnderWay, ...] = ()
    changed: tuple[ChangedResult, ...] = ()
    statuses: tuple[tuple[Status, Status, int], ...] = ()
    veiled: tuple[Veiled, ...] = ()
    orphans: tuple[Orphan, ...] = ()


def plan_effects(viewer: Viewer, house: House, plan: Plan) -> PlanEffects:
    """What this plan, a later version of the one in force, would change; for coordinators."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        plan = fold(plan, partner_entries.told(transaction, plan.id))
        version = audit.version(transaction, COUNTING_ACTS)
        under_way = tuple(_under_way(transaction, house, plan))
        orphans = orphans_of(transaction, house, plan)
    asked = tuple(_asked(house, plan))
    changed, veiled = _of_results(viewer, house, plan, version)
    return PlanEffects(asked, under_way, changed, _statuses(changed), veiled, orphans)


def _asked(house: House, plan: Plan) -> Iterator[AskedOtherwise]:
    """Of every partner and each period whose return can still come in time."""
    for code in dict.fromkeys(partner.code for partner in (*house.plan.partners, *plan.partners)):
        for period in sorted({*_open(house.plan, house), *_open(plan, house)}):
            rows = [{(row.indicator, row.region) for row in owed(each, code, period)} for each in (house.plan, plan)]
            if rows[0] != rows[1]:
                yield AskedOtherwise(code, period, _by_indicator(rows[1] - rows[0]), _by_indicator(rows[0] - rows[1]))


def _open(plan: Plan, house: House) -> list[Period]:
    return [period for period in return_periods(plan) if due_date(plan, period) >= house.today()]


def _by_indicator(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for indicator, region in sorted(rows):
        found.setdefault(indicator, []).append(region)
    return {indicator: tuple(regions) for indicator, regions in found.items()}


def _under_way(transaction: Transaction, house: House, plan: Plan) -> Iterator[UnderWay]:
    latest = {(one.partner, one.period, one.mapping): one for one in returns.find_returns(transaction, house.plan.id)}
    open_ = [one for one in latest.values() if one.standing.status in UNDER_WAY]
    lost: dict[str, dict[str, None]] = {}
    for each in said.said(transaction, house.plan.id, [one.id for one in open_]):
        if plan.indicator(each.indicator) is None:
            lost.setdefault(each.return_id, {})[each.indicator] = None
    for one in open_:
        gone = tuple(lost.get(one.id, ()))
        yield UnderWay(one.id, one.partner, one.period, one.standing.status, one.plan_version, gone)


def supposed(house: House, plan: Plan) -> House:
    """The house as if this plan were in force: with results of its own, on the same figures."""
    memory = Memory(totals=house.memory.totals)
    return replace(house, plan=plan, plans={**house.plans, (plan.id, plan.version): plan}, memory=memory)


def _of_results(viewer: Viewer, house: House, plan: Plan, version: int) -> tuple[tuple[ChangedResult, ...], tuple[Veiled, ...]]:
    """Made once for as long as the same returns count: it is asked for at every run of the page."""
    memory, key = house.memory, ("planned", plan.sha256, plan.register, house.today())
    with memory.veiling, memory.lock:
        memory.turn_to(version)
        if key not in memory.made:
            then = supposed(house, plan)
            old, new = ({_key(one): one for one in results_for(viewer, each)} for each in (house, then))
            seen = [_seen(results_for_audience(viewer, each, "forum")) for each in (house, then)]
            memory.made[key] = _changed(plan, old, new), tuple(_veiled(house.plan, plan, old, new, seen[0], seen[1]))
        found: tuple[tuple[ChangedResult, ...], tuple[Veiled, ...]] = memory.made[key]  # type: ignore[assignment]
        return found


def _key(one: Result) -> Key:
    return one.indicator, one.region, one.period, one.breakdown


def _changed(plan: Plan, old: Mapping[Key, Result], new: Mapping[Key, Result]) -> tuple[ChangedResult, ...]:
    """The totals that differ, the telling ones first: statuses before figures, the country before regions, the latest first."""
    totals = [key for key in dict.fromkeys((*new, *old)) if not key[3]]
    found = [ChangedResult(old.get(key), new.get(key)) for key in totals if _differs(old.get(key), new.get(key))]
    place = {indicator.code: number for number, indicator in enumerate(plan.indicators)}

    def weight(one: ChangedResult) -> tuple[object, ...]:
        about = one.one
        days = -about.period.end.toordinal()
        return not _judged_otherwise(one), about.region != plan.country, days, place.get(about.indicator, -1), about.region

    return tuple(sorted(found, key=weight))


def _differs(before: Result | None, after: Result | None) -> bool:
    """Rows without a figure come and go with the plan: what is asked is told of templates."""
    if before is None or after is None:
        one = before or after
        return one is not None and one.value is not None
    return before.value != after.value or before.status is not after.status


def _judged_otherwise(one: ChangedResult) -> bool:
    return one.before is not None and one.after is not None and one.before.status is not one.after.status


def _statuses(changed: Iterable[ChangedResult]) -> tuple[tuple[Status, Status, int], ...]:
    pairs = Counter((one.before.status, one.after.status) for one in changed if one.before and one.after)
    return tuple((before, after, count) for (before, after), count in pairs.most_common() if before is not after)


def _seen(results: Iterable[Result]) -> frozenset[Key]:
    return frozenset(_key(one) for one in results if one.value is not None and one.status is not Status.SUPPRESSED)


def _veiled(
    old: Plan, new: Plan, was: Mapping[Key, Result], is_: Mapping[Key, Result], saw: frozenset[Key], sees: frozenset[Key]
) -> Iterator[Veiled]:
    """Of the figures that are there with either plan: what nobody knows is not hidden."""
    both = [key for key, one in was.items() if one.value is not None and key in is_ and is_[key].value is not None]
    hidden = Counter(key[0] for key in both if key in saw and key not in sees)
    shown = Counter(key[0] for key in both if key not in saw and key in sees)
    for code in dict.fromkeys(indicator.code for indicator in (*new.indicators, *old.indicators)):
        if hidden[code] or shown[code]:
            yield Veiled(code, hidden[code], shown[code])
