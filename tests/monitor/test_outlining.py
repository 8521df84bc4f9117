"""The file of outlines: found by the country's code, beside the plan first; a broken one breaks nothing and is logged once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nap.monitor import House, region_outlines
from tests.monitor.building import COORDINATOR


def beside_a_plan(house: House, folder: Path, content: bytes | None, country: str = "") -> House:
    (folder / "data" / "shapes").mkdir(parents=True, exist_ok=True)
    if content is not None:
        (folder / "data" / "shapes" / f"{house.plan.country}.topo.json").write_bytes(content)
    plan = replace(house.plan, country=country or house.plan.country)
    return replace(house, plan=plan, settings=replace(house.settings, plan_file=folder / "plan.yaml"))


def test_a_broken_file_is_logged_once_and_there_is_no_map(house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = beside_a_plan(house, tmp_path, b"{")
    assert region_outlines(COORDINATOR, broken) is None
    assert region_outlines(COORDINATOR, broken) is None
    assert len([one for one in caplog.records if one.name == "nap.outlines"]) == 1
    assert "not readable JSON" in caplog.text


def test_a_file_mended_later_is_read_again(house: House, tmp_path: Path) -> None:
    broken = beside_a_plan(house, tmp_path, b"{")
    assert region_outlines(COORDINATOR, broken) is None
    good = (Path(__file__).parents[2] / "data" / "shapes" / "KG.topo.json").read_bytes()
    assert region_outlines(COORDINATOR, beside_a_plan(house, tmp_path, good)) is not None


@pytest.mark.parametrize("country", ["ZZ", "../../etc", "A" * 99])
def test_a_country_without_a_file_has_no_map(house: House, tmp_path: Path, country: str) -> None:
    assert region_outlines(COORDINATOR, beside_a_plan(house, tmp_path, None, country)) is None


def test_without_a_file_of_its_own_the_plan_takes_the_one_of_the_monitor(house: House, tmp_path: Path) -> None:
    found = region_outlines(COORDINATOR, beside_a_plan(house, tmp_path, None))
    assert found is not None
    assert found is region_outlines(COORDINATOR, beside_a_plan(house, tmp_path, None))
