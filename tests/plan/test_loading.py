"""A good plan loads whole: defaults resolved, text kept as typed, nothing of it changed."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency
from nap.plan import Baseline, Indicator, Plan, Regions, Target, load_plan, read_plan
from nap.plan.rules import BadRule, Operand, Rule, read_rule
from nap.settings import ROOT
from tests.conftest import SAMPLES

SOURCE = SAMPLES.joinpath("example-plan.yaml").read_bytes()
REGIONS = Regions.load(ROOT / "data" / "regions.csv")


def of(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


@pytest.mark.parametrize("path", [SAMPLES / "example-plan.yaml", ROOT / "indicators.yaml"], ids=["example", "demo"])
def test_our_plans_load_without_a_fault(path: object) -> None:
    plan, faults = load_plan(path)  # type: ignore[arg-type]
    assert faults == ()
    assert plan is not None


def test_the_plan_keeps_its_source_and_hash(example_plan: Plan) -> None:
    assert example_plan.source == SOURCE
    assert example_plan.sha256 == hashlib.sha256(SOURCE).hexdigest()


def test_two_readings_of_the_same_bytes_are_equal() -> None:
    first, second = (read_plan(SOURCE, "plan.yaml", REGIONS)[0] for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)


def test_the_head_of_the_plan(example_plan: Plan) -> None:
    assert (example_plan.id, example_plan.version, example_plan.status) == ("kg-example", 1, "illustrative")
    assert (example_plan.years, example_plan.history_from, example_plan.languages) == ((2025, 2027), 2012, ("ky", "ru", "en"))
    assert (example_plan.calendar.frequency, example_plan.calendar.due_days) == (Frequency.HALF_YEAR, 15)
    assert example_plan.thresholds.behind == Decimal("0.60")
    assert [pattern.level for pattern in example_plan.privacy] == ["block", "block"]


def test_what_is_left_out_of_the_head_takes_its_default() -> None:
    text = SOURCE.decode()
    for line in ("  history_from: 2012\n", "  retention_months: 12\n"):
        text = text.replace(line, "")
    text = "".join(line for line in text.splitlines(True) if not line.startswith(("  calendar:", "  thresholds:")))
    plan, faults = read_plan(text.encode(), "plan.yaml", REGIONS)
    assert faults == ()
    assert plan is not None
    example, _ = read_plan(SOURCE, "plan.yaml", REGIONS)
    assert example is not None
    assert (plan.history_from, plan.retention_months, plan.thresholds) == (2025, 12, example.thresholds)
    assert (plan.calendar.frequency, plan.calendar.due_days, plan.calendar.timezone) == (Frequency.HALF_YEAR, 15, "UTC")


@pytest.mark.parametrize(
    ("code", "regions", "accumulation", "precision", "has_ratio", "additive"),
    [
        ("1.1", "pooled", "snapshot", 1, True, False),
        ("2.1", "sum", "flow", 0, False, True),
        ("2.2", "sum", "snapshot", 0, False, True),
        ("2.3", "sum", "flow", 0, False, True),
        ("2.4", "sum", "snapshot", 0, False, True),
        ("2.5", "none", "snapshot", 0, False, False),
        ("2.6", "sum", "flow", 0, False, True),
        ("3.1", "sum", "ytd", 0, False, True),
        ("3.2", "sum", "flow", 0, False, True),
        ("3.3", "national_row", "snapshot", 1, False, False),
        ("3.4", "pooled", "snapshot", 1, True, False),
        ("3.5", "pooled", "flow", 1, True, False),
        ("3.6", "none", "snapshot", 1, False, False),
        ("3.7", "none", "snapshot", 1, False, False),
    ],
)
def test_defaults_of_each_type(
    example_plan: Plan, code: str, regions: str, accumulation: str, precision: int, has_ratio: bool, additive: bool
) -> None:
    got = of(example_plan, code)
    assert (got.regions, got.accumulation, got.precision) == (regions, accumulation, precision)
    assert (got.has_ratio, got.additive) == (has_ratio, additive)


def test_targets_know_what_they_are_compared_with(example_plan: Plan) -> None:
    assert of(example_plan, "2.1").targets == (Target(date(2027, 12, 31), Decimal(600), "plan"),)
    assert [target.over for target in of(example_plan, "1.1").targets] == [None, None]
    text = SOURCE.decode().replace("value: 600, over: plan", "value: 600")
    plan, _ = read_plan(text.encode(), "plan.yaml", REGIONS)
    assert plan is not None
    assert of(plan, "2.1").targets[0].over == "year"


def test_targets_are_kept_in_order_of_their_dates() -> None:
    ordered = "{date: 2026-12-31, value: 35}, {date: 2027-12-31, value: 38}"
    text = SOURCE.decode().replace(ordered, "{date: 2027-12-31, value: 38}, {date: 2026-12-31, value: 35}")
    plan, faults = read_plan(text.encode(), "plan.yaml", REGIONS)
    assert (plan is not None, faults) == (True, ())
    assert plan is not None
    assert [target.value for target in of(plan, "1.1").targets] == [35, 38]


def test_an_indicator_in_full(example_plan: Plan) -> None:
    got = of(example_plan, "1.1")
    assert got.baseline == Baseline(Decimal("14.98"), date(2020, 12, 31), "NSC 5.5.1")
    assert dict(got.regional_targets) == {"KG-B": (Target(date(2027, 12, 31), Decimal(36)),)}
    assert (got.range, got.multiplier, got.maps_to) == ((Decimal(0), Decimal(100)), Decimal(100), ("SDG:5.5.1", "WPS:12a"))
    assert (got.reported_by, got.lead, got.frequency) == (("CEC",), "CEC", Frequency.YEAR)


def test_categories_are_the_breakdown_keys_of_observations(example_plan: Plan) -> None:
    assert of(example_plan, "2.1").categories == ("sex=F", "sex=M", "sex=_U")
    assert of(example_plan, "3.2").categories == ("step=REPORTED", "step=INVESTIGATED", "step=SENTENCED")
    assert of(example_plan, "2.2").categories == ()


def test_measures_partners_and_objectives(example_plan: Plan) -> None:
    first, second = example_plan.measures
    assert (first.lead, first.partners, first.deadline, first.continuous) == ("CEC", ("WPN",), date(2026, 12, 31), False)
    assert (second.deadline, second.continuous) == (None, True)
    partner, objective = example_plan.partner("PBF"), example_plan.objective("O2")
    assert partner is not None
    assert objective is not None
    assert partner.regions == ("41705214", "41705236")
    assert (example_plan.partner("?"), example_plan.objective("?"), example_plan.indicator("?")) == (None, None, None)


@pytest.mark.parametrize("written", ["NO", "007", "1.10", "on", "1e3", "12:30:45", "0x1F", "2026", "1_000", ".5"])
def test_text_stays_as_typed_and_a_warning_asks_for_quotes(written: str) -> None:
    for text, codes in ((written, ["unquoted-text"]), (f"'{written}'", [])):
        source = SOURCE.decode().replace("task: '1.1'", f"task: {text}")
        plan, faults = read_plan(source.encode(), "plan.yaml", REGIONS)
        assert plan is not None
        assert plan.measures[0].task == written
        assert [fault.code for fault in faults] == codes


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    plan, faults = read_plan(b"\xef\xbb\xbf" + SOURCE.replace(b"\n", b"\r\n"), "plan.yaml", REGIONS)
    assert (plan is not None, faults) == (True, ())


@given(st.integers(0, len(SOURCE)), st.integers(0, 40), st.binary(max_size=8))
def test_a_damaged_file_gives_a_plan_or_faults_and_never_breaks(start: int, length: int, by: bytes) -> None:
    plan, faults = read_plan(SOURCE[:start] + by + SOURCE[start + length :], "plan.yaml", REGIONS)
    assert (plan is None) == any(fault.severity == "error" for fault in faults)
    assert [fault.line for fault in faults if fault.line < 1] == []


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? "])
def test_a_file_nested_without_end_is_a_fault(opening: bytes) -> None:
    plan, faults = read_plan(opening * 100_000, "plan.yaml", REGIONS)
    assert plan is None
    assert [fault.code for fault in faults] == ["too-deep"]


def test_rules_are_read_into_figures(example_plan: Plan) -> None:
    known = {indicator.code: indicator for indicator in example_plan.indicators}
    assert read_rule("3.2.REPORTED <= 3.1", known) == Rule((Operand("3.2", "step=REPORTED"),), "<=", (Operand("3.1"),))
    both = (Operand("2.1", "sex=F"), Operand("2.1", "sex=_U"))
    assert read_rule("2.1.F+2.1._U = 2.1", known) == Rule(both, "=", (Operand("2.1"),))
    for wrong in ("", "3.1", "3.1 <= ", "3.1 == 3.2", "3.1 <= 3.2 <= 2.1", "3.1 + + 3.2 > 2.1", "3 1 < 2.1"):
        assert isinstance(read_rule(wrong, known), BadRule)


def test_a_rule_may_hold_figures_against_a_number(example_plan: Plan) -> None:
    known = {indicator.code: indicator for indicator in example_plan.indicators}
    parts = (Operand("2.1", "sex=F"), Operand("2.1", "sex=M"))
    assert read_rule("2.1.F + 2.1.M = 100", known) == Rule(parts, "=", (), Decimal(100))
    assert read_rule("100 >= 2.1.F + 2.1.M", known) == Rule(parts, "<=", (), Decimal(100))
    for wrong in ("100 = 100", "2.1 + 5 <= 3.1", "2.1 <= 3.9", "2.1 <= -5", "2.1 <= 10%", "2.9 <= 100"):
        assert isinstance(read_rule(wrong, known), BadRule)


def test_where_indicators_are_numbered_an_unknown_number_is_a_slip_not_a_limit(example_plan: Plan) -> None:
    first, *_ = example_plan.indicators
    assert read_rule("1 <= 13", {"1": first, "2": first}) == BadRule("unknown-indicator", "13")
