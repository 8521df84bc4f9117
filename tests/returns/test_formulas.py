"""Formulas moved to another cell: references that are not fixed go along, everything else stays."""

from __future__ import annotations

import pytest

from nap.returns.formulas import moved


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1", "#REF!"),
        ("SUM(B2:$C$3)", "SUM(A4:$C$3)"),
        ("$B2+B$2", "$B4+A$2"),
        ("LOG10(C5)", "LOG10(B7)"),
        ('"A1"&C1', '"A1"&B3'),
        ("'C1 C1'!C1+Лист1!C1", "'C1 C1'!B3+Лист1!B3"),
        ("Table1[C1]+rate_C1+C1.5", "Table1[C1]+rate_C1+C1.5"),
        ("SUM(C:D)+SUM($2:3)", "SUM(B:C)+SUM($2:5)"),
    ],
)
def test_two_rows_down_and_one_column_left(formula: str, expected: str) -> None:
    assert moved(formula, 2, -1) == expected


def test_what_falls_off_the_sheet_is_lost() -> None:
    assert moved("XFD1048576+A:A", 1, 1) == "#REF!+B:B"
