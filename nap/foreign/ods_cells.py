"""The sheets of a workbook of LibreOffice: one pass over its `content.xml`. The part enters; Sheets and their texts leave.

Nothing is believed of how often a cell or row is said to repeat: empty ones are stepped over, filled ones are counted before they
are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from nap.foreign.ods_sheet import OdsSheet
from nap.foreign.ods_values import MARKS, OFFICE, OPEN, TABLE, cell_of, reaches
from nap.returns.book import Cell, Sheet, address
from nap.returns.gate import refusal
from nap.returns.markup import parser, run
from nap.returns.reader import TEXT_LIMIT
from nap.returns.xmltext import Passage, whole_number

TEXT, STYLE, SCRIPT = OPEN.format("text"), OPEN.format("style"), OPEN.format("script")
PARAGRAPH = f"{TEXT}p"
_SPACES = dict(zip((f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"), MARKS, strict=True))
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_LIVE = frozenset({f"{TABLE}dde-link", f"{OFFICE}dde-source"})
_MACRO = f"{SCRIPT}event-listener"


class _Open(NamedTuple):
    """The cell being read."""

    said: Mapping[str, str]
    paragraphs: list[str]


class OdsCells:
    """The state of one pass. `shown` is what paragraphs of cells say, so that it need not be searched again without a place."""

    def __init__(self, part: str) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, str] = {}
        self.external_links = False
        self.shown: set[str] = set()
        self._part = part
        self._sheet: OdsSheet | None = None
        self._cell: _Open | None = None
        self._pieces: list[str] = []
        self._aside = self._kept = 0
        self._notes: list[Passage] = []
        self._style, self._hidden_styles = "", set[str]()
        self._known: dict[Cell, Cell] = {}
        self._is_spreadsheet = False
        self._handlers: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{OFFICE}spreadsheet": self._on_spreadsheet,
            f"{STYLE}style": self._on_style,
            f"{STYLE}table-properties": self._on_properties,
            f"{TABLE}table": self._on_table,
            f"{TABLE}table-source": self._on_source,
            f"{TABLE}cell-range-source": self._on_source,
            f"{TABLE}database-source-sql": self._on_source,
            f"{TABLE}named-range": self._on_name,
            f"{TABLE}named-expression": self._on_name,
        }

    def read(self, content: bytes) -> None:
        """Go through the part. Raises Refused."""
        made = parser()
        made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = self._start, self._end, self._pieces.append
        run(made, content, self._part)
        if not self._is_spreadsheet:
            raise refusal("not-a-workbook", "other")

    def passages(self) -> Iterator[Passage]:
        """What cells and the comments beside them say, each with its place; of a number its digits."""
        yield from self._notes
        for sheet in self.sheets:
            for at, cell in sheet.cells.items():
                text = whole_number(str(cell.value)) if cell.kind == "number" else cell.text
                if text:
                    yield Passage(self._part, sheet.name, address(*at), text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LIVE or name == _MACRO:
            raise refusal("file-has-macros", "live-link" if name in _LIVE else "", part=self._part)
        if self._aside:
            self._aside += 1
            if name == PARAGRAPH:
                del self._pieces[self._kept :]
        elif self._cell is not None:
            self._start_within(name, attributes)
        elif name in _CELLS:
            self._cell = _Open(attributes, [])
        elif self._sheet is not None and self._sheet.begins(name, attributes):
            return
        elif name in self._handlers:
            self._handlers[name](attributes)

    def _start_within(self, name: str, attributes: Mapping[str, str]) -> None:
        """Comments, drawings and tables within a cell are not its text."""
        if name == PARAGRAPH:
            self._pieces.clear()
        elif name in _SPACES:
            self._pieces.append(_SPACES[name] * min(int(attributes.get(f"{TEXT}c", 1)), TEXT_LIMIT))
        elif not name.startswith(TEXT):
            self._aside, self._kept = 1, len(self._pieces)

    def _end(self, name: str) -> None:
        if self._aside:
            self._end_aside(name)
        elif self._cell is not None:
            self._end_within(name, self._cell)
        elif self._sheet is not None:
            self._sheet.ends(name)
            if name == f"{TABLE}table":
                self._close_sheet(self._sheet)

    def _end_aside(self, name: str) -> None:
        self._aside -= 1
        if name == PARAGRAPH and self._sheet is not None and (said := "".join(self._pieces[self._kept :]).strip()):
            self.shown.add(said)
            self._notes.append(Passage(self._part, self._sheet.name, self._sheet.place(), said))
        if name == PARAGRAPH or not self._aside:
            del self._pieces[self._kept :]

    def _end_within(self, name: str, cell: _Open) -> None:
        if name == PARAGRAPH:
            cell.paragraphs.append("".join(self._pieces))
            self._pieces.clear()
        elif name in _CELLS:
            self._cell = None
            if self._sheet is not None:
                self._close_cell(self._sheet, cell)

    def _close_cell(self, sheet: OdsSheet, cell: _Open) -> None:
        made = cell_of(cell.said, cell.paragraphs)
        self.shown.update(each.strip() for each in cell.paragraphs)
        sheet.add(cell.said, self._known.setdefault(made, made), reaches(cell.said))

    def _close_sheet(self, sheet: OdsSheet) -> None:
        self._sheet = None
        if not sheet.is_copy:
            self.sheets.append(sheet.made(self.sheets))

    def _on_spreadsheet(self, _: Mapping[str, str]) -> None:
        self._is_spreadsheet = True

    def _on_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _on_properties(self, attributes: Mapping[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _on_table(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get(f"{TABLE}style-name") in self._hidden_styles
        self._sheet = OdsSheet(attributes.get(f"{TABLE}name", ""), "hidden" if hidden else "visible")
        self.external_links |= self._sheet.is_copy

    def _on_source(self, _: Mapping[str, str]) -> None:
        self.external_links = True

    def _on_name(self, attributes: Mapping[str, str]) -> None:
        said = attributes.get(f"{TABLE}cell-range-address") or attributes.get(f"{TABLE}expression", "")
        self.names[attributes.get(f"{TABLE}name", "")] = said
