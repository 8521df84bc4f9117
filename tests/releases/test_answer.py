"""The answer sheet of a figure: its formula of published numbers, what changed, who else says what; nobody is named."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.facts import Overridden, Period, Result, Status
from nap.monitor import House
from nap.releases.answer import answer, find, names_partner
from nap.releases.making_of import formula
from nap.releases.release import Release
from tests.releases.making import H1, YEAR, corrected, demo_release, example, figure, hidden, share, small, some_results

LANGUAGES = ("en", "ru", "ky")
HALVES = (Period.parse("2025-H1"), Period.parse("2025-H2"))


def sheet(release: Release, name: str, lang: str = "en") -> dict[str, tuple[str, ...]]:
    line = find(release, name)
    assert line is not None
    return {section.code: section.lines for section in answer(release, lang, line).sections}


def made_of(*results: Result) -> list[str]:
    release = small(results=list(results))
    indicator = release.plan.indicator(results[0].indicator)
    line = release.line(results[0].indicator, results[0].region, results[0].period)
    assert indicator is not None
    assert line is not None
    return formula(release, "en", indicator, line.result)


@pytest.mark.parametrize("name", ["", "3-1", "R3", "R3-", "R3-0", "R3-9999", "R2-1", "R3-1x", "R3-١", "R" + "9" * 40 + "-1"])
def test_a_number_that_this_release_does_not_have_finds_nothing(name: str) -> None:
    assert find(small(), name) is None


@pytest.mark.parametrize("name", ["R3-4", "r3-4", " R3-4\n"])
def test_a_number_is_found_however_it_is_typed(name: str) -> None:
    line = find(small(), name)
    assert line is not None
    assert line.number == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_has_a_sheet_without_gaps_in_the_words(lang: str) -> None:
    for release in (small(), corrected()):
        for line in release.lines:
            told = answer(release, lang, line)
            assert all(section.heading and all(section.lines) for section in told.sections)
            assert not re.search(r"\{|release\.[a-z]|method\.[a-z]|: \.|\(\)", told.text)
            assert {"figure", "method", "ready"} <= {section.code for section in told.sections}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_organisation_that_reports_is_named_but_in_the_public_definition(demo: House, lang: str) -> None:
    release = demo_release(demo)
    for line in release.lines[::11]:
        told = [text for section in answer(release, lang, line).sections for text in section.lines]
        indicator = demo.plan.indicator(line.result.indicator)
        assert indicator is not None
        said = [text for text in told if text != indicator.definition.get(lang) and indicator.title[lang] not in text]
        assert [text for text in said if names_partner(demo.plan, text)] == []


def test_a_reason_or_source_that_names_an_organisation_is_left_out() -> None:
    because = Overridden(Status.BEHIND, "", "MIA counted twice.")
    release = small(results=[figure("2.2", 5, Status.OFF_TRACK, overridden=because)])
    assert "MIA" not in str(sheet(release, "R3-1"))
    fair = small(results=[figure("2.2", 5, Status.OFF_TRACK, overridden=replace(because, because="Counted twice."))])
    assert "Counted twice." in str(sheet(fair, "R3-1"))
    assert "NSC" not in str(sheet(small(results=[figure("1.1", 9, period=YEAR)]), "R3-1"))


@given(some.sampled_from(some_results()), some.decimals(1000, 10**6, places=1))
def test_no_number_of_a_hidden_figure_is_on_its_sheet_or_on_any_other(result: Result, secret: Decimal) -> None:
    fields = {"value": secret, "numerator": secret, "denominator": secret, "pace": secret, "progress": secret, "reported": 17}
    overlooked = replace(result, status=Status.SUPPRESSED, **fields)
    mixed = [overlooked if each is result else each for each in some_results()]
    bare = hidden(result.indicator, region=result.region, period=result.period, breakdown=result.breakdown)
    clean = small(results=[bare if each is result else each for each in some_results()])
    release = small(results=mixed)
    for line in release.lines:
        assert answer(release, "en", line).text == answer(clean, "en", line).text


def test_a_hidden_figure_says_what_hidden_means_and_nothing_of_its_making_or_change() -> None:
    told = sheet(small(number=4, previous=small()), "R4-26")
    assert told["figure"][0] == "hidden to protect people"
    assert "Nothing follows about its size." in told["figure"][1]
    assert not {"coverage", "changed"} & set(told)


def test_a_share_tells_its_quotient() -> None:
    assert made_of(share("1.1", 1, 4, period=YEAR)) == ["1 ÷ 4 × 100 = 25.0%"]
    assert made_of(share("1.1", 1, 3, period=YEAR)) == ["1 ÷ 3 × 100 ≈ 33.3%"]
    assert made_of(figure("1.1", 33, period=YEAR)) == []


def test_a_sum_tells_its_places_if_it_comes_out() -> None:
    places = [figure("2.2", 8, region="KG-J"), figure("2.2", 14, region="KG-O")]
    assert made_of(figure("2.2", 22), *places) == ["8 (Jalal-Abad) + 14 (Osh) = 22"]
    assert made_of(figure("2.2", 23), *places) == []
    assert made_of(figure("2.2", 22), places[0]) == []


def test_there_is_no_sum_where_a_place_or_period_is_hidden() -> None:
    places = [figure("2.2", 8, region="KG-J"), figure("2.2", 14, region="KG-O")]
    assert made_of(figure("2.2", 22), *places, hidden("2.2", region="KG-B")) == []
    halves = [figure("2.6", 3, period=HALVES[0]), hidden("2.6", period=HALVES[1])]
    assert made_of(figure("2.6", 3, period=YEAR), *halves) == []


def test_a_year_tells_its_halves() -> None:
    halves = [figure("2.6", n, period=half) for n, half in enumerate(HALVES, 3)]
    assert made_of(figure("2.6", 7, period=YEAR), *halves) == ["3 (1st half of 2025) + 4 (2nd half of 2025) = 7"]
    assert made_of(figure("2.6", 3, period=YEAR), halves[0]) == []
    assert made_of(figure("2.2", 7, period=YEAR), *(replace(each, indicator="2.2") for each in halves)) == []


def test_what_changed_is_told_with_both_figures_and_why() -> None:
    release = corrected()
    moved = release.line("2.2", "KG-J", H1)
    assert moved is not None
    assert sheet(release, release.name(moved))["changed"] == (
        "Release 3 (data as of 31 July 2026): 8. Now: 9. Why: a return was corrected.",
    )
    assert sheet(release, "R4-1")["changed"] == ("Unchanged since release 3 (data as of 31 July 2026).",)
    assert sheet(small(), "R3-1")["changed"] == ("This is the first release; there is nothing to compare it with.",)
    new = small(number=4, previous=small(results=[figure("2.2", 1)]), results=[figure("2.2", 1, region="KG-O")])
    assert sheet(new, "R4-1")["changed"] == ("New: release 3 (data as of 31 July 2026) did not have it.",)


def test_other_published_figures_stand_on_it_with_why_they_differ() -> None:
    assert sheet(small(), "R3-1")["elsewhere"] == ("39.75% (2025; CEC via press). Why it differs: All local councils.",)
    assert "elsewhere" not in sheet(small(), "R3-4")


def test_versions_of_method_and_plan_stand_on_it() -> None:
    plan = example()
    assert sheet(small(), "R3-1")["method"][0] == (
        f"Method version 1; plan “Example plan 2025-2027”, version 1 ({plan.sha256[:12]})."
    )


def test_names_are_found_by_code_and_in_every_language() -> None:
    plan = example()
    named = ("told by WPN", "Сеть женщин-миротворцев сообщила", "ички иштер министрлиги", "the women peacemakers network said")
    assert all(names_partner(plan, text) for text in named)
    assert not any(names_partner(plan, text) for text in ("", "register of deputies", "WPNX", "the network"))
