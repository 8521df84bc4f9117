"""template → fill → check → submit → accept → results by command line, for every demo partner."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nap.facts import Period
from nap.plan import Plan, load_plan, owed
from tests.catalogues import ROOT
from tests.cli.conftest import Nap
from tests.returns.workbooks import Return

LOADED, _ = load_plan(ROOT / "indicators.yaml")
assert LOADED is not None
PLAN: Plan = LOADED
EMPTY = "2026-H1"
"""The half-year that two partners of the demo have not sent."""
PERIOD = "2025-H2"
"""It holds the yearly rows too, so that every partner owes figures; what is sent is a correction of the demo's return."""
SUPERSEDED = "kg-1325-demo.WSC.2025-H2.1"
"""The version of the demo's story that another one took the place of."""
CODES = [partner.code for partner in PLAN.partners]


@pytest.mark.parametrize("partner", CODES)
def test_a_partners_return_becomes_a_figure(demo_nap: Nap, partner: str, tmp_path: Path) -> None:
    file, person = tmp_path / "return.xlsx", f"{partner}@demo"
    assert demo_nap("template", partner, PERIOD, "--lang", "ru", "-o", file).status == 0
    file.write_bytes(Return(PLAN, partner, PERIOD, "ru", template=file.read_bytes()).data())

    checked = demo_nap("check", file, "--json")
    assert (checked.status, checked.json["partner"], checked.json["period"]) == (0, partner, PERIOD)
    told = next(row for row in checked.json["read"] if row["breakdown"] == "")

    receipt = demo_nap("submit", file, "--as", person, "--because", "counted again", "--json").json
    assert (receipt["status"], receipt["verdict"] in {"clean", "warnings"}) == ("submitted", True)
    assert demo_nap("submit", file, "--as", person.upper(), "--json").json["id"] == receipt["id"]
    assert receipt["id"] in {line["id"] for line in demo_nap("review", "list", "--as", "coordinator@demo", "--json").json}

    accepted = demo_nap("review", "accept", receipt["id"], "--as", "coordinator@demo", "--json")
    assert (accepted.status, accepted.json["status"]) == (0, "accepted")
    figure = _totals(demo_nap, told["indicator"])[told["region"], told["period"]]
    assert figure["reported"] >= 1
    if figure["expected"] == 1:
        assert figure["value" if told["numerator"] is None else "numerator"] == (told["value"] or told["numerator"])
    assert demo_nap("audit", "verify").status == 0


def test_a_file_handed_over_is_withdrawn_again_or_confirmed_by_a_link(demo_nap: Nap, tmp_path: Path) -> None:
    file, how = tmp_path / "return.xlsx", ("--from-whom", "the accountant", "--by-way", "messenger", "--came", "2026-11-10")
    demo_nap("template", "NWN", EMPTY, "--lang", "ky", "-o", file)
    file.write_bytes(Return(PLAN, "NWN", EMPTY, "ky", template=file.read_bytes()).data())
    refused = demo_nap("submit", file, "--as", "coordinator@demo", *how[2:])
    assert (refused.status, "--from-whom" in refused.err) == (2, True)

    receipt = demo_nap("submit", file, "--as", "coordinator@demo", *how, "--json").json
    link = demo_nap("review", "confirm-link", receipt["id"], "--as", "coordinator@demo", "--json").json
    assert (receipt["status"], link["to"], "/confirm/" in link["link"]) == ("submitted", ["nwn@demo"], True)
    taken_back = demo_nap("withdraw", receipt["id"], "--as", "nwn@demo", "--reason", "not ours", "--json").json
    assert taken_back["status"] == "withdrawn"


def test_an_earlier_version_counts_again_by_command_line(demo_nap: Nap) -> None:
    assert demo_nap("review", "reactivate", SUPERSEDED, "--as", "coordinator@demo").status == 2
    again = demo_nap("review", "reactivate", SUPERSEDED, "--as", "coordinator@demo", "--reason", "it was right", "--json")
    assert (again.status, again.json["status"]) == (0, "accepted")


def _totals(nap: Nap, indicator: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = nap("results", "--json", "--indicator", indicator).json
    return {(row["region"], row["period"]): row for row in found if row["breakdown"] == ""}


@pytest.mark.worker
def test_the_figure_moves_and_moves_back_when_the_acceptance_is_undone(demo_nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "return.xlsx"
    demo_nap("template", "NWN", EMPTY, "--lang", "ky", "-o", file)
    filled = Return(PLAN, "NWN", EMPTY, "ky", template=file.read_bytes())
    target = next(each for each in owed(PLAN, "NWN", Period.parse(EMPTY)) if _plain(each.indicator))
    filled.put(target.indicator, target.region, "#value+total", 17)
    file.write_bytes(filled.data())
    key = (target.region, str(target.period))

    receipt = demo_nap("submit", file, "--as", "nwn@demo", "--json").json
    before = _totals(demo_nap, target.indicator)[key]
    demo_nap("review", "accept", receipt["id"], "--as", "coordinator@demo")
    counted = _totals(demo_nap, target.indicator)[key]
    assert (before["reported"], counted["reported"]) == (0, 1)
    assert Decimal(str(counted["value"])) == 17
    undone = demo_nap("review", "undo", receipt["id"], "--as", "coordinator@demo", "--reason", "wrong file", "--json").json
    assert undone["status"] == "submitted"
    assert _totals(demo_nap, target.indicator)[key] == before


def _plain(code: str) -> bool:
    indicator = PLAN.indicator(code)
    assert indicator is not None
    return (
        indicator.type == "count"
        and not indicator.breakdowns
        and indicator.accumulation == "flow"
        and indicator.partners == "sum"
    )
