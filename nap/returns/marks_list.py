"""The sheet "What to fix": lines enter; the XML of a worksheet leaves, with a link to every cell, ready to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import wrap

from nap.returns.book import column_letters
from nap.returns.marks_found import KINDS, Line
from nap.returns.spans import in_xml, quoted
from nap.words import say

MOST_LINES = 3_000
"""Rows of the list; whoever has more begins with these."""
_LONGEST = 500
"""Letters of one cell of the list."""
_COLUMNS = (("number", 5), ("sheet", 20), ("cell", 13), ("where", 26), ("found", 17), ("wrong", 42), ("todo", 42))
_WIDE = sum(width for _, width in _COLUMNS)
LAST_COLUMN = column_letters(len(_COLUMNS))
_LINE_HEIGHT = 13.5


@dataclass(frozen=True)
class Heading:
    """What stands above the table: whose return it is, and what could not be marked. `beside`: it stands in the marked file."""

    about: str = ""
    remarks: tuple[str, ...] = ()
    beside: bool = True


@dataclass
class _Page:
    """The rows as they are written, from the top; `style` gives the number of a look."""

    style: Callable[[str], int]
    rows: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)

    def row(self, texts: Sequence[str], looks: Sequence[str], height: float) -> int:
        """One row; its number."""
        number = len(self.rows) + 1
        cells = "".join(self._cell(number, column, text, looks[column - 1]) for column, text in enumerate(texts, 1))
        self.rows.append(f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>')
        return number

    def _cell(self, row: int, column: int, text: str, look: str) -> str:
        start = f'<c r="{column_letters(column)}{row}" s="{self.style(look)}"'
        if not text:
            return start + "/>"
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{in_xml(text)}</t></is></c>'

    def wide(self, text: str, look: str, size: float = 1.0) -> None:
        """A row of running text over the whole width."""
        height = _needed(text, _WIDE / size) * _LINE_HEIGHT * size + 3
        number = self.row([text, *[""] * (len(_COLUMNS) - 1)], [look] * len(_COLUMNS), height)
        self.merges.append(f"A{number}:{LAST_COLUMN}{number}")

    def link(self, place: str, sheet: str, cells: str) -> None:
        """A link from a cell of the list to cells of another sheet."""
        target = "'{}'!{}".format(sheet.replace("'", "''"), cells)
        self.links.append(f"<hyperlink ref={quoted(place)} location={quoted(target)} display={quoted(cells)}/>")


def _needed(text: str, width: float) -> int:
    """Lines a text takes in a column of so many letters; a letter more is counted than too few, for a cut line is unreadable."""
    room = max(int(width * 0.92), 3)
    return sum(1 if len(part) <= room else len(wrap(part, room, break_on_hyphens=False)) for part in text.split("\n"))


@dataclass(frozen=True)
class Paper:
    """What the list is written on: the numbers of its looks, the namespace, and what is written behind it unseen."""

    style: Callable[[str], int]
    main: str
    trace: str = ""


def list_sheet(lines: Iterable[Line], heading: Heading, lang: str, paper: Paper) -> tuple[str, int]:
    """The worksheet, and the number of its header row."""
    every = list(lines)
    page = _Page(paper.style)
    _head(page, every, heading, lang)
    header = page.row([say(lang, f"marks.column.{name}") for name, _ in _COLUMNS], ["header"] * len(_COLUMNS), 2 * _LINE_HEIGHT)
    for kind, group in groupby(every[:MOST_LINES], key=lambda line: line.kind):
        page.wide(say(lang, f"marks.section.{kind}"), f"band_{kind}")
        for line in group:
            _line(page, line, lang)
    if not every:
        page.wide(say(lang, "marks.nothing"), "plain")
    return _written(page, header, paper), header


def _head(page: _Page, lines: Sequence[Line], heading: Heading, lang: str) -> None:
    page.wide(say(lang, "marks.title"), "title", 1.5)
    if heading.about:
        page.wide(heading.about, "plain")
    counts = Counter(line.kind for line in lines if not line.again)
    page.wide("   ".join(say(lang, f"marks.count.{kind}", found=counts[kind]) for kind in KINDS if counts[kind]), "plain")
    remarks = list(heading.remarks)
    if len(lines) > MOST_LINES:
        remarks.append(say(lang, "marks.cut", shown=MOST_LINES))
    page.wide(" ".join([*([say(lang, "marks.how")] if heading.beside else []), *remarks]), "quiet")


def _line(page: _Page, line: Line, lang: str) -> None:
    number = "" if line.again else str(line.number)
    cells = line.cells or say(lang, "marks.whole")
    sheet = f"{line.sheet}\n({line.hidden})" if line.hidden else line.sheet  # a link of two lines runs together in some programs
    linked = bool(line.cells and line.sheet and line.link)
    texts = [_cut(text) for text in (number, sheet, cells, line.where, line.found, line.wrong, line.todo)]
    looks = ["cell", "cell", "link" if linked else "cell", *["cell"] * 4]
    needed = max(_needed(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    row = page.row(texts, looks, min(needed * _LINE_HEIGHT + 3, 400))
    if linked:
        page.link(f"C{row}", line.sheet, line.cells)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _written(page: _Page, header: int, paper: Paper) -> str:
    merges = "".join(f"<mergeCell ref={quoted(each)}/>" for each in page.merges)
    pieces = [
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{LAST_COLUMN}{len(page.rows)}"/>',
        _view(header),
        '<sheetFormatPr defaultRowHeight="15"/>',
        f"<cols>{''.join(_column(number, width) for number, (_, width) in enumerate(_COLUMNS, 1))}</cols>",
        f"<sheetData>{''.join(page.rows)}</sheetData>",
        f'<mergeCells count="{len(page.merges)}">{merges}</mergeCells>',
        f"<hyperlinks>{''.join(page.links)}</hyperlinks>" if page.links else "",
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>",
    ]
    return f'<worksheet xmlns="{paper.main}">{"".join(pieces)}{paper.trace}</worksheet>'


def _view(header: int) -> str:
    top = f"A{header + 1}"
    pane = f'<pane ySplit="{header}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
    chosen = f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/>'
    return f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">{pane}{chosen}</sheetView></sheetViews>'


def _column(number: int, width: int) -> str:
    return f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
