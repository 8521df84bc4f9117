"""New contents for cells of one sheet: the sheet's part and what is to stand where go in; the part with the cells leaves.

Everything else of the sheet stays as it was written. A formula that gives way takes nothing with it: cells that shared it get
it spelt out, the results of an array formula stay as values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from nap.returns.book import Area, address, area
from nap.returns.formulas import moved
from nap.returns.sheetscan import At, FormulaSpot, RowSpot, Scan, Spot, scan
from nap.returns.spans import Edit, Node, Source, appended, edited, in_xml, put_attribute, quoted, tree
from nap.returns.zipcopy import CannotEdit


@dataclass(frozen=True)
class Content:
    """What is to stand in a cell: `number` as the file stores it, else `text`; both empty: nothing. `style` None: as it is."""

    number: str = ""
    text: str = ""
    style: int | None = None


@dataclass(frozen=True)
class Sheet:
    """An open sheet: its part, its elements (the cells left out), where the wanted cells stand."""

    part: Source
    root: Node
    data: Node
    found: Scan

    def style_at(self, at: At) -> int:
        """The style a cell has, or gets when it is made: that of its row or its column."""
        spots = self.found.spots.get(at)
        if spots:
            return _number(spots[-1].attributes.get("s"))
        row = next((row for row in self.found.rows if row.number == at[0]), None)
        if row is not None and row.attributes.get("customFormat") in ("1", "true"):
            return _number(row.attributes.get("s"))
        return self._column_style(at[1])

    def _column_style(self, column: int) -> int:
        columns = self.root.find("cols")
        for each in columns.children if columns else ():
            if _number(each.attributes.get("min")) <= column <= _number(each.attributes.get("max")):
                return _number(each.attributes.get("style"))
        return 0


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() else 0


def open_sheet(part: Source, wanted: Iterable[At]) -> tuple[Sheet, dict[At, At]]:
    """The sheet, and where each wanted cell really stands: in a merged area only its first cell has a content."""
    root = tree(part, frozenset({"sheetData"}))
    data = root.find("sheetData")
    if data is None:
        raise CannotEdit(part.name)
    merges = merges_of(root)
    places = {at: first_of(merges, at) for at in wanted}
    return Sheet(part, root, data, scan(part, root.prefix, frozenset(places.values()))), places


def first_of(merges: Iterable[Area], at: At) -> At:
    """The first cell of the merged area a cell lies in, or the cell itself."""
    row, column = at
    return next(((a, b) for a, b, c, d in merges if a <= row <= c and b <= column <= d), at)


def merges_of(root: Node) -> list[Area]:
    """The merged areas of a sheet. Raises CannotEdit for one that is none."""
    merges = root.find("mergeCells")
    found = [each for each in merges.children if each.name == "mergeCell"] if merges else []
    try:
        return [area(each.attributes.get("ref", "")) for each in found]
    except ValueError as fault:
        raise CannotEdit("mergeCells") from fault


def write(sheet: Sheet, contents: Mapping[At, Content]) -> tuple[bytes, bool]:
    """The sheet's part with these contents, and whether a formula gave way. Raises CannotEdit."""
    found, changes = sheet.found, {}
    for at, content in contents.items():
        for spot in found.spots.get(at, ()):
            changes[spot.start] = Edit(spot.start, spot.end, _cell(sheet, at, content, spot))
    new = {at: content for at, content in contents.items() if not found.spots.get(at) and (content.number or content.text)}
    freed = _freed(sheet, contents)
    edits = [*changes.values(), *_new_cells(sheet, new), *_dimension(sheet, new), *freed]
    lost = any(spot.formula for at in contents for spot in found.spots.get(at, ()))
    return edited(sheet.part, edits), lost or bool(freed)


_OF_CONTENT = frozenset({"t", "cm", "vm"})
"""Attributes of a cell that speak of what stood in it, not of the cell."""


def _cell(sheet: Sheet, at: At, content: Content, spot: Spot | None) -> str:
    attributes = {"r": address(*at)} if spot is None else {k: v for k, v in spot.attributes.items() if k not in _OF_CONTENT}
    style = content.style if content.style is not None else None if spot else sheet.style_at(at) or None
    if style is not None:
        attributes["s"] = str(style)
    prefix = sheet.root.prefix
    written = "".join(f" {name}={quoted(value)}" for name, value in attributes.items())
    if content.number:
        return f"<{prefix}c{written}><{prefix}v>{content.number}</{prefix}v></{prefix}c>"
    if not content.text:
        return f"<{prefix}c{written}/>"
    text = f'<{prefix}is><{prefix}t xml:space="preserve">{in_xml(content.text)}</{prefix}t></{prefix}is>'
    return f'<{prefix}c{written} t="inlineStr">{text}</{prefix}c>'


