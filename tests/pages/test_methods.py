"""How it is calculated: each worked example comes to what the file says it must, and the page shows those very numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from nap.charts.explained import Teller
from nap.monitor import House, Worked, person_viewer, worked_examples
from nap.monitor.worked import EXAMPLES, examples_of
from nap.plan import Plan, load_plan
from nap.results.reasons import Reason
from nap.words import number, say
from tests.pages.conftest import PLAN, Opener, words
from ui.menu import PAGES
from ui.methods import _page
from ui.methods_sections import SECTIONS

LANGUAGES = ("ky", "ru", "en")
GIVEN = {each["id"]: each for each in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["examples"]}
VECTORS = Path(__file__).parent.parent / "vectors"


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, _ = load_plan(PLAN)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def examples(plan: Plan) -> dict[str, Worked]:
    return {each.id: each for each in examples_of(plan)}


def test_a_plan_of_another_country_gets_the_rules_without_these_examples(plan: Plan) -> None:
    elsewhere = replace(plan, country="XX")
    assert examples_of(elsewhere) == ()
    page = _page("en", elsewhere, (), "/about")
    assert "another country" in page
    assert 'id="m-status"' in page
    assert "nap-worked" not in page


def test_the_thresholds_on_the_page_are_those_of_the_plan(plan: Plan) -> None:
    other = replace(plan, thresholds=replace(plan.thresholds, on_track=Decimal("0.9"), cell_people=7))
    page = _page("en", other, examples_of(other), "/about")
    assert "the pace is 90% or more" in page
    assert "fewer than 7 people" in page
    assert "95%" not in page.partition('id="m-status"')[2].partition("</table>")[0]


@pytest.mark.parametrize("id", GIVEN)
def test_every_example_comes_to_what_the_file_says(examples: dict[str, Worked], id: str) -> None:
    result, expect = examples[id].explanation.result, GIVEN[id]["expect"]
    for name, wanted in expect.items():
        agrees(getattr(result, name), wanted, Decimal("0.005") if name == "value" else Decimal("0.0005"))


@pytest.mark.parametrize("name", ["aggregation", "assessment"])
def test_examples_that_the_contract_names_come_to_what_it_says(name: str) -> None:
    written = yaml.safe_load((VECTORS / f"{name}.yaml").read_text(encoding="utf-8"))
    told = [(vector, GIVEN[vector["id"]]) for vector in written if vector["id"] in GIVEN]
    assert len(told) > 6
    for vector, example in told:
        wanted = {**vector, **vector.get("expect", {})}
        for field, value in example["expect"].items():
            if field in wanted:
                assert value == wanted[field], (vector["id"], field)
        assert "never" not in vector or example["never"] == vector["never"], vector["id"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_the_numbers_the_examples_come_to(plan: Plan, examples: dict[str, Worked], lang: str) -> None:
    page = _page(lang, plan, tuple(examples.values()), "/about")
    for worked in examples.values():
        told = page.partition(f'id="{worked.id.lower().replace("-", "_")}"')[2].partition('<div class="nap-worked"')[0]
        result, teller = worked.explanation.result, Teller(lang, worked.plan, worked.indicator)
        assert result.value is not None
        assert number(lang, result.value, worked.indicator.precision) in told, worked.id
        assert all(teller.observed(one) in told for one in worked.reported), worked.id
        if worked.judged:
            assert say(lang, f"common.status.{result.status.value}") in told, worked.id
        if worked.never is not None:
            assert number(lang, worked.never, worked.indicator.precision) in told, worked.id


def test_a_pooled_percentage_is_shown_beside_the_mean_that_is_wrong(plan: Plan, examples: dict[str, Worked]) -> None:
    page = _page("en", plan, (examples["V-POOL"],), "/about")
    assert "<strong>28.35%</strong>" in page
    assert "Not 46.67%. That would be the mean of the three shares" in page


def test_the_contents_lead_to_every_section(plan: Plan) -> None:
    page = _page("ky", plan, examples_of(plan), "/about")
    for name in SECTIONS:
        assert f'href="#m-{name}"' in page
        assert f'<section id="m-{name}">' in page


def test_a_break_is_among_the_examples(examples: dict[str, Worked]) -> None:
    assert examples["E-BREAK"].explanation.result.reason == Reason.BREAK_IN_SERIES


@pytest.mark.parametrize("person", ["donor@demo", "wpn@demo", "forum@demo", "coordinator@demo"])
def test_everybody_who_is_signed_in_reads_it(house: House, look: Opener, person: str) -> None:
    screen = look(person)
    screen.switch_page(str(PAGES / "methods.py")).run()
    assert not screen.exception
    assert "28.35%" in words(screen)
    viewer = person_viewer(house, person)
    assert viewer is not None
    assert worked_examples(viewer, house)


def agrees(found: Any, wanted: Any, within: Decimal) -> None:
    if isinstance(found, Decimal) and wanted is not None:
        assert abs(found - Decimal(str(wanted))) <= within
    else:
        assert found == wanted
