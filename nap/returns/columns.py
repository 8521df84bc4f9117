"""Which column is what: a Book goes in; the tables of data rows, items, measures and narratives come out, wherever they stand.

A column is found by its HXL tag, else by its header in any of the languages, never by position.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from nap.facts import Finding, Severity
from nap.plan import Plan, nearest
from nap.returns import tags
from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.choices import fold
from nap.words import known, languages, say

FIXED_TAGS = (
    *(
        tags.INDICATOR,
        tags.REGION,
        tags.REGION_NAME,
        tags.PERIOD,
        tags.TOTAL,
        tags.NUMERATOR,
        tags.DENOMINATOR,
        tags.LEVEL,
        tags.TEXT,
    ),
    *(tags.STATE, tags.QUALITY, tags.SOURCE, tags.COMMENT, tags.EXPLANATION, *tags.SEX_TAGS.values()),
    *(tags.ITEM_STARTED, tags.ITEM_TITLE, tags.ITEM_ADDRESSEE, tags.ITEM_SUBJECT, tags.ITEM_RECIPIENT, tags.ITEM_NETWORK),
    *(tags.ITEM_ANSWERED, tags.MEASURE, tags.MEASURE_STATUS),
)
_BESIDE = re.compile(r"\([^()]*\)|\[[^][]*\]|,.*", re.DOTALL)
"""Words in brackets or behind a comma beside a header: a unit, a request."""
_LONGEST_HEADER = 200
_MOST_COMPARED = 1_000
_LEAST = 3
"""So many known tags or headers in one row make a table; a lone word does not."""


_ENDLESS = 1 << 21


@dataclass(frozen=True)
class Table:
    """One table of a sheet: `columns` says in which column (from 1) each tag stands, `skip` which rows are its heads."""

    sheet: Sheet
    kind: str
    """`data`, `items`, `measures` or `narrative`."""
    columns: Mapping[str, int]
    skip: frozenset[int] = field(default_factory=frozenset)
    date1904: bool = False
    until: int = _ENDLESS
    """The first row that is another table's."""

    def lines(self) -> Iterator[Line]:
        """The rows below the heads that hold anything in a tagged column, in order; a place's name alone is our formula."""
        tagged = {column for tag, column in self.columns.items() if tag != tags.REGION_NAME} or set(self.columns.values())
        first = max(self.skip)
        for row, cells in self.sheet.rows().items():
            if first < row < self.until and any(
                cells[column].text.strip() or cells[column].formula for column in tagged if column in cells
            ):
                yield Line(self, row, cells)


@dataclass(frozen=True)
class Line:
    """One row of a table, not yet understood."""

    table: Table
    number: int
    cells: Mapping[int, Cell]
    apart: Mapping[str, tuple[str, Cell]] | None = None
    """Of a row whose figures stand anywhere on the sheet: by tag, address and cell."""

    def cell(self, tag: str) -> Cell | None:
        """The cell of that column; None if it is blank or the column is absent."""
        if self.apart is not None:
            return self.apart[tag][1] if tag in self.apart else None
        return self.cells.get(self.table.columns.get(tag, 0))

    def text(self, tag: str) -> str:
        """What stands there as text, without outer spaces; numbers as typed."""
        cell = self.cell(tag)
        return " ".join(cell.text.split()) if cell is not None else ""

    def words(self, tag: str) -> str:
        """Free text with its line breaks."""
        cell = self.cell(tag)
        return cell.text.strip() if cell is not None else ""

    def address(self, tag: str) -> str | None:
        """The Excel address of that column in this row; None if there is no such column."""
        if self.apart is not None:
            return self.apart[tag][0] if tag in self.apart else None
        column = self.table.columns.get(tag)
        return None if column is None else address(self.number, column)


