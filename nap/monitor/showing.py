"""Results for whoever asks: computed on demand, disclosed for the viewer's audience, remembered while the same returns count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from nap.facts import Observation, Period, Result
from nap.monitor.clock import day_at_home
from nap.monitor.house import House
from nap.monitor.judgements import judged
from nap.monitor.knowing import as_known
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Role, Verb, Viewer, may
from nap.plan import Plan, due_date, return_periods
from nap.results import Audience, compute, disclose
from nap.store import audit, returns
from nap.store.opening import COUNTING_ACTS


def results_for(
    viewer: Viewer, house: House, *, indicators: Collection[str] | None = None, as_of: date | None = None
) -> list[Result]:
    """Results as this viewer may see them, in order of the plan; of some indicators (Unknown if there is none such).

    `as_of` an earlier day: what was known at its end, with the plan in force then (`monitor.knowing`).
    """
    require(viewer, Verb.BROWSE_RESULTS)
    house = as_known(house, as_of or house.today())
    return _disclosed(house, _chosen(house.plan, indicators), as_of or house.today(), audience_of(viewer))


def results_for_audience(
    viewer: Viewer, house: House, audience: str, *, indicators: Collection[str] | None = None, as_of: date | None = None
) -> list[Result]:
    """What another audience sees (`forum`, `donor`, `partner:CODE`), for coordinators; ValueError for one that is none."""
    require(viewer, Verb.REVIEW)
    house = as_known(house, as_of or house.today())
    return _disclosed(house, _chosen(house.plan, indicators), as_of or house.today(), _named(house.plan, audience))


def summary_for(viewer: Viewer, house: House) -> list[Result]:
    """The donors' summary: public indicators only, as of the last closed period; empty before any period is closed."""
    require(viewer, Verb.READ_SUMMARY)
    closed = last_closed(house)
    if closed is None:
        return []
    public = tuple(indicator.code for indicator in house.plan.indicators if indicator.sensitivity == "public")
    return _disclosed(house, public, closed.end, Audience.parse("donor"))


def last_closed(house: House) -> Period | None:
    """The last return period whose due date has passed."""
    closed = [period for period in return_periods(house.plan) if due_date(house.plan, period) < house.today()]
    return closed[-1] if closed else None


def results_of(
    plan: Plan,
    observations: Iterable[Observation],
    as_of: date | None,
    audience: str,
    *,
    indicators: Collection[str] | None = None,
) -> list[Result]:
    """The same without a store: every observation counts. ValueError for an audience that is none."""
    seen_by = _named(plan, audience)
    return disclose(plan, compute(plan, observations, as_of or day_at_home(plan), indicators=_chosen(plan, indicators)), seen_by)


def _named(plan: Plan, audience: str) -> Audience:
    found = Audience.parse(audience)
    if found.partner is not None and plan.partner(found.partner) is None:
        raise Unknown("partner", found.partner)
    return found


def plan_of(viewer: Viewer, house: House) -> Plan:
    """The plan in force."""
    require(viewer, Verb.READ_PLAN)
    return house.plan


def audience_of(viewer: Viewer) -> Audience:
    """Whose eyes these are: a coordinator's, else those of an organisation that sends, else the forum's, else a donor's."""
    if may(viewer, Verb.REVIEW):
        return Audience("coordinator")
    if Role.PARTNER in viewer.roles and viewer.partner is not None:
        return Audience("partner", viewer.partner)
    return Audience("forum" if Role.FORUM in viewer.roles else "donor")


def counting(house: House) -> tuple[Observation, ...]:
    """Every value that counts now; only returns accepted since the last time are read."""
    return _counting(house)[1]


def _counting(house: House) -> tuple[int, tuple[Observation, ...]]:
    memory = house.memory
    with memory.lock, house.store.reading() as transaction:
        version = audit.version(transaction, COUNTING_ACTS)
        accepted = returns.accepted_ids(transaction, house.plan.id, house.until)
        kept = {id: memory.observations.get(id) or returns.observations(transaction, id) for id in accepted}
        memory.observations = kept
        return version, tuple(one for values in kept.values() for one in values)


def _chosen(plan: Plan, indicators: Collection[str] | None) -> tuple[str, ...]:
    if indicators is None:
        return tuple(indicator.code for indicator in plan.indicators)
    for code in indicators:
        if plan.indicator(code) is None:
            raise Unknown("indicator", code)
    return tuple(indicator.code for indicator in plan.indicators if indicator.code in indicators)


def _disclosed(house: House, codes: tuple[str, ...], as_of: date, audience: Audience) -> list[Result]:
    memory = house.memory
    with memory.lock:
        memory.turn_to(house.store.counting_version())
        _compute(house, codes, as_of)
        for code in codes:
            # One indicator at a time, always: which cells are hidden must not depend on what else was asked for.
            key = (as_of, audience, code)
            if key not in memory.results:
                memory.results[key] = tuple(disclose(house.plan, memory.results[as_of, code], audience))
        return [result for code in codes for result in memory.results[as_of, audience, code]]


def _compute(house: House, codes: tuple[str, ...], as_of: date) -> None:
    """Remember the undisclosed results of each indicator; what is missing is computed in one go."""
    memory = house.memory
    if all((as_of, code) in memory.results for code in codes):
        return
    version, observations = _counting(house)
    memory.turn_to(version)  # a writer may have come between
    missing = [code for code in codes if (as_of, code) not in memory.results]
    by_indicator: dict[str, list[Result]] = {code: [] for code in missing}
    for result in judged(house, compute(house.plan, observations, as_of, indicators=missing)):
        by_indicator[result.indicator].append(result)
    memory.results.update({(as_of, code): tuple(results) for code, results in by_indicator.items()})
