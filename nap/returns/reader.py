"""Read a workbook in one pass over each sheet's XML. Bytes enter; a Book or one refusing Finding leaves.

`open_book` reads in this process: only for files of our own and inside `worker`. Nothing is believed of a sheet's declared
extent; a filled cell outside the limits ends the reading at once (a file of 4.8 kB can claim 17,000,000,000 cells).
"""

from __future__ import annotations

import re
from functools import partial
from xml.parsers.expat import XMLParserType

from nap.facts import Finding
from nap.returns.active import open_package
from nap.returns.book import Area, Book, Cell, Sheet, address, area, column_number
from nap.returns.formats import NUMBER, iso_cell, number_cell, style_meanings
from nap.returns.gate import Package, Refused, refusal
from nap.returns.layout import Layout, Tab, find_layout
from nap.returns.markup import elements, is_true, parser, run
from nap.returns.reaching import reaches_outside

ROW_LIMIT = 200_000
COLUMN_LIMIT = 300
CELL_LIMIT = 3_000_000
"""Filled cells in the whole workbook; 200,000 rows of 15 columns."""
TEXT_LIMIT = 32_767
"""Letters in one cell: Excel holds no more."""
LETTERS_LIMIT = 30_000_000
"""Letters in all cells of the workbook, a shared text counted wherever it stands: who reads it, reads it every time."""
MERGES_LIMIT = 100_000
"""Merged areas of a sheet that are remembered."""

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def open_book(data: bytes) -> Book | Finding:
    """Gate and reading, in this process and without limits of time and memory."""
    try:
        return read_package(open_package(data))
    except Refused as refused:
        return refused.finding


def read_package(package: Package) -> Book:
    """All worksheets of an inflated workbook. Raises Refused."""
    layout = find_layout(package)
    strings = _shared_strings(package, layout)
    meanings = _meanings(package, layout)
    sheets: list[Sheet] = []
    left, letters = CELL_LIMIT, LETTERS_LIMIT
    for tab in layout.tabs:
        sheet = SheetReader(tab, strings, meanings, layout.date1904, left).read(package.parts[tab.part])
        sheets.append(sheet)
        left -= len(sheet.cells)
        letters -= sum(len(cell.text) for cell in sheet.cells.values())
        if letters < 0:
            raise refusal("too-many-cells", "letters", sheet=tab.name, limit=LETTERS_LIMIT)
    return Book(tuple(sheets), layout.date1904, layout.names, layout.external_links, layout.pictures)


def _meanings(package: Package, layout: Layout) -> tuple[str, ...]:
    if layout.styles is None:
        return ()
    try:
        return style_meanings(elements(package.parts[layout.styles], layout.styles))
    except ValueError as fault:
        raise refusal("file-unreadable", "xml", part=layout.styles) from fault


def _shared_strings(package: Package, layout: Layout) -> list[str]:
    return [] if layout.strings is None else shared_strings(package.parts[layout.strings], layout.strings)


def shared_strings(content: bytes, part: str) -> list[str]:
    """The table of shared strings; runs of rich text are joined, phonetic guides left out. Raises Refused."""
    strings: list[str] = []
    pieces: list[str] = []
    for element in elements(content, part):
        if element.name == "t" and element.parent != "rPh":
            pieces.append(element.text)
        elif element.name == "si":
            strings.append(unescape("".join(pieces)))
            pieces.clear()
    return strings


