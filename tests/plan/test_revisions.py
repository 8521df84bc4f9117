"""What differs between two versions of a plan: nothing differs, nothing is told; baselines and targets are told whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from hypothesis import given, strategies as st

from nap.facts import Frequency
from nap.plan import Baseline, Calendar, Indicator, Partner, Plan, Target, Thresholds
from nap.plan.revisions import GOALS, Revision, goal_revisions, revisions

REGIONS = ("", "KG-B", "KG-O")
DAYS = st.dates(date(2024, 12, 31), date(2028, 1, 1))
VALUES = st.integers(0, 3).map(Decimal)
BASELINES = st.none() | st.builds(Baseline, VALUES, DAYS, st.sampled_from(["", "survey"]))
TARGETS = st.lists(
    st.builds(Target, DAYS, VALUES, st.sampled_from([None, "year", "plan"]), st.booleans()),
    max_size=4,
    unique_by=lambda t: t.date,
).map(lambda targets: tuple(sorted(targets, key=lambda target: target.date)))


@st.composite
def indicators(draw: st.DrawFn, code: str = "1.1") -> Indicator:
    """One indicator, with few values for each field so that two of them are often alike."""
    regions = st.sampled_from(REGIONS[1:])
    return Indicator(
        code,
        "O1",
        draw(st.sampled_from(["count", "stock"])),
        {"en": draw(st.sampled_from(["Committees", "Peace committees"]))},
        regions=draw(st.sampled_from(["sum", "none"])),
        accumulation=draw(st.sampled_from(["flow", "ytd"])),
        direction=draw(st.sampled_from(["increase", "decrease"])),
        baseline=draw(BASELINES),
        targets=draw(TARGETS),
        regional_targets={
            code: targets for code, targets in draw(st.dictionaries(regions, TARGETS, max_size=2)).items() if targets
        },
        regional_baselines={
            code: one for code, one in draw(st.dictionaries(regions, BASELINES, max_size=2)).items() if one is not None
        },
        frequency=draw(st.sampled_from([Frequency.YEAR, Frequency.HALF_YEAR])),
        valid_to=draw(st.none() | DAYS),
    )


def plan_of(example: object, *chosen: Indicator, **changed: object) -> Plan:
    assert isinstance(example, Plan)
    return replace(example, indicators=chosen or example.indicators, **changed)  # type: ignore[arg-type]


def applied(indicator: Indicator, found: tuple[Revision, ...]) -> tuple[object, ...]:
    """Baseline and targets of every region after the revisions, made from the old ones and the revisions alone."""
    baselines: dict[str, Baseline | None] = {"": indicator.baseline, **indicator.regional_baselines}
    targets = {
        (region, one.date): one for region, each in {"": indicator.targets, **indicator.regional_targets}.items() for one in each
    }
    for one in found:
        if one.what == "baseline":
            assert baselines.get(one.at) == one.old
            baselines[one.at] = one.new  # type: ignore[assignment]
        elif one.what == "target" and isinstance(one.old, Target):
            assert targets.pop((one.at, one.old.date)) == one.old
    for one in found:
        if one.what == "target" and isinstance(one.new, Target):
            targets[one.at, one.new.date] = one.new
    return {region: one for region, one in baselines.items() if one}, targets


def goals_of(indicator: Indicator) -> tuple[object, ...]:
    return applied(indicator, ())


def test_another_version_of_the_same_content_is_no_revision(example_plan: object) -> None:
    again = plan_of(example_plan, version=2, sha256="f" * 64, source=b"# a remark", privacy=(), measures=(), retention_months=99)
    assert revisions(plan_of(example_plan), again) == ()


@given(old=indicators(), new=indicators())
def test_an_indicator_differs_if_and_only_if_something_is_told(old: Indicator, new: Indicator, example_plan: object) -> None:
    found = revisions(plan_of(example_plan, old), plan_of(example_plan, new))
    same = all(getattr(old, field.name) == getattr(new, field.name) for field in fields(Indicator))
    assert (found == ()) == same
    assert all(one.indicator == "1.1" and one.old != one.new for one in found)


@given(old=indicators(), new=indicators())
def test_old_goals_and_revisions_together_make_the_new_goals(old: Indicator, new: Indicator, example_plan: object) -> None:
    found = revisions(plan_of(example_plan, old), plan_of(example_plan, new))
    assert applied(old, found) == goals_of(new)
    by_region = [one for region in REGIONS for one in goal_revisions(found, "1.1", region)]
    assert sorted(map(str, by_region)) == sorted(str(one) for one in found if one.what in GOALS)


@given(old=indicators(), new=indicators())
def test_looked_at_backwards_old_and_new_change_places(old: Indicator, new: Indicator, example_plan: object) -> None:
    there = revisions(plan_of(example_plan, old), plan_of(example_plan, new))
    back = revisions(plan_of(example_plan, new), plan_of(example_plan, old))
    assert {str((one.what, one.at, one.old, one.new)) for one in there} == {
        str((one.what, one.at, one.new, one.old)) for one in back
    }


@given(old=st.sets(st.sampled_from("abcd"), min_size=1), new=st.sets(st.sampled_from("abcd"), min_size=1))
def test_indicators_that_come_and_go_are_told(old: set[str], new: set[str], example_plan: object) -> None:
    before, after = (
        plan_of(example_plan, *(Indicator(code, "O1", "count", {"en": code}) for code in sorted(codes))) for codes in (old, new)
    )
    told = {(one.what, one.indicator) for one in revisions(before, after)}
    assert told == {("added", code) for code in new - old} | {("retired", code) for code in old - new}


def test_a_single_target_moved_to_another_day_is_one_revision(example_plan: object) -> None:
    old = Indicator("1.1", "O1", "count", {}, targets=(Target(date(2026, 12, 31), Decimal(40)),))
    new = replace(old, targets=(Target(date(2027, 12, 31), Decimal(45)),))
    (found,) = revisions(plan_of(example_plan, old), plan_of(example_plan, new))
    assert found == Revision("target", old.targets[0], new.targets[0], "1.1")


def test_partners_thresholds_and_the_calendar_are_told(example_plan: object) -> None:
    old = plan_of(example_plan)
    first, second, *others = old.partners
    names: Mapping[str, str] = {"en": "New"}
    new = plan_of(
        old,
        partners=(replace(first, regions=("KG-B",)), *others, Partner("NEW", names, ("KG",))),
        thresholds=Thresholds(coverage=Decimal("0.5")),
        calendar=Calendar(Frequency.QUARTER, old.calendar.due_days, old.calendar.timezone),
        years=(2025, 2030),
    )
    told = {(one.what, one.at): (one.old, one.new) for one in revisions(old, new)}
    assert told == {
        ("years", ""): (old.years, (2025, 2030)),
        ("calendar", "frequency"): (Frequency.HALF_YEAR, Frequency.QUARTER),
        ("threshold", "coverage"): (Decimal("0.80"), Decimal("0.5")),
        ("partner_regions", first.code): (first.regions, ("KG-B",)),
        ("partner", second.code): (second.name, None),
        ("partner", "NEW"): (None, names),
    }
