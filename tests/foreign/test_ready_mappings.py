"""The mappings that come with the program, with the genuine workbooks: this year as they are, next year with what may change.

Skipped where the workbooks are not there (`NAP_REAL_WORKBOOKS`, or beside the project).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from nap.foreign.applying import Applied, applied, recognise
from nap.foreign.drawing import Drawn, draw
from nap.foreign.mapping import Mapping
from nap.foreign.mapping_yaml import read_mapping
from nap.foreign.model import Sure
from nap.returns.book import Book, Cell, Sheet
from nap.returns.reader import open_book
from tests.foreign.understood import ROOT, demo_plan

REAL = Path(os.environ.get("NAP_REAL_WORKBOOKS") or ROOT.parent / "shared" / "real" / "nsc")
FILES = {"nsc-5.5.1": "5.5.1", "nsc-5.5.2": "5.5.2", "nsc-5.2.1.1b": "5.2.1.3", "nsc-16.1.1": "16.1.1", "nsc-16.1.4": "16.1.4"}
FIGURES = {"nsc-5.5.1": 24, "nsc-5.5.2": 12, "nsc-5.2.1.1b": 36, "nsc-16.1.1": 292, "nsc-16.1.4": 66}
"""Counted by hand from the sheets: filled cells of the lines taken, from 2012 on; two counts of one rate are one."""
pytestmark = pytest.mark.skipif(not (REAL / "5.5.1.xlsx").is_file(), reason="the genuine workbooks are not there")


@cache
def book(name: str) -> Book:
    opened = open_book((REAL / f"{FILES[name]}.xlsx").read_bytes())
    assert isinstance(opened, Book)
    return opened


@cache
def mapping(name: str) -> Mapping:
    read, faults = read_mapping((ROOT / "data" / "mappings" / "KG" / f"{name}.yaml").read_bytes())
    assert faults == ()
    assert read is not None
    return read


def figures(found: Applied, by: Mapping) -> Drawn:
    return draw(found.understood, found.choices, demo_plan(), by.partner, by.source)


def keyed(found: Drawn) -> dict[tuple[str, ...], tuple[object, ...]]:
    return {
        (each.indicator, each.region, str(each.period), each.breakdown): (
            each.value,
            each.numerator,
            each.denominator,
            each.state,
        )
        for each in found.observations
    }


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_recognised_and_read_without_a_question(name: str) -> None:
    found = recognise([mapping(each) for each in FILES], book(name), demo_plan().regions)
    assert found.mapping == mapping(name)
    assert found.applied is not None
    drawn = figures(found.applied, mapping(name))
    assert (found.applied.moved, found.applied.sure, drawn.asks) == ((), Sure.CERTAIN, ())
    assert len(drawn.observations) == FIGURES[name]
    assert {each.source for each in drawn.observations} == {mapping(name).source}


def test_figures_are_those_of_the_sheets() -> None:
    found = {name: keyed(figures(applied(mapping(name), book(name), demo_plan().regions), mapping(name))) for name in FILES}
    expected = {
        ("nsc-5.5.1", "1.1", "KG", "2023", ""): (Decimal("22.2"), None, None, ""),
        ("nsc-5.5.1", "1.2", "KG", "2012", ""): (None, None, None, "no_data"),
        ("nsc-5.5.1", "1.2", "KG", "2022", ""): (Decimal("36.46"), None, None, ""),
        ("nsc-5.5.2", "1.5", "KG", "2020", ""): (Decimal("47.4"), None, None, ""),
        ("nsc-5.2.1.1b", "3.8", "KG", "2020", "sex=M"): (Decimal(363), None, None, ""),
        ("nsc-16.1.1", "3.4", "KG-GO", "2022", "sex=F"): (Decimal(2), None, None, ""),
        ("nsc-16.1.1", "3.4", "KG-B", "2014", "sex=F"): (Decimal(0), None, None, ""),
        ("nsc-16.1.1", "3.4", "KG-O", "2023", ""): (Decimal(9), None, None, ""),
        ("nsc-16.1.1", "3.22", "KG", "2023", ""): (None, Decimal(106), Decimal(7161910), ""),
        ("nsc-16.1.4", "3.2", "KG", "2018", ""): (Decimal("44.7"), None, None, ""),
        ("nsc-16.1.4", "3.1", "KG-GO", "2021", ""): (Decimal(100), None, None, ""),
    }
    assert {key: found[key[0]].get(key[1:]) for key in expected} == expected


Change = Callable[[int, int], tuple[int, int]]


def changed(name: str, where: Change, more: Callable[[Sheet], dict[tuple[int, int], Cell]] = lambda sheet: {}) -> Book:
    """The workbook with its cells elsewhere, and further ones."""
    sheets = book(name).sheets
    return Book(
        tuple(replace(each, cells={where(*place): cell for place, cell in each.cells.items()} | more(each)) for each in sheets)
    )


def another_year(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """A column 2024 behind the last one, with the figures of the year before."""
    last = max(column for row, column in sheet.cells if row == 4)
    copied = {(row, last + 1): cell for (row, column), cell in sheet.cells.items() if column == last}
    return copied | {(4, last + 1): Cell("number", Decimal(2024), "2024")}


@pytest.mark.parametrize("name", FILES)
def test_next_year_with_another_column_is_read_without_a_question(name: str) -> None:
    found = applied(mapping(name), changed(name, lambda row, column: (row, column), another_year), demo_plan().regions)
    assert (found.moved, found.sure) == ((), Sure.CERTAIN)
    drawn = keyed(figures(found, mapping(name)))
    same = keyed(figures(applied(mapping(name), book(name), demo_plan().regions), mapping(name)))
    assert {key: value for key, value in drawn.items() if key[2] != "2024"} == same
    assert {(*key[:2], "2023", key[3]): value for key, value in drawn.items() if key[2] == "2024"} == {
        key: value for key, value in same.items() if key[2] == "2023"
    }


@pytest.mark.parametrize("name", FILES)
def test_a_table_further_down_and_to_the_right_gives_the_same_figures_and_says_so(name: str) -> None:
    found = applied(mapping(name), changed(name, lambda row, column: (row + 3, column + 1)), demo_plan().regions)
    assert {each.code for each in found.moved} == {"block-moved"}
    assert keyed(figures(found, mapping(name))) == keyed(
        figures(applied(mapping(name), book(name), demo_plan().regions), mapping(name))
    )


def test_the_file_of_another_table_gives_nothing() -> None:
    for name in FILES:
        for other in FILES:
            if other != name:
                found = applied(mapping(name), book(other), demo_plan().regions)
                assert (dict(found.choices), found.recognised) == ({}, False), (name, other)
