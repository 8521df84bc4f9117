"""Results that a mended cell made wrong leave the workbook, all others stay; a small evaluator of its own says which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, strategies as st

from nap.returns.book import Cell, address, position
from nap.returns.surgery import with_values
from nap.returns.zipcopy import CannotEdit
from tests.returns.reader_files import MAIN, hand_made, hand_parts, opened, unzipped, zipped

OTHER = "Лист 'два'"
NAMED = ("Data", (2, 2))
At = tuple[int, int]
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Term:
    """One piece of a formula: the text it is written as, and the cells it adds up."""

    kind: str
    sheet: str | None
    first: At
    last: At
    fixed: tuple[bool, bool] = (False, False)

    def moved(self, down: int) -> Term:
        if self.kind in ("INDIRECT", "name") or self.fixed[0] or self.kind == "columns":
            return self
        return replace(self, first=(self.first[0] + down, self.first[1]), last=(self.last[0] + down, self.last[1]))

    def text(self) -> str:
        sheet = "" if self.sheet is None else f"'{self.sheet.replace(chr(39), chr(39) * 2)}'!" if self.sheet == OTHER else "Data!"
        first, last = self._address(self.first), self._address(self.last)
        rows, columns = (self.first[0], self.last[0]), (address(1, self.first[1])[:-1], address(1, self.last[1])[:-1])
        dollar, height, width = "$" if self.fixed[0] else "", rows[1] - rows[0] + 1, self.last[1] - self.first[1] + 1
        return {
            "cell": f"{sheet}{first}",
            "area": f"SUM({sheet}{first}:{last})",
            "columns": f"sum({sheet}{columns[0]}:{columns[1]})",
            "rows": f"SUM( {sheet}{dollar}{rows[0]}:{dollar}{rows[1]} )",
            "INDIRECT": f'INDIRECT("{sheet}{first}")',
            "OFFSET": f"OFFSET({sheet}{first},0,0)",
            "INDEX": f"SUM({sheet}{first}:INDEX({sheet}{first}:{last},{height},{width}))",
            "name": "Всего.на",
        }[self.kind]

    def _address(self, at: At) -> str:
        column, row = address(1, at[1])[:-1], at[0]
        return f"{'$' if self.fixed[1] else ''}{column}{'$' if self.fixed[0] else ''}{row}"

    def cells(self, home: str) -> Iterator[tuple[str, At]]:
        if self.kind == "name":
            yield NAMED
            return
        one = self.kind in ("cell", "INDIRECT", "OFFSET")
        (top, left), (bottom, right) = self.first, self.first if one else self.last
        rows = range(1, 13) if self.kind == "columns" else range(top, bottom + 1)
        columns = range(1, 13) if self.kind == "rows" else range(left, right + 1)
        yield from ((self.sheet or home, (row, column)) for row in rows for column in columns)


Formula = tuple[Term, ...]
Model = Mapping[tuple[str, At], int | Formula]


def value(model: Model, where: tuple[str, At], path: tuple[tuple[str, At], ...] = ()) -> int:
    """What a program that calculates would show; what goes in a circle counts as nothing."""
    held = model.get(where, 0)
    if isinstance(held, int):
        return held
    if where in path or len(path) > 6:
        return 0
    return sum(value(model, each, (*path, where)) for term in held for each in term.cells(where[0]))


def looked_at(model: Model, where: tuple[str, At]) -> set[tuple[str, At]]:
    """All that a cell depends on, itself included."""
    seen, waiting = set[tuple[str, At]](), [where]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            held = model.get(each, 0)
            waiting += [] if isinstance(held, int) else [cell for term in held for cell in term.cells(each[0])]
    return seen


def certain(model: Model, where: tuple[str, At]) -> bool:
    held = [model.get(each, 0) for each in looked_at(model, where)]
    kinds = {term.kind for each in held if not isinstance(each, int) for term in each}
    return not kinds & {"INDIRECT", "OFFSET", "INDEX", "name"}


places = st.tuples(st.integers(1, 4), st.integers(1, 4))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    (top, left), (bottom, right) = draw(places), draw(places)
    kinds = ["cell"] * 6 + ["area"] * 4 + ["columns", "rows", "INDIRECT", "OFFSET", "INDEX", "name"]
    first, last = (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))
    sheet = draw(st.sampled_from([None, None, "Data", OTHER]))
    return Term(draw(st.sampled_from(kinds)), sheet, first, last, draw(st.tuples(st.booleans(), st.booleans())))


formulas = st.lists(terms(), min_size=1, max_size=2).map(tuple)
contents = st.one_of(st.integers(1, 99), formulas)
models = st.dictionaries(st.tuples(st.sampled_from(["Data", OTHER]), places), contents, min_size=2, max_size=14)
shared = st.one_of(st.none(), st.tuples(formulas, st.integers(1, 3), st.sampled_from(["Data", OTHER])))


def workbook(model: Model, together: Mapping[tuple[str, At], str]) -> bytes:
    """The model as a file with all results saved; `together`: the formulas that are written as shared ones."""
    parts = hand_parts("")
    names = f'<definedNames><definedName name="Всего.на">{NAMED[0]}!$B$2</definedName></definedNames>'
    tabs = f'<sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="{OTHER}" sheetId="2" r:id="rId7"/>'
    workbook = str(parts["xl/workbook.xml"])
    head = workbook[: workbook.index("<sheets>")]
    link = '<Relationship Id="rId7" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    rels = str(parts["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", link)
    return zipped(
        {
            **parts,
            "xl/workbook.xml": f"{head}<sheets>{tabs}</sheets>{names}</workbook>",
            "xl/_rels/workbook.xml.rels": rels,
            SHEET: _sheet(model, together, "Data"),
            "xl/worksheets/sheet2.xml": _sheet(model, together, OTHER),
        }
    )


def _sheet(model: Model, together: Mapping[tuple[str, At], str], sheet: str) -> str:
    rows: dict[int, str] = {}
    for (name, at), held in sorted(model.items(), key=lambda each: each[0][1]):
        if name == sheet:
            formula = "" if isinstance(held, int) else "<f>" + escape("+".join(term.text() for term in held)) + "</f>"
            result = value(model, (name, at))
            cell = f'<c r="{address(*at)}">{together.get((name, at), formula)}<v>{result}</v></c>'
            rows[at[0]] = rows.get(at[0], "") + cell
    inside = "".join(f'<row r="{row}">{cells}</row>' for row, cells in rows.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


@given(
    models,
    shared,
    st.dictionaries(st.tuples(st.sampled_from(["Data", OTHER]), places), st.integers(0, 99), min_size=1, max_size=3),
)
def test_no_number_is_left_that_a_new_calculation_would_change_and_no_other_is_lost(
    model: dict[tuple[str, At], int | Formula],
    lent: tuple[Formula, int, str] | None,
    typed: dict[tuple[str, At], int],
) -> None:
    together: dict[tuple[str, At], str] = {}
    if lent is not None:
        formula, length, sheet = lent
        text = escape("+".join(term.text() for term in formula))
        for down in range(length + 1):
            model[sheet, (down + 5, 1)] = tuple(term.moved(down) for term in formula)
            together[sheet, (down + 5, 1)] = '<f t="shared" si="0"/>'
        together[sheet, (5, 1)] = f'<f t="shared" ref="A5:A{5 + length}" si="0">{text}</f>'
    edits = {(sheet, address(*at)): str(number) for (sheet, at), number in typed.items()}
    book = opened(with_values(workbook(model, together), edits))
    after: dict[tuple[str, At], int | Formula] = {**model, **typed}
    cells = {(sheet.name, at): cell for sheet in book.sheets for at, cell in sheet.cells.items()}
    for where, held in after.items():
        cell = cells[where]
        if cell.kind == "number":
            assert cell.value == value(after, where), where
        else:
            assert cell == Cell("formula_empty", None, "", True)
        if isinstance(held, int) or (certain(after, where) and not looked_at(after, where) & typed.keys()):
            assert cell.kind == "number", where


def after(inside: str, at: str, text: str = "7") -> dict[str, Cell]:
    data = with_values(hand_made(f"<sheetData>{inside}</sheetData>"), {("Data", at): text})
    return {address(*place): found for place, found in opened(data).sheets[0].cells.items()}


EMPTY = Cell("formula_empty", None, "", True)


@pytest.mark.parametrize(
    "formula",
    [
        "A1*2",
        "$A$1",
        "a1",
        "SUM(A:A)",
        "SUM(1:1)",
        "SUM(Data!$A$1:$A$9)",
        "SUM('data'!A1,5)",
        'SUMIF(C1:D2,"&gt;0",A9)+SUM(A1)',
        'SUMIF(C5:C7,"x",B1)+AVERAGEIF(H1:H9,1,A9)+A1',
        "SUM(A1:B2:C3)",
        "SUM(Data!A1:Data!B9)",
        "(A1):(B3)",
        "IF(1,A1):C3",
        "Table1[Всего]",
        "[1]Data!C1",
        "'[book.xlsx]Data'!C1",
        "SUM(Data:Data!C1)",
        "'Data:Data'!C1",
        "Nowhere!C1",
        "Всего",
        "OWN.FUNCTION(C1)",
        'INDIRECT("A"&amp;1)',
        "OFFSET(C1,0,-2)",
        "CELL(&quot;contents&quot;)",
        "#REF!+C1",
        "_xlfn.ANCHORARRAY(C1)",
        "@A:A",
        "",
    ],
)
def test_what_depends_or_may_depend_loses_its_result(formula: str) -> None:
    cells = after(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="F2"><f>{formula}</f><v>2</v></c></row>', "A1")
    assert cells["F2"] == EMPTY
    assert cells["A1"].text == "7"


@pytest.mark.parametrize(
    "formula",
    [
        "B1*2",
        "$B$1+A11",
        '"A1"&amp;B1',
        "SUM(B:XFD)",
        "SUM(2:9)",
        "LOG10(B1)",
        "1E1+1.5+.5",
        "TRUE",
        "SUMIFS(C1:C9,D1:D9,&quot;A1&quot;)",
        "_xlfn.CONCAT(B1)",
        "IF(B1&gt;=3,{1,2;3},-B2%)",
        'SUMIF(C1:C9,"A1",D1)',
        "INDEX(B1:B9,2)",
    ],
)
def test_what_certainly_does_not_depend_keeps_its_result(formula: str) -> None:
    cells = after(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="XFC3"><v>1</v></c></row>'
        f'<row r="20"><c r="F20"><f>{formula}</f><v>2</v></c></row>'.replace("XFC3", "H3"),
        "A1",
    )
    assert cells["F20"] == Cell("number", Decimal(2), "2", True)


def test_a_text_a_truth_and_an_error_leave_too() -> None:
    kinds = "".join(
        f'<c r="{at}" s="0" t="{kind}"><f>A1</f><v>{was}</v></c>'
        for at, kind, was in (("B1", "str", "x"), ("C1", "b", "1"), ("D1", "e", "#N/A"))
    )
    data = with_values(hand_made(f'<sheetData><row r="1"><c r="A1"><v>1</v></c>{kinds}</row></sheetData>'), {("Data", "A1"): "2"})
    assert {at: found.kind for at, found in opened(data).sheets[0].cells.items()} == {(1, 1): "number"} | {
        (1, column): "formula_empty" for column in (2, 3, 4)
    }
    assert '<c r="B1" s="0"><f>A1</f></c>' in unzipped(data)[SHEET].decode()


ARRAY = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f t="array" ref="C1:C3">A1:A3*2</f><v>2</v></c>'
    '<c r="E1"><f>C3</f><v>4</v></c></row>'
    '<row r="2"><c r="C2"><v>3</v></c></row><row r="3"><c r="C3"><v>4</v></c></row>'
)


def test_an_array_loses_all_its_results_and_so_does_what_looks_at_them() -> None:
    assert after(ARRAY, "A2") == {
        "A1": Cell("number", Decimal(1), "1"),
        "A2": Cell("number", Decimal(7), "7"),
        "C1": EMPTY,
        "E1": EMPTY,
    }


def test_a_mended_cell_of_an_array_that_has_nothing_to_do_with_it_leaves_the_others() -> None:
    cells = after(ARRAY, "C2")
    assert [cells[at].text for at in ("C1", "C2", "C3", "E1")] == ["2", "7", "4", "4"]


def test_an_array_without_end_is_not_edited() -> None:
    endless = ARRAY.replace("C1:C3", "C1:XFD1048576")
    with pytest.raises(CannotEdit):
        after(endless, "A2")


def test_a_long_chain_is_followed_to_its_end() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><f>B{n - 1}+A{n}+SUM($A$1:A{n})</f><v>9</v></c></row>'
        for n in range(2, 1500)
    )
    cells = after(rows, "A2")
    assert {cells[f"B{n}"] for n in range(2, 1500)} == {EMPTY}
    late = after(rows, "A1400")
    assert (late["B1399"].kind, late["B1400"], late["B1499"]) == ("number", EMPTY, EMPTY)


def test_too_much_to_follow_counts_as_dependent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.returns.stale.MOST_STEPS", 0)
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(H1:H99)</f><v>9</v></c></row>'
    assert after(rows, "A1")["B1"] == EMPTY


def test_a_sheet_in_another_encoding_is_searched_for_formulas_too() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    sheet = f'<?xml version="1.0" encoding="utf-16"?><worksheet><sheetData>{row}</sheetData></worksheet>'
    data = with_values(zipped({**hand_parts(""), SHEET: sheet.encode("utf-16")}), {("Data", "A1"): "2"})
    assert opened(data).sheets[0].cells[position("B1")] == EMPTY
    assert b"fullCalcOnLoad" in unzipped(data)["xl/workbook.xml"]
