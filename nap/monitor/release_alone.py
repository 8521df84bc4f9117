"""A release without a store: a plan and observations enter, the release leaves. Every observation counts and may be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from nap.facts import Observation, Period
from nap.monitor.clock import day_at_home
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.release_making import elsewhere_of
from nap.plan import Plan, due_date, is_owed, return_period, return_periods
from nap.releases.building import build
from nap.releases.release import Kind, Release
from nap.results import Audience, compute
from nap.results.hiding import audit, hide, own_results, shown
from nap.settings import Settings
from nap.words import Text, languages, period_name, pick, say


def build_alone(
    plan: Plan,
    observations: Sequence[Observation],
    *,
    period: Period | None = None,
    as_of: date | None = None,
    kind: Kind = Kind.DONOR,
    number: int = 1,
    title: Text | None = None,
    base_url: str = "",
    settings: Settings | None = None,
) -> Release:
    """The release of these observations as they stood on `as_of` (today if left out), up to `period` (the last one that is over).

    `settings`: beside whose plan file figures that others published are looked for.
    Unknown: period. NotNow: period_ahead, edition_exposed.
    """
    day = as_of or day_at_home(plan)
    upto = _period(plan, period, day)
    results = compute(plan, observations, day)
    own = own_results(plan, _by_indicator(observations), [one.code for one in plan.indicators], day)
    pattern = hide(plan, results, own=own)
    if audit(plan, results, pattern, own=own):
        raise NotNow("edition_exposed")
    asked, accepted = _returns(plan, observations, upto, day)
    return build(
        plan,
        shown(plan, results, pattern, Audience(kind.value)),
        number=number,
        kind=kind,
        period=upto,
        as_of=day,
        title=title or usual_title(plan, upto),
        asked=asked,
        accepted=accepted,
        elsewhere=elsewhere_of(plan, settings) if settings else (),
        base_url=base_url,
    )


def usual_title(plan: Plan, period: Period) -> Text:
    """What a release is called if nobody says otherwise: the plan and the period, in each language of the plan."""
    known = [language for language in plan.languages if language in languages()]
    return {
        lang: say(lang, "releases.usual_title", plan=pick(plan.title, lang), period=period_name(lang, period)) for lang in known
    }


def last_over(plan: Plan, day: date) -> Period:
    """The last return period whose due date has passed by that day, else the last that has ended, else the first."""
    periods = return_periods(plan)
    due = [each for each in periods if due_date(plan, each) < day]
    over = [each for each in periods if each.end < day]
    return (due or over or list(periods[:1]))[-1]


def _period(plan: Plan, period: Period | None, day: date) -> Period:
    periods = return_periods(plan)
    if period is not None and period not in periods:
        raise Unknown("period", str(period), [str(one) for one in periods])
    if period is not None and period.start > day:
        raise NotNow("period_ahead")
    return period or last_over(plan, day)


def _by_indicator(observations: Iterable[Observation]) -> Callable[[str], Sequence[Observation]]:
    found: dict[str, list[Observation]] = {}
    for one in observations:
        found.setdefault(one.indicator, []).append(one)
    return lambda indicator: found.get(indicator, ())


def _returns(plan: Plan, observations: Iterable[Observation], until: Period, day: date) -> tuple[int, int]:
    """How many returns were due, and of how many something is there."""
    due = [each for each in return_periods(plan) if each.end <= until.end and due_date(plan, each) < day]
    asked = {(one.code, each) for each in due for one in plan.partners if is_owed(plan, one.code, each)}
    came = {(one.partner, return_period(plan, one.period)) for one in observations}
    return len(asked), len(asked & came)
