"""A workbook with some cells filled in anew: what was typed is read, and nothing else is another byte than before."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from python_calamine import CalamineWorkbook

from nap.returns.book import Cell, position
from nap.returns.surgery import with_values
from nap.returns.zipcopy import CannotEdit
from tests.returns.reader_files import hand_made, hand_parts, opened, saved, unzipped, zipped

DEMO = sorted((Path(__file__).parents[2] / "data" / "demo").glob("*-2026-H1*.xlsx"))
SHEET = "xl/worksheets/sheet1.xml"
PERCENT = (
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9" fontId="0"/>'
    '<xf numFmtId="14" applyAlignment="1"><alignment/></xf></cellXfs>'
)


def cell(data: bytes, address: str, sheet: str = "Data") -> Cell | None:
    found = opened(data).sheet(sheet)
    assert found is not None
    return found.cells.get(position(address))


def edited(inside: str, address: str, text: str, **more: str) -> bytes:
    return with_values(hand_made(inside, **more), {("Data", address): text})


def sheet_text(data: bytes) -> str:
    return unzipped(data)[SHEET].decode()


def raw_entries(data: bytes) -> dict[str, tuple[object, ...]]:
    """Everything of each entry but where it lies."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            header = data[info.header_offset : start]
            facts = (info.date_time, info.flag_bits, info.compress_type, info.external_attr, info.extra, info.comment)
            found[info.filename] = (header, data[start : start + info.compress_size], *facts)
    return found


ONE = '<sheetData><row r="2"><c r="B2" s="1"><v>5</v></c></row></sheetData>'


class TestWhatCannotBeDone:
    def test_a_sheet_that_is_not_there(self) -> None:
        with pytest.raises(LookupError):
            with_values(hand_made(ONE), {("Other", "A1"): "1"})

    def test_an_address_that_is_none(self) -> None:
        with pytest.raises(ValueError, match="12F"):
            with_values(hand_made(ONE), {("Data", "12F"): "1"})

    def test_a_file_that_is_no_workbook(self) -> None:
        with pytest.raises(CannotEdit):
            with_values(b"PK\x03\x04 cut off", {("Data", "A1"): "1"})

    def test_a_sheet_without_a_place_for_data(self) -> None:
        with pytest.raises(CannotEdit):
            edited("<dimension/>", "A1", "1")

    def test_nothing_to_do_gives_the_very_file(self) -> None:
        data = hand_made(ONE)
        assert with_values(data, {}) == data


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "value"),
        [("7", "7"), ("1 234,5", "1234.5"), ("0.25", "0.25"), ("-3", "-3"), ("1\u00a0000", "1000")],
    )
    def test_a_number_becomes_a_number(self, typed: str, value: str) -> None:
        found = cell(edited(ONE, "B2", typed), "B2")
        assert found is not None
        assert (found.kind, found.value) == ("number", Decimal(value))

    @pytest.mark.parametrize(
        "typed", ["1,234", "около 5", "=1+1", "12,5 %", "2026-H1", " край ", "<&>\"'", "_x0041_", "a\nb", "\x07"]
    )
    def test_all_else_stays_text(self, typed: str) -> None:
        assert cell(edited(ONE, "B2", typed), "B2") == Cell("text", typed, typed)

    def test_nothing_empties_the_cell_and_keeps_its_look(self) -> None:
        data = edited(ONE, "B2", "")
        assert cell(data, "B2") is None
        assert '<c r="B2" s="1"/>' in sheet_text(data)

    def test_nothing_where_there_was_nothing_changes_nothing(self) -> None:
        assert sheet_text(edited(ONE, "F9", "")) == sheet_text(hand_made(ONE))

    @pytest.mark.parametrize(("typed", "shown"), [("12,5", "12.5%"), ("12,5 %", "12.5%"), ("-1", "-1%")])
    def test_in_a_percent_cell_a_number_is_so_many_per_cent(self, typed: str, shown: str) -> None:
        found = cell(edited(ONE, "B2", typed, styles=PERCENT), "B2")
        assert found is not None
        assert (found.text, found.percent) == (shown, True)

    def test_a_number_in_a_cell_that_excel_made_a_date_is_shown_as_a_number(self) -> None:
        data = edited(ONE.replace('s="1"', 's="2"'), "B2", "3.4", styles=PERCENT)
        assert cell(data, "B2") == Cell("number", Decimal("3.4"), "3.4")
        styles = unzipped(data)["xl/styles.xml"].decode()
        assert '<cellXfs count="4">' in styles
        assert '<xf numFmtId="0" applyAlignment="1" applyNumberFormat="1"><alignment/></xf></cellXfs>' in styles

    def test_a_new_cell_looks_like_its_column_or_its_row(self) -> None:
        columns = '<cols><col min="3" max="4" width="9" style="1"/></cols>'
        assert cell(edited(columns + ONE, "D2", "50", styles=PERCENT), "D2") == Cell(
            "number", Decimal("0.5"), "50%", percent=True
        )
        row = '<sheetData><row r="2" s="1" customFormat="1"/></sheetData>'
        assert cell(edited(row, "A2", "50", styles=PERCENT), "A2") == Cell("number", Decimal("0.5"), "50%", percent=True)

    def test_a_merged_area_is_typed_into_at_its_first_cell(self) -> None:
        data = edited(ONE + '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>', "C3", "8")
        assert cell(data, "B2") == Cell("number", Decimal(8), "8")
        assert cell(data, "C3") is None


