"""Which row of a return stands in which line of its workbook: an open workbook enters, lines with their rows leave; and in which
rows the cells of a finding lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nap.facts import Finding, Observation, Period
from nap.plan import Plan, owed
from nap.returns.book import Book
from nap.returns.columns import Line, find_tables
from nap.returns.items import Words, read_item
from nap.returns.keys import Keys
from nap.returns.material import Row
from nap.returns.rows import RowReader

RowKey = tuple[str, str, Period]
"""Indicator, region and period."""
Lines = Mapping[tuple[str, int], RowKey]
"""By sheet and number of the line."""
_WORDS = frozenset({"measures", "narrative"})
_LINE = re.compile(r"[0-9]+\Z")


def lines_of(book: Book, plan: Plan, partner: str, period: Period) -> Lines:
    """Every line whose row is known, be its figures read or not; an entry of a list belongs to the row of its place and time."""
    keys = Keys(plan, partner, period)
    reader, found = RowReader(plan, keys), dict[tuple[str, int], RowKey]()
    for line in (line for table in find_tables(book, plan)[0] if table.kind not in _WORDS for line in table.lines()):
        key = _entry(line, keys) if line.table.kind == "items" else _row(line, reader)
        if key is not None:
            found[line.table.sheet.name, line.number] = key
    return found


def _row(line: Line, reader: RowReader) -> RowKey | None:
    row, _ = reader.read(line)
    return row.key if isinstance(row, Row) else None


def _entry(line: Line, keys: Keys) -> RowKey | None:
    words = Words()
    read_item(line, keys, words)
    about = [
        one for item in words.items for one in keys.owed
        if (one.indicator, one.region) == (item.indicator, item.region) and one.period.start <= item.started <= one.period.end
    ]  # fmt: skip
    return (about[0].indicator, about[0].region, about[0].period) if about else None


def lines_kept(observations: Iterable[Observation]) -> Lines:
    """The same without a workbook: only lines of which something was read."""
    keys = (((one.indicator, one.region, one.period), one.place) for one in observations)
    return {(place.sheet, _line(place.cell)): key for key, place in keys if place is not None}


def rows_of_cells(finding: Finding, lines: Lines, plan: Plan, partner: str, period: Period) -> list[RowKey | None]:
    """For each cell of a finding its row; None where it lies in none that is known.

    Where the line does not tell, the finding's own indicator and place do, if one row of the return alone is meant.
    """
    alone = _alone(finding, plan, partner, period)
    return [lines.get((finding.sheet or "", _line(cell)), alone) for cell in finding.cells]


def _alone(finding: Finding, plan: Plan, partner: str, period: Period) -> RowKey | None:
    if not (finding.indicator and finding.region):
        return None
    rows = [one for one in owed(plan, partner, period) if (one.indicator, one.region) == (finding.indicator, finding.region)]
    return (rows[0].indicator, rows[0].region, rows[0].period) if len(rows) == 1 else None


def _line(cell: str) -> int:
    match = _LINE.search(cell)
    return int(match[0]) if match else 0
