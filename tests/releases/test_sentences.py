"""The one ready sentence of a figure: for every kind of figure, in every language."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.facts import Period, Result, Status
from nap.monitor import House
from nap.releases.release import Line, Release
from nap.releases.sentences import citation, sentence, statement, target_of
from nap.results import Reason
from nap.words import say
from tests.releases.making import YEAR, corrected, demo_release, example, figure, hidden, small, some_results

LANGUAGES = ("en", "ru", "ky")
KAZAKH = set("қғұіһәҚҒҰІҺӘ")
ZERO = {"en": "this does not mean zero", "ru": "это не означает ноль", "ky": "бул нөл дегенди билдирбейт"}
NOTHING_FOLLOWS = {"en": "nothing about its size follows", "ru": "ничего не следует", "ky": "эч нерсе билүүгө болбойт"}


def told(lang: str, result: Result, **more: object) -> str:
    release = small(results=[result], **more)  # type: ignore[arg-type]
    return sentence(release, lang, release.lines[0])


def stated(lang: str, *results: Result) -> str:
    release = small(results=list(results))
    return statement(release, lang, release.lines[0])


def well_formed(release: Release, lang: str, line: Line) -> None:
    said = sentence(release, lang, line)
    assert said.endswith(").")
    assert said[0].isupper() or said[0] in "«“"
    assert "{" not in said
    assert "release." not in said.replace("/releases/", "")
    assert not re.search(r"  |;;|; ;|\(\)|\.\.|,,|\( | \)| ;| ,", said), said
    assert said.count("(") == said.count(")")
    assert said.count("«") == said.count("»")
    assert said.count("“") == said.count("”") or lang != "en"
    assert not set(said) & KAZAKH
    assert release.name(line) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_figure_makes_a_well_formed_sentence(lang: str) -> None:
    for release in (small(), corrected()):
        for line in release.lines:
            well_formed(release, lang, line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_the_demo_makes_a_well_formed_sentence(demo: House, lang: str) -> None:
    release = demo_release(demo)
    for line in release.lines[::7]:
        well_formed(release, lang, line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_figure_says_so_and_that_nothing_follows(lang: str) -> None:
    said = told(lang, hidden("3.1"))
    assert NOTHING_FOLLOWS[lang] in said
    assert ZERO[lang] not in said


@given(some.sampled_from(some_results()), some.decimals(10, 10**6, places=1))
def test_no_number_of_a_hidden_figure_is_in_its_sentence(result: Result, secret: Decimal) -> None:
    fields = {"value": secret, "increment": secret, "numerator": secret, "denominator": secret, "progress": secret}
    overlooked = replace(result, status=Status.SUPPRESSED, reason=Reason.TO_PROTECT_PEOPLE, at_least=True, **fields)
    bare = hidden(result.indicator, region=result.region, period=result.period, breakdown=result.breakdown)
    kept = replace(small(results=[bare]), lines=(Line(1, overlooked),))
    for lang in LANGUAGES:
        assert sentence(kept, lang, kept.lines[0]) == told(lang, bare)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", ["not_reported", "answered_no_data", "not_safe", "not_combined", "not_applicable", ""])
def test_a_missing_figure_says_why_and_that_this_is_no_zero(lang: str, reason: str) -> None:
    assert ZERO[lang] in told(lang, figure("2.2", None, Status.NO_DATA, reported=0, reason=reason))


def test_a_true_zero_is_told_as_zero() -> None:
    assert "is 0;" in stated("en", figure("2.2", 0))


def test_a_lower_bound_says_so() -> None:
    assert "at least 312" in stated("en", figure("2.1", 312, at_least=True))
    assert "не менее 312" in stated("ru", figure("2.1", 312, at_least=True))
    assert "кеминде 312" in stated("ky", figure("2.1", 312, at_least=True))


def test_an_incomplete_figure_says_so_even_where_its_status_was_set_by_hand() -> None:
    by_hand = next(each.overridden for each in some_results() if each.overridden)
    partial = figure("2.6", 5, Status.BEHIND, overridden=replace(by_hand, status=Status.PARTIAL))
    for result in (figure("2.6", 5, Status.PARTIAL), partial):
        assert "the figure is therefore incomplete" in stated("en", result)
    assert "incomplete" not in stated("en", figure("2.6", 5))


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (figure("2.4", 1, reported=1, expected=1, region="KG-B"), "has been reached;"),
        (figure("2.4", 0, reported=1, expected=1, region="KG-B"), "has not been reached yet;"),
        (figure("2.4", 5, reported=7, expected=9), "The number of places that have reached the milestone"),
        (figure("2.5", 1), "stands at the level “limited”; the target for 31 December 2027 is “met”"),
        (
            figure("2.6", 5, progress=Decimal("0.999")),
            "by the end of the period (1st half of 2026), 99% of that target had been reached",
        ),
        (figure("3.7", None), "is reported in words only and has no number"),
        (figure("3.5", None, Status.NOT_DUE), "it was not due on the day of the data"),
        (figure("2.2", 5, reported=1, expected=3, carried=2), "carried forward from an earlier period: 2"),
        (figure("1.1", 30, region="KG-B", period=YEAR), "the target for 31 December 2027 is 36.0%"),
    ],
)
def test_each_kind_has_words_of_its_own(result: Result, expected: str) -> None:
    assert expected in stated("en", result)


def test_a_chain_tells_its_steps_and_hides_the_hidden_ones() -> None:
    steps = [result for result in some_results() if result.indicator == "3.2"]
    assert "“reported” — 960, “investigated” — 519, “sentenced” — hidden to protect people" in stated("en", *steps)


def test_only_a_total_of_the_plans_time_has_a_target() -> None:
    release, plan = small(), example()
    early = figure("2.2", 5, period=Period(2020))
    for result in (figure("2.1", 5, breakdown="sex=F"), early, figure("2.2", 5, region="KG-O"), figure("3.2", 9)):
        indicator = plan.indicator(result.indicator)
        assert indicator is not None
        assert target_of(release, indicator, result) is None


def test_the_citation_names_who_which_release_when_which_figure_and_what_kind_of_data() -> None:
    release = small()
    assert citation(release, "en", release.lines[3]) == (
        "NAP 1325 monitor: Example plan 2025-2027, release 3, data as of 31 July 2026, figure R3-4; "
        "monitoring data, not official statistics; illustrative figures for demonstration only; "
        "https://monitor.example.org/releases/3/"
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "do not cite"), ("ru", "не цитировать"), ("ky", "шилтеме кылууга болбойт")])
def test_a_preview_is_not_to_be_cited(lang: str, words: str) -> None:
    said = told(lang, figure("2.2", 5), draft=True)
    assert words in said
    assert "R3-1" not in said
    assert "monitor.example.org" not in said


def test_quotation_marks_within_a_quotation_are_inner_ones(demo: House) -> None:
    release = demo_release(demo)
    line = next(line for line in release.lines if line.result.indicator == "1.19")
    assert "«Тема „Женщины, мир и безопасность“ в документах" in sentence(release, "ru", line)


def test_beside_a_missing_figure_stands_the_last_there_is_and_beside_a_hidden_one_nothing() -> None:
    then = [figure("1.1", 28, period=Period(2023)), figure("1.1", 30, period=Period(2024)), figure("1.1", 31, region="KG-B")]
    missing = figure("1.1", None, Status.NO_DATA, period=YEAR, reported=0)
    release = small(results=[*then, missing])
    told = {line.result.period: statement(release, "en", line) for line in release.lines if line.result.region == "KG"}
    assert "the last figure there is: 30.0% (2024)" in told[YEAR]
    assert "the last figure" not in told[Period(2024)]
    behind = small(results=[*then, hidden("1.1", period=YEAR)])
    assert not any("the last figure" in statement(behind, "en", line) for line in behind.lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chain_says_of_its_missing_and_hidden_steps_that_nothing_follows(lang: str) -> None:
    whole = figure("3.2", None, Status.CONTEXT, reported=1, expected=1)
    known, lacking = (figure("3.2", value, breakdown="step=REPORTED") for value in (960, None))
    unseen = hidden("3.2", breakdown="step=SENTENCED")
    assert [_follows(lang, whole, *steps) for steps in ([known], [lacking], [known, unseen], [lacking, unseen], [])] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
        (True, False),
    ]


def _follows(lang: str, *results: Result) -> tuple[bool, bool]:
    said = stated(lang, *results)
    return (say(lang, "release.sentence.no_zero") in said, say(lang, "release.sentence.no_size") in said)