class TestWhereItStands:
    SPARSE = '<sheetData><row r="2"><c r="B2"><v>1</v></c><c r="E2"><v>2</v></c></row><row r="7" spans="2:3"/></sheetData>'

    @pytest.mark.parametrize("address", ["A1", "A2", "C2", "F2", "D5", "B7", "Z9"])
    def test_missing_cells_and_rows_are_made_in_order(self, address: str) -> None:
        data = edited(self.SPARSE, address, "8")
        assert cell(data, address) == Cell("number", Decimal(8), "8")
        places = list(opened(data).sheets[0].cells)
        assert places == sorted(places)
        assert len(places) == 3
        with warnings.catch_warnings(action="ignore"):  # the small file has no styles, which openpyxl mentions
            assert load_workbook(io.BytesIO(data))["Data"][address].value == 8

    def test_rows_and_cells_without_address_follow_each_other(self) -> None:
        inside = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
        data = with_values(
            hand_made(inside), {("Data", "B1"): "20", ("Data", "A2"): "30", ("Data", "C1"): "4", ("Data", "A4"): "5"}
        )
        values = {address: cell(data, address) for address in ("A1", "B1", "C1", "A2", "A4")}
        assert [found.text for found in values.values() if found] == ["1", "20", "4", "30", "5"]

    @pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData></sheetData>"])
    def test_an_empty_sheet_takes_a_cell(self, empty: str) -> None:
        assert cell(edited(empty, "C3", "x"), "C3") == Cell("text", "x", "x")

    def test_the_extent_of_the_sheet_grows_with_it(self) -> None:
        data = edited('<dimension ref="B2"/>' + ONE, "D4", "1")
        assert '<dimension ref="B2:D4"/>' in sheet_text(data)
        assert '<dimension ref="B2"/>' in sheet_text(edited('<dimension ref="B2"/>' + ONE, "B2", "1"))

    def test_the_sheet_is_known_without_regard_to_case(self) -> None:
        assert cell(with_values(hand_made(ONE), {("DATA", "b2"): "9"}), "B2") == Cell("number", Decimal(9), "9")


