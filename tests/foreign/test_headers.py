"""Header cells (`headers.txt`): which of them are periods, which are asked about, and which only look like one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nap.foreign.model import Role, Sure
from nap.returns.book import Cell
from tests.foreign.texts import READER, of


def text(written: str) -> Cell:
    return Cell("text", written, written)


def number(written: str) -> Cell:
    return Cell("number", Decimal(written), written)


@pytest.mark.parametrize("_, written", of("headers.txt", "none"))
def test_what_only_looks_like_a_period_is_none_and_asks_nothing(_: str, written: str) -> None:
    period, label = READER.period(text(written))
    assert period is None
    assert label.role is not Role.PERIOD, label


@pytest.mark.parametrize("_, written", of("headers.txt", "asks"))
def test_a_header_that_may_mean_several_periods_is_asked_about(_: str, written: str) -> None:
    period, label = READER.period(text(written))
    assert (label.role, label.sure) == (Role.PERIOD, Sure.ASKED), label
    assert period is None or label.notes


@pytest.mark.parametrize("said, written", of("headers.txt", "period"))
def test_a_period_is_read_however_it_is_written(said: str, written: str) -> None:
    period, label = READER.period(text(written))
    assert str(period) == said, label
    assert label.sure is not Sure.ASKED


@pytest.mark.parametrize("said, written", of("headers.txt", "within"))
def test_a_part_of_a_year_waits_for_its_year(said: str, written: str) -> None:
    period, label = READER.period(text(written))
    assert (period, label.role, label.within) == (None, Role.PERIOD, said), label


@pytest.mark.parametrize("written, mark", [("2023*", "*"), ("2023¹", "1"), ("2023 1)", "1"), ("2023 г.2", "2"), ("2023**", "**")])
def test_the_marks_of_a_header_are_kept(written: str, mark: str) -> None:
    assert READER.period(text(written))[1].notes == (mark,)


@pytest.mark.parametrize("written, quality", [("2023 (предв.)", "provisional"), ("2023 (оценка)", "estimated"), ("2023", "")])
def test_what_a_header_says_of_quality_is_kept(written: str, quality: str) -> None:
    assert READER.period(text(written))[1].quality == quality


def test_a_number_is_a_year_if_it_looks_like_one() -> None:
    assert str(READER.period(number("2023"))[0]) == "2023"
    assert [READER.period(number(each))[0] for each in ("1899", "2100", "2023.5", "18", "-2023")] == [None] * 5


@pytest.mark.parametrize("kind", [text, number])
def test_a_year_that_swallowed_a_mark_is_asked_about_alone_and_likely_among_years(kind: type) -> None:
    swallowed = kind("20231")
    period, label = READER.period(swallowed)
    assert (str(period), label.notes, label.sure) == ("2023", ("1",), Sure.ASKED)
    beside = READER.periods([number("2021"), number("2022"), swallowed])
    assert (str(beside[2][0]), beside[2][1].notes, beside[2][1].sure) == ("2023", ("1",), Sure.LIKELY)
    far = READER.periods([number("2010"), swallowed])
    assert far[1][1].sure is Sure.ASKED
    twice = READER.periods([number("2022"), number("2023"), swallowed])
    assert twice[2][1].sure is Sure.ASKED


def day(year: int, month: int, day: int) -> Cell:
    return Cell("date", date(year, month, day), f"{day:02}.{month:02}.{year}")


def test_a_single_day_is_asked_about_unless_it_ends_a_year() -> None:
    assert READER.period(day(2023, 1, 1))[1].sure is Sure.ASKED
    assert READER.period(day(2023, 6, 30))[1].sure is Sure.ASKED
    period, label = READER.period(day(2023, 12, 31))
    assert (str(period), label.sure) == ("2023", Sure.LIKELY)


def test_the_first_days_of_several_months_are_months() -> None:
    found = READER.periods([day(2023, month, 1) for month in (1, 2, 3)])
    assert [str(period) for period, _ in found] == ["2023-01", "2023-02", "2023-03"]
    assert {label.sure for _, label in found} == {Sure.LIKELY}


def test_the_first_days_of_years_and_the_ends_of_quarters_are_asked_about() -> None:
    for days in ([day(year, 1, 1) for year in (2021, 2022)], [day(2023, 3, 31), day(2023, 6, 30)]):
        assert {label.sure for _, label in READER.periods(days)} == {Sure.ASKED}


@pytest.mark.parametrize("cell", [Cell("error", "#REF!", "#REF!"), Cell("bool", True, "TRUE"), Cell("formula_empty", None, "")])
def test_other_cells_name_no_period(cell: Cell) -> None:
    period, label = READER.period(cell)
    assert (period, label.role) == (None, Role.UNKNOWN)
