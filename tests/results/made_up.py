"""Plans of every kind of indicator, and figures for them, for the laws. Small on purpose: few places, few partners, two years."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import cycle
from typing import Any

from hypothesis import strategies as st

from nap.facts import Observation, Period, Result
from nap.plan import Indicator, Plan, owed, return_periods
from nap.plan.model import PARTS
from tests.results.building import a_plan, seen

END = date(2026, 12, 31)
DISTRICTS = ("41705214", "41705236")
"""Two districts of Batken, KG-B."""
PLACES = ("KG", "KG-B", "KG-O", *DISTRICTS)
CODES = ("P1", "P2", "P3")
ADDED = ("count", "stock", "money", "list", "cascade")
SEX = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
FREQUENCIES = ("month", "quarter", "half_year", "year")

_WORDS = {"en": "x", "ru": "x", "ky": "x"}

numbers = st.integers(0, 60).map(Decimal) | st.decimals(min_value=0, max_value=10**6, places=2)


@dataclass(frozen=True)
class Case:
    """What was written, the plan it became, and what was reported."""

    indicators: tuple[dict[str, Any], ...]
    partners: dict[str, list[str]]
    plan: Plan = field(repr=False)
    observations: tuple[Observation, ...]


@st.composite
def indicators(
    draw: st.DrawFn, types: tuple[str, ...] = (), rules: tuple[str, ...] = (), *, nation: bool = True
) -> dict[str, Any]:
    """One indicator as a plan writes it; of these types, and with these rules for partners, if any are named.

    `nation`: whether the country may be reported by itself instead of being added up.
    """
    kind = draw(st.sampled_from(types or (*ADDED, "percentage", "rate", "ratio", "index", "milestone", "ordinal")))
    made: dict[str, Any] = {"type": kind} | ({"numerator": _WORDS, "denominator": _WORDS} if kind in PARTS else {})
    made |= {"frequency": draw(st.sampled_from(FREQUENCIES))}
    made |= draw(_over_time(kind)) | draw(_over_partners(kind, rules))
    if nation and draw(st.integers(0, 3)) == 0:
        made |= {"regions": "national_row"}
    if kind in ("count", "stock") and draw(st.booleans()):
        made |= {"counts": "people", "breakdowns": SEX}
    if kind not in ("list", "cascade", "ordinal", "milestone") and draw(st.booleans()):
        made |= draw(_way(kind, made["accumulation"]))
    return made


@st.composite
def _over_time(draw: st.DrawFn, kind: str) -> dict[str, str]:
    if kind in PARTS:
        return {"accumulation": draw(st.sampled_from(("flow", "snapshot")))}
    if kind in ("count", "money", "list", "cascade"):
        return {"accumulation": draw(st.sampled_from(("flow", "ytd", "since_start", "snapshot")))}
    return {"accumulation": "snapshot"}


@st.composite
def _over_partners(draw: st.DrawFn, kind: str, rules: tuple[str, ...]) -> dict[str, str]:
    scored = kind in ("index", "ordinal")
    usual = ("none", "lead_only") if scored else ("sum", "none", "lead_only", *(() if kind in PARTS else ("max",)))
    rule = draw(st.sampled_from(tuple(each for each in usual if each in rules) or rules or usual))
    return {"partners": rule} | ({"lead": "P1"} if rule == "lead_only" else {})


@st.composite
def _way(draw: st.DrawFn, kind: str, accumulation: str) -> dict[str, Any]:
    """A baseline before the plan and one or two targets on the right side of it."""
    start = draw(st.sampled_from((0, 0, 7)))
    over = draw(st.sampled_from(("year", "plan"))) if accumulation in ("flow", "ytd") else None
    steps = draw(st.lists(st.integers(start + 1, 90), min_size=1, max_size=2, unique=True))
    days = ("2025-12-31", "2026-12-31")[-len(steps) :]
    said = {"over": over} if over else {}
    targets = [{"date": day, "value": value, **said} for day, value in zip(days, sorted(steps), strict=True)]
    return {"baseline": {"value": start, "date": "2024-12-31"}, "targets": targets}


@st.composite
def cases(
    draw: st.DrawFn,
    types: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
    *,
    places: tuple[str, ...] = PLACES,
    nation: bool = True,
    most: int = 24,
    several: int = 3,
) -> Case:
    """A plan with some indicators and at most so many rows: for any of the places, also where nobody is asked."""
    kinds = draw(st.lists(indicators(types, rules, nation=nation), min_size=1, max_size=several))
    given = st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True)
    partners = {code: draw(given) for code in CODES}
    frequency = draw(st.sampled_from(FREQUENCIES[1:]))
    plan = a_plan(*kinds, partners=partners, years=(2025, 2026), history_from=2024, frequency=frequency)
    return Case(tuple(kinds), partners, plan, tuple(draw(_observations(plan, places, most))))


@st.composite
def _observations(draw: st.DrawFn, plan: Plan, places: tuple[str, ...], most: int) -> list[Observation]:
    keys = st.tuples(st.sampled_from(plan.indicators), st.sampled_from(CODES), st.sampled_from(places))
    found: dict[tuple[object, ...], list[Observation]] = {}
    for indicator, partner, place in draw(st.lists(keys, max_size=most)):
        period = draw(st.sampled_from(_periods(indicator)))
        found[indicator.code, partner, place, period] = draw(rows(indicator, partner, place, period))
    return [each for row in found.values() for each in row]


def _periods(indicator: Indicator) -> list[Period]:
    """The indicator's own, and now and then the whole year before the plan."""
    own = [part for year in (2024, 2025, 2026) for part in Period(year).parts(indicator.frequency)]
    return [*own, Period(2024)]