class TestFormulas:
    def test_a_formula_gives_way(self) -> None:
        data = edited('<sheetData><row r="1"><c r="A1" t="str" cm="1"><f>B1</f><v>x</v></c></row></sheetData>', "A1", "4")
        assert cell(data, "A1") == Cell("number", Decimal(4), "4")
        assert '<c r="A1"><v>4</v></c>' in sheet_text(data)

    SHARED = (
        '<sheetData><row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$1&amp;"A1"</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>3</v></c></row></sheetData>'
    )

    def test_cells_that_shared_a_formula_get_it_spelt_out(self) -> None:
        text = sheet_text(edited(self.SHARED, "C1", "4"))
        assert '<c r="C1"><v>4</v></c>' in text
        assert '<c r="C2"><f>A2+$B$1&amp;"A1"</f><v>2</v></c>' in text
        assert '<c r="C3"><f>A3+$B$1&amp;"A1"</f><v>3</v></c>' in text

    def test_one_that_borrowed_a_formula_leaves_the_others_alone(self) -> None:
        text = sheet_text(edited(self.SHARED, "C2", "4"))
        assert text == sheet_text(hand_made(self.SHARED)).replace(
            '<c r="C2"><f t="shared" si="0"/><v>2</v></c>', '<c r="C2"><v>4</v></c>'
        )

    def test_an_array_formula_leaves_its_results(self) -> None:
        inside = (
            '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row>'
            '<row r="2"><c r="A2"><v>4</v></c></row></sheetData>'
        )
        data = edited(inside, "A2", "5")
        assert cell(data, "A1") == Cell("number", Decimal(2), "2")
        assert cell(data, "A2") == Cell("number", Decimal(5), "5")

    def test_the_order_of_calculation_goes_with_the_formula(self) -> None:
        parts = hand_parts(
            '<sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="D1"><f>A1</f><v>1</v></c></row></sheetData>'
        )
        chain = "xl/calcChain.xml"
        kinds = str(parts["[Content_Types].xml"])
        parts["[Content_Types].xml"] = kinds.replace("</Types>", f'<Override PartName="/{chain}" ContentType="c"/></Types>')
        rels = str(parts["xl/_rels/workbook.xml.rels"])
        link = '<Relationship Id="rId9" Type="http://x/calcChain" Target="calcChain.xml"/>'
        parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", link + "</Relationships>")
        data = zipped({**parts, chain: '<calcChain><c r="A1" i="1"/></calcChain>'})
        kept = unzipped(with_values(data, {("Data", "B1"): "1"}))
        assert chain in kept
        gone = unzipped(with_values(data, {("Data", "A1"): "1"}))
        assert chain not in gone
        assert gone["[Content_Types].xml"].decode() == kinds
        assert gone["xl/_rels/workbook.xml.rels"].decode() == rels
        assert b'fullCalcOnLoad="1"' in gone["xl/workbook.xml"]


