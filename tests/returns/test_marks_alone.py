"""The list of what is to be mended by itself: it stands in no marked file, so nothing in it can be clicked or is coloured."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from nap.facts import Finding, Severity
from nap.returns.check import Checked
from nap.returns.marks import only_list
from nap.words import say

WRONG = Finding("not-a-number", Severity.ERROR, "Data", ("B2",), found="a dozen")


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_the_list_alone_promises_neither_colours_nor_links(lang: str) -> None:
    made = only_list(Checked("errors", None, None, None, lang, findings=(WRONG,)), lang)
    (sheet,) = load_workbook(io.BytesIO(made)).worksheets
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert say(lang, "marks.alone") in told
    assert not any(say(lang, "marks.how") in text for text in told)
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
