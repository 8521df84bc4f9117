"""A return as plain cells that can be changed in a moment and written as small .xlsx bytes: the corpus has hundreds of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import to_excel

from nap.plan import Plan
from nap.returns import tags
from tests.returns.workbooks import Return

Spot = tuple[str, str]
"""Sheet and address."""
PERIODS = {"WPN": "2026-H1", "MIA": "2026-H1", "PBF": "2026-H1", "CEC": "2026-H2", "NSC": "2026-H2"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Cell:
    """One cell: the value (None with a formula: saved without a result), the format, the formula, an error value's mark."""

    value: object = None
    fmt: str = "General"
    formula: str = ""
    error: bool = False


@dataclass
class Sheet:
    """Cells by (row, column) and what else a person does to a sheet."""

    name: str
    cells: dict[tuple[int, int], Cell]
    state: str = "visible"
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    extra: str = ""
    """XML after the cells, such as a filter."""

    def copy(self) -> Sheet:
        """One that can be changed without changing this; it is made hundreds of times, and `deepcopy` looks at every text."""
        cells = {at: Cell(cell.value, cell.fmt, cell.formula, cell.error) for at, cell in self.cells.items()}
        hidden = set(self.hidden_rows), set(self.hidden_columns)
        return Sheet(self.name, cells, self.state, list(self.merges), *hidden, self.extra)

    @property
    def last(self) -> int:
        """The lowest row in use."""
        return max((row for row, _ in self.cells), default=0)

    def head(self) -> int:
        """The row of tags."""
        return next(row for (row, _), cell in sorted(self.cells.items()) if str(cell.value) == tags.INDICATOR)

    def columns(self) -> dict[str, int]:
        """Tag → column."""
        return {str(c.value): column for (row, column), c in self.cells.items() if str(c.value).startswith("#")}

    def move_rows(self, where: Callable[[int], int | None]) -> None:
        """Every row to a new number, or away (None). Merges stay behind, as nobody looks at them."""
        moved = {(where(row), column): cell for (row, column), cell in self.cells.items()}
        self.cells = {(row, column): cell for (row, column), cell in moved.items() if row is not None}
        self.merges = []

    def move_columns(self, where: Callable[[int], int | None]) -> None:
        """The same for columns."""
        moved = {(row, where(column)): cell for (row, column), cell in self.cells.items()}
        self.cells = {(row, column): cell for (row, column), cell in moved.items() if column is not None}
        self.merges = []


@dataclass
class Book:
    """A whole return. `spot` is the cell that was changed last, `key` whose figure it is."""

    sheets: list[Sheet]
    epoch_1904: bool = False
    spot: Spot = ("", "")
    key: tuple[str, str, str, str] = ("", "", "", "")

    def sheet(self, start: str) -> Sheet:
        """By the beginning of its name."""
        return next(each for each in self.sheets if each.name.startswith(start))

    def rows(self) -> Iterator[tuple[Sheet, dict[str, int], int]]:
        """Every prefilled row that has an indicator and a region."""
        for sheet in self.sheets:
            columns = sheet.columns()
            if tags.INDICATOR in columns and tags.REGION in columns and tags.ITEM_TITLE not in columns:
                for row in range(sheet.head() + 1, sheet.last + 1):
                    if (row, columns[tags.INDICATOR]) in sheet.cells:
                        yield sheet, columns, row

    def at(self, indicator: str, region: str, tag: str, period: str | None = None) -> tuple[Sheet, int, int]:
        """Sheet, row and column of one cell."""
        for sheet, columns, row in self.rows():
            value = {each: sheet.cells.get((row, column), Cell()).value for each, column in columns.items()}
            if (value[tags.INDICATOR], value[tags.REGION]) == (indicator, region) and (
                period in (None, str(value.get(tags.PERIOD))) and tag in columns
            ):
                self.key = (indicator, region, str(value.get(tags.PERIOD)), breakdown(tag))
                return sheet, row, columns[tag]
        raise LookupError((indicator, region, tag, period))

    def put(
        self,
        indicator: str,
        region: str,
        tag: str,
        value: object,
        fmt: str = "General",
        *,
        period: str | None = None,
        **more: object,
    ) -> Spot:
        """Type into one cell; its place."""
        sheet, row, column = self.at(indicator, region, tag, period)
        key = self.key
        sheet.cells[row, column] = Cell(value, fmt, **more)  # type: ignore[arg-type]
        self.spot, self.key = (sheet.name, f"{get_column_letter(column)}{row}"), key
        return self.spot

    def set(self, sheet: str, address: str, value: object, fmt: str = "General", **more: object) -> Spot:
        """Type anywhere."""
        letters = address.rstrip("0123456789")
        found = self.sheet(sheet)
        row, column = int(address[len(letters) :]), column_index_from_string(letters)
        found.cells[row, column] = Cell(value, fmt, **more)  # type: ignore[arg-type]
        self.spot = (found.name, address)
        return self.spot

    def item(self, number: int = 0, **values: object) -> Spot:
        """One line of the items sheet; values by tag with `_` for `+`."""
        sheet = next(each for each in self.sheets if tags.ITEM_TITLE in each.columns())
        columns, row = sheet.columns(), sheet.head() + 1 + number
        for name, value in values.items():
            fmt = "dd.mm.yyyy" if isinstance(value, date) else "General"
            sheet.cells[row, columns["#" + name.replace("_", "+", 1)]] = Cell(value, fmt)
        self.spot = (sheet.name, f"{get_column_letter(columns[tags.INDICATOR])}{row}")
        return self.spot

    def data(self) -> bytes:
        """The file."""
        return written(self)


