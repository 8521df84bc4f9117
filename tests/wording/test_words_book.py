"""Texts go out as a workbook and come back: nothing is lost, and what does not fit is told with its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as some
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.catalogues import FALLBACK, LOCALES, languages
from nap.returns.reader import open_book
from nap.wording import entries, po
from nap.wording.checks import problems
from nap.wording.entries import CHANGED, MISSING, REVIEWED, THERE, Entry, Language
from nap.wording.faults import WORDS_FAULTS, WordsFault, words_fault_text
from nap.wording.keeping import keep_words
from nap.wording.po import PoFile, Said
from nap.wording.reading import WordsRead, read_words
from nap.wording.writing import FIRST, english_for, write_words

ROOM = "doctor"
PLAIN, DATED = "pages.language", "pages.demo_today"
SOME = {PLAIN, DATED, "pages.sign_in", "pages.all", "pages.open"}
LETTERS = some.text(some.characters(min_codepoint=32, max_codepoint=0x4FF, exclude_characters="{}<>`*|\x7f"), min_size=1)


@cache
def of_rooms(code: str, *rooms: str) -> Language:
    whole = entries.language(code, (LOCALES,))
    return Language(code, whole.plurals, tuple(one for one in whole.entries if one.room in rooms))


def a_few(code: str) -> Language:
    """Some texts of one room, among them one with a number: enough for most."""
    whole, counted = of_rooms(code, "pages"), a_counted_key()
    return Language(code, whole.plurals, tuple(one for one in whole.entries if one.key in {*SOME, counted}))


def sheet_of(data: bytes) -> tuple[object, Worksheet]:
    book = load_workbook(io.BytesIO(data))
    return book, book.worksheets[1]


def row_of(sheet: Worksheet, key: str, form: int = 0) -> int:
    return next(
        row for row in range(FIRST, sheet.max_row + 1) if (sheet.cell(row, 2).value, sheet.cell(row, 8).value) == (key, str(form))
    )


def with_cells(data: bytes, *cells: tuple[str, int, object]) -> WordsRead:
    """The workbook with texts typed in; a text beginning with `=` is a formula."""
    book, sheet = sheet_of(data)
    for key, form, text in cells:
        sheet.cell(row_of(sheet, key, form), 4).value = text
    out = io.BytesIO()
    book.save(out)  # type: ignore[attr-defined]
    return read_words(open_book(out.getvalue()))


def a_counted_key() -> str:
    return next(one.key for one in of_rooms("ru", "pages").entries if one.plural)


@pytest.fixture(scope="module")
def swahili() -> bytes:
    return write_words([a_few("sw")], "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=A1", "formula"),
        ("   ", "empty"),
        ("Leo ni {leo}.", "placeholder-unknown"),
        ("Leo.", "placeholder-missing"),
        ("Leo {today", "braces"),
        ("Leo {today:d}", "braces"),
        ("Leo <b>{today}</b>", "markup"),
        ("Leo {today} http://x.example", "markup"),
        ("Leo\u200b {today}", "unseen-character"),
        ("Leo {today} " + "x" * 900, "long"),
    ],
)
def test_a_text_that_does_not_fit_is_told_with_its_cell(swahili: bytes, text: str, code: str) -> None:
    read = with_cells(swahili, (DATED, 0, text))
    row = row_of(sheet_of(swahili)[1], DATED)
    assert (code, f"D{row}", DATED) in [(fault.code, fault.cell, fault.key) for fault in read.faults]
    assert read.good == (code == "long")
    assert (DATED in read.texts["sw"]) == read.good


def test_one_form_of_two_is_not_enough(swahili: bytes) -> None:
    key = a_counted_key()
    english = entries.english_of("pages")[key].forms
    read = with_cells(swahili, (key, 0, english[0]))
    assert [(fault.code, fault.key) for fault in read.faults] == [("form-missing", key)]
    assert with_cells(swahili, (key, 0, english[0]), (key, 1, english[1])).texts["sw"][key] == english


def test_other_workbooks_languages_nobody_has_and_doubles_are_told() -> None:
    assert [fault.code for fault in read_words(open_book(a_workbook({}))).faults] == ["not-words"]
    found = {"A1": "#key", "B1": "#text+qqq", "A3": PLAIN, "B3": "Lugha"}
    assert [fault.code for fault in read_words(open_book(a_workbook(found))).faults] == ["unknown-language"]
    found = {
        "A1": "#key",
        "B1": "#text+sw",
        "A3": PLAIN,
        "B3": "Lugha",
        "A4": PLAIN,
        "B4": "Lugha",
        "A5": "pages.gone",
        "B5": "x",
    }
    read = read_words(open_book(a_workbook(found)))
    assert [(fault.code, fault.severity, fault.cell) for fault in read.faults] == [
        ("row-twice", "error", "B4"),
        ("unknown-key", "warning", "B5"),
    ]


def a_workbook(cells: dict[str, str]) -> bytes:
    book, sheet = sheet_of(write_words([a_few("sw")], "en"))
    book.remove(sheet)  # type: ignore[attr-defined]
    new = book.create_sheet("Texts")  # type: ignore[attr-defined]
    for cell, text in cells.items():
        new[cell] = text
    out = io.BytesIO()
    book.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("code", WORDS_FAULTS)
def test_every_fault_is_said_in_every_language_with_its_place(code: str, lang: str) -> None:
    facts = tuple((name, "x") for name in ("found", "expected", "length", "english"))
    said = words_fault_text(WordsFault("error", code, "Swahili (sw)", "D12", "pages.open", facts), lang)
    assert said.startswith("Swahili (sw), D12, pages.open: ")
    assert "{" not in said
    assert "country.words" not in said


@pytest.mark.parametrize("code", [code for code in languages() if code != FALLBACK])
def test_our_own_catalogues_go_out_and_come_back_without_a_change(code: str, tmp_path: Path) -> None:
    rooms = ("typed", "common", "setup")
    read = read_words(open_book(write_words([of_rooms(code, *rooms)], "en")))
    assert [fault for fault in read.faults if fault.severity == "error"] == []
    assert read.texts[code] == {one.key: one.forms for one in of_rooms(code, *rooms).entries}
    (kept,) = keep_words(read.texts, tmp_path)
    assert (kept.changed, kept.missing) == (0, 0)
    assert [*tmp_path.rglob("*.po")] == []  # over our own only what is said otherwise is kept


def test_every_catalogue_is_read_and_written_without_a_loss() -> None:
    for path in LOCALES.glob("*/[a-f]*.po"):
        file = po.read(path.read_bytes())
        assert po.read(po.write(file)) == file


FORMS = po.usual_plurals("ar").count


@some.composite
def said(draw: some.DrawFn) -> Iterator[Said]:
    forms = tuple(draw(some.lists(LETTERS, min_size=1, max_size=1) | some.lists(LETTERS, min_size=FORMS, max_size=FORMS)))
    return Said(forms, len(forms) > 1, draw(some.sampled_from(["", "1a2b3c4d"])))  # type: ignore[return-value]


@settings(max_examples=30)
@given(some.dictionaries(some.from_regex(r"[a-z]{1,8}\.[a-z_.]{1,20}", fullmatch=True), said(), max_size=5))
def test_any_texts_are_kept_in_a_file_as_they_are(texts: dict[str, Said]) -> None:
    file = PoFile(po.new_header("ar"), texts)
    assert po.read(po.write(file)) == file


@settings(max_examples=20)
@given(some.lists(LETTERS.filter(str.strip), min_size=3, max_size=3), some.sampled_from(["en", "ru", "ar", "ja", "sl"]))
def test_any_texts_go_through_the_workbook_as_they_are(texts: list[str], code: str) -> None:
    english = entries.english_of("pages")
    plurals, counted, plain = po.usual_plurals(code), a_counted_key(), (PLAIN, "pages.sign_in", "pages.all")
    lines = [Entry("pages", key, english[key].forms, (text,), THERE) for key, text in zip(plain, texts, strict=True)]
    lines.append(Entry("pages", counted, english[counted].forms, tuple(english[counted].forms[-1:]) * plurals.count, THERE))
    read = read_words(open_book(write_words([Language(code, plurals, tuple(lines))], "en")))
    assert [fault.code for fault in read.faults if fault.code not in {"long", "unseen-character"}] == []
    for line in lines:
        if not any(fault.key == line.key and fault.severity == "error" for fault in read.faults):
            assert read.texts[code][line.key] == line.forms


@given(LETTERS, LETTERS)
def test_what_is_like_the_english_fits(before: str, after: str) -> None:
    english = f"{before}{{n}} <b>{{who}}</b> `x` {after}"
    assert [each for each in problems("pages.x", [english], english) if each[1] not in {"unseen-character", "markup"}] == []


def test_a_new_language_is_kept_with_its_own_counting_and_nobody_as_its_reader(swahili: bytes, tmp_path: Path) -> None:
    read = with_cells(swahili, (PLAIN, 0, "Lugha"))
    (kept,) = keep_words(read.texts, tmp_path)
    assert kept.changed == 1
    file = po.read((tmp_path / "sw" / "pages.po").read_bytes())
    assert file.texts[PLAIN].forms == ("Lugha",)
    assert (file.reviewer, po.plurals_of(file, "sw")) == ("", po.usual_plurals("sw"))
    states = {one.key: one.state for one in entries.language("sw", (LOCALES, tmp_path)).entries}
    assert (states[PLAIN], states[DATED]) == (THERE, MISSING)


def test_what_the_english_has_changed_since_is_shown(swahili: bytes, tmp_path: Path) -> None:
    keep_words(with_cells(swahili, (PLAIN, 0, "Lugha")).texts, tmp_path)
    path = tmp_path / "sw" / "pages.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#. English ", "#. English 0"), encoding="utf-8")
    assert {one.key: one.state for one in entries.language("sw", (tmp_path,)).entries}[PLAIN] == CHANGED


def test_a_reviewer_signs_the_parts_that_are_whole(tmp_path: Path) -> None:
    whole, counted = of_rooms("sw", ROOM), po.usual_plurals("sw").count
    texts = {one.key: one.english * (counted if one.plural and len(one.english) != counted else 1) for one in whole.entries}
    (kept,) = keep_words({"sw": {**texts, PLAIN: ("Lugha",)}}, tmp_path, "Asha")
    assert kept.signed == 1
    assert kept.unsigned > 50
    assert po.read((tmp_path / "sw" / f"{ROOM}.po").read_bytes()).reviewer == "Asha"
    assert po.read((tmp_path / "sw" / "pages.po").read_bytes()).reviewer == ""
    assert {one.state for one in entries.language("sw", (tmp_path,)).entries if one.room == ROOM} == {REVIEWED}


def test_headers_and_remarks_of_people_stay(tmp_path: Path) -> None:
    path = tmp_path / "sw" / "pages.po"
    path.parent.mkdir()
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: sw\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Team: Dodoma\\n"\n\n'
        f'# asked the ministry\nmsgid "{PLAIN}"\nmsgstr "Lugha"\n',
        encoding="utf-8",
    )
    keep_words({"sw": {PLAIN: ("Lugha yako",)}}, tmp_path)
    after = path.read_text(encoding="utf-8")
    assert "X-Team: Dodoma" in after
    assert (
        f'# asked the ministry\n#. English {entries.mark_of(entries.english_of("pages")[PLAIN].forms)}\nmsgid "{PLAIN}"' in after
    )


def test_a_correction_of_ours_is_kept_alone(tmp_path: Path) -> None:
    ours = {one.key: one.forms for one in of_rooms("ru", "pages").entries}
    keep_words({"ru": {**ours, PLAIN: ("Язык страницы",)}}, tmp_path)
    file = po.read((tmp_path / "ru" / "pages.po").read_bytes())
    assert {key: one.forms for key, one in file.texts.items()} == {PLAIN: ("Язык страницы",)}


def test_only_the_cells_to_fill_in_are_open_and_hold_text(swahili: bytes) -> None:
    _, sheet = sheet_of(swahili)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == f"D{FIRST}"
    row = row_of(sheet, DATED)
    assert [sheet.cell(row, column).protection.locked for column in range(1, 9)] == [True] * 3 + [False] + [True] * 4
    assert {sheet.cell(row, column).number_format for column in range(1, 9)} == {"@"}
    assert sheet.cell(row, 6).value == "{today}"


def test_russian_has_a_row_for_each_of_its_forms_with_the_english_that_goes_with_it() -> None:
    russian = of_rooms("ru", "pages")
    one = next(one for one in russian.entries if one.plural)
    assert [numbers[0] for numbers in russian.plurals.numbers] == [1, 2, 0]
    assert [english_for(one, form, russian) for form in range(3)] == [one.english[0], one.english[1], one.english[1]]
