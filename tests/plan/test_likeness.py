"""Slips of the pen: how far two words are apart, and which known words a text may be a slip of."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from nap.plan.likeness import distance, nearest, slips_allowed

short = st.text(alphabet="абв1", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("", "", 0),
        ("абв", "абв", 0),
        ("абв", "ав", 1),
        ("абв", "аббв", 1),
        ("абв", "агв", 1),
        ("абв", "бав", 1),
        ("абв", "вба", 2),
    ],
)
def test_letters_added_dropped_changed_and_swapped(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 3) == apart


def plainly(one: str, other: str) -> int:
    """The textbook's definition, without a limit."""
    if not one or not other:
        return len(one) + len(other)
    ways = [plainly(one[1:], other) + 1, plainly(one, other[1:]) + 1, plainly(one[1:], other[1:]) + (one[0] != other[0])]
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        ways.append(plainly(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text(alphabet="абв", max_size=5), st.text(alphabet="абв", max_size=5), st.integers(0, 3))
def test_the_distance_is_that_of_the_textbook(one: str, other: str, most: int) -> None:
    exact = plainly(one, other)
    assert distance(one, other, most) == (exact if exact <= most else None)


@given(short, short)
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 3) == distance(other, one, 3)


def test_ties_come_together_and_too_many_help_nobody() -> None:
    words = {"нарын": ("one",), "харын": ("two",), "барын": ("three",)}
    assert nearest("царын", words) == ("one", "two", "three")
    assert nearest("царын", words | {"зарын": ("four",)}) == ()


def test_the_nearer_word_wins() -> None:
    assert nearest("баткенн", {"баткен": ("one",), "баткак": ("two",)}) == ("one",)


@given(short, st.dictionaries(short, st.tuples(st.integers())))
def test_short_words_have_no_slips(text: str, words: dict[str, tuple[int, ...]]) -> None:
    found = nearest(text, words)
    assert len(text) > 3 or found == ()
    assert all(any(each in found for each in words[word]) for word in words if word == text and len(text) > 3)


def test_the_longer_the_word_the_more_slips() -> None:
    assert [slips_allowed(length) for length in (2, 4, 7, 12)] == [0, 1, 2, 3]