class TestDialects:
    def test_prefixes_comments_and_sections_stay(self) -> None:
        sheet = (
            '<?xml version="1.0"?><!-- <c r="A1"> --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v><![CDATA[<c r="B1">]]></x:v></x:c>'
            "<x:c r=\"B1\"  s = '1' ><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        )
        data = with_values(zipped({**hand_parts(""), SHEET: sheet}), {("Data", "B1"): "2", ("Data", "C1"): "да"})
        new = (
            '<x:c r="B1" s="1"><x:v>2</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:t xml:space="preserve">да</x:t></x:is></x:c>'
        )
        assert sheet_text(data) == sheet.replace("<x:c r=\"B1\"  s = '1' ><x:v>1</x:v></x:c>", new)
        assert cell(data, "A1") == Cell("text", '<c r="B1">', '<c r="B1">')

    @pytest.mark.parametrize("codec", ["utf-16", "windows-1251", "utf-8-sig"])
    def test_other_encodings_come_back_as_they_were(self, codec: str) -> None:
        declared = "utf-8" if codec == "utf-8-sig" else codec
        sheet = (
            f'<?xml version="1.0" encoding="{declared}"?><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Ош</v></c>'
            '<c r="B1"><v>1</v></c></row></sheetData></worksheet>'
        )
        data = with_values(zipped({**hand_parts(""), SHEET: sheet.encode(codec)}), {("Data", "B1"): "2"})
        assert unzipped(data)[SHEET] == sheet.replace("<v>1</v>", "<v>2</v>").encode(codec)
        assert cell(data, "A1") == Cell("text", "Ош", "Ош")

    def test_letters_an_encoding_does_not_have_are_written_as_references(self) -> None:
        sheet = '<?xml version="1.0" encoding="windows-1251"?><worksheet><sheetData/></worksheet>'
        data = with_values(zipped({**hand_parts(""), SHEET: sheet}), {("Data", "B1"): "үй"})
        assert cell(data, "B1") == Cell("text", "үй", "үй")


class TestTheRestOfTheFile:
    @pytest.mark.parametrize("path", DEMO[:3], ids=lambda path: path.stem)
    def test_every_other_part_is_copied_as_it_lies(self, path: Path) -> None:
        data = path.read_bytes()
        sheet = next(each for each in opened(data).sheets if each.visibility == "visible" and len(each.cells) > 50)
        changed = with_values(data, {(sheet.name, "Q30"): "12"})
        before, after = raw_entries(data), raw_entries(changed)
        assert list(before) == list(after)
        assert {name for name in before if before[name] != after[name]} <= {"xl/workbook.xml"} | {
            name for name in before if name.startswith("xl/worksheets/sheet")
        }
        assert sum(before[name] != after[name] for name in before if "worksheets" in name) == 1
        assert load_workbook(io.BytesIO(changed))[sheet.name]["Q30"].value == 12

    def test_comments_and_looks_stay(self) -> None:
        book = load_workbook(DEMO[0])
        sheet = book.worksheets[2]
        sheet["F20"].comment = Comment("моё", "я")
        data = with_values(saved(book), {(sheet.title, "F20"): "3"})
        again = load_workbook(io.BytesIO(data)).worksheets[2]["F20"]
        assert (again.value, again.comment.text if again.comment else None) == (3, "моё")
        assert again.fill.fgColor.rgb == sheet["F20"].fill.fgColor.rgb
        assert (again.number_format, again.protection.locked) == (sheet["F20"].number_format, sheet["F20"].protection.locked)

    def test_an_archive_written_as_a_stream_is_copied(self) -> None:
        class Stream(io.RawIOBase):
            def __init__(self) -> None:
                self.bytes = bytearray()

            def writable(self) -> bool:
                return True

            def write(self, piece: bytes) -> int:  # type: ignore[override]
                self.bytes += piece
                return len(piece)

        stream = Stream()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
            for name, content in hand_parts(ONE).items():
                archive.writestr(name, content)
        data = with_values(bytes(stream.bytes), {("Data", "B2"): "6"})
        assert cell(data, "B2") == Cell("number", Decimal(6), "6")

    def test_twice_the_same_gives_the_same_bytes(self) -> None:
        once = edited(ONE, "B2", "6")
        assert once == edited(ONE, "B2", "6")
        assert with_values(once, {("Data", "B2"): "6"}) == once


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(1, 6)),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 6)), max_size=20, unique=True),
)
def test_what_was_typed_is_read_and_the_others_stay(typed: dict[tuple[int, int], str], there: list[tuple[int, int]]) -> None:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{chr(64 + column)}{row}"><v>{row * 100 + column}</v></c>' for _, column in cells)
        + "</row>"
        for row in range(1, 13)
        if (cells := sorted(at for at in there if at[0] == row))
    )
    data = hand_made(f"<sheetData>{rows}</sheetData>")
    before = opened(data).sheets[0].cells
    after = (
        opened(with_values(data, {("Data", f"{chr(64 + column)}{row}"): text for (row, column), text in typed.items()}))
        .sheets[0]
        .cells
    )
    assert {at: found for at, found in after.items() if at not in typed} == {
        at: found for at, found in before.items() if at not in typed
    }
    for at, text in typed.items():
        if text.strip():
            assert after[at].text in (text, after[at].text if after[at].kind == "number" else text.replace("\0", "\ufffd"))
        else:
            assert at not in after
    CalamineWorkbook.from_filelike(io.BytesIO(data))
