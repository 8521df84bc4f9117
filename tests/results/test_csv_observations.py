"""Observations as CSV: every fault at once, with its line; what is read is what stands there; results as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.plan import Plan
from nap.results import compute, csv_fault_text, read_observations, to_json
from nap.results.csv_observations import CODES
from nap.words import known
from tests.results.building import a_plan, seen

HEADER = "partner,indicator,region,period,breakdown,value,numerator,denominator,state"
SPLITS = [
    {"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True},
    {"by": "age", "categories": ["Y14T28", "OLDER"], "required": False, "disjoint": True, "complete": True},
]
PLAN = a_plan(
    {"type": "count", "counts": "people", "breakdowns": SPLITS},
    {"type": "percentage"},
    {"type": "milestone"},
    {"type": "ordinal"},
    {"type": "list"},
    {"type": "narrative"},
    {"type": "percentage", "range": [0, 100]},
)


def read(*lines: str, plan: Plan = PLAN) -> tuple[list[object], list[tuple[str, int, str, str]]]:
    observations, faults = read_observations("\n".join((HEADER, *lines)).encode(), plan)
    return list(observations), [(each.code, each.line, each.column, each.found) for each in faults]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("PX,1.1,KG-B,2025-H1,,1,,,", ("unknown_partner", 2, "partner", "PX")),
        ("P1,9.9,KG-B,2025-H1,,1,,,", ("unknown_indicator", 2, "indicator", "9.9")),
        ("P1,1.1,Batken,2025-H1,,1,,,", ("unknown_region", 2, "region", "Batken")),
        ("P1,1.1,KG-B,2025H1,,1,,,", ("bad_period", 2, "period", "2025H1")),
        ("P1,1.1,KG-B,2011,,1,,,", ("before_history", 2, "period", "2011")),
        ("P1,1.1,KG-B,2028-H1,,1,,,", ("after_plan", 2, "period", "2028-H1")),
        ("P1,1.1,KG-B,2025-H1,,-4,,,", ("out_of_range", 2, "value", "-4")),
        ("P1,1.7,KG-B,2025-H1,,150,,,", ("out_of_range", 2, "value", "150")),
        ("P1,1.2,KG-B,2025-H1,,45,30,120,", ("ratio_differs", 2, "value", "45")),
        ("P1,1.1,KG-B,2025-H1,sex=X,1,,,", ("unknown_breakdown", 2, "breakdown", "sex=X")),
        ("P1,1.1,KG-B,2025-H1,age=Y14T28;sex=F,1,,,", ("unknown_breakdown", 2, "breakdown", "age=Y14T28;sex=F")),
        ("P1,1.1,KG-B,2025-H1,sex=F;sex=M,1,,,", ("unknown_breakdown", 2, "breakdown", "sex=F;sex=M")),
        ("P1,1.1,KG-B,2025-H1,,1 280,,,", ("bad_number", 2, "value", "1 280")),
        ('P1,1.1,KG-B,2025-H1,,"12,5",,,', ("bad_number", 2, "value", "12,5")),
        ("P1,1.1,KG-B,2025-H1,,nan,,,", ("bad_number", 2, "value", "nan")),
        ("P1,1.1,KG-B,2025-H1,,1e3,,,", ("bad_number", 2, "value", "1e3")),
        ("P1,1.1,KG-B,2025-H1,,١٢,,,", ("bad_number", 2, "value", "١٢")),
        ("P1,1.1,KG-B,2025-H1,,,,,", ("no_figure", 2, "value", "")),
        ("P1,1.1,KG-B,2025-H1,,,,,gone", ("unknown_state", 2, "state", "gone")),
        ("P1,1.1,KG-B,2025-H1,,5,,,no_data", ("figure_and_state", 2, "state", "no_data")),
        ("P1,1.2,KG-B,2025-H1,,,5,,", ("half_ratio", 2, "denominator", "")),
        ("P1,1.3,KG-B,2025-H1,,2,,,", ("not_allowed", 2, "value", "2")),
        ("P1,1.4,KG-B,2025-H1,,3,,,", ("not_allowed", 2, "value", "3")),
        ("P1,1.5,KG-B,2025-H1,,0.5,,,", ("not_allowed", 2, "value", "0.5")),
        ("P1,1.6,KG-B,2025-H1,,1,,,", ("not_allowed", 2, "indicator", "1.6")),
        ("P1,1.1,KG-B,2025-H1,,1,,", ("wrong_width", 2, "", "8")),
        ('P1,1.1,"KG-B"x,2025-H1,,1,,,', ("not_csv", 2, "", "',' expected after '\"'")),
    ],
)
def test_a_fault_names_its_line_its_column_and_what_was_found(line: str, fault: tuple[str, int, str, str]) -> None:
    assert read(line) == ([], [fault])


def test_a_percentage_may_be_rounded_beside_its_parts() -> None:
    assert read("P1,1.2,KG-B,2025-H1,,33.3,1,3,", "P1,1.2,KG-B,2025-H2,,0,0,0,")[1] == []


def test_all_faults_are_reported_at_once() -> None:
    observations, faults = read("PX,1.1,KG-X,2025,,x,,,", "P1,1.1,KG-B,2025-H1,,1,,,", "", "P1,1.1,KG-B,2025-H1,,2,,,")
    assert [(code, line) for code, line, _, _ in faults] == [
        ("unknown_partner", 2),
        ("unknown_region", 2),
        ("bad_number", 2),
        ("repeated_key", 5),
    ]
    assert faults[-1][3] == "3"
    assert observations == [seen("P1", "KG-B", "2025-H1", 1)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad_header"),
        (b"partner,indicator\n", "bad_header"),
        (HEADER.encode() + b"\nP1,1.1,KG-B,2025-H1,,\xff,,,", "not_utf8"),
        (("\ufeff" + HEADER + ",extra").encode(), "bad_header"),
    ],
)
def test_a_file_of_another_kind_is_one_fault(data: bytes, code: str) -> None:
    observations, faults = read_observations(data, PLAN)
    assert (observations, [each.code for each in faults]) == ((), [code])


def test_what_stands_there_is_what_is_read() -> None:
    observations, faults = read(
        "P1,1.1,KG-B,2025-H1,sex=F;age=OLDER,12.50,,,", "P1,1.2,41705236,2025-Q1,,,45,50,", "P1,1.3,KG,2025,,,,,not_safe"
    )
    assert faults == []
    assert observations == [
        seen("P1", "KG-B", "2025-H1", "12.50", breakdown="sex=F;age=OLDER"),
        seen("P1", "41705236", "2025-Q1", (45, 50), indicator="1.2"),
        seen("P1", "KG", "2025", indicator="1.3", state="not_safe"),
    ]


def test_columns_may_stand_in_any_order_behind_a_byte_order_mark() -> None:
    text = "\ufeffvalue,state,denominator,numerator,breakdown,period,region,indicator,partner\r\n0,,,,,2025-H1,KG-B,1.1,P1\r\n"
    assert read_observations(text.encode(), PLAN) == ((seen("P1", "KG-B", "2025-H1", 0),), ())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_raise(data: bytes) -> None:
    for start in (b"", HEADER.encode() + b"\n"):
        observations, faults = read_observations(start + data, PLAN)
        assert all(each.code in CODES and csv_fault_text(each, "ky") for each in faults)
        assert all(each.indicator for each in observations)


@pytest.mark.parametrize("code", CODES)
def test_every_fault_has_words(code: str) -> None:
    assert known(f"results.csv.{code}")


def test_json_has_the_fields_of_the_contract_in_their_order() -> None:
    plan = a_plan({"type": "percentage"})
    results = compute(plan, [seen("P1", "KG-B", "2025-H1", (1, 3))], date(2025, 6, 30))
    found = next(to_json(each) for each in results if each.region == "KG-B" and str(each.period) == "2025-H1")
    assert list(found) == [
        "indicator",
        "region",
        "period",
        "breakdown",
        "value",
        "increment",
        "numerator",
        "denominator",
        "reported",
        "expected",
        "carried",
        "at_least",
        "parts_sum",
        "progress",
        "expected_value",
        "pace",
        "status",
        "reason",
        "overridden_from",
        "override_reason",
    ]
    assert json.loads(json.dumps(found)) == {
        **{"indicator": "1.1", "region": "KG-B", "period": "2025-H1", "breakdown": "", "value": 33.333333333333336},
        **{"increment": None, "numerator": 1, "denominator": 3, "reported": 1, "expected": 1, "carried": 0, "at_least": False},
        **{"parts_sum": None, "progress": None, "expected_value": None, "pace": None},
        **{"status": "not_assessable", "reason": "no_baseline", "overridden_from": None, "override_reason": None},
    }
    assert isinstance(found["numerator"], int)
    assert found["value"] == float(Decimal(100) / 3)
