"""The plan as a workbook: its file, table by table, texts in all languages side by side. A plan enters, bytes leave.

Written from the file itself, so that what is left out there stays left out; openpyxl paints, values never become formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.matrix.layout import Column, Sheet, parent_tag, region_tag, setting_tags, settings, sheets
from nap.matrix.painting import dress, help_with, put, read_me
from nap.matrix.values import cell_of
from nap.plan import Fault, Plan
from nap.plan.keys import FILE, REFERENCE
from nap.plan.nodes import parse
from nap.plan.reading import Faults, read
from nap.plan.register import as_filed
from nap.plan.shapes import Shape, Words
from nap.tables import Value, plain_properties, sheet_name, workbook_bytes
from nap.words import known, say

Entry = Mapping[str, Any]
TAGS, HEADINGS, FIRST = 1, 2, 3
"""The hidden row of tags, the row of headings, the first row of values."""


def write_matrix(plan: Plan, lang: str) -> bytes:
    """The workbook; headings and the sheet to read first are in `lang`. The same plan gives the same bytes."""
    plan = as_filed(plan)
    file = as_written(plan.source)
    workbook = Workbook()
    plain_properties(workbook)
    first = workbook.worksheets[0]
    first.title = sheet_name(say(lang, "matrix.sheet.read_me"), ())
    read_me(first, plan, lang)
    for sheet in sheets(plan.languages):
        rows = list(_rows(sheet, file))
        columns = _columns(sheet)
        _table(workbook, sheet.name, columns, rows, lang)
    _settings(workbook, file, plan, lang)
    return workbook_bytes(workbook)


def as_written(source: bytes) -> Entry:
    """The plain values of a plan file that was adopted, without defaults."""
    node = parse(source)
    found = None if isinstance(node, Fault) else read(node, FILE, "", Faults())
    plain: Entry = {} if found is None else found.plain()
    return plain


def _columns(sheet: Sheet) -> list[Column]:
    """Those of the table behind the ones that say to what a row belongs."""
    place = [Column(region_tag(sheet), (), REFERENCE, needed=True)] if sheet.by_region else []
    return [*([Column(parent_tag(sheet), (), REFERENCE, needed=True)] if sheet.parent else []), *place, *sheet.columns]


def _rows(sheet: Sheet, file: Entry) -> Iterator[dict[str, Value]]:
    if not sheet.parent:
        entries = file["plan"].get("privacy", ()) if sheet.name == "privacy" else file.get(sheet.name, ())
        yield from (_row(sheet, entry) for entry in entries)
        return
    for indicator in file["indicators"]:
        for region, entry in _children(sheet, indicator.get(sheet.parent)):
            about = {parent_tag(sheet): indicator["code"], region_tag(sheet): region}
            yield {**about, **_row(sheet, entry)}


def _children(sheet: Sheet, given: Any) -> Iterator[tuple[str, Entry]]:
    if not sheet.by_region:
        yield from (("", entry) for entry in given or ())
        return
    for region, of_it in (given or {}).items():
        yield from ((region, entry) for entry in ((of_it,) if sheet.single else of_it))


def _row(sheet: Sheet, entry: Entry) -> dict[str, Value]:
    return {column.tag: cell_of(_at(entry, column.path), column.shape) for column in sheet.columns}


def _at(entry: Any, path: Sequence[str]) -> object:
    for key in path:
        entry = entry.get(key) if isinstance(entry, Mapping) else None
    return entry


def _table(workbook: Workbook, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Value]], lang: str) -> None:
    sheet = workbook.create_sheet(sheet_name(say(lang, f"matrix.sheet.{name}"), workbook.sheetnames))
    for number, column in enumerate(columns, start=1):
        put(sheet, TAGS, number, column.tag)
        put(sheet, HEADINGS, number, heading(lang, name, column), head=True)
        for line, row in enumerate(rows, start=FIRST):
            put(sheet, line, number, row.get(column.tag))
        help_with(sheet, number, column.shape, FIRST)
    dress(sheet, columns, FIRST)


def heading(lang: str, name: str, column: Column) -> str:
    """What stands over the column: the key in words, the language of a text, a star where it must be filled."""
    said = " · ".join(say(lang, _word(name, key)) for key in _keys(column))
    language = f" ({column.language})" if column.language else ""
    return f"{said}{language}{' *' if column.needed else ''}"


def _keys(column: Column) -> Sequence[str]:
    if not column.path:
        return (column.tag.rpartition("+")[2],)
    return column.path[:-1] if column.language else column.path


def _word(name: str, key: str) -> str:
    """The key of the words for it: its own, or those that say what was revised."""
    own = f"matrix.column.{name}_{key}" if (name, key) == ("partners", "regions") else f"matrix.column.{key}"
    return own if known(own) else f"revisions.what.{key}"


def _settings(workbook: Workbook, file: Entry, plan: Plan, lang: str) -> None:
    sheet: Worksheet = workbook.create_sheet(sheet_name(say(lang, "matrix.sheet.settings"), workbook.sheetnames))
    found = setting_tags(plan.languages)
    for number, tag in enumerate(found, start=1):
        put(sheet, TAGS, number, tag)
        language = tag.rpartition("+")[2] if number > 2 else ""
        said = say(lang, f"matrix.column.{'text' if language else tag.rpartition('+')[2]}")
        put(sheet, HEADINGS, number, f"{said} ({language})" if language else said, head=True)
    for line, setting in enumerate(settings(), start=FIRST):
        value = _at(file, setting.path)
        put(sheet, line, 1, ".".join(setting.path))
        if isinstance(setting.shape, Words):
            texts = value if isinstance(value, Mapping) else {}
            for number, tag in enumerate(found[2:], start=3):
                put(sheet, line, number, texts.get(tag.rpartition("+")[2]))
        else:
            put(sheet, line, 2, cell_of(value, setting.shape))
    shapes: list[Shape] = [REFERENCE, REFERENCE, *(Words() for _ in plan.languages)]
    dress(sheet, [Column(tag, (tag,), shape) for tag, shape in zip(found, shapes, strict=True)], FIRST)
