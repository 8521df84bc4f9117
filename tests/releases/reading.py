"""The formats of a release read back by the tools that donors' data people use; and releases made up at random."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from nap.facts import Period, Result, Status
from nap.releases.release import Kind, Release
from nap.words import say
from tests.releases.making import figure, small

SECRET_NUMBER = 77123
Cells = list[tuple[Any, ...]]

PLACES = ("KG", "KG-B", "KG-J", "KG-O", "41705214")
PERIODS = tuple(map(Period.parse, ("2024", "2025-Q3", "2025-H2", "2025", "2026-Q2", "2026-H1")))
PARTS = {"2.1": ("", "sex=F", "sex=M"), "3.2": ("", "step=REPORTED", "step=SENTENCED"), "2.6": ("", "origin=BUDGET")}
CODES = ("1.1", "2.1", "2.2", "2.4", "2.5", "2.6", "3.1", "3.2", "3.4", "3.6", "3.7")
SHOWN = (Status.ON_TRACK, Status.PARTIAL, Status.CONTEXT, Status.NOT_ASSESSABLE, Status.ACHIEVED)
COUNTS = ("reported", "expected", "carried")
NUMBERS = (*COUNTS, "value", "increment", "numerator", "denominator", "parts_sum", "progress", "expected_value", "pace")


def amounts() -> st.SearchStrategy[Decimal]:
    """Numbers of every size, many of them endless fractions."""
    whole = st.integers(-(10**12), 10**12).map(Decimal)
    places = st.decimals(-(10**6), 10**6, places=4)
    parts = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda each: Decimal(each[0]) * 100 / each[1])
    return st.one_of(whole, places, parts, st.just(Decimal("1E-7")), st.just(Decimal("-0")))


@st.composite
def places_of_figures(draw: st.DrawFn) -> tuple[str, str, Period, str]:
    code = draw(st.sampled_from(CODES))
    return code, draw(st.sampled_from(PLACES)), draw(st.sampled_from(PERIODS)), draw(st.sampled_from(PARTS.get(code, ("",))))


@st.composite
def results(draw: st.DrawFn) -> list[Result]:
    """Figures of any value at any place; some are hidden but carry the secret in every field, as if somebody had slipped."""
    keys = draw(st.lists(places_of_figures(), unique=True, min_size=1, max_size=25))
    return [_result(draw, *key) for key in keys]


def _result(draw: st.DrawFn, code: str, region: str, period: Period, breakdown: str) -> Result:
    about: dict[str, Any] = {"region": region, "period": period, "breakdown": breakdown}
    if draw(st.integers(0, 3)) == 0:
        return overlooked(figure(code, None, Status.SUPPRESSED, **about))
    value = draw(st.integers(0, 2).map(Decimal) if code in {"2.4", "2.5"} else amounts())
    if draw(st.integers(0, 4)) == 0:
        return figure(code, None, Status.NO_DATA, reported=0, **about)
    more = {"at_least": draw(st.booleans()), "carried": draw(st.integers(0, 1)), "reported": draw(st.integers(0, 2))}
    found = figure(code, None, draw(st.sampled_from(SHOWN)), **about, **more)
    return replace(found, value=value, numerator=draw(st.none() | amounts()), progress=draw(st.none() | amounts()))


def overlooked(result: Result, number: int = SECRET_NUMBER) -> Result:
    """A hidden result with a number left in every field, which must never get out."""
    left: dict[str, Any] = {name: number if name in COUNTS else Decimal(number) for name in NUMBERS}
    return replace(result, status=Status.SUPPRESSED, at_least=True, **left)


def made_up(found: list[Result], kind: Kind = Kind.FORUM) -> Release:
    return small(kind, results=found, elsewhere=())


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """As anybody reads it, without the row of tags."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))[1:]


def figures_of(data: bytes) -> dict[str, dict[str, Any]]:
    """The figures of a release document by their short numbers."""
    return {one["figure"]: one for one in json.loads(data)["figures"]}


def by_openpyxl(data: bytes) -> dict[str, Cells]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def by_calamine(data: bytes) -> dict[str, Cells]:
    """Another reader, written in another language; empty cells are empty texts there."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [tuple(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)] for name in book.sheet_names
    }


def sheet(book: dict[str, Cells], lang: str, subject: str) -> Cells:
    """The rows of one sheet below its tags."""
    return book[say(lang, f"formats.sheet.{subject}")][2:]


def unzipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for name in opened.namelist():
            yield name, opened.read(name)
