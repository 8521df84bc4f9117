"""Results for whoever asks: computed on demand, disclosed for the viewer's audience, remembered while they stay the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import chain

from nap.facts import Observation, Period, Result
from nap.monitor.adding import Adding
from nap.monitor.clock import day_at_home
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.judgements import judged
from nap.monitor.knowing import as_known
from nap.monitor.memory import Computed
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.standings import standings, versions_of
from nap.monitor.veiling import Live, Rows, Veil
from nap.people import Role, Verb, Viewer, may
from nap.plan import Plan, due_date, return_periods
from nap.results import Audience, compute, disclose, explain_gaps
from nap.results.gaps import Standings
from nap.results.hiding import own_results
from nap.store import Transaction, audit
from nap.store.opening import COUNTING_ACTS

When = tuple[date, date]
"""The day results are shown as of, and the day whose knowledge decides what is due: later where a closed period is looked at."""


def results_for(
    viewer: Viewer,
    house: House,
    *,
    indicators: Collection[str] | None = None,
    as_of: date | None = None,
    parts: bool = True,
) -> list[Result]:
    """Results as this viewer may see them, in order of the plan; of some indicators (Unknown if there is none such).

    Without `parts` only totals, which is much faster. `as_of` an earlier day: what was known at its end, with the plan in force
    then (`monitor.knowing`). Of a house that shows a release: what stands in that release.
    """
    require(viewer, Verb.BROWSE_RESULTS)
    if house.released is not None:
        return _of_release(house, frozenset(_chosen(house.plan, indicators)), parts=parts)
    house = as_known(house, as_of or house.today())
    return _disclosed(house, _chosen(house.plan, indicators), as_of or house.today(), audience_of(viewer), parts)


def results_for_audience(
    viewer: Viewer, house: House, audience: str, *, indicators: Collection[str] | None = None, as_of: date | None = None
) -> list[Result]:
    """What another audience sees (`forum`, `donor`, `partner:CODE`), for coordinators; ValueError for one that is none."""
    require(viewer, Verb.REVIEW)
    house = as_known(house, as_of or house.today())
    return _disclosed(house, _chosen(house.plan, indicators), as_of or house.today(), _named(house.plan, audience), parts=True)


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
    seen_by, day, chosen, given = (
        _named(plan, audience),
        as_of or day_at_home(plan),
        _chosen(plan, indicators),
        list(observations),
    )
    if seen_by.kind == "coordinator":
        return compute(plan, given, day, indicators=chosen)
    # Every indicator, always: which cells are hidden must not depend on what else was asked for.
    every = [one.code for one in plan.indicators]
    own = own_results(
        plan, lambda code: [each for each in given if each.indicator == code and each.period.end <= day], every, day
    )
    found = disclose(plan, compute(plan, given, day), seen_by, own=own)
    return [each for each in found if each.indicator in chosen]


def _of_release(house: House, codes: Collection[str], *, parts: bool) -> list[Result]:
    return [one for one in house.published if one.indicator in codes and (parts or not one.breakdown)]


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


def _chosen(plan: Plan, indicators: Collection[str] | None) -> tuple[str, ...]:
    if indicators is None:
        return tuple(indicator.code for indicator in plan.indicators)
    for code in indicators:
        if plan.indicator(code) is None:
            raise Unknown("indicator", code)
    return tuple(indicator.code for indicator in plan.indicators if indicator.code in indicators)


def _disclosed(house: House, codes: tuple[str, ...], as_of: date, audience: Audience, parts: bool) -> list[Result]:
    when = (as_of, max(as_of, house.today()))
    if audience.kind == "coordinator":
        with _turned(house) as (transaction, _):
            return list(_raw(transaction, house, codes, when, parts))
    with _turned(house):
        known = house.memory.results
        if all((when, audience, code, parts) in known for code in codes):
            return [result for code in codes for result in known[when, audience, code, parts]]
    return _veiled(house, codes, when, audience, parts)


@contextmanager
def _turned(house: House) -> Iterator[tuple[Transaction, int]]:
    """One picture of the store, and the memory at the version it shows; the others wait."""
    with house.memory.lock, house.store.reading() as transaction:
        version = audit.version(transaction, COUNTING_ACTS)
        house.memory.turn_to(version)
        yield transaction, version


def _veiled(house: House, codes: tuple[str, ...], when: When, audience: Audience, parts: bool) -> list[Result]:
    """What is hidden is found while only those wait who need the same; what an acceptance made old meanwhile is not kept."""
    memory = house.memory
    with memory.veiling, ExitStack() as stack:
        with memory.lock:
            transaction = stack.enter_context(house.store.reading())
            version = audit.version(transaction, COUNTING_ACTS)
            memory.turn_to(version)
            keys = {code: (when, audience, code, parts) for code in codes}
            found = {code: memory.results[key] for code, key in keys.items() if key in memory.results}
            missing = [code for code in codes if code not in found]
            veil = Veil(transaction, house)
            live = _live(transaction, house, when, parts, _rows_of(transaction, house, veil.together(missing), when, parts))
        for code in missing:
            found[code] = tuple(veil.seen([code], live, audience))
        with memory.lock:
            if memory.version == version:
                memory.results.update({keys[code]: found[code] for code in missing})
    return [result for code in codes for result in found[code]]


def _rows_of(transaction: Transaction, house: House, codes: Sequence[str], when: When, parts: bool) -> Rows:
    """The rows of these indicators as they are at this moment, whatever is remembered later."""
    _finish(transaction, house, [code for code in codes if (when, code, parts) not in house.memory.results], when, parts)
    rows = {code: house.memory.results[when, code, parts] for code in codes}
    return lambda asked: chain.from_iterable(rows[code] for code in asked)


def _live(transaction: Transaction, house: House, when: When, parts: bool, rows: Rows) -> Live:
    adding = Adding(Counting(transaction, house), house)
    return Live(
        rows,
        lambda code: adding.figures(code, parts=parts),
        adding.made_from,
        *when,
        parts,
    )


def _raw(transaction: Transaction, house: House, codes: Sequence[str], when: When, parts: bool) -> Iterator[Result]:
    """The results as they are."""
    remembered = house.memory.results
    _finish(transaction, house, [code for code in codes if (when, code, parts) not in remembered], when, parts)
    return (result for code in codes for result in remembered[when, code, parts])


def _finish(transaction: Transaction, house: House, codes: list[str], when: When, parts: bool) -> None:
    """Remember the results of these indicators as they are before anything is hidden."""
    if not codes:
        return
    adding, stood = Adding(Counting(transaction, house), house), standings(versions_of(transaction, house))
    found: dict[str, list[Result]] = {code: [] for code in codes}
    computed = chain.from_iterable(_computed(house, adding, code, when, parts) for code in codes)
    for result in _judged(house, computed, stood, when, adding.counting):
        found[result.indicator].append(result)
    house.memory.results.update({(when, code, parts): tuple(results) for code, results in found.items()})


def _computed(house: House, adding: Adding, code: str, when: When, parts: bool) -> tuple[Result, ...]:
    """The results of one indicator, computed anew only if something they are made from has changed: plan, returns, marks."""
    kept = house.memory.computed.get((when, code, parts))
    made_from = (house.plan, adding.made_from(code))
    if kept is None or kept.made_from != made_from:
        kept = house.memory.computed[when, code, parts] = Computed(made_from, tuple(_anew(house, adding, code, when, parts)))
    return kept.results


def results_if(house: House, counting: Counting, stood: Standings, codes: Collection[str]) -> list[Result]:
    """What a coordinator would see today, parts included, if these figures counted and the returns stood so. Nothing is kept."""
    when, adding = (house.today(), house.today()), Adding(counting, house)
    anew = chain.from_iterable(_anew(house, adding, code, when, parts=True) for code in codes)
    return _judged(house, anew, stood, when, counting)


def seen_if(
    transaction: Transaction,
    house: House,
    counting: Counting,
    results: Sequence[Result],
    codes: Sequence[str],
    audience: Audience,
) -> list[Result]:
    """What another audience would see of those indicators if these `results` of theirs stood; all others stand as they do."""
    when, adding = (house.today(), house.today()), Adding(counting, house)
    would: dict[str, list[Result]] = {code: [] for code in codes}
    for result in results:
        would[result.indicator].append(result)

    def rows(asked: Sequence[str]) -> Iterator[Result]:
        return chain.from_iterable(would.get(code) or _raw(transaction, house, [code], when, parts=True) for code in asked)

    live = Live(rows, adding.figures, lambda code: ("if", adding.made_from(code)), *when, parts=True)
    return Veil(transaction, house).seen(codes, live, audience)


def _anew(house: House, adding: Adding, code: str, when: When, parts: bool) -> list[Result]:
    return compute(house.plan, adding.figures(code, parts=parts), when[0], indicators=[code], parts=parts, known=when[1])


def _judged(house: House, computed: Iterable[Result], stood: Standings, when: When, counting: Counting) -> list[Result]:
    return judged(house, explain_gaps(house.plan, computed, stood, when[1], counting.left_out()))
