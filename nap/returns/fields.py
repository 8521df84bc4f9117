"""Cells that wait to be mended: an open workbook and its findings go in; a field for each cell that is named comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from nap.facts import Finding, Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.book import Book, Sheet, address, position
from nap.returns.columns import Line, Table, find_tables

Spot = tuple[str, str]
"""Sheet and Excel address."""
PERSONAL = "personal-data"
OFFER = "offer"
"""The fact of a finding that says what to type instead."""
_BESIDE = {
    ("not-a-number", "more-than"): (tags.QUALITY, "more_than"),
    ("not-a-number", "about"): (tags.QUALITY, "estimated"),
    ("not-a-number", "range"): (tags.QUALITY, ""),
    ("missing-value", "row"): (tags.STATE, ""),
    ("missing-value", "after-zero"): (tags.STATE, ""),
    ("missing-value", "narrative"): (tags.STATE, ""),
}
"""The other column of the row that the advice names, by code and case; which of its choices is offered, if one is."""


@dataclass(frozen=True)
class Field:
    """One cell to mend. `now`: what stands there, as a person sees it; `offer`: what a check offers instead, or None.

    `column` is the tag of its column, `indicator` the code of the row's indicator or measure. What is not known (a cell outside
    the tables, a row without indicator) is empty. `beside` is another cell of the row which the advice names too; the offer for
    such a cell is the code of one of its choices. `hidden`: personal data stand there, so what it is is neither shown nor kept.
    """

    sheet: str
    cell: str
    now: str = ""
    column: str = ""
    indicator: str = ""
    region: str = ""
    offer: str | None = None
    beside: Spot | None = None
    hidden: bool = False

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return self.sheet, self.cell


def fields(book: Book, plan: Plan, findings: Iterable[Finding]) -> Mapping[Spot, Field]:
    """A field for every cell on visible sheets that errors and warnings name, in their order; a cell named twice has one.

    Behind them stand the fields of cells that the advice names beside them.
    """
    found: dict[Spot, Field] = {}
    others: dict[Spot, Field] = {}
    offers: dict[Spot, str] = {}
    findings, rows = tuple(findings), _Rows(book, plan)
    for finding in findings:
        if finding.severity not in _JUDGED or finding.sheet in rows.unseen:
            continue
        for number, cell in enumerate(finding.cells):
            if (field := rows.field(finding, cell)) is None:
                continue
            beside = rows.beside(finding, cell)
            if (offer := _offer(finding, number, paired=beside is not None)) is not None:
                offers.setdefault(field.spot, offer)
            if beside is not None:
                others.setdefault(beside.spot, beside)
                field = replace(field, beside=beside.spot)
            if field.spot not in found or (field.beside and not found[field.spot].beside):
                found[field.spot] = field
    personal = {(each.sheet or "", cell) for each in findings if each.code == PERSONAL for cell in each.cells}
    behind = {spot: field for spot, field in others.items() if spot not in found}
    told = {spot: replace(field, offer=offers.get(spot, field.offer)) for spot, field in {**found, **behind}.items()}
    return {spot: replace(field, now="", hidden=True) if spot in personal else field for spot, field in told.items()}


_JUDGED = (Severity.ERROR, Severity.WARNING)


def counted(finding: Finding) -> int:
    """How many findings it counts for: errors by the cells that are to be mended, all else as one."""
    return len(finding.cells) if finding.severity is Severity.ERROR and apart(finding) else 1


def _offer(finding: Finding, number: int, *, paired: bool) -> str | None:
    """What is offered for its cell of that number: for the first, and for the others where equal findings became one.

    The number in `> 18` is offered only together with the choice that says the rest.
    """
    facts = dict(finding.facts)
    offer = facts.get(OFFER)
    if offer is None and paired and _BESIDE[finding.code, finding.case][1]:
        offer = facts.get("number")
    if offer is None or (number and not apart(finding)):
        return None
    return format(offer, "f") if isinstance(offer, Decimal) else str(offer)


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
            tag = _tag(table, column) if table else tags.NOTHING if finding.case == "nothing" else ""
            indicator, region = self._key(table, sheet, row) if table else ("", "")
            return Field(sheet.name, cell, now, tag, finding.indicator or indicator, finding.region or region)
        return None

    def beside(self, finding: Finding, cell: str) -> Field | None:
        """The field of the other cell of its row that the advice names, with what is offered for it; None if there is none."""
        tag, offer = _BESIDE.get((finding.code, finding.case), ("", ""))
        table = self.tables.get(finding.sheet or "")
        if table is None or tag not in table.columns:
            return None
        with suppress(ValueError):
            other = address(position(cell)[0], table.columns[tag])
            field = self.field(finding, other) if other != cell else None
            return replace(field, offer=offer or None) if field is not None else None
        return None

    def _key(self, table: Table, sheet: Sheet, row: int) -> tuple[str, str]:
        """The indicator or measure and the place its row names, as codes the plan knows."""
        cells = {column: sheet.cells[row, column] for column in _keys(table) if (row, column) in sheet.cells}
        line = Line(table, row, cells)
        indicator, region = self.plan.indicator(line.text(tags.INDICATOR)), self.plan.regions.get(line.text(tags.REGION))
        measure = line.text(tags.MEASURE)
        known = measure if any(each.code == measure for each in self.plan.measures) else ""
        return indicator.code if indicator else known, region.code if region else ""


def _keys(table: Table) -> Iterator[int]:
    return (table.columns[tag] for tag in (tags.INDICATOR, tags.REGION, tags.MEASURE) if tag in table.columns)


def _tag(table: Table, column: int) -> str:
    return next((tag for tag, where in table.columns.items() if where == column), "")
