"""Places told by the number of the tab: no name of a sheet leaves, whatever it is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nap.returns.tabnumbers import numbered


def a_book(*names: str) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].title = names[0]
    for name in names[1:]:
        book.create_sheet(name)
    book.save(stream)
    return stream.getvalue()


def test_sheets_are_counted_as_their_tabs_stand() -> None:
    data = a_book("One", "Асанова Айгуль & Co", "three")
    assert numbered(data, [("THREE", "F9"), ("Асанова Айгуль & Co", "A1")]) == ["sheet 3!F9", "sheet 2!A1"]


@pytest.mark.parametrize("data", [b"", b"no workbook", a_book("One")[:-40]])
def test_what_cannot_be_read_still_tells_no_name(data: bytes) -> None:
    assert numbered(data, [("Асанова Айгуль", "F9")]) == ["sheet ?!F9"]


def test_a_sheet_that_is_not_there_tells_no_name() -> None:
    assert numbered(a_book("One"), [("Асанова Айгуль", "F9")]) == ["sheet ?!F9"]
