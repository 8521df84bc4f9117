"""How scores are spread, against somebody who knows all but one; what is said of few or of lonely scores."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, strategies as st

from nap.monitor.distributing import FEWEST, FEWEST_IN_BAND, Band, distribution
from nap.monitor.looking_up import unnamed
from nap.monitor.organisation_views import Unnamed

scales = st.integers(1, 12)


def spread(scores: list[int], scale: int) -> tuple[Band, ...]:
    return distribution([(Decimal(score), Decimal(scale)) for score in scores])


@st.composite
def scored(draw: st.DrawFn) -> tuple[list[int], int]:
    scale = draw(scales)
    return draw(st.lists(st.integers(0, scale), min_size=1, max_size=12)), scale


def test_of_fewer_than_five_organisations_nothing_is_said() -> None:
    assert spread([1, 5, 9, 9], 10) == ()


def test_enough_organisations_are_told_in_thirds_of_the_scale() -> None:
    bands = spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 9)
    assert [(one.low, one.high, one.count) for one in bands] == [
        (0, Fraction(1, 3), 3),
        (Fraction(1, 3), Fraction(2, 3), 3),
        (Fraction(2, 3), 1, 4),
    ]
    assert [one.count for one in spread([1, 1, 1, 1, 9], 9)] == [5]


@given(scored())
def test_everybody_is_in_one_band_and_no_band_is_small(case: tuple[list[int], int]) -> None:
    scores, scale = case
    bands = spread(scores, scale)
    if len(scores) < FEWEST:
        assert bands == ()
        return
    assert sum(one.count for one in bands) == len(scores)
    assert (bands[0].low, bands[-1].high) == (0, 1)
    assert all(first.high == second.low for first, second in pairwise(bands))
    assert len(bands) == 1 or all(one.count >= FEWEST_IN_BAND for one in bands)


@given(scored())
def test_who_knows_all_scores_but_one_does_not_learn_the_last_one(case: tuple[list[int], int]) -> None:
    scores, scale = case
    told = spread(scores, scale)
    if not told:
        return
    for place in range(len(scores)):
        others = [*scores[:place], *scores[place + 1 :]]
        possible = [score for score in range(scale + 1) if spread([*others, score], scale) == told]
        assert scores[place] in possible
        assert len(possible) >= 2


@given(st.lists(st.sampled_from("ABCDEF"), max_size=40))
def test_unnamed_organisations_are_counted_only_where_there_are_enough(regions: list[str]) -> None:
    counts, told = Counter(regions), unnamed(regions)
    shown, others = {one.region: one.count for one in told if one.region}, [one.count for one in told if not one.region]
    assert all(counts[region] == count >= FEWEST for region, count in shown.items())
    assert all(count >= FEWEST for count in others)
    if len(regions) >= FEWEST:
        assert sum(shown.values()) + sum(others) == len(regions)


def test_a_single_small_region_is_told_together_with_another_one() -> None:
    assert unnamed([*"AAAAAAA", *"BBBBB", "C"]) == (Unnamed("A", 7), Unnamed("", 6))
    assert unnamed("ABC") == ()
