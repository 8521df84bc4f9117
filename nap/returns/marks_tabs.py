"""What a workbook's tabs say of themselves: which are selected, what of them is hidden. Parts enter; answers and edits leave."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nap.returns.book import area
from nap.returns.layout import Layout, Tab, relationships, workbook_part
from nap.returns.marks_found import Line
from nap.returns.package import Parts
from nap.returns.sheetscan import row_attributes
from nap.returns.spans import Node, Source, put_attribute, source, tree
from nap.returns.zipcopy import CannotEdit
from nap.words import say

_KINDS = frozenset({"worksheet", "xlWorksheet", "chartsheet", "dialogsheet"})
_TRUE = ("1", "true")
_OPPOSITE = {"1": "0", "0": "1", "true": "false", "false": "true"}
"""Each program has its own spelling, and gets it back."""

LONGEST_NAME = 31
_NAME = re.compile(r"[^\\/?*\[\]:\x00-\x1f]+\Z")


def check_names(layout: Layout) -> None:
    """Raises CannotEdit for a sheet whose name no program would give it: some could not open the copy then."""
    if not all(_NAME.match(tab.name) and len(tab.name) <= LONGEST_NAME for tab in layout.tabs):
        raise CannotEdit("sheet name")


def sheet_parts(parts: Parts) -> list[str]:
    """The parts of all sheets, those with charts alone too, by name."""
    package = parts.now()
    links = relationships(package, workbook_part(package)).values()
    found = {package.find(link.target) for link in links if link.kind in _KINDS and not link.outside}
    return sorted(name for name in found if name is not None)


def is_selected(parts: Parts, name: str) -> bool:
    """True for a sheet that is selected; with ours beside it Excel would type into both at once."""
    return bool(_views(parts, name, _TRUE))


def select(parts: Parts, name: str, chosen: bool) -> None:
    """Select a sheet or not."""
    text = source(parts.read(name), name)
    views = _views(parts, name, tuple(_OPPOSITE[each] for each in _TRUE) if chosen else _TRUE)
    edits = [put_attribute(text, view, "tabSelected", _OPPOSITE[view.attributes["tabSelected"]]) for view in views]
    parts.edit(name, edits)


def _views(parts: Parts, name: str, values: tuple[str, ...]) -> list[Node]:
    views = tree(source(parts.read(name), name), frozenset({"sheetData"})).find("sheetViews")
    return [view for view in views.children if view.attributes.get("tabSelected") in values] if views else []


@dataclass(frozen=True)
class Hidden:
    """What of one sheet nobody sees."""

    sheet: bool
    rows: frozenset[int]
    columns: tuple[tuple[int, int], ...]

    def word(self, cells: str) -> str:
        """What is hidden about these cells, the widest first: `sheet`, `row`, `column`, or nothing."""
        top, left, bottom, right = area(cells)
        if self.sheet:
            return "sheet"
        if any(row in self.rows for row in range(top, bottom + 1)):
            return "row"
        return "column" if any(first <= right and left <= last for first, last in self.columns) else ""


def hidden_places(tab: Tab, part: Source, root: Node) -> Hidden:
    """What the sheet hides."""
    rows = frozenset(number for number, each in row_attributes(part, root).items() if each.get("hidden") in _TRUE)
    columns = root.find("cols")
    spans = [each for each in columns.children if each.attributes.get("hidden") in _TRUE] if columns else []
    return Hidden(tab.visibility != "visible", rows, tuple((int(e.attributes["min"]), int(e.attributes["max"])) for e in spans))


def placed(line: Line, hidden: dict[str, Hidden], lang: str) -> Line:
    """The line with a word about what is hidden; without a link where the workbook has no such sheet."""
    if not line.cells:
        return line
    if line.sheet not in hidden:
        return replace(line, link=False)
    word = hidden[line.sheet].word(line.cells)
    return replace(line, hidden=say(lang, f"marks.hidden.{word}")) if word else line
