"""What adding up must keep: totals, zeros, districts, parts, years and scale. Each law says for which rules it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given, strategies as st

from nap.facts import Frequency, Observation, Period, Result
from nap.plan import Indicator
from nap.plan.model import PARTS
from nap.results import compute
from nap.results.computing import EXACT
from tests.results.building import a_plan
from tests.results.made_up import ADDED, DISTRICTS, END, Case, cases, everything, known

REGIONS_ALONE = ("KG-B", "KG-O", "KG-C")
POOLED = ("percentage", "rate", "ratio")
NUMBERS = ("value", "increment", "numerator", "denominator", "parts_sum", "at_least")
"""Everything a result counts; the rest judges it."""


def complete(types: tuple[str, ...]) -> st.SearchStrategy[tuple[Case, list[Observation]]]:
    """A plan of one indicator that is added up, with a figure for every cell that is asked for."""
    plans = cases(types, ("sum",), places=REGIONS_ALONE, nation=False, most=0, several=1)
    return plans.flatmap(lambda case: st.tuples(st.just(case), everything(case)))


def counted(result: Result) -> dict[str, object]:
    return {name: getattr(result, name) for name in NUMBERS}


def total(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))


def the(case: Case, result: Result | Observation) -> Indicator:
    found = case.plan.indicator(result.indicator)
    assert found is not None
    return found


def of(result: Result, observations: Iterable[Observation]) -> list[Observation]:
    """The observations of the same indicator and breakdown."""
    return [each for each in observations if (each.indicator, each.breakdown) == (result.indicator, result.breakdown)]


def meant(indicator: Indicator, period: Period, observations: Iterable[Observation]) -> list[Observation]:
    """Those that make the figure of a period: all within it for a flow, the last ones for anything else."""
    inside = [each for each in observations if period.contains(each.period)]
    if indicator.accumulation == "flow":
        return inside
    return [each for each in inside if each.period == period.parts(indicator.frequency)[-1]]


def ends_a_year(period: Period) -> bool:
    """What is counted from the first of January is the year's own figure in whole years alone."""
    return period.frequency is Frequency.YEAR


@given(complete(ADDED))
def test_where_everybody_reported_every_total_is_the_plain_sum(pair: tuple[Case, list[Observation]]) -> None:
    case, given_figures = pair
    for each in compute(case.plan, given_figures, END):
        indicator = the(case, each)
        if each.period.year < 2025 or (indicator.type == "cascade" and not each.breakdown):
            continue
        if indicator.accumulation == "ytd" and not ends_a_year(each.period):
            continue
        mine = [one for one in of(each, given_figures) if each.region in ("KG", one.region)]
        if not each.breakdown:
            assert each.reported == each.expected
        if each.value is not None or meant(indicator, each.period, mine):
            assert each.value == total(one.value for one in meant(indicator, each.period, mine))


@given(complete(POOLED))
def test_where_everybody_reported_every_share_is_pooled(pair: tuple[Case, list[Observation]]) -> None:
    case, given_figures = pair
    for each in compute(case.plan, given_figures, END):
        indicator = the(case, each)
        mine = [one for one in of(each, given_figures) if each.region in ("KG", one.region)]
        chosen = meant(indicator, each.period, mine)
        if each.period.year >= 2025 and chosen:
            assert each.numerator == total(one.numerator for one in chosen)
            assert each.denominator == total(one.denominator for one in chosen)


@given(cases((*ADDED, *POOLED, "milestone"), ("sum", "max"), places=(*REGIONS_ALONE, *DISTRICTS), nation=False), st.data())
def test_a_partners_zero_changes_coverage_and_nothing_else(case: Case, data: st.DataObject) -> None:
    """For rules that add or take the highest: who reports zero throughout adds to what was reported, and to no number."""
    place = data.draw(st.sampled_from(REGIONS_ALONE))
    plan = replace(case.plan, partners=(*case.plan.partners, replace(case.plan.partners[0], code="P9", regions=(place,))))
    plan = replace(plan, indicators=tuple(replace(one, reported_by=(*one.reported_by, "P9")) for one in plan.indicators))
    zeros = [zero for one in plan.indicators for zero in nothing(one, place)]
    before, after = compute(plan, case.observations, END), known(compute(plan, [*case.observations, *zeros], END))
    for each in before:
        there = after[each.indicator, each.region, each.period, each.breakdown]
        assert (there.expected, there.carried) == (each.expected, each.carried)
        assert (there.reported or 0) >= (each.reported or 0)
        if each.value is not None:
            assert counted(there) == counted(each)
        elif not each.reported:
            assert there.value in (None, 0)
        if each.progress is not None:
            assert there.progress == each.progress


def nothing(indicator: Indicator, place: str) -> list[Observation]:
    """Zero for every period of the plan; nought of nought for a share."""
    periods = [part for year in (2025, 2026) for part in Period(year).parts(indicator.frequency)]
    keys = ["", *indicator.categories] if indicator.type != "cascade" else list(indicator.categories)
    zero = {"numerator": Decimal(0), "denominator": Decimal(0)} if indicator.type in PARTS else {"value": Decimal(0)}
    return [Observation("P9", indicator.code, place, period, key, **zero) for period in periods for key in keys]  # type: ignore[arg-type]


