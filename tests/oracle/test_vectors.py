"""The oracle itself gives every worked example: it was written from the same rules, so it has to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle.months import code, last_day, span, year_of
from tests.oracle.oracle import results

FOLDER = Path(__file__).parent.parent / "vectors"
REGIONS = ["KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO"]
TABLE = [("KG", "", "country"), *((region, "KG", "region") for region in REGIONS)]
TABLE += [("41705214", "KG-B", "district"), ("41705236", "KG-B", "district")]
LENGTHS = {12: "year", 6: "half_year", 3: "quarter", 1: "month"}
Vector = dict[str, Any]


def vectors(name: str) -> list[Any]:
    read = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [pytest.param(vector, id=vector["id"]) for vector in read]


@pytest.mark.parametrize("vector", vectors("aggregation.yaml"))
def test_the_oracle_gives_every_worked_sum(vector: Vector) -> None:
    seen = [row | {"indicator": "1", "breakdown": "", "period": str(row["period"])} for row in vector["observations"]]
    day = max(last_day(span(row["period"])) for row in seen)
    wanted = vector["expect"]
    found = only(results(a_plan(vector, seen), TABLE, seen, day), wanted["region"], str(wanted["period"]))
    for name in wanted.keys() - {"region", "period"}:
        assert same(found[name], wanted[name], Fraction(1, 200)), name
    assert found["value"] != vector.get("never")


def a_plan(vector: Vector, seen: list[Vector]) -> Vector:
    """The plan of a worked sum: partners are asked for the places they report, of milestones for every region."""
    periods = [span(row["period"]) for row in seen]
    partners: dict[str, list[str]] = {}
    for row in [*seen, *({"partner": cell[0], "region": cell[1]} for cell in vector.get("expected_cells", []))]:
        partners.setdefault(row["partner"], REGIONS if vector["type"] == "milestone" else [])
        if row["region"] not in partners[row["partner"]]:
            partners[row["partner"]].append(row["region"])
    parts = {"numerator": {"en": "a"}} if "numerator" in seen[0] else {}
    keys = {name: vector[name] for name in ("type", "accumulation", "partners", "regions", "counts") if name in vector}
    return {
        "plan": {"years": [min(map(year_of, periods)), max(map(year_of, periods))]},
        "partners": [{"code": partner, "regions": regions} for partner, regions in partners.items()],
        "indicators": [{"code": "1", "frequency": LENGTHS[periods[0][1]]} | keys | parts],
    }


@pytest.mark.parametrize("vector", vectors("assessment.yaml"))
def test_the_oracle_gives_every_worked_verdict(vector: Vector) -> None:
    day, value = vector["value"]
    length = 12 if day.month == 12 else 3
    period = (day.year * 12 + day.month - length, length)
    seen = [{"partner": "A", "indicator": "1", "region": "KG", "period": code(period), "breakdown": "", "value": value}]
    found = only(results(an_index(vector, day, LENGTHS[length]), TABLE, seen, day), "KG", code(period))
    for name in {"progress", "expected_value", "pace", "status"} & vector.keys():
        assert same(found[name], vector[name]), name
    if "path" in vector:
        assert same(found["progress"] / found["pace"], vector["path"])


def an_index(vector: Vector, day: date, frequency: str) -> Vector:
    """The plan of a worked verdict: one score of the whole country, compared as it stands."""
    keys = {name: vector[name] for name in ("direction", "tolerance") if name in vector}
    keys["targets"] = [{"date": until, "value": value} for until, value in vector["targets"]]
    if vector["baseline"]:
        keys["baseline"] = {"date": vector["baseline"][0], "value": vector["baseline"][1]}
    partners = [{"code": "A", "regions": ["KG"]}]
    indicator = {"code": "1", "type": "index", "frequency": frequency} | keys
    return {"plan": {"years": [day.year, day.year]}, "partners": partners, "indicators": [indicator]}


def only(rows: list[Vector], region: str, period: str) -> Vector:
    """The one row of the place and period."""
    [found] = [row for row in rows if (row["region"], row["period"], row["breakdown"]) == (region, period, "")]
    return found


def same(found: Any, wanted: Any, near: Fraction = Fraction(1, 2000)) -> bool:
    """Equal; numbers as near as the examples say they are exact."""
    if isinstance(found, Fraction) and wanted is not None:
        return abs(found - Fraction(str(wanted))) <= near
    return bool(found == wanted)
