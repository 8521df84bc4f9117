"""A privacy pattern of a plan file that would hold the whole server up for ever is refused when the plan is read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from nap.plan import load_plan
from nap.plan.endless import may_take_for_ever
from tests.catalogues import ROOT
from tests.conftest import SAMPLES


@pytest.mark.parametrize(
    "pattern", [r"(a+)+b", r"(a*)*b", r"(?:\w+\s?)+$", r"(a|b+)*c", r"(?:a{2,70})+", r"(x+?)+y", r"((ab)+)+", r"(?i:(\d+)*)+x"]
)
def test_a_repetition_without_end_in_another_one_is_refused_with_what_to_do(pattern: str, tmp_path: Path) -> None:
    assert may_take_for_ever(pattern)
    source = yaml.safe_load((SAMPLES / "example-plan.yaml").read_text(encoding="utf-8"))
    source["plan"]["privacy"][0]["pattern"] = pattern
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(source, allow_unicode=True, sort_keys=False), encoding="utf-8")
    plan, faults = load_plan(file)
    assert plan is None
    assert [fault.code for fault in faults if fault.code == "bad-pattern"] == ["bad-pattern"]


@pytest.mark.parametrize(
    "pattern",
    [r"a+b+", r"(?:\d{1,3} )+x", r"(?:a++)+", r"(?>a+)+b", r"\d(?:\D{0,3}\d){6}", r"(?:[ .-]?\d){10,13}", r"(?=.*x)+a", "x"],
)
def test_what_comes_to_an_end_is_not(pattern: str) -> None:
    assert not may_take_for_ever(pattern)


def test_no_pattern_of_ours_is_built_so() -> None:
    tables = sorted(ROOT.glob("**/personal_patterns.csv"))
    rows = [row for file in tables for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    assert rows
    assert [row["name"] for row in rows if may_take_for_ever(row["pattern"]) or may_take_for_ever(row["needs"])] == []
