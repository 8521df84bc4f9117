"""Which figures stand in a release, under which number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, strategies as some

from nap.facts import Overridden, Period, Result, Status
from nap.monitor import House
from nap.releases.building import Earlier, build, for_outside
from nap.releases.release import Kind, Release, Stamp, key_of
from nap.results import Reason
from tests.releases.making import (
    AS_OF,
    H1,
    SECRET,
    YEAR,
    corrected,
    demo_release,
    example,
    figure,
    hidden,
    part,
    small,
    some_results,
)


def codes(release: Release) -> set[str]:
    return {line.result.indicator for line in release.lines}


def test_a_period_that_has_not_ended_by_then_is_left_out() -> None:
    later = [figure("2.2", 30, period=Period.parse("2026")), figure("2.2", 30, period=Period.parse("2026-H2"))]
    assert small(results=later).lines == ()


def test_a_row_that_nobody_was_asked_for_is_left_out_and_a_hidden_one_is_not() -> None:
    silent = figure("2.2", None, Status.NO_DATA, reported=0, expected=0, region="KG-T")
    asked = figure("2.2", None, Status.NO_DATA, reported=0, expected=1, region="KG-N")
    kept = small(results=[silent, asked, hidden("2.2", region="KG-Y")]).lines
    assert {line.result.region for line in kept} == {"KG-N", "KG-Y"}


def test_what_is_not_in_the_plan_is_left_out() -> None:
    assert small(results=[figure("9.9", 1), figure("2.2", 1, region="XX")]).lines == ()


def test_only_included_indicators_stand_in_it() -> None:
    assert codes(small(included=["2.2", "1.1"])) == {"1.1", "2.2"}


def test_outside_gets_districts_of_public_indicators_only() -> None:
    districts = [figure(code, 7, region="41705214") for code in ("2.1", "2.2", "3.1")]
    assert codes(small(Kind.DONOR, results=districts)) == {"2.2"}
    assert codes(small(Kind.FORUM, results=districts)) == {"2.1", "2.2", "3.1"}


def test_a_figure_has_the_same_number_for_outside_and_for_the_forum() -> None:
    more = [*some_results(), figure("2.1", 12, region="41705214"), figure("2.1", 13, region="41705236")]
    donor, forum = small(Kind.DONOR, results=more), small(Kind.FORUM, results=more)
    inside = {line.key: line.number for line in forum.lines}
    assert {line.key: line.number for line in donor.lines}.items() <= inside.items()
    assert [line.number for line in donor.lines] == list(range(1, len(donor.lines) + 1))
    assert sorted(inside.values()) == list(range(1, len(forum.lines) + 1))


@given(some.randoms(use_true_random=False))
def test_the_order_in_which_results_come_changes_nothing(chance: Random) -> None:
    mixed = some_results()
    chance.shuffle(mixed)
    assert small(results=mixed) == small()


def test_lines_stand_in_the_order_of_plan_place_time_and_part() -> None:
    told = [figure("2.1", 9), part("2.1", "sex=_U", 2), part("2.1", "sex=F", 5), figure("2.1", 8, period=Period.parse("2025-H2"))]
    lines = small(results=[figure("3.6", 34, period=YEAR), figure("2.1", 7, region="KG-O"), *told]).lines
    assert [(line.result.indicator, line.result.region, str(line.result.period), line.result.breakdown) for line in lines] == [
        ("2.1", "KG", "2025-H2", ""),
        ("2.1", "KG", "2026-H1", ""),
        ("2.1", "KG", "2026-H1", "sex=F"),
        ("2.1", "KG", "2026-H1", "sex=_U"),
        ("2.1", "KG-O", "2026-H1", ""),
        ("3.6", "KG", "2025", ""),
    ]


def test_nobody_learns_from_whom_a_figure_comes() -> None:
    release = corrected()
    shown = [line.result for line in release.lines] + [line.before for line in release.lines if line.before]
    assert all(each.contributors == frozenset() and each.missing == () for each in shown)
    assert SECRET not in repr(release.lines)


@pytest.mark.parametrize(("code", "told"), [("3.1", ""), ("2.2", "WPN counted twice.")])
def test_a_coordinators_reason_does_not_name_who_reports_on_survivors(code: str, told: str) -> None:
    plan = small().plan
    name = plan.partners[0].code
    by_hand = Overridden(Status.BEHIND, "", f"{name} counted twice.")
    (line,) = small(results=[figure(code, 40, Status.ON_TRACK, overridden=by_hand)]).lines
    assert line.result.overridden is not None
    assert line.result.overridden.because == told.replace("WPN", name)


def test_a_hidden_figure_is_bare_whatever_it_came_with() -> None:
    told = replace(figure("3.1", 77, progress=Decimal(1)), status=Status.SUPPRESSED, reason=Reason.NOT_SHOWN_YET)
    bare = Result("3.1", "KG", H1, reported=None, expected=None, carried=None, at_least=None, status=Status.SUPPRESSED)
    (line,) = small(results=[told]).lines
    assert line.result == replace(bare, reason=Reason.TO_PROTECT_PEOPLE)


def test_a_figure_that_is_hidden_now_does_not_carry_the_one_that_was_shown() -> None:
    line = corrected().line("2.4", "KG-B", H1)
    assert line is not None
    assert line.before is None


def test_a_figure_that_was_hidden_comes_without_its_number() -> None:
    line = corrected().line("2.1", "KG-O", H1, "sex=F")
    assert line is not None
    assert line.before is not None
    assert (line.before.value, line.before.status) == (None, Status.SUPPRESSED)


def test_a_release_follows_one_of_its_own_kind() -> None:
    with pytest.raises(ValueError, match="forum"):
        small(Kind.DONOR, number=4, previous=small(Kind.FORUM))


def test_it_names_the_release_before_and_what_that_one_had_more() -> None:
    before = small()
    after = small(number=4, previous=before, included=["1.1", "2.2"])
    assert after.previous == Stamp(3, AS_OF)
    assert {code for code, *_ in after.gone} == codes(before) - {"1.1", "2.2"}
    assert small().gone == ()


def test_the_release_before_can_be_given_as_what_is_kept_of_it() -> None:
    before = small()
    kept = Earlier(3, AS_OF, tuple(line.result for line in before.lines), example())
    results = [figure("2.2", 23)]
    assert small(number=4, previous=kept, results=results) == small(number=4, previous=before, results=results)


def test_a_plan_that_is_no_real_one_makes_an_illustrative_release() -> None:
    assert small().illustrative
    assert not small_of_real_plan().illustrative


def small_of_real_plan() -> Release:
    official = replace(example(), status="official")
    return build(official, some_results(), number=1, kind=Kind.FORUM, period=H1, as_of=date(2026, 7, 31), title={})


def test_the_demo_makes_a_release_of_every_indicator_that_has_something_to_say(demo: House) -> None:
    release = demo_release(demo)
    assert len(release.indicators) > 60
    assert len({line.number for line in release.lines}) == len(release.lines) > 1000
    outside = [line for line in release.lines if for_outside(demo.plan, line.result)]
    assert [line.number for line in outside] == list(range(1, len(outside) + 1))
    assert {key_of(line.result) for line in release.lines} == set(release.by_key)
