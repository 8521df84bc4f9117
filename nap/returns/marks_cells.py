"""Colours of marked cells: the elements of a sheet and the marks enter; edits leave.

A mark is a conditional format whose condition is always true and bears our sign. The cell's own style is not touched: number
format, frame and the partner's own colours are there again when the mark is taken out, by us or by anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nap.returns.book import address
from nap.returns.marks_found import KINDS, Mark, runs
from nap.returns.marks_styles import Styles
from nap.returns.sheetscan import At
from nap.returns.spans import Edit, Node, Source, put_attribute, without

SIGN = '"nap-mark"="nap-mark"'
_AREAS = 400
"""So many areas stand in one element."""
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup"),
    *("headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
    *("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"),
    *("AlternateContent", "extLst"),
)
"""The children of a worksheet in the order in which Excel demands them."""


def place_of(root: Node, name: str) -> int:
    """Where a new child of that name goes: before the first that must stand behind it."""
    rank = ORDER.index(name)
    return next((each.start for each in root.children if each.name in ORDER and ORDER.index(each.name) > rank), root.close)


def coloured(part: Source, root: Node, marks: Mapping[At, Mark], styles: Styles) -> list[Edit]:
    """The edits that colour the cells. Our rules go before all others of the sheet, whose order among each other stays."""
    pieces: list[str] = []
    for kind in KINDS:
        cells = sorted((at for at, mark in marks.items() if mark.kind == kind), key=lambda at: (at[1], at[0]))
        areas = runs(address(*at) for at in cells)
        for start in range(0, len(areas), _AREAS):
            pieces.append(_rule(root.prefix, areas[start : start + _AREAS], styles.colour(kind), len(pieces) + 1))
    place = place_of(root, "phoneticPr") if root.find("conditionalFormatting") is None else _first_rule(root)
    return [*_shifted(part, root, len(pieces)), Edit(place, place, "".join(pieces))]


def _first_rule(root: Node) -> int:
    return next(child.start for child in root.children if child.name == "conditionalFormatting")


def _rule(prefix: str, areas: Iterable[str], style: int, priority: int) -> str:
    formula = f"<{prefix}formula>{SIGN}</{prefix}formula>"
    rule = f'<{prefix}cfRule type="expression" dxfId="{style}" priority="{priority}">{formula}</{prefix}cfRule>'
    return f'<{prefix}conditionalFormatting sqref="{" ".join(areas)}">{rule}</{prefix}conditionalFormatting>'


def _rules(root: Node) -> list[Node]:
    return [node for node in root.walk() if node.name == "cfRule"]


def _shifted(part: Source, root: Node, by: int) -> list[Edit]:
    return [
        put_attribute(part, rule, "priority", str(int(rule.attributes["priority"]) + by))
        for rule in _rules(root)
        if rule.attributes.get("priority", "").isdecimal()
    ]


def _is_ours(rule: Node) -> bool:
    formula = rule.find("formula")
    return formula is not None and "".join(formula.text.split()) == SIGN


def uncoloured(part: Source, root: Node) -> list[Edit]:
    """The edits that take our colours out, also after another program has saved the file."""
    ours = [rule for rule in _rules(root) if _is_ours(rule)]
    if not ours:
        return []
    gone = {id(rule) for rule in ours}
    ranks = [int(rule.attributes.get("priority", "0")) for rule in ours]
    edits = []
    for rule in _rules(root):
        rank = int(rule.attributes["priority"]) if rule.attributes.get("priority", "").isdecimal() else 0
        if id(rule) not in gone and (lower := sum(each < rank for each in ranks)):
            edits.append(put_attribute(part, rule, "priority", str(rank - lower)))
    for parent in root.walk():
        mine = [child for child in parent.children if id(child) in gone]
        if mine and len(mine) == len([child for child in parent.children if child.name == "cfRule"]):
            edits.append(Edit(parent.start, parent.end, ""))
        elif mine:
            edits += without(parent, mine)
    return edits
