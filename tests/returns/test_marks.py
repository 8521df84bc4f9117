"""A partner's own workbook with marks: what is marked, what stays, and that our marks alone are taken out again."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from nap.facts import Finding, Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.book import Book, address
from nap.returns.marks import marked, only_list, without_marks
from nap.returns.marks_cells import ORDER
from nap.returns.reader import open_book
from nap.returns.spans import source, tree
from nap.returns.surgery import with_values
from nap.returns.zipcopy import CannotEdit
from tests.returns.marking import differing, in_order, mark, parts, told, touched, unique, wrong
from tests.returns.reader_files import hand_made, hand_parts, opened, saved, zipped
from tests.returns.workbooks import Return, check

ROOT = Path(__file__).parents[2]
DEMO = sorted((ROOT / "data" / "demo").glob("*.xlsx"))
GENUINE = sorted((ROOT.parent / "shared" / "real").rglob("*.xlsx"))
SHEET = "xl/worksheets/sheet1.xml"
OF_MARKING = re.compile(
    r"xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|\[Content_Types\]\.xml|docProps/(app|core)\.xml|xl/styles\.xml"
)
"""Parts of a workbook that tell of a further sheet and its looks."""


def book(**cells: object) -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Data"
    for place, value in cells.items():
        sheet[place].value = value  # type: ignore[assignment]
    return made


def plain(**cells: object) -> bytes:
    return saved(book(**({"B2": "около 12", "B3": 5} | cells)))


class TestWhatCannotBeMarked:
    def test_a_file_that_is_no_workbook_is_refused_in_words_of_our_own(self) -> None:
        with pytest.raises(CannotEdit):
            mark(b"a;b;c", wrong("Data", "B2"))

    def test_an_archive_that_is_damaged_is_refused_too(self) -> None:
        with pytest.raises(CannotEdit):
            without_marks(plain()[:-30])

    def test_the_list_comes_by_itself_then(self) -> None:
        data = only_list(told(wrong("Data", "B2")), "en")
        sheet = load_workbook(io.BytesIO(data))["What to fix"]
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert any("could not be marked" in text for text in texts)
        assert "B2" in texts
        assert not sheet["C7"].hyperlink
        assert data == only_list(told(wrong("Data", "B2")), "en")

    def test_boxes_that_we_do_not_understand_leave_the_sheet_without_notes_and_the_list_says_so(self) -> None:
        made = book(B2="x")
        made.worksheets[0]["C9"].comment = Comment("моё", "я")
        content = parts(saved(made))
        name = next(each for each in content if each.endswith(".vml"))
        data = mark(zipped({**content, name: b"<xml><br></xml>"}), wrong("Data", "B2"))
        after = parts(data)
        assert after[name] == b"<xml><br></xml>"
        assert "На этих листах примечаний к ячейкам нет: Data" in after["xl/worksheets/sheet2.xml"].decode()
        assert b"nap-mark" in after[SHEET]


@given(st.integers(0, 10_000), st.binary(max_size=3))
def test_a_spoilt_file_is_marked_or_refused_in_words_of_our_own(place: int, piece: bytes) -> None:
    made = book(B2="x", B3=5)
    made.worksheets[0]["D9"].comment = Comment("моё", "я")
    made.worksheets[0].merge_cells("E5:F6")
    content = parts(saved(made))
    names = sorted(content)
    name = names[place % len(names)]
    at = place % max(len(content[name]), 1)
    data = zipped({**content, name: content[name][:at] + piece + content[name][at + 1 :]})
    for edit in (lambda: mark(data, wrong("Data", "B2", "D9", "F6")), lambda: with_values(data, {("Data", "B2"): "7"})):
        with suppress(CannotEdit):
            if isinstance(open_book(data), Book) and open_book(data).sheet("Data"):  # type: ignore[union-attr]
                assert isinstance(open_book(edit()), Book)


class TestTheCell:
    def test_has_a_colour_above_all_others_and_keeps_its_own_look(self) -> None:
        made = book(B2="x")
        sheet = made.worksheets[0]
        sheet["B2"].fill = PatternFill("solid", "FF00FF00")
        sheet.conditional_formatting.add("B2", CellIsRule("equal", ["1"], fill=PatternFill(bgColor="FF0000FF")))
        again = load_workbook(io.BytesIO(mark(saved(made), wrong("Data", "B2"))))["Data"]
        rules = sorted((rule for each in again.conditional_formatting for rule in each.rules), key=lambda rule: rule.priority)
        assert [rule.priority for rule in rules] == [1, 2]
        assert rules[0].dxf.fill.bgColor.rgb == "FFFFC7CE"
        assert again["B2"].fill.fgColor.rgb == "FF00FF00"

    @pytest.mark.parametrize(
        ("lang", "word", "todo"),
        [("ru", "Нужно исправить", "Что сделать"), ("ky", "Оңдоо керек", "Эмне кылуу"), ("en", "Must", "What to do")],
    )
    def test_has_a_note_that_says_what_is_wrong_and_what_to_do(self, lang: str, word: str, todo: str) -> None:
        comment = load_workbook(io.BytesIO(mark(plain(), wrong("Data", "B2"), lang=lang)))["Data"]["B2"].comment
        assert comment is not None
        assert comment.text.startswith(f"[NAP] {word}")
        assert "12" in comment.text
        assert todo in comment.text

    def test_with_two_findings_has_the_colour_of_the_graver_and_both_notes(self) -> None:
        warning = Finding("large-jump", Severity.WARNING, "Data", ("B2",))
        data = mark(plain(), warning, wrong("Data", "B2"))
        comment = load_workbook(io.BytesIO(data))["Data"]["B2"].comment
        assert comment is not None
        assert comment.text.count("[NAP]") == 2
        assert parts(data)[SHEET].count(b'<conditionalFormatting sqref="B2">') == 1

    def test_that_is_one_of_many_has_the_note_only_if_it_stands_beneath_the_first(self) -> None:
        sheet = load_workbook(io.BytesIO(mark(plain(), wrong("Data", "B2", "B3", "D2"))))["Data"]
        assert [bool(sheet[cell].comment) for cell in ("B2", "B3", "D2")] == [True, True, False]
        assert sorted(str(each.sqref) for each in sheet.conditional_formatting) == ["B2:B3 D2"]

    def test_that_is_not_there_is_marked_without_being_made(self) -> None:
        data = plain()
        after = mark(data, wrong("Data", "H40"))
        assert re.findall(rb"<sheetData>.*</sheetData>", parts(after)[SHEET]) == re.findall(
            rb"<sheetData>.*</sheetData>", parts(data)[SHEET]
        )

    def test_of_an_info_is_not_marked(self) -> None:
        assert b"nap-mark" not in parts(mark(plain(), wrong("Data", "B2", severity=Severity.INFO)))[SHEET]


class TestCommentsOfThePartner:
    def commented(self) -> bytes:
        made = book(B2="x", B3="y")
        made.worksheets[0]["B2"].comment = Comment("спросить <Айгүл> & Ко", "Эсепчи")
        made.worksheets[0]["D9"].comment = Comment("моё", "Эсепчи")
        return saved(made)

    def test_stay_and_ours_stands_beneath(self) -> None:
        sheet = load_workbook(io.BytesIO(mark(self.commented(), wrong("Data", "B2", "B3"))))["Data"]
        texts = {cell: found.text if (found := sheet[cell].comment) else "" for cell in ("B2", "B3", "D9")}
        assert texts["B2"].startswith("спросить <Айгүл> & Ко\n[NAP]")
        assert texts["B3"].startswith("[NAP]")
        assert texts["D9"] == "моё"

    def test_are_alone_again_afterwards(self) -> None:
        data = self.commented()
        named = {"docProps/core.xml", "xl/comments/comment1.xml"}
        assert differing(data, without_marks(mark(data, wrong("Data", "B2", "B3")))) <= named

    def test_every_box_has_a_number_of_its_own(self) -> None:
        after = parts(mark(self.commented(), wrong("Data", "B2", "B3", "B4")))
        (drawing,) = [content for name, content in after.items() if name.endswith(".vml")]
        assert unique(rb'<\w+:shape [^>]*id="([^"]*)"', drawing)
        assert len(re.findall(rb"<\w+:shape ", drawing)) == 4

    def test_that_are_conversations_are_left_alone(self) -> None:
        made = book(B2="x")
        made.worksheets[0]["B2"].comment = Comment("[Threaded comment] …", "tc={0A1B}")
        data = saved(made)
        name = next(each for each in parts(data) if "comment" in each and each.endswith(".xml"))
        after = parts(mark(data, wrong("Data", "B2")))
        assert re.findall(rb"<commentList>.*</commentList>", after[name]) == re.findall(
            rb"<commentList>.*</commentList>", parts(data)[name]
        )


class TestTheList:
    def rows(self, data: bytes, name: str = "Что исправить") -> list[list[str]]:
        sheet = load_workbook(io.BytesIO(data))[name]
        return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]

    @pytest.mark.parametrize(("lang", "name"), [("ru", "Что исправить"), ("ky", "Эмнени оңдоо керек"), ("en", "What to fix")])
    def test_is_the_first_sheet_and_the_workbook_opens_there(self, lang: str, name: str) -> None:
        again = load_workbook(io.BytesIO(mark(plain(), wrong("Data", "B2"), lang=lang)))
        assert again.sheetnames[0] == name
        assert again.active is again.worksheets[0]
        assert [bool(sheet.sheet_view.tabSelected) for sheet in again.worksheets] == [True, False]
        assert again.worksheets[0].freeze_panes == "A6"
        assert (again.worksheets[0].page_setup.paperSize, again.worksheets[0].page_setup.orientation) == (9, "landscape")

    def test_has_a_link_to_every_cell(self) -> None:
        made = book(B2="x")
        made.worksheets[0].title = "Жалал-Абад 'б'"
        again = load_workbook(io.BytesIO(mark(saved(made), wrong("Жалал-Абад 'б'", "B2", "B3", "D7"))))
        links = [cell.hyperlink.location for row in again.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
        assert links == ["'Жалал-Абад ''б'''!B2:B3", "'Жалал-Абад ''б'''!D7"]

    def test_begins_with_what_concerns_the_whole_return_and_the_gravest(self) -> None:
        whole = Finding("late", Severity.ERROR, facts=(("due", 1), ("days", 3)))
        data = mark(plain(), wrong("Data", "B3", severity=Severity.FIXED), wrong("Data", "B2"), whole)
        rows = [row for row in self.rows(data) if row[0].isdecimal()]
        assert [(row[0], row[2]) for row in rows] == [("1", "весь отчёт"), ("2", "B2"), ("3", "B3")]

    def test_says_when_nothing_is_to_be_mended(self) -> None:
        assert any("не найдено" in row[0] for row in self.rows(mark(plain())))

    def test_text_of_cells_is_never_a_formula_and_long_text_is_cut(self) -> None:
        data = mark(plain(), wrong("Data", "B2", found="=1+1"), wrong("Data", "B3", found="ы" * 5000 + "\x07"))
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
        found = [cell for row in sheet.iter_rows(min_col=5, max_col=5) for cell in row if cell.value]
        assert {cell.data_type for cell in found} <= {"s", "inlineStr"}
        assert [len(str(cell.value)) for cell in found][-1] < 600

    def test_says_what_nobody_sees(self) -> None:
        made = book(B2="x", C3="y", D5="z")
        made.worksheets[0].row_dimensions[2].hidden = True
        made.worksheets[0].column_dimensions["C"].hidden = True
        rows = self.rows(mark(saved(made), wrong("Data", "B2"), wrong("Data", "C3"), wrong("Data", "D5")))
        told = [row[1:3] for row in rows if row[0].isdecimal()]
        assert [cell for _, cell in told] == ["B2", "C3", "D5"], "a link of two lines runs together in some programs"
        assert [sheet for sheet, _ in told] == ["Data\n(скрытая строка)", "Data\n(скрытый столбец)", "Data"]

    def test_has_no_link_to_a_sheet_that_is_not_there(self) -> None:
        sheet = load_workbook(io.BytesIO(mark(plain(), wrong("Other", "B2")))).worksheets[0]
        assert sheet["C7"].value == "B2"
        assert sheet["C7"].hyperlink is None

    def test_takes_another_name_if_the_partner_has_one_of_that_name(self) -> None:
        made = book(B2="x")
        made.create_sheet("что исправить")
        data = saved(made)
        again = mark(data, wrong("Data", "B2"))
        assert opened(again).sheets[0].name == "Что исправить 2"
        assert differing(data, without_marks(again)) <= {"docProps/core.xml"}

    def test_is_cut_where_nobody_would_read_on_and_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("nap.returns.marks_list.MOST_LINES", 3)
        monkeypatch.setattr("nap.returns.marks_sheets.MOST_NOTES", 2)
        data = mark(plain(), *(wrong("Data", f"B{row}", found=str(row)) for row in range(2, 8)))
        rows = self.rows(data)
        assert len([row for row in rows if row[0].isdecimal()]) == 3
        assert any("мест: 3" in row[0] and "число: 2" in row[0] for row in rows)
        assert parts(data)[SHEET].count(b"nap-mark") == 2
        comments = next(content for name, content in parts(data).items() if "comments" in name and name.endswith(".xml"))
        assert comments.count(b"<comment ") == 2


class TestTheRestOfTheWorkbook:
    def many(self) -> bytes:
        made = book(B2="x")
        for name in ("Two", "Three"):
            made.create_sheet(name)
        made["Two"].print_title_rows = "1:2"
        made["Three"].defined_names["local"] = DefinedName("local", attr_text="Three!$A$1")
        made.defined_names["global"] = DefinedName("global", attr_text="Data!$A$1")
        made.active = 2
        made.properties.creator, made.properties.lastModifiedBy = "Айгүл", "Бакыт"
        return saved(made)

    def test_names_of_one_sheet_stay_with_it(self) -> None:
        again = load_workbook(io.BytesIO(mark(self.many(), wrong("Data", "B2"))))
        assert again["Two"].print_title_rows == "$1:$2"
        assert list(again["Three"].defined_names) == ["local"]
        assert {"global", "nap_marks"} == set(again.defined_names)

    def test_nobody_is_named_as_author(self) -> None:
        data = mark(self.many(), wrong("Data", "B2"))
        assert not any(name.encode() in content for content in parts(data).values() for name in ("Айгүл", "Бакыт"))

    def test_comes_back_as_it_was_but_for_the_author(self) -> None:
        data = self.many()
        assert differing(data, without_marks(mark(data, wrong("Data", "B2"), wrong("Two", "C1")))) == {"docProps/core.xml"}

    def test_the_list_of_sheets_in_the_properties_stays_right(self) -> None:
        content = parts(plain())
        vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
        app = (
            f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="{vt}">'
            '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Листы</vt:lpstr></vt:variant><vt:variant>'
            '<vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="1" baseType="lpstr">'
            "<vt:lpstr>Data</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
        )
        data = zipped({**content, "docProps/app.xml": app})
        after = mark(data, wrong("Data", "B2"))
        text = parts(after)["docProps/app.xml"].decode()
        assert "<vt:i4>2</vt:i4>" in text
        assert '<vt:vector size="2" baseType="lpstr"><vt:lpstr>Что исправить</vt:lpstr><vt:lpstr>Data</vt:lpstr>' in text
        assert parts(without_marks(after))["docProps/app.xml"].decode() == app

    def test_children_of_a_sheet_stand_in_the_order_excel_demands(self) -> None:
        inside = "<sheetData/><mergeCells/><dataValidations/><hyperlinks/><pageSetup/><drawing/><tableParts/><extLst/>"
        after = parts(mark(hand_made(inside), wrong("Data", "B2")))
        for name in (SHEET, "xl/worksheets/sheet2.xml"):
            names = [node.name for node in tree(source(after[name], name)).children]
            assert in_order(names, ORDER)
        assert {"conditionalFormatting", "legacyDrawing"} <= {node.name for node in tree(source(after[SHEET], SHEET)).children}

    def test_tables_of_styles_say_how_long_they_are(self) -> None:
        for data in (plain(), hand_made("<sheetData/>"), hand_made("<sheetData/>", styles='<fonts count="0"/><dxfs count="0"/>')):
            root = tree(source(parts(mark(data, wrong("Data", "B2")))["xl/styles.xml"], "styles"))
            tables = {table.name: table for table in root.children}
            assert {"fonts", "fills", "borders", "cellXfs", "dxfs"} <= tables.keys()
            assert all(
                int(table.attributes["count"]) == len(table.children) for table in root.children if "count" in table.attributes
            )

    def test_a_workbook_without_styles_gets_them(self) -> None:
        content = hand_parts('<sheetData><row r="2"><c r="B2"><v>5</v></c></row></sheetData>')
        del content["xl/styles.xml"]
        rels = str(content["xl/_rels/workbook.xml.rels"])
        content["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship Id="rId3"[^>]*/>', "", rels)
        again = mark(zipped(content), wrong("Data", "B2"))
        assert opened(again).sheets[1].cells[2, 2].text == "5"
        assert mark(again, wrong("Data", "B2")) == again


@pytest.mark.parametrize("path", [*DEMO[::7], *GENUINE], ids=lambda path: path.stem)
class TestGenuineFiles:
    def findings(self, data: bytes) -> list[Finding]:
        sheets = [sheet for sheet in opened(data).sheets if sheet.visibility == "visible"][:2]
        return [wrong(sheet.name, "B3", "B4", "D4") for sheet in sheets]

    def test_every_part_without_marks_keeps_its_bytes(self, path: Path) -> None:
        data = path.read_bytes()
        changed = touched(data, mark(data, *self.findings(data)))
        others = {name for name in changed if not OF_MARKING.fullmatch(name)}
        assert all(name.startswith(("xl/worksheets/", "xl/comments", "xl/drawings/vml")) for name in others)
        assert len([name for name in others if re.fullmatch(r"xl/worksheets/[^/]*", name)]) <= 3

    def test_without_marks_it_is_what_it_was(self, path: Path) -> None:
        data = path.read_bytes()
        again = without_marks(mark(data, *self.findings(data)))
        assert differing(data, again) <= {"docProps/core.xml"}

    def test_it_is_read_as_before_with_one_sheet_more(self, path: Path) -> None:
        data = path.read_bytes()
        after = mark(data, *self.findings(data))
        before, again = opened(data), opened(after)
        assert again.sheets[1:] == before.sheets
        assert CalamineWorkbook.from_filelike(io.BytesIO(after)).sheet_names[0] == "Что исправить"
        assert load_workbook(io.BytesIO(after)).sheetnames[1:] == load_workbook(path).sheetnames

    def test_marking_twice_is_marking_once(self, path: Path) -> None:
        data = path.read_bytes()
        once = mark(data, *self.findings(data))
        assert mark(once, *self.findings(data)) == once
        assert differing(mark(once, lang="ky"), mark(data, lang="ky")) <= {"docProps/core.xml"}


class TestWhatComesBack:
    def test_a_file_without_marks_is_given_back_as_it_is(self) -> None:
        data = plain()
        assert without_marks(data) is data

    def test_a_marked_file_that_was_mended_loses_its_marks_and_keeps_the_mending(self) -> None:
        data = plain()
        mended = with_values(mark(data, wrong("Data", "B2", "B3")), {("Data", "B2"): "12"})
        assert differing(with_values(data, {("Data", "B2"): "12"}), without_marks(mended)) <= {"docProps/core.xml"}

    def test_a_mark_that_another_program_wrote_anew_goes_too(self) -> None:
        made = book(B2="x")
        made.worksheets[0]["D9"].comment = Comment("моё", "я")
        marked_once = mark(saved(made), wrong("Data", "B2", "D9"))
        stream = io.BytesIO()
        load_workbook(io.BytesIO(marked_once)).save(stream)
        again = without_marks(stream.getvalue())
        back = load_workbook(io.BytesIO(again))
        assert back.sheetnames == ["Data"]
        assert (back["Data"]["B2"].comment, back["Data"]["D9"].comment.text) == (None, "моё")  # type: ignore[union-attr]
        assert len(back["Data"].conditional_formatting) == 0
        assert not any(b"nap_marks" in content or b"nap-mark" in content for content in parts(again).values())


VALUES = st.sampled_from(["12", "около 12", "1,234", "-4", "н/д", "", "=1+1", "<5", "0.5", "2026-H1", "KG-B", "946"])


@given(st.lists(st.tuples(st.integers(0, 400), VALUES), max_size=12), st.sampled_from(["ru", "en", "ky"]))
def test_a_marked_return_is_read_like_the_return_and_loses_its_marks_again(
    example_plan: Plan, typed: list[tuple[int, str]], lang: str
) -> None:
    data = _filled(example_plan)
    cells = _cells(data)
    chosen = {cells[number % len(cells)]: text for number, text in typed}
    data = with_values(data, chosen)
    before = check(data, example_plan)
    after = marked(data, before, lang)
    again = check(after, example_plan)
    assert (again.findings, again.observations, again.items, again.notes) == (
        before.findings,
        before.observations,
        before.items,
        before.notes,
    )
    assert differing(data, without_marks(after)) <= {"docProps/core.xml"}
    assert marked(after, again, lang) == after


@cache
def _filled(plan: Plan) -> bytes:
    return Return(plan, "PBF").data()


@cache
def _cells(data: bytes) -> list[tuple[str, str]]:
    return [(sheet.name, address(*at)) for sheet in opened(data).sheets[1:4] for at in sheet.cells]


def test_tags_stay_where_they_are(example_plan: Plan) -> None:
    data = mark(_filled(example_plan), wrong("Меры", "A1"))
    assert isinstance(open_book(data), Book)
    assert any(cell.text == tags.INDICATOR for sheet in opened(data).sheets for cell in sheet.cells.values())