@st.composite
def rows(draw: st.DrawFn, indicator: Indicator, partner: str, place: str, period: Period) -> list[Observation]:
    """What one partner gives for one place and period: an answer, or figures with all their parts, which make the total."""
    state = draw(st.sampled_from(("", "", "", "", "no_data", "not_applicable", "not_safe")))
    if state:
        return [seen(partner, place, period, indicator=indicator.code, state=state)]
    if indicator.type in PARTS:
        return [seen(partner, place, period, (draw(numbers), draw(numbers)), indicator=indicator.code)]
    if indicator.type in ("milestone", "ordinal"):
        return [seen(partner, place, period, draw(st.integers(0, 1)), indicator=indicator.code)]
    keys = indicator.categories if indicator.type == "cascade" or draw(st.booleans()) else ()
    parts = {key: draw(numbers) for key in keys}
    total = {} if indicator.type == "cascade" else {"": sum(parts.values(), Decimal(0)) if parts else draw(numbers)}
    found = (parts | total).items()
    return [seen(partner, place, period, value, indicator=indicator.code, breakdown=key) for key, value in found]


@st.composite
def everything(draw: st.DrawFn, case: Case) -> list[Observation]:
    """A figure for every cell that is asked for up to the end; a few numbers come again and again."""
    few = cycle(draw(st.lists(numbers, min_size=7, max_size=7)))
    cells = (
        (partner, each) for partner in CODES for period in return_periods(case.plan) for each in owed(case.plan, partner, period)
    )
    found: list[Observation] = []
    for partner, each in cells:
        indicator = case.plan.indicator(each.indicator)
        assert indicator is not None
        for key in indicator.categories if indicator.type == "cascade" else ("",):
            value = (next(few), next(few)) if indicator.type in PARTS else next(few)
            found.append(seen(partner, each.region, each.period, value, indicator=each.indicator, breakdown=key))
    return found


def known(results: list[Result]) -> dict[tuple[object, ...], Result]:
    """By indicator, region, period and breakdown."""
    return {(each.indicator, each.region, each.period, each.breakdown): each for each in results}
