"""Explain this number: who is told what, with the returns behind it; for every role nothing her results do not show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nap import monitor
from nap.facts import Period, Result, Status
from nap.monitor import Asked, Denied, Explained, House, Unknown, Viewer, explained_json
from nap.monitor.house import at_noon, open_house
from nap.settings import Settings
from tests.houses import copied
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, MIA, WPN, an_acceptance, somebody

BATKEN = Asked("2.2", "KG-B", H1)


def told(house: House, viewer: Viewer = COORDINATOR, asked: Asked = BATKEN) -> Explained:
    return monitor.explain(viewer, house, asked)


@pytest.mark.parametrize("viewer", [DONOR, somebody()])
def test_whoever_may_not_browse_results_may_not_ask(quick_house: House, viewer: Viewer) -> None:
    with pytest.raises(Denied):
        told(quick_house, viewer)
    with pytest.raises(Denied):
        monitor.explain_for_audience(viewer, quick_house, "forum", BATKEN)


@pytest.mark.parametrize("viewer", [FORUM, WPN])
def test_only_coordinators_ask_for_another_audience(quick_house: House, viewer: Viewer) -> None:
    with pytest.raises(Denied):
        monitor.explain_for_audience(viewer, quick_house, "coordinator", BATKEN)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("indicator", Asked("9.9", "KG-B", H1)),
        ("region", Asked("2.2", "KG-X", H1)),
        ("region", Asked("2.2", "41711", H1)),
        ("period", Asked("2.2", "KG-B", Period(2030))),
        ("breakdown", Asked("2.2", "KG-B", H1, "sex=F")),
    ],
)
def test_what_is_no_result_is_unknown(quick_house: House, kind: str, asked: Asked) -> None:
    with pytest.raises(Unknown) as caught:
        told(quick_house, asked=asked)
    assert caught.value.kind == kind


def test_a_coordinator_is_told_the_return_and_who_accepted_it(house: House) -> None:
    receipt = an_acceptance(house, value=21)
    found = told(house)
    (one,) = found.made_of
    assert one.observation.value == 21
    assert one.source is not None
    assert (one.source.return_id, one.source.version, one.source.sent_by) == (receipt.id, 1, "wpn@demo")
    assert one.source.accepted_by == "coordinator@demo"
    assert found.explanation.result.value == 21


def test_the_version_that_counts_is_the_one_that_is_told(house: House) -> None:
    an_acceptance(house, value=21)
    an_acceptance(house, b"two", value=22)
    (one,) = told(house).made_of
    assert one.source is not None
    assert (one.observation.value, one.source.version) == (22, 2)


def test_the_forum_is_told_the_rule_and_no_organisation(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    found = told(quick_house, FORUM)
    assert (found.made_of, found.left_out, found.explanation.missing) == ((), (), ())
    assert found.explanation.withheld
    assert found.explanation.step is not None
    assert (found.explanation.step.how, found.explanation.step.value) == ("rule", Decimal(21))


def test_a_partner_is_told_her_own_figures_and_nobody_elses(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    assert [one.observation.partner for one in told(quick_house, WPN).made_of] == ["WPN"]
    assert told(quick_house, MIA).made_of == ()


def test_what_was_not_known_on_the_day_is_not_explained(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    before = told(quick_house, asked=Asked("2.2", "KG-B", H1, day=date(2026, 7, 1)))
    assert before.explanation.result.value is None
    assert before.made_of == ()


def test_another_house_of_an_earlier_day_tells_of_that_day(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    assert told(at_noon(quick_house, date(2026, 11, 30))).explanation.result.value == 21


@pytest.fixture(scope="module")
def demo(filled_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    opened = open_house(Settings.read({"NAP_DATA": str(copied(filled_demo, tmp_path_factory.mktemp("demo")))}))
    yield opened
    monitor.close(opened)


CODES = ("1.9", "1.16", "2.11", "2.14", "2.17", "2.18", "3.12", "3.14", "3.17")
"""Pooled, split, milestone, carried, highest of several, year to date, sensitive, hidden in part, a rate."""


def some(results: list[Result]) -> list[Result]:
    """A few of them from everywhere: the country, regions, years and halves, parts."""
    return results[:: max(1, len(results) // 4)]


def numbers(result: Result) -> set[Decimal]:
    known = (result.value, result.increment, result.numerator, result.denominator, result.parts_sum, result.progress)
    return {each for each in (*known, result.expected_value, result.pace) if each is not None}


@pytest.mark.parametrize("audience", ["forum", "donor", "partner:WPN", "partner:WSC"])
def test_in_the_demo_no_explanation_says_more_than_the_results(demo: House, audience: str) -> None:
    operator, partner = monitor.operator(), audience.partition(":")[2]
    for code in CODES:
        shown = monitor.results_for_audience(operator, demo, audience, indicators=[code])
        known = set().union(set(), *map(numbers, shown))
        for result in some([each for each in shown if each.value is not None or each.status is Status.SUPPRESSED]):
            asked = Asked(code, result.region, result.period, result.breakdown)
            found = monitor.explain_for_audience(operator, demo, audience, asked)
            assert found.explanation.result == result
            if result.status is Status.SUPPRESSED:
                assert found.explanation.step is None
                assert found.explanation.judgement is None
            steps = list(found.explanation.step.walk()) if found.explanation.step else []
            assert {step.value for step in steps if step.value is not None} <= known
            assert {one.observation.partner for one in (*found.made_of, *found.left_out)} <= {partner}


def test_every_figure_of_the_demo_can_be_explained_to_a_coordinator(demo: House) -> None:
    operator = monitor.operator()
    for code in CODES:
        for result in some([each for each in monitor.results_for(operator, demo, indicators=[code]) if each.value is not None]):
            found = monitor.explain(operator, demo, Asked(code, result.region, result.period, result.breakdown))
            assert found.explanation.step is not None
            assert found.explanation.step.value == result.value
            assert all(one.source is not None for one in found.made_of)
            assert found.made_of


def test_the_json_has_stable_names(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    printed = explained_json(told(quick_house))
    names = ["result", "hidden", "withheld", "step", "judgement", "made_of", "missing", "left_out", "elsewhere", "counted_once"]
    assert list(printed) == names
    assert printed["made_of"][0]["return"] == "kg-example.WPN.2026-H1.1"
    assert (printed["step"]["how"], printed["step"]["value"], printed["hidden"]) == ("observation", 21, None)