@given(cases((*ADDED, *POOLED, "milestone"), ("sum", "max"), nation=False), st.sampled_from(("P1", "P2", "P3")), st.data())
def test_a_region_split_into_its_districts_changes_nothing_above_them(case: Case, who: str, data: st.DataObject) -> None:
    """For rules that add places up: one partner's Batken, given as two districts that nobody asked her for.

    An answer without a figure cannot be split and is left out.
    """
    assume(not set(DISTRICTS) & set(case.partners[who]))
    whole = [each for each in case.observations if not (each.partner == who and each.region in DISTRICTS)]
    whole = [each for each in whole if not ((each.partner, each.region) == (who, "KG-B") and each.state)]
    parts = [part for each in whole for part in divided(each, who, data)]
    before, after = compute(case.plan, whole, END), known(compute(case.plan, parts, END))
    for each in before:
        if each.region not in DISTRICTS:
            there = after[each.indicator, each.region, each.period, each.breakdown]
            assert counted(there) == counted(each)
            if each.expected:
                assert (there.reported, there.expected, there.status, there.progress) == (
                    each.reported,
                    each.expected,
                    each.status,
                    each.progress,
                )


def divided(each: Observation, who: str, data: st.DataObject) -> list[Observation]:
    if (each.partner, each.region) != (who, "KG-B"):
        return [each]
    first, second = replace(each, region=DISTRICTS[0]), replace(each, region=DISTRICTS[1])
    for name in ("value", "numerator", "denominator"):
        number = getattr(each, name)
        if number is not None:
            share = number if number <= 1 else data.draw(st.integers(0, int(number)).map(Decimal))
            first, second = replace(first, **{name: share}), replace(second, **{name: number - share})
    return [first, second]


@given(cases(("count", "stock"), ("sum",)), st.data())
def test_complete_disjoint_parts_add_up_to_the_total_wherever_all_were_given(case: Case, data: st.DataObject) -> None:
    split = [{**kind, "counts": "people", "breakdowns": _SEX} for kind in case.indicators]
    plan = a_plan(*split, partners=case.partners, years=(2025, 2026), history_from=2024)
    cells = {(each.indicator, each.partner, each.region, each.period): each for each in case.observations if not each.state}
    found = [one for cell in cells for one in shared(data.draw(st.tuples(st.integers(0, 99), st.integers(0, 99))), *cell)]
    by_place = known(compute(plan, found, END))
    for (code, region, period, key), each in by_place.items():
        if not key:
            women, men = (by_place[code, region, period, f"sex={part}"] for part in ("F", "M"))
            assert (women.value is None, men.value is None) == (each.value is None,) * 2
            if each.value is not None:
                assert total((women.value, men.value)) == each.value


def shared(numbers: tuple[int, int], code: str, partner: str, region: str, period: Period) -> list[Observation]:
    women, men = map(Decimal, numbers)
    given_values = {"sex=F": women, "sex=M": men, "": women + men}
    return [Observation(partner, code, region, period, key, value) for key, value in given_values.items()]


_SEX = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]


@given(cases(), st.integers(2, 1000))
def test_a_scale_of_all_values_scales_what_is_counted_and_leaves_shares_and_judgements_alone(case: Case, times: int) -> None:
    """For figures that are added or given as they stand: the plan's baselines and targets are on the same scale."""
    plan = replace(case.plan, indicators=tuple(larger(one, times) for one in case.plan.indicators))
    figures = [each if the(case, each).type in _LEVELS else scaled(each, times) for each in case.observations]
    after = known(compute(plan, figures, END))
    for each in compute(case.plan, case.observations, END):
        there, kind = after[each.indicator, each.region, each.period, each.breakdown], the(case, each).type
        shown = 1 if kind in PARTS or kind in _LEVELS else times
        assert there.value == grown(each.value, shown)
        assert there.increment == grown(each.increment, shown)
        assert there.parts_sum == grown(each.parts_sum, shown)
        assert there.numerator == grown(each.numerator, times)
        assert there.denominator == grown(each.denominator, times)
        assert (there.progress, there.pace, there.status, there.reason) == (each.progress, each.pace, each.status, each.reason)
        assert (there.reported, there.expected, there.carried) == (each.reported, each.expected, each.carried)
        assert there.at_least == each.at_least


_LEVELS = ("milestone", "ordinal")


def grown(number: Decimal | None, times: int) -> Decimal | None:
    return None if number is None else EXACT.multiply(number, Decimal(times))


def scaled(each: Observation, times: int) -> Observation:
    given_numbers = {name: getattr(each, name) for name in ("value", "numerator", "denominator")}
    return replace(each, **{name: number * times for name, number in given_numbers.items() if number is not None})


def larger(indicator: Indicator, times: int) -> Indicator:
    if indicator.type in PARTS or indicator.type in _LEVELS:
        return indicator
    baseline = indicator.baseline and replace(indicator.baseline, value=indicator.baseline.value * times)
    targets = tuple(replace(target, value=target.value * times) for target in indicator.targets)
    return replace(indicator, baseline=baseline, targets=targets)


@given(cases(("count", "money", "list", "cascade"), ("sum", "max", "lead_only", "none"), nation=False))
def test_a_year_of_flows_is_the_sum_of_its_own_periods(case: Case) -> None:
    """Where the year itself was not given, which history may bring."""
    plan = replace(case.plan, indicators=tuple(replace(one, accumulation="flow") for one in case.plan.indicators))
    figures = [each for each in case.observations if each.period.frequency is the(case, each).frequency]
    by_place = known(compute(plan, figures, END))
    for (code, region, period, key), each in by_place.items():
        indicator = plan.indicator(code)
        assert indicator is not None
        if period.frequency is Frequency.YEAR:
            parts = [by_place[code, region, part, key] for part in period.parts(indicator.frequency)]
            known_parts = [part for part in parts if part.value is not None]
            if each.value is not None:
                assert each.value == total(part.value for part in known_parts)
            assert each.reported == sum(part.reported or 0 for part in parts)
            assert each.expected == sum(part.expected or 0 for part in parts)