def breakdown(tag: str) -> str:
    """The breakdown of an observation read from that column."""
    known = {"#value+f": "sex=F", "#value+m": "sex=M", "#value+u": "sex=_U"}
    if tag in known:
        return known[tag]
    name, _, category = tag.removeprefix("#value+").partition("_")
    return f"{name}={category.upper()}" if tag.startswith("#value+") and category else ""


@cache
def _honest(plan: Plan, partner: str, lang: str) -> Book:
    made = Return(plan, partner, PERIODS[partner], lang)
    sheets = []
    for sheet in made.book.worksheets:
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cells[cell.row, cell.column] = Cell(None, cell.number_format, cell.value[1:])
                elif cell.value is not None:
                    cells[cell.row, cell.column] = Cell(cell.value, cell.number_format)
        sheets.append(Sheet(sheet.title, cells, sheet.sheet_state, [str(each) for each in sheet.merged_cells.ranges]))
    book = Book(sheets)
    if partner == "MIA":
        book.put("3.1", "KG", tags.TOTAL, 45, period="2026-Q2")
    return book


def honest(plan: Plan, partner: str = "WPN", lang: str = "ru") -> Book:
    """A fresh copy of a sound return, filled in whole."""
    sound = _honest(plan, partner, lang)
    return replace(sound, sheets=[each.copy() for each in sound.sheets])


def written(book: Book) -> bytes:
    """The .xlsx bytes."""
    formats: dict[str, int] = {"General": 0}
    parts = {}
    for number, sheet in enumerate(book.sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, formats, book.epoch_1904)
    names = "".join(
        f'<sheet name={quoteattr(each.name)} sheetId="{n}" state="{each.state}" r:id="rId{n}"/>'
        for n, each in enumerate(book.sheets, 1)
    )
    epoch = '<workbookPr date1904="1"/>' if book.epoch_1904 else ""
    count = len(book.sheets)
    links = (
        "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, count + 1)
        )
        + f'<Relationship Id="rId{count + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in parts)
    parts |= {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": _styles(formats),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, text in parts.items():
            packed.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return stream.getvalue()


def _sheet(sheet: Sheet, formats: dict[str, int], epoch: bool) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        style = formats.setdefault(cell.fmt, len(formats))
        rows.setdefault(row, []).append(_cell(f"{get_column_letter(column)}{row}", style, cell, epoch))
    hidden = sheet.hidden_rows
    body = "".join(
        f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row in hidden else ""}>{"".join(cells)}</row>'
        for row, cells in rows.items()
    )
    columns = "".join(f'<col min="{each}" max="{each}" width="9" hidden="1"/>' for each in sorted(sheet.hidden_columns))
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in sheet.merges)
    return (
        f'<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{body}</sheetData>'
        f"{sheet.extra}{f'<mergeCells>{merges}</mergeCells>' if merges else ''}</worksheet>"
    )


def _cell(address: str, style: int, cell: Cell, epoch: bool) -> str:
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    value, kind = cell.value, ""
    if isinstance(value, (date, datetime, time)):
        value = to_excel(value) - (1462 if epoch else 0)
    if cell.error:
        kind = ' t="e"'
    elif isinstance(value, bool):
        kind, value = ' t="b"', int(value)
    elif isinstance(value, str) and formula:
        kind = ' t="str"'
    elif isinstance(value, str):
        return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    saved = "" if value is None else f"<v>{escape(str(value))}</v>"
    return f'<c r="{address}" s="{style}"{kind}>{formula}{saved}</c>'


def _styles(formats: dict[str, int]) -> str:
    own = [each for each in formats if each != "General"]
    masks = "".join(f'<numFmt numFmtId="{170 + n}" formatCode={quoteattr(each)}/>' for n, each in enumerate(own))
    cells = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{170 + n}" applyNumberFormat="1"/>' for n in range(len(own)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{masks}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        f'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="{len(own) + 1}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
