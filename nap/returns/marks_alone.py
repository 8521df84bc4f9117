"""The list of what is to be mended by itself, for a file that cannot be marked: findings enter; a small workbook leaves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace

from nap.returns.marks_found import Told, lines
from nap.returns.marks_list import Heading, Paper, list_sheet
from nap.returns.marks_styles import STYLES_TYPE, Styles, added, completed, empty_styles
from nap.returns.package import DECLARATION, Dialect
from nap.returns.spans import Source, edited, quoted, tree
from nap.words import say

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LONGEST_AGO = (1980, 1, 1, 0, 0, 0)


def list_alone(findings: Iterable[Told], lang: str, about: str = "") -> bytes:
    """A workbook with the sheet "What to fix" and nothing else, and a word on why. The same arguments give the same bytes."""
    dialect = Dialect(b"")
    styles_part, styles = _styles(dialect)
    rows = [replace(line, link=False) for line in lines(findings)]
    heading = Heading(about, (say(lang, "marks.alone"),), beside=False)
    content, _ = list_sheet(rows, heading, lang, Paper(styles.style, dialect.main))
    name = quoted(say(lang, "marks.sheet"))
    sheets = f'<sheets><sheet name={name} sheetId="1" r:id="rId1"/></sheets>'
    return _zipped(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _related(dialect, ("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{dialect.main}" xmlns:r="{dialect.relations}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": _related(dialect, ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
            "xl/worksheets/sheet1.xml": content,
            "xl/styles.xml": styles_part,
        }
    )


def _styles(dialect: Dialect) -> tuple[str, Styles]:
    empty = Source("", empty_styles(dialect.main).encode(), "utf-8")
    base = Source("", edited(empty, completed(empty, tree(empty))), "utf-8")
    root = tree(base)
    return edited(base, added(base, root)).decode(), Styles(root)


def _types() -> str:
    parts = (("xl/workbook.xml", _TYPES.format("sheet.main")), ("xl/worksheets/sheet1.xml", _TYPES.format("worksheet")))
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (*parts, ("xl/styles.xml", STYLES_TYPE))
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{xml}{overrides}</Types>'


def _related(dialect: Dialect, *links: tuple[str, str]) -> str:
    made = (
        f'<Relationship Id="rId{number}" Type="{dialect.relations}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(made)}</Relationships>'


def _zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _LONGEST_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (DECLARATION + content).encode())
    return stream.getvalue()