@dataclass(frozen=True)
class Headers:
    """What tags and header words mean for one plan."""

    plan: Plan
    _compared: dict[str, tuple[str, str] | None] = field(default_factory=dict, repr=False, compare=False)
    """What was looked for already; the same columns of our own without a tag stand in every file."""

    @cached_property
    def category_tags(self) -> dict[str, set[str]]:
        """Tag → the headers its column may bear: the categories and steps of every indicator."""
        found: dict[str, set[str]] = defaultdict(set)
        for indicator in self.plan.indicators:
            for step in indicator.steps:
                found[tags.category_tag(tags.STEP, step.code)] |= {*step.title.values(), f"{tags.STEP}: {step.code}"}
            for by, category in ((each.by, category) for each in indicator.breakdowns for category in each.categories):
                key = f"workbook.category.{by}_{category}"
                named = {say(lang, key) for lang in languages()} if known(key) else set()
                found[tags.category_tag(by, category)] |= {f"{by}: {category}", *named}
        return found

    @cached_property
    def tags(self) -> dict[str, str]:
        """A tag as typed, folded → the tag. Capitals and spaces do not matter."""
        return {tag.lower(): tag for tag in (*FIXED_TAGS, *self.category_tags)}

    @cached_property
    def words(self) -> dict[str, str]:
        """Header text, folded → tag, in all languages; a text that could mean two columns means none."""
        found: dict[str, set[str]] = defaultdict(set)
        for header, tag in self._written:
            found[fold(header)].add(tag)
            found[fold(_BESIDE.sub(" ", header))].add(tag)
        return {text: tag for text, meanings in found.items() if len(meanings) == 1 for tag in meanings if text}

    @cached_property
    def _written(self) -> tuple[tuple[str, str], ...]:
        """Every header as it may stand in a workbook, and its tag."""
        fixed = [(say(lang, tags.header_key(tag)), tag) for tag in FIXED_TAGS for lang in languages()]
        return (*fixed, *((header, tag) for tag, headers in self.category_tags.items() for header in sorted(headers)))

    @cached_property
    def _shapes(self) -> dict[str, list[tuple[str, str]]]:
        """Every header without what stands in brackets, folded, with the headers it may be and their tags."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for header, tag in self._written:
            found[fold(_BESIDE.sub(" ", header))].append((header, tag))
        return found

    def tag(self, cell: Cell) -> str | None:
        """The tag a cell bears, None if it bears none."""
        return self.tags.get(cell.text.replace(" ", "").strip().lower()) if cell.text.lstrip().startswith("#") else None

    def word(self, cell: Cell) -> str | None:
        """The tag whose header a text cell holds; line breaks and stars do not matter, nor what stands in brackets."""
        if cell.kind != "text" or len(cell.text) >= _LONGEST_HEADER:
            return None
        return self.words.get(fold(cell.text)) or self.words.get(fold(_BESIDE.sub(" ", cell.text)))

    def near(self, cell: Cell) -> tuple[str, str] | None:
        """The header that a text cell may be a slip of, and its tag; None if there is none or several."""
        return self._near(fold(_BESIDE.sub(" ", cell.text))) if cell.kind == "text" and len(cell.text) < _LONGEST_HEADER else None

    def _near(self, shape: str) -> tuple[str, str] | None:
        if shape not in self._compared:
            if len(self._compared) >= _MOST_COMPARED:
                self._compared.clear()
            found = nearest(shape, self._shapes, slips=2)
            self._compared[shape] = found[0] if found and len({tag for _, tag in found}) == 1 else None
        return self._compared[shape]


@lru_cache(maxsize=8)
def _headers_of(plan: Plan) -> Headers:
    """Made once for each plan: gathering and comparing the words costs more than reading a small return."""
    return Headers(plan)


def find_tables(book: Book, plan: Plan) -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """Every table of the book, and what is wrong with their heads: `duplicate-column`, `missing-column`."""
    headers = _headers_of(plan)
    tables: list[Table] = []
    findings: list[Finding] = []
    for sheet in book.sheets:
        if sheet.name in {tags.LISTS_SHEET, tags.IDENTITY_SHEET}:
            continue
        tagged = _tagged(sheet, headers)
        for rows in _parts(sheet, headers, tagged):
            columns, skip, doubled = _columns(sheet, headers, rows, tagged)
            kind = _kind(columns)
            if kind:
                tables.append(Table(sheet, kind, columns, skip, book.date1904, rows.stop))
                slips = _slips(sheet, headers, columns, skip)
                asked = {str(fact) for each in slips for name, fact in each.facts if name == "column"}
                findings += _doubled(sheet, doubled) + slips + _missing(sheet, {**columns, **dict.fromkeys(asked, 0)}, skip, kind)
    return tuple(tables), tuple(findings)


def _tagged(sheet: Sheet, headers: Headers) -> _Heads:
    """Every tag of a sheet, by row."""
    tagged: _Heads = defaultdict(list)
    for (row, column), cell in sheet.cells.items():
        if cell.kind == "text" and (tag := headers.tag(cell)):
            tagged[row].append((column, tag))
    return tagged


def _parts(sheet: Sheet, headers: Headers, tagged: _Heads) -> list[range]:
    """The rows of each table of a sheet: another row of tags, with the headers above it, begins another table."""
    heads = sorted(row for row in tagged if _best({row: tagged[row]})[0])
    starts = [1, *(_start(sheet, headers, range(above + 1, row)) for above, row in pairwise(heads))]
    return [range(start, end) for start, end in pairwise([*starts, _ENDLESS])]


def _start(sheet: Sheet, headers: Headers, between: range) -> int:
    """The first row of the heads of a table whose tags stand just below these rows."""
    words: _Heads = defaultdict(list)
    for (row, column), cell in sheet.cells.items():
        if row in between[-_HEADS:] and (tag := headers.word(cell)):
            words[row].append((column, tag))
    return _best(words)[0] or between.stop


_Heads = dict[int, list[tuple[int, str]]]


_Columns = tuple[dict[str, int], frozenset[int], dict[str, list[str]]]


def _columns(sheet: Sheet, headers: Headers, rows: range, tagged: _Heads) -> _Columns:
    """Tag → column, the rows of the heads, and the addresses of tags that stand twice; within these rows."""
    row, found = _best({row: tagged[row] for row in tagged if row in rows})
    named_row, named = _best(_named(sheet, headers, rows, row))
    columns: dict[str, int] = {}
    doubled: dict[str, list[str]] = defaultdict(list)
    for column, tag in sorted(found):
        if tag in columns:
            doubled[tag].append(address(row, column))
        columns.setdefault(tag, column)
    for column, tag in sorted(named):
        if tag not in columns and column not in columns.values():
            columns[tag] = column
    return columns, frozenset({row, named_row} - {0}), {tag: [address(row, columns[tag]), *more] for tag, more in doubled.items()}


def _best(heads: _Heads) -> tuple[int, list[tuple[int, str]]]:
    """The row with most different tags, the upper one of equals; (0, []) if none has enough."""
    best = max(heads, key=lambda row: (len({tag for _, tag in heads[row]}), -row), default=0)
    return (best, heads[best]) if best and len({tag for _, tag in heads[best]}) >= _LEAST else (0, [])


_HEADS = 8
"""Rows above a row of tags in which the headers of a second table are looked for."""
_SEARCHED = 4000
"""Cells in which a header row is looked for: it stands near the top, and a bulk file has a million cells."""


def _named(sheet: Sheet, headers: Headers, rows: range, tag_row: int) -> _Heads:
    """Cells that hold a header's words, by row: above the tag row, or anywhere near the top if the tags were deleted."""
    found: _Heads = defaultdict(list)
    inside = (place for place in sheet.cells.items() if place[0][0] in rows)
    for (row, column), cell in islice(inside, _SEARCHED):
        if row != tag_row and (not tag_row or row < tag_row) and (tag := headers.word(cell)):
            found[row].append((column, tag))
    return found


