"""Personal data planted in sound returns: spellings in a cell, hiding places in a file, lists on a sheet. All invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook, load_workbook

from nap.returns import tags
from tests.returns.workbooks import Return

PIN, PHONE = "21503199012345", "0700 123 456"
BLOCKED_SPELLINGS: Sequence[object] = (
    *(PIN, int(PIN), float(PIN), f"ПИН{PIN}", "2 15031990 12345", "21503-1990-12345", "2 1503 1990 12345", "21503199 012345"),
    *(
        "2-15-03-1990-12345",
        "2 1 5 0 3 1 9 9 0 1 2 3 4 5",
        "２１５０３１９９０１２３４５",
        "2150319\u200b9012345",
        "٢١٥٠٣١٩٩٠١٢٣٤٥",
    ),
    *("2150319\u200e9012345", f"ИНН/ПИН: {PIN};", "2\u00a015031990\u00a012345", "11203198598765", f"(PIN {PIN})"),
    *(PHONE, "0700123456", "0700 12 34 56", "0700-12-34-56", "0(700)123456", "0700.12.34.56", "0700/12/34/56", "тел.0555123456"),
    *("+996700123456", "+996 700 123 456", "+996 (0)700 123456", "+996 (700) 12-34-56", "996 700 12 34 56", "00996 700 123 456"),
    *(996700123456, "+996-700-123-456", "０７００ １２３ ４５６", "0700\u2009123\u2009456", "0700–123–456", "тел: 0312 66 12 34"),
    *("+7 916 123-45-67", "+79161234567", "8 916 123 45 67", "8 (916) 123-45-67", "+49 170 12345678", "+998 90 123 45 67"),
    *(
        "AN1234567",
        "AN 1234567",
        "АN1234567",
        "AС 1234567",
        "ID1234567",
        "ID 1234567",
        "ІD1234567",
        "AN №1234567",
        "паспорт AN-1234567",
    ),
)
"""Each of these in a comment refuses the return."""
ASKED_SPELLINGS: Sequence[str] = (
    "Изнасилована Асанова Айгуль, с. Кызыл-Адыр",
    "Асанова подверглась насилию со стороны мужа",
    "Пострадавшая: Айгуль Асанова",
    "Жертва насилия А.Б. Асанова",
    "Потерпевшая Асанова А., суд отложен",
    "Бакыт уулу Азамат избил жену",
    "Бакыт кызы Айгүл зордук көрдү",
    "Жабырлануучу Айгүл Асанова кайрылды",
    "Айгуль Асановна, изнасилована в мае",
    "Survivor Asanova Aigul, shelter in Osh",
    "Aigul Asanova was raped in May",
    "Асанова Айгуль, 12.05.1990",
    "Асанова Айгуль (12.05.1990 г.р.)",
    "Айгуль Асанова, 25 лет",
    "Асанова Айгуль 1990 г.р.",
    "Aigul Asanova, born 1990",
    "Айгүл Асанова, 1990 туулган",
    "aigul.asanova@mail.kg",
    "Asanova <aigul@mail.kg>",
)
"""Each of these asks the sender."""
LISTS: Mapping[str, Sequence[Sequence[object]]] = {
    "headed": [["№", "ФИО", "Подпись"], [1, "x", ""], [2, "y", ""], [3, "z", ""]],
    "headed in Kyrgyz": [["№", "Аты-жөнү"], [1, "x"], [2, "y"], [3, "z"]],
    "headed in English": [["Full name", "Village"], ["x", "a"], ["y", "b"], ["z", "c"]],
    "first name and phone": [["Имя", "Телефон"], ["x", 1], ["y", 2], ["z", 3]],
    "header with more words": [["№", "ФИО участницы"], [1, "x"], [2, "y"], [3, "z"]],
    "header in brackets": [["Участница (ФИО)"], ["x"], ["y"], ["z"]],
    "surname, name, patronymic": [["Фамилия, имя, отчество"], ["x"], ["y"], ["z"]],
    "date of birth": [["Код", "Дата рождения"], [1, "x"], [2, "y"], [3, "z"]],
    "diagnosis": [["Код", "Диагноз"], [1, "x"], [2, "y"], [3, "z"]],
    "passport": [["Паспорт"], ["x"], ["y"], ["z"]],
    "home address": [["Код", "Домашний адрес"], [1, "x"], [2, "y"], [3, "z"]],
    "age and village": [["Возраст", "Село"], [34, "x"], [27, "y"], [41, "z"]],
    "age and village in Kyrgyz": [["Айылы", "Жашы"], ["x", 34], ["y", 27], ["z", 41]],
    "no header, surname first": [["Асанова Айгуль"], ["Бекова Гүлнара"], ["Усенов Бакыт"]],
    "no header, given name first": [["Айгуль Асанова"], ["Гүлнара Бекова"], ["Бакыт Усенов"]],
    "no header, patronymics": [["Асанова Айгуль Бакытовна"], ["Ким Елена Сергеевна"], ["Усенов Бакыт Асанович"]],
    "no header, father's name": [["Асан уулу Бакыт"], ["Айгүл Бакыт кызы"], ["Усен кызы Гүлнара"]],
    "no header, initials": [["Асанова А."], ["Г.К. Бекова"], ["Усенов Б.А."]],
    "no header, capitals": [["АСАНОВА АЙГУЛЬ"], ["БЕКОВА ГҮЛНАРА"], ["УСЕНОВ БАКЫТ"]],
    "no header, numbered": [["1. Асанова Айгуль"], ["2. Бекова Гүлнара"], ["3. Усенов Бакыт"]],
    "no header, with years": [["Асанова Айгуль, 1990"], ["Бекова Гүлнара, 1987"], ["Усенов Бакыт (34)"]],
    "no header, Latin": [["Asanova Aigul"], ["Bekova Gulnara"], ["Usenov Bakyt"]],
    "no header, Latin fathers": [["Asan uulu Bakyt"], ["Aigul Bakyt kyzy"], ["Usen kyzy Gulnara"]],
    "names with gaps between": [["Асанова Айгуль"], [None], [5], ["Бекова Гүлнара"], [None], [None], ["Усенов Бакыт"]],
}
"""A sheet with these rows refuses the return."""

NAMES = "".join(f'<s v="{name}"/>' for name in ("Асанова Айгуль", "Бекова Гүлнара", "Усенов Бакыт"))
RECORDS = f'<cacheField name="ФИО"><sharedItems>{NAMES}</sharedItems></cacheField>'
CODED = '<cacheField name="Паспорт"><sharedItems><s v="x"/><s v="y"/><s v="z"/></sharedItems></cacheField>'


def inner_workbook(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def inner_letter(*paragraphs: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        body = "".join(f"<w:p><w:r><w:t>{text[:4]}</w:t></w:r><w:r><w:t>{text[4:]}</w:t></w:r></w:p>" for text in paragraphs)
        archive.writestr("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PARTS: Mapping[str, tuple[str, str | bytes]] = {
    "threaded comment": (
        "xl/threadedComments/t1.xml",
        f"<T><threadedComment ref='B2'><text>{PHONE}</text></threadedComment></T>",
    ),
    "comment in runs": (
        "xl/comments9.xml",
        "<c><comment ref='B2'><text><r><t>0700 12</t></r><r><t>3 456</t></r></text></comment></c>",
    ),
    "text box": ("xl/drawings/drawing9.xml", "<a:p xmlns:a='a'><a:r><a:t>0700 12</a:t></a:r><a:r><a:t>3 456</a:t></a:r></a:p>"),
    "smart art": (
        "xl/diagrams/data1.xml",
        f"<d:m xmlns:d='d' xmlns:a='a'><d:t><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></d:t></d:m>",
    ),
    "alternative text": ("xl/drawings/drawing8.xml", f"<x><cNvPr id='2' name='Picture' descr='{PHONE}'/></x>"),
    "chart title": ("xl/charts/chart9.xml", f"<c:t xmlns:c='c' xmlns:a='a'><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></c:t>"),
    "chart cache": ("xl/charts/chart8.xml", f"<c:strCache xmlns:c='c'><c:pt><c:v>{PHONE}</c:v></c:pt></c:strCache>"),
    "chart numbers": ("xl/charts/chart7.xml", "<c:n xmlns:c='c'><c:pt><c:v>2.1503199012345E13</c:v></c:pt></c:n>"),
    "pivot items": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p><cacheFields>{RECORDS}</cacheFields></p>"),
    "pivot items under a header": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p><cacheFields>{CODED}</cacheFields></p>"),
    "pivot records": ("xl/pivotCache/pivotCacheRecords1.xml", f"<r><s v='{PHONE}'/></r>"),
    "pivot numbers": ("xl/pivotCache/pivotCacheRecords1.xml", "<r><n v='2.1503199012345E13'/></r>"),
    "slicer": ("xl/slicers/slicer1.xml", f"<s><slicer name='a' caption='{PHONE}'/></s>"),
    "table column": ("xl/tables/table9.xml", f"<table displayName='T'><tableColumn name='{PHONE}'/></table>"),
    "connection": (
        "xl/connections.xml",
        f"<c><connection name='a'><dbPr connection='x' command='where phone={PIN}'/></connection></c>",
    ),
    "query table": ("xl/queryTables/q1.xml", f"<queryTable name='{PHONE}'/>"),
    "external link cache": ("xl/externalLinks/externalLink1.xml", f"<e><cell r='A1' t='str'><v>{PHONE}</v></cell></e>"),
    "external sheet name": ("xl/externalLinks/externalLink2.xml", f"<e><sheetNames><sheetName val='{PHONE}'/></sheetNames></e>"),
    "custom XML text": ("customXml/item1.xml", f"<a><b>{PHONE}</b></a>"),
    "custom XML attribute": ("customXml/item1.xml", f"<a phone='{PHONE}'/>"),
    "custom property": (
        "docProps/custom.xml",
        f"<P><property name='x'><vt:lpwstr xmlns:vt='v'>{PHONE}</vt:lpwstr></property></P>",
    ),
    "text beside": ("notes.txt", f"name;phone\nx;{PHONE}"),
    "text in UTF-16": ("notes.txt", f"x;{PHONE}".encode("utf-16")),
    "broken XML": ("xl/broken.xml", f"<a>{PHONE}"),
    "drawing of comments": ("xl/drawings/vmlDrawing9.vml", f"<xml><br><font>{PHONE}</font></xml>"),
    "embedded workbook": ("xl/embeddings/a.xlsx", inner_workbook(["x", PIN])),
    "embedded workbook, number": ("xl/embeddings/a.xlsx", inner_workbook(["x", int(PIN)])),
    "embedded workbook, names": (
        "xl/embeddings/a.xlsx",
        inner_workbook(["Асанова Айгуль"], ["Бекова Гүлнара"], ["Усенов Бакыт"]),
    ),
    "embedded workbook, header": ("xl/embeddings/a.xlsx", inner_workbook(["ФИО"], ["x"], ["y"], ["z"])),
    "embedded letter": ("xl/embeddings/a.docx", inner_letter("Тел. ", PHONE)),
    "embedded letter, list": ("xl/embeddings/a.docx", inner_letter("ФИО", "первая", "вторая", "третья")),
    "old document, wide letters": ("xl/embeddings/oleObject1.bin", OLE + f"тел. {PHONE}".encode("utf-16-le") + bytes(99)),
    "old document, narrow letters": ("xl/embeddings/oleObject1.bin", OLE + f"тел. {PHONE}".encode("cp1251") + bytes(99)),
    "old package": ("xl/embeddings/oleObject1.bin", OLE + inner_workbook(["x", PIN])),
    "picture of an embedded sheet": ("xl/media/image1.emf", b"\x01\0\0\0" + bytes(9) + PHONE.encode("utf-16-le") + bytes(9)),
}
"""A return with one of these parts more is refused."""
INSIDE: Mapping[str, tuple[str, str]] = {
    "header": ("</worksheet>", f"<headerFooter><oddHeader>&amp;L{PHONE}</oddHeader></headerFooter></worksheet>"),
    "header with formats": (
        "</worksheet>",
        "<headerFooter><oddFooter>&amp;L0700&amp;B 123&amp;B 456</oddFooter></headerFooter></worksheet>",
    ),
    "filter": (
        "</worksheet>",
        f"<autoFilter><filters><filter val='{PHONE}'/></filters></autoFilter></worksheet>",
    ),
    "scenario": (
        "</worksheet>",
        f"<scenarios><scenario name='a'><inputCells r='A1' val='{PIN}'/></scenario></scenarios></worksheet>",
    ),
    "input hint": (
        "</worksheet>",
        f"<dataValidations><dataValidation prompt='{PHONE}' sqref='A1'/></dataValidations></worksheet>",
    ),
    "far cell": ("</sheetData>", f"<row r='199999'><c r='KA199999' t='str'><v>{PHONE}</v></c></row></sheetData>"),
    "formula": ("</sheetData>", f"<row r='199999'><c r='A199999'><f>\"{PHONE}\"</f><v>1</v></c></row></sheetData>"),
    "runs in a cell": (
        "</sheetData>",
        "<row r='199999'><c r='A199999' t='inlineStr'><is><r><t>0700 12</t></r><r><t>3 456</t></r></is></c></row></sheetData>",
    ),
}
"""A return with this put into its last sheet is refused."""


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The same archive with one part more (or another in its place)."""
    return edited(data, lambda parts: parts.update({name: content if isinstance(content, bytes) else content.encode()}))


