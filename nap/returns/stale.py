"""Results that are out of date once some cells are filled in anew. The parts and the cells enter; the results that a new
calculation could change are taken out of every sheet.

A formula counts as dependent if it looks at such a cell or at the result of such a formula, and whenever it cannot be told for
certain at what it looks. Its cell keeps the formula: a program that calculates fills it when it opens the file.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nap.returns.book import Area, area
from nap.returns.formulas import moved
from nap.returns.layout import Layout
from nap.returns.package import Parts
from nap.returns.references import references
from nap.returns.sheetscan import At, FormulaSpot, Spot, scan
from nap.returns.spans import Edit, Source, edited, put_attribute, source, tree, without
from nap.returns.zipcopy import CannotEdit

_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
LARGEST_ARRAY = 100_000
"""Cells that one array formula fills; nobody's fills more."""
_FEW = 16
"""An area of so many cells is looked up cell by cell."""
MOST_STEPS = 4_000_000
"""Comparisons of a cell with an area, some seconds; beyond them every formula counts as dependent."""


@dataclass(frozen=True)
class Formula:
    """One formula: the part of its sheet, its cell, its text as it reads there, the cells it fills.

    `looks_at`: parts and areas; None if that cannot be told for certain.
    """

    part: str
    at: At
    text: str
    fills: Area
    looks_at: tuple[tuple[str, Area], ...] | None

    def cells(self) -> Iterator[At]:
        """The cells it fills."""
        return cells_of(self.fills)


def has_formulas(part: Source) -> bool:
    """A quick look whether a sheet may have formulas."""
    return _FORMULA.search(part.text) is not None


def formulas(parts: Parts, layout: Layout) -> list[Formula]:
    """All formulas of a workbook. Raises Refused, and CannotEdit for an array larger than any."""
    tabs = {tab.name.casefold(): tab.part for tab in layout.tabs}
    found: list[Formula] = []
    for tab in layout.tabs:
        part = source(parts.read(tab.part), tab.part)
        if has_formulas(part):
            prefix = tree(part, frozenset({"sheetData"})).prefix
            spots = scan(part, prefix, frozenset(), all_formulas=True).formulas
            found += _of_sheet(tab.part, spots, tabs)
    return found


def _of_sheet(part: str, spots: Iterable[FormulaSpot], tabs: Mapping[str, str]) -> Iterator[Formula]:
    spots = list(spots)
    masters: dict[str | None, list[FormulaSpot]] = defaultdict(list)
    for spot in spots:
        if spot.attributes.get("t") == "shared" and spot.text.strip():
            masters[spot.attributes.get("si")].append(spot)
    for spot in spots:
        text = _text(spot, masters)
        yield Formula(part, spot.at, text, _fills(spot), _looks_at(part, text, tabs))


def _text(spot: FormulaSpot, masters: Mapping[str | None, list[FormulaSpot]]) -> str:
    """What a formula reads as in its own cell; nothing if that is not certain."""
    if spot.attributes.get("t") == "dataTable":
        return ""
    if spot.text.strip() or spot.attributes.get("t") != "shared":
        return spot.text
    lenders = masters.get(spot.attributes.get("si"), ())
    return moved(lenders[0].text, spot.at[0] - lenders[0].at[0], spot.at[1] - lenders[0].at[1]) if len(lenders) == 1 else ""


def _fills(spot: FormulaSpot) -> Area:
    row, column = spot.at
    if spot.attributes.get("t") not in ("array", "dataTable"):
        return row, column, row, column
    try:
        found = area(spot.attributes.get("ref", ""))
    except ValueError:
        return row, column, row, column
    if size(found) > LARGEST_ARRAY:
        raise CannotEdit("array")
    return found


def _looks_at(part: str, text: str, tabs: Mapping[str, str]) -> tuple[tuple[str, Area], ...] | None:
    found = references(text) if text.strip() else None
    if found is None:
        return None
    places = [(part if each.sheet is None else tabs.get(each.sheet.casefold(), ""), each.area) for each in found]
    return tuple(places) if all(where for where, _ in places) else None


def size(cells: Area) -> int:
    """How many cells an area has."""
    top, left, bottom, right = cells
    return (bottom - top + 1) * (right - left + 1)


def cells_of(cells: Area) -> Iterator[At]:
    """The cells of an area, row by row."""
    top, left, bottom, right = cells
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def dependents(found: Iterable[Formula], changed: Mapping[str, Collection[At]]) -> list[Formula]:
    """The formulas whose results are out of date, by part; those in changed cells are gone already and pass nothing on."""
    standing = [each for each in found if each.at not in changed.get(each.part, ()) or size(each.fills) > 1]
    return _Search(standing).run((part, at) for part, cells in changed.items() for at in cells)


class _Search:
    """From changed cells to the formulas that look at them, and on to those that look at these."""

    def __init__(self, standing: list[Formula]) -> None:
        self._standing = standing
        self._single: dict[tuple[str, At], list[Formula]] = defaultdict(list)
        self._areas: dict[str, dict[Area, list[Formula]]] = defaultdict(lambda: defaultdict(list))
        for each in standing:
            for part, looked_at in each.looks_at or ():
                if size(looked_at) > _FEW:
                    self._areas[part][looked_at].append(each)
                else:
                    for at in cells_of(looked_at):
                        self._single[part, at].append(each)
        self._waiting: deque[tuple[str, At]] = deque()
        self._stale: dict[int, Formula] = {}

    def run(self, changed: Iterable[tuple[str, At]]) -> list[Formula]:
        self._waiting.extend(changed)
        self._add(each for each in self._standing if each.looks_at is None)
        steps = 0
        while self._waiting:
            part, at = self._waiting.popleft()
            steps += len(self._areas[part])
            if steps > MOST_STEPS:
                return self._standing
            self._add(self._single.pop((part, at), ()))
            for hit in [each for each in self._areas[part] if each[0] <= at[0] <= each[2] and each[1] <= at[1] <= each[3]]:
                self._add(self._areas[part].pop(hit))
        return list(self._stale.values())

    def _add(self, formulas: Iterable[Formula]) -> None:
        for each in formulas:
            if id(each) not in self._stale:
                self._stale[id(each)] = each
                self._waiting.extend((each.part, at) for at in each.cells())


def forget(parts: Parts, stale: Iterable[Formula], changed: Mapping[str, Collection[At]]) -> None:
    """Take the results of these formulas out of the sheets; what stands in changed cells stays."""
    cells: dict[str, set[At]] = defaultdict(set)
    for each in stale:
        cells[each.part].update(at for at in each.cells() if at not in changed.get(each.part, ()))
    for name, places in cells.items():
        if places:
            parts.write(name, _emptied(source(parts.read(name), name), frozenset(places)))


def _emptied(part: Source, cells: frozenset[At]) -> bytes:
    prefix = tree(part, frozenset({"sheetData"})).prefix
    spots = scan(part, prefix, cells).spots
    return edited(part, [edit for at in cells for spot in spots.get(at, ()) for edit in _without_result(part, spot)])


def _without_result(part: Source, spot: Spot) -> list[Edit]:
    alone = Source(part.name, part.text[spot.start : spot.end], "utf-8")
    cell = tree(alone)
    results = [each for each in cell.children if each.name in ("v", "is")]
    if not results:
        return []
    kinds = [put_attribute(alone, cell, name, None) for name in ("t", "vm") if name in cell.attributes]
    return [Edit(each.start + spot.start, each.end + spot.start, each.text) for each in (*kinds, *without(cell, results))]
