"""Explain this number: a viewer and the place of a result enter, what may be told to her of it leaves, as data.

Everybody who browses results may ask. Coordinators are told everything: partner, return, sheet, cell, what was typed, who
accepted it when. Everybody else reads the formula with the figures disclosed to her, a partner her own organisation's too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from nap.facts import Frequency, Observation, Period, Result
from nap.monitor.adding import Adding, CountedOnce, Once
from nap.monitor.clock import day_at_home
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.knowing import as_known
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.showing import audience_of, results_for, results_for_audience, results_of
from nap.people import Verb, Viewer
from nap.plan import Indicator, Plan
from nap.results import Audience
from nap.results.explaining import explain as explain_result
from nap.results.explanation import Explanation
from nap.results.lasting import Replaced, last_said
from nap.results.withholding import withhold
from nap.store import sources
from nap.store.sources import Source


@dataclass(frozen=True)
class Asked:
    """Which result is asked about. `day`: as of when, None for today."""

    indicator: str
    region: str
    period: Period
    breakdown: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Evidence:
    """One accepted observation with its return (None if it is from a file), and why it does not count, empty if it does.

    `instead`: the one that counts in its place, with its return, where it was replaced.
    """

    observation: Observation
    source: Source | None = None
    because: str = ""
    instead: Evidence | None = None


@dataclass(frozen=True)
class Explained:
    """An explanation as one viewer may read it, with the plan it was made under and the returns behind its observations.

    `parts`: the results of the categories of a total, as she may see them; `since_january`: what happened from the start of the
    year to the end of the period, for figures reported so, None if it is not known; `carried_from`: the earlier period whose
    figure stands here, if it is all carried forward from one period. `once`: whether some of it is counted once although two
    partners reported it; `counted_once`: what, for coordinators.
    """

    plan: Plan
    indicator: Indicator
    explanation: Explanation
    made_of: tuple[Evidence, ...] = ()
    left_out: tuple[Evidence, ...] = ()
    parts: tuple[Result, ...] = ()
    since_january: Decimal | None = None
    carried_from: Period | None = None
    once: bool = False
    counted_once: tuple[CountedOnce, ...] = ()


def explain(viewer: Viewer, house: House, asked: Asked) -> Explained:
    """What this viewer may know of how a number came about; Unknown(indicator, region, period or breakdown) if it is none."""
    require(viewer, Verb.BROWSE_RESULTS)
    if house.released is not None:  # what counted then is told by the release itself
        raise Unknown("release", str(house.released))
    _check(house.plan, asked)
    shown = results_for(viewer, house, indicators=[asked.indicator], as_of=asked.day)
    return _explained(house, asked, shown, audience_of(viewer))


def explain_for_audience(viewer: Viewer, house: House, audience: str, asked: Asked) -> Explained:
    """The same as another audience sees it, for coordinators; ValueError for one that is none."""
    require(viewer, Verb.REVIEW)
    _check(house.plan, asked)
    shown = results_for_audience(viewer, house, audience, indicators=[asked.indicator], as_of=asked.day)
    return _explained(house, asked, shown, Audience.parse(audience))


def explain_of(plan: Plan, observations: Iterable[Observation], audience: str, asked: Asked) -> Explained:
    """The same without a store: every observation counts."""
    _check(plan, asked)
    found, day = list(observations), asked.day or day_at_home(plan)
    shown = results_of(plan, found, day, audience, indicators=[asked.indicator])
    return _told(plan, asked, day, Once(found), shown, Audience.parse(audience), {}, {})


def _explained(house: House, asked: Asked, shown: list[Result], audience: Audience) -> Explained:
    day = asked.day or house.today()
    known = as_known(house, day)
    with known.memory.lock, known.store.reading() as transaction:
        adding = Adding(Counting(transaction, known), known)
        told = adding.counting.whole(asked.indicator)
        returns = {id(observation): return_id for return_id, observation in told}
        behind = sources.sources(transaction, set(returns.values()), known.until)
    counting, replaced = last_said([observation for _, observation in told], attrgetter("partner"))
    return _told(known.plan, asked, day, adding.once(asked.indicator, counting), shown, audience, returns, behind, replaced)


def _told(
    plan: Plan,
    asked: Asked,
    day: date,
    once: Once,
    shown: list[Result],
    audience: Audience,
    returns: Mapping[int, str],
    behind: Mapping[str, Source],
    replaced: Sequence[Replaced[Observation]] = (),
) -> Explained:
    """`returns`: the return of each observation, by identity; `behind`: what is known of the returns."""
    place = (asked.indicator, asked.region, asked.period, asked.breakdown)
    gone = [old for old, _ in replaced]
    try:
        whole = explain_result(plan, once.observations, day, *place, replaced=gone)
    except KeyError as unknown:
        raise _unknown(asked, str(unknown.args[0]), shown) from None
    explanation = withhold(whole, shown, audience)
    if explanation is None:
        raise _unknown(asked, "region" if any(each.period == asked.period for each in shown) else "indicator")
    indicator = plan.indicator(asked.indicator)
    assert indicator is not None
    evidence = {id(each): _evidence(once.as_reported(each), returns, behind) for each in (*once.observations, *gone)}
    here, counted = [each for each in shown if each.region == asked.region], once.among(whole.made_of)
    return Explained(
        plan,
        indicator,
        explanation,
        tuple(evidence[id(each)] for each in explanation.made_of),
        _left_out(explanation, evidence, {id(old): evidence[id(new)] for old, new in replaced}),
        () if asked.breakdown else tuple(each for each in here if each.period == asked.period and each.breakdown),
        _since_january(indicator, asked, here),
        _carried_from(explanation.result, here),
        bool(counted) and not explanation.hidden,
        () if explanation.withheld or explanation.hidden else counted,
    )


def _left_out(
    explanation: Explanation, evidence: Mapping[int, Evidence], instead: Mapping[int, Evidence]
) -> tuple[Evidence, ...]:
    """What was reported and does not count, each with why and with what counts in its place."""
    return tuple(
        replace(evidence[id(one.observation)], because=one.because.value, instead=instead.get(id(one.observation)))
        for one in explanation.left_out
    )


def _evidence(observation: Observation, returns: Mapping[int, str], behind: Mapping[str, Source]) -> Evidence:
    """An observation as it was reported, with its return."""
    return Evidence(observation, behind.get(returns.get(id(observation), "")))


def _carried_from(result: Result, here: Iterable[Result]) -> Period | None:
    """The last period of which something came, if it was whole then and its figure is the one that stands."""
    if result.value is None or result.reported or not result.carried:
        return None
    came = (
        each for each in here if each.breakdown == result.breakdown and each.reported and each.period.end <= result.period.end
    )
    last = max(came, key=lambda each: (each.period.end, each.period.start), default=None)
    if last is None or last.carried or _numbers(last) != _numbers(result):
        return None
    return last.period


def _numbers(result: Result) -> tuple[Decimal | None, ...]:
    return result.value, result.numerator, result.denominator


def _since_january(indicator: Indicator, asked: Asked, here: Iterable[Result]) -> Decimal | None:
    """What was shown of every period of the year up to this one, together."""
    if indicator.accumulation != "ytd" or indicator.has_ratio:
        return None
    known = {each.period: each.value for each in here if each.breakdown == asked.breakdown}
    year = asked.period.within(Frequency.YEAR).parts(asked.period.frequency)
    values = [known.get(period) for period in year[: asked.period.number]]
    found = [value for value in values if value is not None]
    return sum(found, Decimal(0)) if len(found) == len(values) else None


def _check(plan: Plan, asked: Asked) -> None:
    if plan.indicator(asked.indicator) is None:
        raise Unknown("indicator", asked.indicator)


def _unknown(asked: Asked, what: str, shown: Iterable[Result] = ()) -> Unknown:
    here = (each for each in shown if each.region == asked.region and (each.reported or each.value is not None))
    there = dict.fromkeys(str(each.period) for each in here) if what == "period" else ()
    return Unknown(what, str(getattr(asked, what)), [*there])
