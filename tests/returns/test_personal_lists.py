"""A sheet that lists persons is found by its headers and the rows beneath, in every language."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from nap.returns.personal import PersonalHit
from nap.returns.personlists import LIST_OF_PERSONS, PersonWord, fold, person_lists, person_words
from tests.returns.reader_files import opened, saved


def lists_in(*rows: list[object], start: int = 1, **options: int) -> list[str | None]:
    workbook = Workbook()
    for number, row in enumerate(rows, start):
        for column, value in enumerate(row, 1):
            workbook.active.cell(number, column, value)
    return [hit.cell for hit in person_lists(opened(saved(workbook)), **options)]


@pytest.mark.parametrize(
    "header",
    [
        ["№", "ФИО"],
        ["№", "Ф.И.О. "],
        ["№", "Аты-жөнү"],
        ["№", "Full name"],
        ["№", "ЖСН"],
        ["№", "Имя", "Телефон"],
        ["№", "NAME", "E-mail"],
        ["№", "Дата  рождения"],
    ],
)
def test_a_header_of_persons_with_rows_beneath_is_a_list(header: list[object]) -> None:
    rows: list[list[object]] = [[number, "x", "y"] for number in range(3)]
    assert lists_in(["Тренинг"], header, *rows, start=4) == ["B5"]


@pytest.mark.parametrize(
    "header",
    [
        ["№", "Name"],
        ["№", "Адрес"],
        ["№", "Region name"],
        ["№", "#adm+name"],
        ["№", "Телефон доверия"],
        ["№", "ФИО " * 30],
        ["№", "Name", "name"],
    ],
)
def test_a_column_that_offices_have_too_is_no_list(header: list[object]) -> None:
    rows: list[list[object]] = [[number, "x", "y"] for number in range(5)]
    assert lists_in(header, *rows) == []


def test_a_header_with_too_few_rows_beneath_is_no_list() -> None:
    assert lists_in(["ФИО"], ["x"], ["y"]) == []
    assert lists_in(["ФИО"], ["x"], ["y"], fewest=2) == ["A1"]


def test_a_gap_of_one_row_does_not_end_a_list_a_gap_of_two_does() -> None:
    assert lists_in(["ФИО"], ["x"], [None], ["y"], ["z"]) == ["A1"]
    assert lists_in(["ФИО"], ["x"], ["y"], [None], [None], ["z"]) == []


def test_the_place_is_told_and_nothing_of_the_content() -> None:
    workbook = Workbook()
    workbook.active.title = "Участники"
    for value in ("Паспорт", "AN1234567", "AN7654321", "ID1112223"):
        workbook.active.append([value])
    assert person_lists(opened(saved(workbook))) == (PersonalHit("", "Участники", "A1", LIST_OF_PERSONS, "block"),)


def test_other_words_can_be_given() -> None:
    workbook = Workbook()
    for value in ("Nom", "a", "b", "c"):
        workbook.active.append([value])
    assert person_lists(opened(saved(workbook)), [PersonWord("nom", "yes")]) != ()
    assert person_lists(opened(saved(workbook))) == ()


def test_the_words_of_three_languages_are_there_once_each_and_folded() -> None:
    words = person_words()
    assert {"фио", "аты жөнү", "date of birth"} <= {word.word for word in words}
    assert all(word.word == fold(word.word) for word in words)