def unescape(text: str) -> str:
    """Undo `_x000D_`, the way a workbook writes what XML does not allow; what no database would store becomes U+FFFD."""
    if "_x" not in text:
        return text
    bare = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\0", "\ufffd")
    return bare.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class SheetReader:
    """The state of one pass over one sheet: expat calls `_start`, the list's `append` and `_end`, 5 calls a cell."""

    def __init__(self, tab: Tab, strings: list[str], meanings: tuple[str, ...], date1904: bool, cell_limit: int) -> None:
        self._tab, self._strings, self._meanings, self._date1904, self._cell_limit = tab, strings, meanings, date1904, cell_limit
        self._cells: dict[tuple[int, int], Cell] = {}
        self._known: dict[tuple[str, str | None, str | None, bool], Cell] = {}
        self._columns: dict[str, int] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: list[Area] = []
        self._text: list[str] = []
        self._inline: list[str] = []
        self._row = self._column = 0
        self._row_text = "0"
        self._reference: str | None = None
        self._style: str | None = None
        self._raw: str | None = None
        self._type = "n"
        self._formula = self._reaches = False
        self._shared: str | None = None
        self._reaching: list[tuple[int, int]] = []
        self._reaching_shared: set[str | None] = set()

    def read(self, content: bytes) -> Sheet:
        """The sheet. Raises Refused."""
        made = parser(namespaces=False)
        made.StartElementHandler = partial(self._root, made)
        made.CharacterDataHandler = self._text.append
        run(made, content, self._tab.part)
        hidden_rows, hidden_columns = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        merges, reaching = tuple(self._merges), tuple(self._reaching)
        return Sheet(self._tab.name, self._tab.visibility, self._cells, hidden_rows, hidden_columns, merges, reaching)

    def _root(self, made: XMLParserType, name: str, _: dict[str, str]) -> None:
        """The first element tells the prefix, hence the names to compare with."""
        prefix = name[: name.find(":") + 1]
        self._c, self._v, self._f, self._t, self._r = (prefix + short for short in ("c", "v", "f", "t", "row"))
        self._phonetic = prefix + "rPh"
        self._rare = {prefix + "col": self._on_col, prefix + "mergeCell": self._on_merge}
        made.StartElementHandler, made.EndElementHandler = self._start, self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._c:
            get = attributes.get
            self._reference, self._type, self._style = get("r"), get("t", "n"), get("s")
            self._raw, self._formula, self._reaches = None, False, False
        elif name == self._v or name == self._t:
            self._text.clear()
        elif name == self._r:
            self._on_row(attributes)
        elif name == self._f:
            self._formula = True
            self._shared = attributes.get("si")
            self._text.clear()
        elif name in self._rare:
            self._rare[name](attributes)

    def _end(self, name: str) -> None:
        if name == self._v:
            self._raw = "".join(self._text)
        elif name == self._c:
            self._close_cell()
        elif name == self._t:
            self._inline.append("".join(self._text))
        elif name == self._f:
            self._end_formula()
        elif name == self._phonetic and self._inline:
            self._inline.pop()

    def _end_formula(self) -> None:
        """A formula that others share is written out once and meant in all of them."""
        self._reaches = self._shared in self._reaching_shared or reaches_outside("".join(self._text))
        if self._reaches and self._shared is not None:
            self._reaching_shared.add(self._shared)

    def _on_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._row_text = str(self._row)
        if self._row < 1:
            raise ValueError(self._row)
        self._column = 0
        if (is_true(attributes.get("hidden")) or attributes.get("ht") == "0") and self._row <= ROW_LIMIT:
            self._hidden_rows.add(self._row)

    def _on_col(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")) or attributes.get("width") == "0":
            first, last = int(attributes["min"]), int(attributes["max"])
            self._hidden_columns.update(range(max(first, 1), min(last, COLUMN_LIMIT) + 1))

    def _on_merge(self, attributes: dict[str, str]) -> None:
        if len(self._merges) < MERGES_LIMIT:
            self._merges.append(area(attributes.get("ref", "")))

    def _column_of(self, reference: str | None) -> int:
        """The column of the cell just read; without an address it stands right of the one before. Also moves to its row."""
        if not reference:
            return self._column + 1
        column = self._columns.get(reference[: -len(self._row_text)])
        if column is not None and reference.endswith(self._row_text):
            return column
        match = _REFERENCE.match(reference)
        if match is None:
            raise ValueError(reference)
        self._row, self._row_text = int(match[2]), match[2]
        return self._columns.setdefault(match[1], column_number(match[1]))

    def _close_cell(self) -> None:
        self._column = column = self._column_of(self._reference)
        if self._inline:
            self._raw = "".join(self._inline)
            self._inline.clear()
        if self._raw is None and not self._formula:
            return
        key = (self._type, self._style, self._raw, self._formula)
        cell = self._known.get(key)
        if cell is None:
            cell = self._known[key] = self._make_cell()
        if self._reaches:
            self._reaching.append((self._row, column))
        if cell.text or cell.formula:
            if self._row > ROW_LIMIT or column > COLUMN_LIMIT or len(self._cells) >= self._cell_limit:
                raise self._too_many(column)
            if self._cells.setdefault((self._row, column), cell) is not cell:
                raise refusal("file-unreadable", "cell-twice", sheet=self._tab.name, cells=(address(self._row, column),))

    def _too_many(self, column: int) -> Refused:
        name = self._tab.name
        if self._row <= ROW_LIMIT and column <= COLUMN_LIMIT:
            return refusal("too-many-cells", "count", sheet=name, limit=CELL_LIMIT)
        cells = (address(self._row, column),)
        return refusal("too-many-cells", "outside", sheet=name, cells=cells, rows=ROW_LIMIT, columns=COLUMN_LIMIT)

    def _make_cell(self) -> Cell:
        raw, formula, kind = self._raw or "", self._formula, self._type
        if len(raw) > TEXT_LIMIT:
            raise self._too_long()
        if kind == "s" and not formula and raw == "":
            return Cell("text", "", "")
        if formula and raw == "" and kind != "str":
            return Cell("formula_empty", None, "", True)
        if kind == "n":
            return number_cell(raw, self._meaning(), formula, self._date1904) if raw.strip() else Cell("text", "", "")
        if kind == "b":
            return Cell("bool", is_true(raw), "TRUE" if is_true(raw) else "FALSE", formula)
        if kind == "e":
            return Cell("error", raw, raw, formula)
        if kind == "d":
            return iso_cell(raw, formula)
        return self._text_cell(raw, formula)

    def _text_cell(self, raw: str, formula: bool) -> Cell:
        text = self._strings[_index(raw)] if self._type == "s" else unescape(raw)
        if len(text) > TEXT_LIMIT:
            raise self._too_long()
        return Cell("text", text, text, formula)

    def _too_long(self) -> Refused:
        cells = (address(self._row, self._column),)
        return refusal("too-many-cells", "long-text", sheet=self._tab.name, cells=cells, limit=TEXT_LIMIT)

    def _meaning(self) -> str:
        style = int(self._style) if self._style else 0
        return self._meanings[style] if 0 <= style < len(self._meanings) else NUMBER


def _index(raw: str) -> int:
    number = int(raw)
    if number < 0:
        raise IndexError(raw)
    return number
