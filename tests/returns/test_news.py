"""A return made from an older plan is read by that version, and says what has changed for its sender since."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nap.facts import Frequency, Period, Severity
from nap.plan import Plan, owed
from nap.returns import tags
from nap.returns.news import news
from tests.returns.workbooks import Return, noted, only


def told(plan: Plan, current: Plan) -> dict[str, tuple[Severity, str]]:
    """The findings about the plan's age by case: severity, and the indicators they name."""
    found = Return(plan).check(plans={(plan.id, plan.version): plan}, current=current).findings
    return {
        each.case: (each.severity, str(dict(each.facts).get("indicators", ""))) for each in found if each.code == "older-plan"
    }


def owed_codes(plan: Plan, partner: str, period: Period) -> set[str]:
    return {row.indicator for row in owed(plan, partner, period)}


def changed(plan: Plan, code: str, **fields: object) -> Plan:
    """The next version, with one indicator changed."""
    indicators = tuple(replace(one, **fields) if one.code == code else one for one in plan.indicators)  # type: ignore[arg-type]
    return replace(plan, version=plan.version + 1, indicators=indicators)


def without(plan: Plan, code: str, version: int) -> Plan:
    return replace(plan, version=version, indicators=tuple(one for one in plan.indicators if one.code != code))


def test_a_return_of_the_version_in_force_says_nothing(example_plan: Plan) -> None:
    assert noted(Return(example_plan).check()) == []


def test_a_next_version_that_asks_for_the_same_is_only_told(example_plan: Plan) -> None:
    newer = replace(example_plan, version=example_plan.version + 1)
    assert told(example_plan, newer) == {"": (Severity.INFO, "")}


def test_an_indicator_added_since_is_named_and_explained_to_its_partner_alone(example_plan: Plan) -> None:
    older, newer = without(example_plan, "2.1", example_plan.version), replace(example_plan, version=example_plan.version + 1)
    assert told(older, newer)["added"] == (Severity.WARNING, "2.1")
    last = Period.parse("2026-H1")
    others = [partner.code for partner in example_plan.partners if not owed_codes(newer, partner.code, last) & {"2.1"}]
    assert all([each.case for each in news(older, newer, other, last)] == [""] for other in others)
    assert [each.case for each in news(older, newer, "WPN", Period.parse("2019"))] == [""]


def test_an_indicator_dropped_since_is_read_all_the_same(example_plan: Plan) -> None:
    newer = without(example_plan, "2.1", example_plan.version + 1)
    checked = Return(example_plan).check(plans={(example_plan.id, example_plan.version): example_plan}, current=newer)
    assert told(example_plan, newer)["dropped"] == (Severity.INFO, "2.1")
    assert any(one.indicator == "2.1" for one in checked.observations)


def test_what_changes_the_meaning_of_a_figure_is_named_and_what_does_not_is_not(example_plan: Plan) -> None:
    assert told(example_plan, changed(example_plan, "2.1", unit={"en": "hours"}))["changed"] == (Severity.WARNING, "2.1")
    assert "changed" not in told(example_plan, changed(example_plan, "2.1", title={"en": "Another title"}))
    assert "changed" not in told(example_plan, changed(example_plan, "2.1", tolerance=Decimal(3)))


def test_the_range_of_the_older_version_is_what_holds(example_plan: Plan) -> None:
    newer = changed(example_plan, "2.1", range=(Decimal(0), Decimal(1)), frequency=Frequency.HALF_YEAR)
    checked = Return(example_plan).check(plans={(example_plan.id, example_plan.version): example_plan}, current=newer)
    assert "out-of-range" not in {each.code for each in checked.findings}


def test_a_return_of_a_later_version_than_the_one_in_force_says_nothing_of_its_age(example_plan: Plan) -> None:
    older = replace(example_plan, version=example_plan.version - 1 or 1)
    later = replace(example_plan, version=older.version + 1)
    assert told(later, older) == {}


def test_an_older_layout_is_read_and_told(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.identity("template_version", str(tags.TEMPLATE_VERSION - 1))
    checked = made.check()
    finding = only(checked)
    assert (finding.code, finding.severity) == ("older-template", Severity.INFO)
    assert checked.verdict == "clean"
    assert checked.rows > 0
