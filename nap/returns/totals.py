"""Totals that lost their result because a cell they add up was mended. The file before, the file after and its findings enter;
the findings leave, such cells told for themselves, with the sum where it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nap.facts import Finding
from nap.returns.book import Book, Cell, address, position
from nap.returns.fields import OFFER, Spot
from nap.returns.formats import plain
from nap.returns.gate import Refused, unpack_workbook
from nap.returns.layout import find_layout
from nap.returns.package import Parts
from nap.returns.references import references
from nap.returns.stale import Formula, cells_of, formulas, size
from nap.returns.zipcopy import STRANGE, CannotEdit

CODE, MENDED = "formula-without-value", "mended"
_LONGEST_SUM = 10_000
"""Cells that a total adds up."""
_ADDED = re.compile(r"=?\s*(?:SUM\((?P<areas>[^()]*)\)|(?P<cells>[^()+,]+(?:\+[^()+,]+)+))\s*\Z", re.IGNORECASE)
_AREA = re.compile(r"(?:'[^']+'!|[^\W\d][\w.]*!)?\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?\Z")


def without_result(findings: Iterable[Finding], case: str | None = None) -> set[Spot]:
    """The cells whose formula is told to have no result; with `case`, only those told by it."""
    told = [each for each in findings if each.code == CODE and (case is None or each.case == case)]
    return {(each.sheet or "", cell) for each in told for cell in each.cells}


def retold(findings: Sequence[Finding], told: Iterable[Finding], before: Book, after: Book, data: bytes) -> tuple[Finding, ...]:
    """The findings of `after` (its file: `data`), those about a result that mending took out in a case of their own.

    `before` is the workbook that was mended, `told` what was found in it.
    """
    again = without_result(told, MENDED)
    lost = {spot for spot in without_result(findings) if spot in again or _has_result(before, spot)}
    sums = _sums(data, after, lost) if lost else {}
    return tuple(one for each in findings for one in _apart(each, lost, sums))


def _has_result(book: Book, spot: Spot) -> bool:
    cell = _cell(book, *spot)
    return cell is not None and cell.formula and cell.kind != "formula_empty"


def _apart(finding: Finding, lost: Collection[Spot], sums: Mapping[Spot, str]) -> Iterator[Finding]:
    """The finding; where mending took out results, one for each such cell, and one for those that are left."""
    sheet = finding.sheet or ""
    mended = [cell for cell in finding.cells if finding.code == CODE and (sheet, cell) in lost]
    for cell in mended:
        offer = ((OFFER, sums[sheet, cell]),) if (sheet, cell) in sums else ()
        yield replace(finding, cells=(cell,), case=MENDED, facts=(*finding.facts, *offer))
    left = tuple(cell for cell in finding.cells if cell not in mended)
    if left or not mended:
        yield replace(finding, cells=left) if mended else finding


def _sums(data: bytes, book: Book, lost: Collection[Spot]) -> dict[Spot, str]:
    try:
        parts = Parts(unpack_workbook(data))
        layout = find_layout(parts.package)
        found = {(each.part, each.at): each for each in formulas(parts, layout)}
    except (Refused, CannotEdit, *STRANGE):
        return {}
    tabs = {tab.name: tab.part for tab in layout.tabs}
    names = {part: name for name, part in tabs.items()}
    totals = {spot: found.get((tabs.get(spot[0], ""), position(spot[1]))) for spot in lost}
    sums = {spot: _sum(total, names, book) for spot, total in totals.items() if total is not None}
    return {spot: number for spot, number in sums.items() if number is not None}


def _sum(total: Formula, names: Mapping[str, str], book: Book) -> str | None:
    """What a plain sum of known numbers amounts to; None for anything else."""
    if total.looks_at is None or not _is_plain(total.text) or sum(size(area) for _, area in total.looks_at) > _LONGEST_SUM:
        return None
    cells = [_cell(book, names[part], address(*at)) for part, area in total.looks_at for at in cells_of(area)]
    numbers = [cell.value for cell in cells if cell is not None and _is_number(cell) and isinstance(cell.value, Decimal)]
    if not numbers or len(numbers) != sum(cell is not None and bool(cell.text or cell.formula) for cell in cells):
        return None
    return plain(sum(numbers, Decimal()))


def _is_number(cell: Cell) -> bool:
    return cell.kind == "number" and not cell.percent


def _is_plain(formula: str) -> bool:
    """Whether it is `SUM(C4:C9, D2)` or `C4+C5`, and nothing else."""
    match = _ADDED.match(formula.strip())
    if match is None:
        return False
    pieces = re.split(r"[,+]", match["areas"] or match["cells"] or "")
    single = [references(each.strip()) for each in pieces]
    return all(_AREA.match(each.strip()) for each in pieces) and all(found and len(found) == 1 for found in single)


def _cell(book: Book, sheet: str, cell: str) -> Cell | None:
    found = book.sheet(sheet)
    return found.cells.get(position(cell)) if found else None
