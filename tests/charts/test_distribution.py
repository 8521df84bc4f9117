"""Distribution bars: nobody is lost, every segment says sign, word and number and leads on, hidden is hatched."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.charts import Amount, Bar, Figure, distribution
from nap.charts.look import SIGNS
from nap.facts import Status
from nap.results import Tally
from nap.results.board import ORDER
from nap.words import say
from tests.charts.boards import bars

TALLIES = some.builds(
    lambda counts, silent: Tally({status: counts[status] for status in ORDER if counts.get(status)}, silent),
    some.dictionaries(some.sampled_from(ORDER), some.integers(1, 40)),
    some.integers(0, 5),
)


def drawn(lang: str, given: list[Bar]) -> Figure:
    return distribution(lang, given, title="How they stand", what="Objective", name="objectives")


def test_without_one_indicator_there_is_no_picture_but_words_and_table() -> None:
    figure = drawn("en", [Bar("O1 Peace", Tally({}))])
    assert (figure.markup, figure.words) == ("", "O1 Peace: assessed 0 of 0.")
    assert len(figure.rows) == 1


def test_without_one_row_words_say_so() -> None:
    assert drawn("en", []).words == "Nothing to show yet."


def test_a_name_from_the_plan_is_text_and_nothing_else() -> None:
    nasty = Bar('O1 <img src=x onerror="alert(1)">', Tally({Status.BEHIND: 1}), '/x?a="><script>', remark="<b>bold</b>")
    markup = drawn("en", [nasty]).markup
    assert "<img" not in markup
    assert "<script>" not in markup
    assert "<b>bold" not in markup


def test_hidden_and_missing_are_drawn_apart_and_never_as_a_judgement() -> None:
    markup = drawn("en", bars()).markup
    assert "nap-seg-suppressed" in markup
    assert "nap-seg-no_data" in markup
    assert "nap-seg-silent" in markup


def test_what_a_reader_may_not_follow_is_no_link() -> None:
    markup = drawn("en", [Bar("O1 Peace", Tally({Status.BEHIND: 1}))]).markup
    assert "<a" not in markup
    assert "Behind" in markup


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_each_segment_says_sign_word_and_number_and_leads_to_its_indicators(lang: str) -> None:
    markup = drawn(lang, bars()).markup
    for status, count in bars()[0].tally.counts.items():
        word = say(lang, f"common.status.{status.value}")
        found = re.search(rf'<a class="nap-seg [^"]*" href="/objective\?status={status.value}"[^>]*>(.*?)</a>', markup)
        assert found is not None
        assert SIGNS[status] in found[1]
        assert word in found[1]
        assert found[1].endswith(str(count))


@given(given=some.lists(TALLIES, min_size=1, max_size=6))
def test_picture_words_and_table_tell_the_same_numbers(given: list[Tally]) -> None:
    figure = drawn("en", [Bar(f"O{n}", tally, f"/o{n}", whole=True) for n, tally in enumerate(given)])
    for tally, row in zip(given, figure.rows, strict=True):
        numbers = [cell.value for cell in row[1:] if isinstance(cell, Amount)]
        *counts, assessed, whole = numbers
        assert sum(count or 0 for count in counts) == whole == tally.of + tally.silent
        assert assessed == Decimal(tally.assessed)
    widths = [int(width) for width in re.findall(r"flex-grow:(\d+)", figure.markup)]
    assert sum(widths) == sum(tally.of + tally.silent for tally in given)
    for n, tally in enumerate(given):
        assert f"assessed {tally.assessed} of {tally.of + tally.silent}" in figure.words.split(f"O{n}:")[1]


def test_what_is_not_whole_leaves_out_what_nobody_was_asked_for() -> None:
    region = Bar("Batken", Tally({Status.BEHIND: 2}, silent=9), "/region")
    figure = drawn("en", [region])
    assert figure.rows[0][-1] == Amount("2", Decimal(2))
    assert "Nothing asked" not in figure.words
