"""Files of others for the tests of opening: workbooks of LibreOffice by hand, records of the old Excel."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from nap.facts import Finding
from nap.foreign import opening_process
from nap.foreign.opening import Opened, _opened
from nap.returns.book import Cell
from nap.returns.worker import spelt_out
from tests.returns.reader_files import zipped

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_OWN = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(tables: str, before: str = "", styles: str = "", mime: str = MIME, **parts: str | bytes) -> bytes:
    """A workbook with these tables; names of further parts have `__` for `/` and `_` for a dot."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{before}<office:document-content {_SPACES} {_OWN}>{styles}{body}</office:document-content>"
    further: Mapping[str, str | bytes] = {name.replace("__", "/").replace("_xml", ".xml"): said for name, said in parts.items()}
    return zipped({"mimetype": mime, "content.xml": content, **further})


def table(*rows: str, name: str = "A", before: str = "", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{before}{"".join(rows)}</table:table>'


def row(*cells: str, times: int = 1, more: str = "") -> str:
    return f'<table:table-row table:number-rows-repeated="{times}" {more}>{"".join(cells)}</table:table-row>'


def number(value: object = 1, times: int = 1, more: str = "", kind: str = "float") -> str:
    said = f'office:value-type="{kind}" office:value="{value}" table:number-columns-repeated="{times}" {more}'
    return f"<table:table-cell {said}><text:p>{value}</text:p></table:table-cell>"


def words(inside: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}>{inside}</table:table-cell>'


def records(*pairs: tuple[int, bytes]) -> bytes:
    """Records of the old Excel, one behind the other."""
    return b"".join(struct.pack("<HH", number, len(content)) + content for number, content in pairs)


def opened_here(data: bytes, patterns: object = ()) -> Opened | Finding:
    """As `open_foreign`, in this process and without its limits: for files that are known to do no harm, and quicker."""
    return _opened(opening_process.reply({"patterns": spelt_out(patterns)}, data))  # type: ignore[arg-type]


def cells_of(data: bytes, sheet: int = 0) -> dict[str, Cell]:
    """The cells of one sheet by address."""
    from nap.returns.book import address

    found = opened_here(data)
    assert isinstance(found, Opened), found
    return {address(*at): cell for at, cell in found.book.sheets[sheet].cells.items()}


def case_of(found: object) -> tuple[str, str]:
    """Code and case of a refusal; anything else fails."""
    assert isinstance(found, Finding), found
    assert found.severity == "refused"
    return found.code, found.case
