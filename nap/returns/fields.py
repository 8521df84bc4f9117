"""Cells that wait to be mended: an open workbook and its findings go in; a field for each cell that is named comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from nap.facts import Finding, Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.book import Book, Sheet, position
from nap.returns.columns import Line, Table, find_tables

Spot = tuple[str, str]
"""Sheet and Excel address."""
OFFER = "offer"
"""The fact of a finding that says what to type instead."""


@dataclass(frozen=True)
class Field:
    """One cell to mend. `now`: what stands there, as a person sees it; `offer`: what a check offers instead, or None.

    `column` is the tag of its column. What is not known (a cell outside the tables, a row without indicator) is empty.
    """

    sheet: str
    cell: str
    now: str = ""
    column: str = ""
    indicator: str = ""
    region: str = ""
    offer: str | None = None

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return self.sheet, self.cell


def fields(book: Book, plan: Plan, findings: Iterable[Finding]) -> Mapping[Spot, Field]:
    """A field for every cell on visible sheets that errors and warnings name, in their order; a cell named twice has one."""
    found: dict[Spot, Field] = {}
    offers: dict[Spot, str] = {}
    rows = _Rows(book, plan)
    for finding in findings:
        if finding.severity not in (Severity.ERROR, Severity.WARNING) or finding.sheet in rows.unseen:
            continue
        for number, cell in enumerate(finding.cells):
            offer = _offer(finding, number)
            if offer is not None:
                offers.setdefault((finding.sheet or "", cell), offer)
            if (field := rows.field(finding, cell)) is not None:
                found.setdefault(field.spot, field)
    return {spot: _offered(field, offers.get(spot)) for spot, field in found.items()}


def _offered(field: Field, offer: str | None) -> Field:
    return Field(field.sheet, field.cell, field.now, field.column, field.indicator, field.region, offer)


def _offer(finding: Finding, number: int) -> str | None:
    """What is offered for its cell of that number: for the first, and for the others where equal findings became one."""
    offer = next((fact for name, fact in finding.facts if name == OFFER), None)
    return str(offer) if offer is not None and (number == 0 or apart(finding)) else None


def apart(finding: Finding) -> bool:
    """Whether its cells stand below each other: equal findings of one column that became one, each to be mended for itself."""
    return len({cell.rstrip("0123456789") for cell in finding.cells}) == 1


class _Rows:
    """The rows of one workbook, found when first asked for."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self.unseen = {sheet.name for sheet in book.sheets if sheet.visibility != "visible"}
        self.sheets = {sheet.name: sheet for sheet in book.sheets}
        self.tables = {table.sheet.name: table for table in find_tables(book, plan)[0]}
        self.plan = plan

    def field(self, finding: Finding, cell: str) -> Field | None:
        """The field of a cell; None if the workbook has no such place."""
        with suppress(KeyError, ValueError):
            sheet, (row, column) = self.sheets[finding.sheet or ""], position(cell)
            now = sheet.cells[row, column].text if (row, column) in sheet.cells else ""
            table = self.tables.get(sheet.name)
            tag = _tag(table, column) if table else ""
            indicator, region = self._key(table, sheet, row) if table else ("", "")
            return Field(sheet.name, cell, now, tag, finding.indicator or indicator, finding.region or region)
        return None

    def _key(self, table: Table, sheet: Sheet, row: int) -> tuple[str, str]:
        """The indicator and the place its row names, as codes the plan knows."""
        cells = {column: sheet.cells[row, column] for column in _keys(table) if (row, column) in sheet.cells}
        line = Line(table, row, cells)
        indicator, region = self.plan.indicator(line.text(tags.INDICATOR)), self.plan.regions.get(line.text(tags.REGION))
        return indicator.code if indicator else "", region.code if region else ""


def _keys(table: Table) -> Iterator[int]:
    return (table.columns[tag] for tag in (tags.INDICATOR, tags.REGION) if tag in table.columns)


def _tag(table: Table, column: int) -> str:
    return next((tag for tag, where in table.columns.items() if where == column), "")
