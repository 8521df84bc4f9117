"""Worked examples: tests/vectors/assessment.yaml (one value) and aggregation.yaml (observations in, one figure out)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from nap.plan import Baseline, Plan, Target, Thresholds
from nap.results import Goal, assess, compute
from tests.results.building import REGIONS, a_plan, only, seen

VECTORS = Path(__file__).parent.parent / "vectors"
ASSESSMENT = yaml.safe_load((VECTORS / "assessment.yaml").read_text(encoding="utf-8"))
AGGREGATION = yaml.safe_load((VECTORS / "aggregation.yaml").read_text(encoding="utf-8"))
LENGTHS = {"H": "half_year", "Q": "quarter", "": "year"}
GIVEN = {
    "assessment": {"id", "note", "direction", "baseline", "targets", "tolerance", "value"},
    "aggregation": {"id", "note", "type", "regions", "accumulation", "partners", "counts", "observations", "expected_cells"},
}
"""Fields that say what goes in; every other field says what must come out."""
ROW = {"region", "period", "value", "numerator", "denominator", "at_least", "reported", "expected", "status"}
WANTED = {
    "assessment": {"status", "progress", "elapsed", "expected_value", "path", "pace"},
    "aggregation": ROW | {"never"},
}
"""Fields the tests below compare, all of them wherever they stand."""
CONTRACT = {
    "assessment": [f"T{number}" for number in (*range(1, 10), *range(11, 21))],
    "aggregation": [
        *("V-POOL", "V-REG", "V-YTD", "V-SINCE", "V-STOCK", "V-OVERLAP"),
        *("V-OVER2", "V-COVER", "V-ZERO", "V-MILE", "V-REGSUM", "V-DISTRICT"),
    ],
}
"""The examples that the contract names, so that none can drop out of the files unseen."""


@pytest.mark.parametrize("name", ["assessment", "aggregation"])
def test_every_worked_example_of_the_contract_is_run_with_every_field(name: str) -> None:
    vectors = {"assessment": ASSESSMENT, "aggregation": AGGREGATION}[name]
    assert [vector["id"] for vector in vectors] == CONTRACT[name]
    for vector in vectors:
        # A note with a comma in it leaves a field without a value behind.
        fields = {field for field, value in {**vector, **vector.get("expect", {})}.items() if value is not None}
        assert fields - {"expect"} <= GIVEN[name] | WANTED[name], vector["id"]


def test_no_file_of_worked_examples_is_left_out() -> None:
    assert {path.stem for path in VECTORS.iterdir()} == CONTRACT.keys()


@pytest.mark.parametrize("vector", ASSESSMENT, ids=lambda vector: vector["id"])
def test_one_value_gets_the_verdict_of_the_worked_example(vector: dict[str, Any]) -> None:
    goal = Goal(
        vector["direction"],
        Baseline(_exact(vector["baseline"][1]), vector["baseline"][0]) if vector["baseline"] else None,
        tuple(Target(day, _exact(value)) for day, value in vector["targets"]),
        _exact(vector.get("tolerance", 0)),
    )
    day, value = vector["value"]
    verdict = assess(goal, _exact(value), day, Thresholds())
    assert verdict.status == vector["status"]
    for name in ("progress", "elapsed", "expected_value", "path", "pace"):
        if name in vector:
            _agrees(getattr(verdict, name), vector[name], name)


@pytest.mark.parametrize("vector", ASSESSMENT, ids=lambda vector: vector["id"])
def test_the_same_verdict_comes_out_of_a_whole_computation(vector: dict[str, Any]) -> None:
    day, value = vector["value"]
    frequency, period = ("quarter", "2025-Q1") if day.month == 3 else ("year", str(day.year))
    # The plan begins with the first year a vector speaks of: what lies before a plan is history and never rated.
    years = [day.year, *(place[0].year for place in vector["targets"])]
    if vector["baseline"]:
        years.append(vector["baseline"][0].year)
    indicator = {"type": "index", "direction": vector["direction"], "frequency": frequency, "partners": "lead_only", "lead": "P1"}
    indicator["targets"] = [{"date": when, "value": number} for when, number in vector["targets"]]
    if vector["baseline"]:
        indicator["baseline"] = {"date": vector["baseline"][0], "value": vector["baseline"][1]}
    if "tolerance" in vector:
        indicator["tolerance"] = vector["tolerance"]
    plan = a_plan(indicator, partners={"P1": ["KG"]}, years=(min(years), max(years)), history_from=min(years))
    result = only(compute(plan, [seen("P1", "KG", period, value)], day), "KG", period)
    assert result.status == vector["status"]
    for name in ("progress", "expected_value", "pace"):
        if name in vector:
            _agrees(getattr(result, name), vector[name], name)


@pytest.mark.parametrize("vector", AGGREGATION, ids=lambda vector: vector["id"])
def test_observations_add_up_as_in_the_worked_example(vector: dict[str, Any]) -> None:
    plan, expect = _plan_of(vector), vector["expect"]
    given = [_observation(each) for each in vector["observations"]]
    results = compute(plan, given, date(2027, 12, 31))
    result = only(results, expect["region"], expect["period"])
    for name in expect.keys() - {"region", "period"}:
        found = getattr(result, name)
        if isinstance(found, Decimal):
            assert abs(found - _exact(expect[name])) <= Decimal("0.005"), name
        else:
            assert found == expect[name], name


@pytest.mark.parametrize("vector", [each for each in AGGREGATION if "never" in each], ids=lambda vector: vector["id"])
def test_the_wrong_answer_of_the_worked_example_occurs_nowhere(vector: dict[str, Any]) -> None:
    results = compute(_plan_of(vector), [_observation(each) for each in vector["observations"]], date(2027, 12, 31))
    wrong, here = _exact(vector["never"]), (vector["expect"]["region"], str(vector["expect"]["period"]))
    at_place = [each for each in results if (each.region, str(each.period)) == here]
    shown = [number for each in at_place for number in (each.value, each.increment, each.parts_sum) if number is not None]
    assert shown
    assert all(abs(number - wrong) > Decimal("0.005") for number in shown)


def _plan_of(vector: dict[str, Any]) -> Plan:
    """Partners are asked for the cells the vector names, all nine regions for a milestone."""
    given = [*vector["observations"], *({"partner": p, "region": r, "period": q} for p, r, q in vector.get("expected_cells", ()))]
    places: dict[str, list[str]] = {}
    for each in given:
        codes = list(REGIONS) if vector["type"] == "milestone" else [each["region"]]
        places[each["partner"]] = list(dict.fromkeys([*places.get(each["partner"], []), *codes]))
    years = [int(str(each["period"])[:4]) for each in given]
    indicator = {name: vector[name] for name in ("type", "regions", "accumulation", "partners", "counts") if name in vector}
    mark = str(given[0]["period"])[5:6]
    indicator |= {"frequency": LENGTHS[mark]}
    return a_plan(indicator, partners=places, years=(min(years), max(years)), history_from=min(years))


def _observation(each: dict[str, Any]) -> Any:
    value = (each["numerator"], each["denominator"]) if "numerator" in each else each["value"]
    return seen(each["partner"], each["region"], each["period"], value)


def _exact(number: object) -> Decimal:
    return Decimal(str(number))


def _agrees(found: Decimal | None, wanted: object, name: str) -> None:
    if wanted is None:
        assert found is None, name
    else:
        assert found is not None, name
        assert abs(found - _exact(wanted)) <= Decimal("0.0005"), (name, found, wanted)