def edited(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The archive after a change to its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def inside_sheet(data: bytes, before: str, text: str) -> bytes:
    """The archive with a piece put into the sheet that partners write narratives on, the last visible one."""

    def put(parts: dict[str, bytes]) -> None:
        part = "xl/worksheets/sheet1.xml"
        parts[part] = parts[part].replace(before.encode(), text.encode())

    return edited(data, put)


def with_sheet(data: bytes, rows: Sequence[Sequence[object]], state: str = "visible", title: str = "Тренинг") -> bytes:
    """The return with one sheet more."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.create_sheet(title)
    sheet.sheet_state = state
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_comment(made: Return, indicator: str, region: str, value: object) -> bytes:
    """The return with this typed as the comment of one row."""
    made.put(indicator, region, tags.COMMENT, value)
    return made.data()


KNOWN_MISSES: Mapping[str, str] = {
    "a telephone stored as a number without its zero": "700123456",
    "a telephone with the letter O for zero": "О700 123 456",
    "a telephone written in words": "ноль семьсот сто двадцать три",
    "a local number without its code": "66-12-34",
    "a name without words of a case": "Асанова Айгуль открыла центр",
    "a name without a known ending": "Изнасилована Ким Ли, Кызыл-Адыр",
    "a name in small letters": "изнасилована асанова айгуль",
    "a first name alone": "Пострадавшая Айгуль, 25 лет, с. Орловка",
    "an address": "г. Ош, ул. Ленина 12, кв. 5, обратилась женщина",
    "a story without a name": "Учительница школы № 3 села Орловка избита мужем",
    "a PIN grouped as a sum": "21 503 199 012 345",
    "a PIN cut in two cells": "2150319",
    "a passport without its series": "паспорт 1234567",
    "a user name": "телеграм @aigul_a",
    "two numbers in one another": "ID 1234567890123",
}
"""Typed into a comment these are not found; the list stands in docs/reading.md too."""