def _new_cells(sheet: Sheet, contents: Mapping[At, Content]) -> list[Edit]:
    rows: dict[int, list[At]] = defaultdict(list)
    for at in sorted(contents):
        rows[at[0]].append(at)
    known = {row.number: row for row in sheet.found.rows}
    edits: list[Edit] = []
    made: list[tuple[int, str]] = []
    for number, cells in rows.items():
        texts = [(column, _cell(sheet, (row, column), contents[row, column], None)) for row, column in cells]
        if number in known:
            edits += _into_row(sheet, known[number], texts)
        else:
            tag = f"{sheet.root.prefix}row"
            made.append((number, f'<{tag} r="{number}">{"".join(text for _, text in texts)}</{tag}>'))
    return [*edits, *_new_rows(sheet, made)]


def _into_row(sheet: Sheet, row: RowSpot, cells: list[tuple[int, str]]) -> list[Edit]:
    """New cells among those of a row. The hint how far the row reaches is left out, for it may be wrong now."""
    node = Node(f"{sheet.root.prefix}row", row.attributes, row.start, row.inside, row.close, row.end)
    edits = [put_attribute(sheet.part, node, "spans", None)]
    if node.single:
        return [*edits, *appended(node, "".join(text for _, text in cells))]
    there = sheet.found.columns[row.number]
    for column, text in cells:
        place = next((place for other, place in there if other > column and row.inside <= place < row.close), row.close)
        edits.append(Edit(place, place, text))
    return edits


def _new_rows(sheet: Sheet, rows: list[tuple[int, str]]) -> list[Edit]:
    if not rows:
        return []
    if not sheet.found.rows:
        return appended(sheet.data, "".join(text for _, text in rows))
    edits = []
    for number, text in rows:
        place = next((row.start for row in sheet.found.rows if row.number > number), sheet.data.close)
        edits.append(Edit(place, place, text))
    return edits


def _dimension(sheet: Sheet, new: Iterable[At]) -> list[Edit]:
    """The sheet's own word for how far it reaches, if it has one and it is too narrow now."""
    node = sheet.root.find("dimension")
    if node is None:
        return []
    try:
        first = area(node.attributes.get("ref", ""))
    except ValueError:
        return []
    areas = [first, *((row, column, row, column) for row, column in new)]
    top, left, bottom, right = (choose(each[side] for each in areas) for side, choose in enumerate((min, min, max, max)))
    if (top, left, bottom, right) == first:
        return []
    return [put_attribute(sheet.part, node, "ref", f"{address(top, left)}:{address(bottom, right)}")]


def _freed(sheet: Sheet, contents: Mapping[At, Content]) -> list[Edit]:
    """The edits at formulas that would speak for a cell that is written now, or borrow from one."""
    edits: list[Edit] = []
    masters = {spot.attributes.get("si"): spot for spot in reversed(sheet.found.formulas) if _is_master(spot)}
    for spot in sheet.found.formulas:
        if spot.at in contents:
            continue
        master = masters.get(spot.attributes.get("si")) if spot.attributes.get("t") == "shared" else None
        if master is not None and master.at in contents and master is not spot:
            edits.append(Edit(spot.start, spot.end, _spelt_out(sheet, spot, master)))
        elif spot.attributes.get("t") in ("array", "dataTable") and _covers(spot, contents):
            edits.append(Edit(spot.start, spot.end, ""))
    return edits


def _is_master(spot: FormulaSpot) -> bool:
    return spot.attributes.get("t") == "shared" and "ref" in spot.attributes and bool(spot.text)


def _spelt_out(sheet: Sheet, spot: FormulaSpot, master: FormulaSpot) -> str:
    text = spot.text or moved(master.text, spot.at[0] - master.at[0], spot.at[1] - master.at[1])
    return f"<{sheet.root.prefix}f>{escape(text)}</{sheet.root.prefix}f>"


def _covers(spot: FormulaSpot, contents: Iterable[At]) -> bool:
    try:
        top, left, bottom, right = area(spot.attributes.get("ref", ""))
    except ValueError:
        return False
    return any(top <= row <= bottom and left <= column <= right for row, column in contents)
