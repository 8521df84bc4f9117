"""Which totals can be added up anew for certain, and which cannot."""

from __future__ import annotations

import pytest

from nap.facts import Finding, Severity
from nap.returns.surgery import with_values
from nap.returns.totals import retold
from tests.returns.reader_files import hand_made, opened


def offered(formula: str, *, styles: str = "", a3: str = "<v>3</v>") -> object:
    """What is offered for B1 after A1 became 7; A2 is 2.5, A4 is empty."""
    cells = f'<row r="2"><c r="A2"><v>2.5</v></c></row><row r="3"><c r="A3"{a3.partition("<")[0]}>{a3[a3.index("<") :]}</c></row>'
    first = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>{formula}</f><v>6.5</v></c></row>'
    data = hand_made(f"<sheetData>{first}{cells}</sheetData>", styles=styles)
    made = with_values(data, {("Data", "A1"): "7"})
    finding = Finding("formula-without-value", Severity.ERROR, "Data", ("B1",))
    (told,) = retold([finding], [], opened(data), opened(made), made)
    assert told.case == "mended"
    return dict(told.facts).get("offer")


@pytest.mark.parametrize(
    ("formula", "sum_"),
    [
        ("SUM(A1:A4)", "12.5"),
        ("sum( $A$1:A2, Data!A3 )", "12.5"),
        ("A1+A2", "9.5"),
        ("A1 + 'Data'!A2+A3", "12.5"),
        ("SUM(A1)", "7"),
    ],
)
def test_a_plain_sum_of_known_numbers_is_offered(formula: str, sum_: str) -> None:
    assert offered(formula) == sum_


@pytest.mark.parametrize(
    "formula",
    [
        "A1-A2",
        "A1",
        "SUM(A1:A2)*2",
        "SUM(A1:A2)+A3",
        "A1+1",
        "SUM(A1,-A2)",
        "SUM(A:A)",
        "SUM(A1:B1)",
        "Name+A1",
        "SUM(A1:A3 A2:A3)",
    ],
)
def test_nothing_else_is(formula: str) -> None:
    assert offered(formula) is None


def test_a_text_or_a_share_among_the_numbers_is_not_added_up() -> None:
    assert offered("SUM(A1:A3)", a3=' t="str"<v>5 or so</v>') is None
    percent = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    assert offered("SUM(A1:A3)", a3=' s="1"<v>0.5</v>', styles=percent) is None
