"""Whole files: what other programs make of a return, whose it is and for when, personal data, what is no return at all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from openpyxl import Workbook, load_workbook

from nap.returns import tags
from tests.asked.cases import Case
from tests.asked.lean import Book, Cell, Sheet
from tests.returns.workbooks import SAMPLES

Edit = Callable[[Book], object]
ANY = (("", ""),)
PERSONAL = "personal-data"


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The zip with changed parts (None leaves one out) and more of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return stream.getvalue()


def swapped(old: str, new: str, part: str = "") -> Edit:
    """A text exchanged in every part whose name has `part` in it."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(old.encode(), new.encode()) if part in name else content

    return lambda book: repacked(book.data(), change)


def _programs() -> Iterator[Case]:
    def openpyxl_saved(book: Book) -> bytes:
        stream = io.BytesIO()
        load_workbook(io.BytesIO(book.data())).save(stream)
        return stream.getvalue()

    def values_only(book: Book) -> bytes:
        old, new = load_workbook(io.BytesIO(book.data()), data_only=True), Workbook()
        new.remove(new.worksheets[0])
        for sheet in old.worksheets:
            made = new.create_sheet(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                made.append(row)
        stream = io.BytesIO()
        new.save(stream)
        return stream.getvalue()

    def by_pandas(book: Book) -> bytes:
        import pandas as pd

        stream = io.BytesIO()
        with pd.ExcelWriter(stream, engine="openpyxl") as writer:
            for name, frame in pd.read_excel(
                io.BytesIO(book.data()), sheet_name=None, header=None, dtype=object, engine="openpyxl"
            ).items():
                frame.to_excel(writer, sheet_name=name, header=False, index=False)
        return stream.getvalue()

    def by_pandas_numbered(book: Book) -> bytes:
        import pandas as pd

        stream = io.BytesIO()
        with pd.ExcelWriter(stream, engine="openpyxl") as writer:
            for name, frame in pd.read_excel(
                io.BytesIO(book.data()), sheet_name=None, header=None, dtype=object, engine="openpyxl"
            ).items():
                if name.startswith("_") or name.startswith("Прочтите"):
                    frame.to_excel(writer, sheet_name=name, header=False, index=False)
                else:
                    frame.to_excel(writer, sheet_name=name)
        return stream.getvalue()

    for name, edit in (
        ("openpyxl", openpyxl_saved),
        ("values only by openpyxl", values_only),
        ("pandas", by_pandas),
        ("pandas with its numbers", by_pandas_numbered),
    ):
        yield Case(f"saved by {name}", edit, may="hidden-content")
    office = (SAMPLES / "asked-libreoffice.xlsx").read_bytes()
    yield Case("saved by LibreOffice", lambda book: office, verdict="clean")

    def prefixed(name: str, content: bytes) -> bytes:
        if "sheet" not in name:
            return content
        return re.sub(rb"<(/?)(\w)", rb"<\1x:\2", content).replace(b"xmlns=", b"xmlns:x=", 1)

    yield Case("prefixed names", lambda book: repacked(book.data(), prefixed), verdict="clean")
    yield Case(
        "the strict kind",
        swapped("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        loses=ANY,
        may="file-unreadable not-a-workbook",
    )
    yield Case(
        "a byte order mark before each part",
        lambda book: repacked(book.data(), lambda n, c: b"\xef\xbb\xbf" + c if "sheet" in n else c),
        verdict="clean",
    )
    for name, where in (("thumbs", "docProps/thumbnail.jpeg"), ("a stray file", "notes.txt")):
        yield Case(
            f"with {name}",
            lambda book, where=where: repacked(book.data(), lambda n, c: c, **{where: b"\xff\xd8\xff"}),
            may="pictures-not-read",
        )

    def dates_1904(book: Book) -> object:
        from datetime import date

        book.epoch_1904 = True
        book.item(0, indicator_code="2.3", adm_code="KG-O", date_start=date(2026, 3, 5), item_title="Обращение")
        return book.put("2.3", "KG-O", tags.TOTAL, None)

    yield Case("an item in a file that counts from 1904", dates_1904, "1", verdict="clean")


def _identity() -> Iterator[Case]:
    def says(key: str, value: object) -> Edit:
        def edit(book: Book) -> object:
            sheet = book.sheet("_nap")
            row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == key)
            return book.set("_nap", f"B{row}", value)

        return edit

    def refused(name: str, edit: Edit, code: str) -> Case:
        return Case(name, edit, anywhere=code, loses=ANY, verdict="refused")

    yield refused("of another plan", says("plan", "kg-other"), "wrong-template")
    yield refused("of a version nobody knows", says("plan_version", 7), "wrong-template")
    yield refused("of a layout to come", says("template_version", 99), "wrong-template")
    yield refused("of an unknown partner", says("partner", "XXX"), "wrong-partner")
    for period in ("2026-H3", "2030-H1", "2026-Q1", "", "вчера", "2011-H1"):
        yield refused(f"for {period!r}", says("period", period), "wrong-period")
    for language in ("", None, "de", "RU"):
        yield Case(f"language {language!r}", says("language", language), verdict="clean")
    for version in ("1", 1.0, " 1 "):
        yield Case(f"plan version {version!r}", says("plan_version", version), verdict="clean")

    def no_identity(book: Book) -> object:
        return book.sheets.remove(book.sheet("_nap"))

    yield refused("the hidden sheet deleted", no_identity, "wrong-template")

    def nothing(book: Book) -> object:
        book.sheets = [Sheet("Лист1", {(1, 1): Cell("Отчёт"), (2, 1): Cell("Обучено"), (2, 2): Cell(30)})]
        return None

    yield refused("a table of their own", nothing, "wrong-template")

    def no_tables(book: Book) -> object:
        book.sheets = [each for each in book.sheets if each.name.startswith(("_", "Прочтите"))]
        return None

    yield refused("no tables left", no_tables, "wrong-template")


def _personal() -> Iterator[Case]:
    def comment(text: object, where: str = tags.COMMENT) -> Edit:
        return lambda book: book.put("2.1", "KG-O", where, text)

    for text in (
        "ПИН 21203198012345",
        "21203198012345",
        "ИНН: 1 12031980 12345",
        "тел. 0555 123 456",
        "+996 700 12-34-56",
        "996555123456",
        "паспорт ID1234567",
        "AN 1234567",
        "звонить 0(555)12-34-56",
    ):
        yield Case(f"comment {text!r}", comment(text), anywhere=PERSONAL, loses=ANY, verdict="refused")
    yield Case("a PIN as a number", comment(21203198012345), anywhere=PERSONAL, loses=ANY, verdict="refused")
    yield Case(
        "a phone in the narrative",
        lambda book: book.put("3.7", "KG-O", tags.TEXT, "Связь: 0777 12 34 56"),
        anywhere=PERSONAL,
        loses=ANY,
        verdict="refused",
    )
    yield Case("an e-mail", comment("asel.b@mail.example"), anywhere=PERSONAL, loses=ANY)
    yield Case("a name and what was done to her", comment("Жабыркаган Айгүл Асанова, зордукталган"), anywhere=PERSONAL, loses=ANY)

    def listed(heads: tuple[str, ...], state: str = "visible") -> Edit:
        def edit(book: Book) -> object:
            cells = {(1, number): Cell(head) for number, head in enumerate(heads, 1)}
            people = (
                "Асанова Айгүл",
                "Токтосунова Бермет",
                "Эсенбекова Чолпон",
                "Иванова Мария",
                "Маматова Гүлнара",
                "Касымова Нурзат",
            )
            cells |= {(row, 1): Cell(row - 1) for row in range(2, 8)} | {(row, 2): Cell(people[row - 2]) for row in range(2, 8)}
            cells |= {(row, 3): Cell(20 + row) for row in range(2, 8)}
            book.sheets.append(Sheet("Список", cells, state))
            return None

        return edit

    for heads in (
        ("№", "ФИО", "Возраст"),
        ("№", "Аты-жөнү", "Жашы"),
        ("No", "Name", "Age"),
        ("№", "Фамилия, имя", "Год рождения"),
    ):
        yield Case(f"a list of persons {heads[1]}", listed(heads), anywhere=PERSONAL, loses=ANY, verdict="refused")
    yield Case(
        "a hidden list of persons",
        listed(("№", "ФИО", "Возраст"), "hidden"),
        anywhere=PERSONAL,
        may="hidden-content",
        loses=ANY,
        verdict="refused",
    )
    for text in (
        "приказ № 123456 от 12.03.2025", "распоряжение № 159-р", "СОАТЕ 41705236000000", "сумма 1 234 567 сом", "https://cbd.minjust.gov.kg/act/view/ru-ru/202412345", "2026-01-15/2026-06-30",
        "Баткенский район, Лейлекский район", "женский комитет мира", "резолюция 1325 (2000)", "отчёт за I полугодие 2026 г.", "№ 12345600", "протокол 12/34-56 от 07.05.2026", "102, 112",
        "Районный отдел социального развития, г. Баткен", "Тренинг по законодательству, 45 участников", "НПА №58 от 14.04.2008", "IBAN не указан", "таблица 5.2.1.3",
    ):  # fmt: skip
        yield Case(f"harmless {text!r}", comment(text), verdict="clean")
        yield Case(f"harmless source {text!r}", comment(text, tags.SOURCE), verdict="clean")


def _no_return() -> Iterator[Case]:
    def refused(name: str, edit: Edit, *codes: str) -> Case:
        return Case(name, edit, may=" ".join(codes), loses=ANY, verdict="refused")

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    picture, portable = b"\x89PNG\r\n\x1a\n" + bytes(500), b"%PDF-1.7\n" + bytes(500)
    web = b"<html><table><tr><td>2.1</td></tr></table></html>"
    for name, data in (
        ("empty", b""),
        ("a table as text", b"2.1;KG-O;30\n"),
        ("a picture", picture),
        ("PDF", portable),
        ("a web page", web),
        ("old Excel or locked", ole),
        ("two bytes", b"PK"),
    ):
        yield refused(name, lambda book, data=data: data, "not-a-workbook", "file-protected", "file-unreadable")
    for name in ("libreoffice.xls", "libreoffice.ods"):
        yield refused(name, lambda book, name=name: (SAMPLES / name).read_bytes(), "not-a-workbook", PERSONAL)
    yield refused("cut off", lambda book: book.data()[:9000], "file-unreadable", "not-a-workbook")
    yield refused("macros", lambda book: repacked(book.data(), lambda n, c: c, **{"xl/vbaProject.bin": b"x"}), "file-has-macros")
    yield refused("a far cell", lambda book: book.set("O2", "XFD1048576", 1), "too-many-cells")
    yield refused("a declared entity", swapped("<worksheet ", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet '), "file-unreadable")
    yield refused(
        "no workbook part",
        lambda book: repacked(book.data(), lambda n, c: None if n == "xl/workbook.xml" else c),
        "not-a-workbook",
        "file-unreadable",
    )
    yield refused(
        "a sheet broken off",
        lambda book: repacked(book.data(), lambda n, c: c[:-40] if n.endswith("sheet2.xml") else c),
        "file-unreadable",
    )


def cases() -> list[Case]:
    """All of them."""
    return [*_programs(), *_identity(), *_personal(), *_no_return()]
