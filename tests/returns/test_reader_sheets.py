"""What a sheet and a workbook say: places of cells, hidden things, merges, dialects, limits."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from nap.facts import Finding
from nap.returns import reader
from nap.returns.book import address, area, column_number, position
from nap.returns.reader import open_book
from tests.returns.reader_files import (
    MAIN,
    RELATIONS,
    STRICT,
    bomb_of_extent,
    cells_of,
    hand_made,
    hand_parts,
    opened,
    refused,
    relations,
    saved,
    zipped,
)

ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def test_the_small_file_of_giant_extent_is_refused_with_the_cell() -> None:
    data = bomb_of_extent()
    assert len(data) < 5_000
    finding = open_book(data)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case, finding.sheet, finding.cells) == ("too-many-cells", "outside", "Sheet", ("XFD1048576",))
    assert dict(finding.facts) == {"rows": reader.ROW_LIMIT, "columns": reader.COLUMN_LIMIT}


@pytest.mark.parametrize("place", ["A200001", "KO1"])
def test_the_first_cell_beyond_the_limits_is_too_many(place: str) -> None:
    assert refused(hand_made(f'<sheetData><row><c r="{place}"><v>1</v></c></row></sheetData>')) == ("too-many-cells", "outside")


@pytest.mark.parametrize("place", ["A200000", "KN1"])
def test_the_last_cell_within_the_limits_is_read(place: str) -> None:
    assert list(cells_of(f'<row><c r="{place}"><v>1</v></c></row>')) == [position(place)]


def test_formats_without_content_may_reach_to_the_edge() -> None:
    assert cells_of('<row r="1048576"><c r="XFD1048576" s="1"/></row>') == {}


def test_more_cells_than_allowed_are_refused_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CELL_LIMIT", 3)
    workbook = Workbook()
    workbook.active.append([1, 2])
    workbook.create_sheet("Second").append([3])
    assert sum(len(sheet.cells) for sheet in opened(saved(workbook)).sheets) == 3
    workbook["Second"].append([4])
    finding = open_book(saved(workbook))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case, finding.sheet, dict(finding.facts)) == ("too-many-cells", "count", "Second", {"limit": 3})


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="0"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row r="-1"/></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        '<sheetData><row><c r="1A"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>5</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>-1</v></c></row></sheetData>',
        '<sheetData><row><c s="x"><v>1</v></c></row></sheetData>',
        '<cols><col min="x" max="2" hidden="1"/></cols>',
        '<mergeCells><mergeCell ref="nowhere"/></mergeCells>',
        f'<sheetData><row r="{"9" * 5000}"/></sheetData>',
    ],
)
def test_values_that_make_no_sense_are_unreadable(sheet: str) -> None:
    assert refused(hand_made(sheet)) == ("file-unreadable", "xml")


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    cells = cells_of(
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        '<row r="7"><c r="D7"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    )
    assert {address(*place): cell.text for place, cell in cells.items()} == {
        "A1": "1",
        "C1": "2",
        "A2": "3",
        "D7": "4",
        "E7": "5",
        "A8": "6",
    }


def test_a_cell_stands_where_its_own_address_says() -> None:
    cells = cells_of(
        '<row r="2"><c r="A12"><v>1</v></c></row><row r="3"><c r="b3"><v>2</v></c></row><row r="4"><c r="AB4"><v>3</v></c></row>'
    )
    assert [address(*place) for place in cells] == ["A12", "B3", "AB4"]


def test_hidden_rows_and_columns_are_told() -> None:
    cols = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/><col min="4" max="4" hidden="0"/></cols>'
    rows = '<sheetData><row r="2" hidden="1"/><row hidden="true"/><row r="5" ht="0"/><row r="6" ht="15" hidden="0"/></sheetData>'
    sheet = opened(hand_made(cols + rows)).sheets[0]
    assert sheet.hidden_rows == {2, 3, 5}
    assert sheet.hidden_columns == {2, 3, *range(5, reader.COLUMN_LIMIT + 1)}


def test_merges_are_told_and_only_the_first_cell_is_filled() -> None:
    workbook = Workbook()
    workbook.active["B2"] = "both"
    workbook.active.merge_cells("B2:C4")
    sheet = opened(saved(workbook)).sheets[0]
    assert sheet.merges == ((2, 2, 4, 3),)
    assert list(sheet.cells) == [(2, 2)]


def test_sheets_come_in_order_with_their_visibility_and_chart_sheets_do_not_count() -> None:
    workbook = Workbook()
    workbook.create_chartsheet("Picture")
    for state in ("hidden", "veryHidden"):
        workbook.create_sheet(state).sheet_state = state
    book = opened(saved(workbook))
    assert [(sheet.name, sheet.visibility) for sheet in book.sheets] == [
        ("Sheet", "visible"),
        ("hidden", "hidden"),
        ("veryHidden", "veryHidden"),
    ]
    assert book.sheet("VERYHIDDEN") is book.sheets[2]
    assert book.sheet("Picture") is None


def test_names_of_the_whole_workbook_are_told_and_those_of_a_sheet_with_its_number() -> None:
    of_all, of_one = '<definedName name="places">Data!$A$1', '<definedName name="own" localSheetId="0">Data!$B$1'
    names = f"{of_all}</definedName>{of_one}</definedName>"
    book = opened(hand_made("", workbook=f"<definedNames>{names}</definedNames>"))
    assert book.names == {"places": "Data!$A$1", "0!own": "Data!$B$1"}


def test_links_to_other_workbooks_are_told() -> None:
    parts = hand_parts(ONE)
    parts["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "externalLink", "externalLinks/e1.xml")
    )
    assert opened(zipped(parts)).external_links
    assert not opened(hand_made(ONE)).external_links


def test_the_strict_dialect_is_read() -> None:
    relation = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = {
        name: content.replace(MAIN, STRICT).replace(RELATIONS, relation)
        for name, content in hand_parts(ONE).items()
        if isinstance(content, str)
    }
    assert opened(zipped(parts)).sheets[0].cells[1, 1].text == "1"


def test_a_prefix_on_every_element_is_read() -> None:
    parts = hand_parts("", strings="")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="1" max="1" hidden="1"/></x:cols><x:sheetData><x:row>'
        '<x:c t="s"><x:v>0</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c><x:c><x:f>1</x:f></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    parts["xl/sharedStrings.xml"] = f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>a</x:t></x:si></x:sst>'
    sheet = opened(zipped(parts)).sheets[0]
    assert [cell.text for cell in sheet.cells.values()] == ["a", "b", ""]
    assert (sheet.hidden_columns, sheet.merges) == ({1}, ((1, 1, 2, 1),))


@pytest.mark.parametrize(
    "target", ["/xl/tables/Blatt%201.xml", "tables/Blatt 1.xml", "../xl/./tables/BLATT 1.XML", r"tables\Blatt 1.xml"]
)
def test_parts_are_found_through_relationships_wherever_they_are(target: str) -> None:
    parts = hand_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    parts["xl/tables/Blatt 1.xml"] = f'<worksheet xmlns="{MAIN}">{ONE}</worksheet>'
    parts["xl/_rels/workbook.xml.rels"] = relations(("rId1", "worksheet", target))
    assert list(opened(zipped(parts)).sheets[0].cells) == [(1, 1)]


def test_a_workbook_part_of_another_name_is_found() -> None:
    parts = hand_parts(ONE)
    parts["book/main.xml"] = parts.pop("xl/workbook.xml")
    parts["book/_rels/main.xml.rels"] = relations(("rId1", "worksheet", "/xl/worksheets/sheet1.xml"))
    parts["_rels/.rels"] = relations(("a", "extended-properties", "docProps/app.xml"), ("b", "officeDocument", "/book/main.xml"))
    assert list(opened(zipped(parts)).sheets[0].cells) == [(1, 1)]


def test_a_workbook_in_utf_16_is_read() -> None:
    parts = hand_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}">{ONE}</worksheet>'.encode("utf-16")
    )
    assert list(opened(zipped(parts)).sheets[0].cells) == [(1, 1)]


@pytest.mark.parametrize(
    ("text", "place"), [("A1", (1, 1)), ("$F$12", (12, 6)), ("xfd1048576", (1048576, 16384)), ("AA10", (10, 27))]
)
def test_addresses_and_places_are_two_ways_to_say_one_thing(text: str, place: tuple[int, int]) -> None:
    assert position(text) == place
    assert address(*place) == text.replace("$", "").upper()


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "AAAA1", "A1:B2", "Ж1", "A١"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        position(text)


def test_areas_give_their_corners_whichever_way_they_are_written() -> None:
    assert area("B2:A1") == area("$A$1:$B$2") == (1, 1, 2, 2)
    assert area("C3") == (3, 3, 3, 3)
    assert column_number("XFD") == 16384


def test_rows_give_the_cells_in_order() -> None:
    sheet = opened(
        hand_made(
            '<sheetData><row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row>'
            '<row r="1"><c r="A1"><v>0</v></c></row></sheetData>'
        )
    ).sheets[0]
    assert [(row, {column: cell.text for column, cell in cells.items()}) for row, cells in sheet.rows().items()] == [
        (1, {1: "0"}),
        (2, {1: "1", 2: "2"}),
    ]