def _kind(columns: Mapping[str, int]) -> str:
    if tags.ITEM_TITLE in columns:
        return "items"
    if tags.MEASURE in columns:
        return "measures"
    if tags.TEXT in columns and tags.PERIOD not in columns and tags.TOTAL not in columns:
        return "narrative"
    return "data" if any(tag.startswith("#value+") for tag in columns) else ""


def _doubled(sheet: Sheet, doubled: Mapping[str, list[str]]) -> list[Finding]:
    facts = {tag: (("column", tag),) for tag in doubled}
    return [
        Finding("duplicate-column", Severity.ERROR, sheet.name, tuple(cells), facts=facts[tag]) for tag, cells in doubled.items()
    ]


def _slips(sheet: Sheet, headers: Headers, columns: Mapping[str, int], skip: frozenset[int]) -> list[Finding]:
    """Columns that would not be read, though their header is only a slip away from a known one; that header is offered."""
    findings: list[Finding] = []
    known = set(columns.values())
    for row, column in sorted(place for place in sheet.cells if place[0] in skip and place[1] not in known):
        cell = sheet.cells[row, column]
        if headers.word(cell) or not _is_filled(sheet, column, max(skip)):
            continue
        near = headers.near(cell)
        if near is not None and near[1] not in columns:
            facts = (("column", near[1]), ("offer", near[0]))
            place = (address(row, column),)
            findings.append(
                Finding("missing-column", Severity.ERROR, sheet.name, place, found=cell.text, case="near", facts=facts)
            )
    return findings


def _is_filled(sheet: Sheet, column: int, head: int) -> bool:
    return any(row > head and at == column and cell.text.strip() for (row, at), cell in sheet.cells.items())


def _missing(sheet: Sheet, columns: Mapping[str, int], skip: frozenset[int], kind: str) -> list[Finding]:
    """Without these columns no row can be understood, so they are asked for once, not once a row."""
    needed = {
        "data": (tags.INDICATOR, tags.REGION, tags.PERIOD),
        "items": (tags.INDICATOR, tags.ITEM_STARTED),
        "narrative": (tags.INDICATOR,),
    }
    missing = [tag for tag in needed.get(kind, ()) if tag not in columns]
    if tags.REGION_NAME in columns and tags.REGION in missing:
        missing.remove(tags.REGION)
    place = (address(max(skip), min(column for column in columns.values() if column)),)
    return [Finding("missing-column", Severity.ERROR, sheet.name, place, facts=(("column", tag),)) for tag in missing]
