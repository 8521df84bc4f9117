"""Checks of the return as a whole: hidden content, small cells, lateness, the history that was not there."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Finding, Severity
from nap.plan import due_date
from nap.returns import tags
from nap.returns.book import Sheet, address, position
from nap.returns.identity import is_history
from nap.returns.material import Material, Row


def hidden_content(material: Material) -> Iterator[Finding]:
    """Values in hidden rows, columns and sheets are read, and the sender is told (stack 8.2)."""
    for sheet in material.book.sheets:
        if sheet.visibility != "visible" and sheet.cells and not _is_ours(sheet):
            yield _hidden(sheet, "sheet", [address(*min(sheet.cells))])
    by_sheet: dict[str, list[str]] = {}
    for row in material.rows:
        by_sheet.setdefault(row.sheet, []).extend(figure.cell for figure in row.figures.values() if not figure.blank)
    for sheet in material.book.sheets:
        if sheet.visibility == "visible" and (sheet.hidden_rows or sheet.hidden_columns):
            yield from _hidden_cells(sheet, by_sheet.get(sheet.name, []))


def _is_ours(sheet: Sheet) -> bool:
    """A sheet that the template hides, also under the name another program gave it: its first cells are words of ours."""
    if sheet.name.strip().lower() in {tags.LISTS_SHEET, tags.IDENTITY_SHEET}:
        return True
    keys = {cell.text for (_, column), cell in sheet.cells.items() if column == 1}
    heads = [cell.text for (row, _), cell in sheet.cells.items() if row == 1 and cell.text.startswith(tags.NAMES)]
    return len(keys.intersection(tags.IDENTITY_KEYS)) > 2 or len(heads) > 2


def _hidden_cells(sheet: Sheet, cells: list[str]) -> Iterator[Finding]:
    rows = [cell for cell in cells if position(cell)[0] in sheet.hidden_rows]
    seen = set(rows)
    columns = [cell for cell in cells if position(cell)[1] in sheet.hidden_columns and cell not in seen]
    for case, found in (("row", rows), ("column", columns)):
        if found:
            yield _hidden(sheet, case, found)


def _hidden(sheet: Sheet, case: str, cells: list[str]) -> Finding:
    return Finding("hidden-content", Severity.WARNING, sheet.name, tuple(cells), case=case)


def small_cells(material: Material) -> Iterator[Finding]:
    """Small numbers of people: they will be hidden from readers, and the sender need do nothing (docs/disclosure.md)."""
    for row in material.rows:
        if limit := material.plan.thresholds.minimum_cell(row.indicator):
            yield from _small(row, limit)


def _small(row: Row, limit: int) -> Iterator[Finding]:
    """A percentage is no number of people: of a ratio the numerator is looked at."""
    if row.indicator.type in {"percentage", "rate", "ratio", "index"} and not row.indicator.has_ratio:
        return
    for tag in row.figures:
        value = row.value(tag)
        if value is not None and 0 < value < limit and not (row.indicator.has_ratio and tag != tags.NUMERATOR):
            yield _anonymous(row.finding("small-cell", Severity.INFO, tag, facts={"limit": limit}))


def _anonymous(finding: Finding) -> Finding:
    """Without the figure, so that all small cells of one column are one finding."""
    return Finding(
        finding.code, finding.severity, finding.sheet, finding.cells, finding.indicator, finding.region, facts=finding.facts
    )


def late(material: Material) -> Iterator[Finding]:
    """Sent after the due date; accepted all the same."""
    due = due_date(material.plan, material.period)
    if material.today > due and not is_history(material.plan, material.period):
        facts = (("due", due), ("days", (material.today - due).days), ("period", str(material.period)))
        yield Finding("late", Severity.INFO, facts=facts)


def no_history(material: Material) -> Iterator[Finding]:
    """Without the store nothing is compared with earlier returns."""
    if material.remember is None:
        yield Finding("history-not-checked", Severity.INFO)
