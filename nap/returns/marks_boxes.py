"""The boxes in which Excel shows notes, drawn in VML. A sheet and texts enter; shapes leave, wide and high enough to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nap.returns.sheetscan import At, row_attributes
from nap.returns.spans import Edit, Node, Source, appended, without
from nap.returns.zipcopy import CannotEdit

_V, _O, _X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:excel"
_TYPE_ID = "_x0000_t202"
_TYPE = (
    f'<v:shapetype id="{_TYPE_ID}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDTH, _LINE, _LETTERS, _GAP = 300, 15, 46, 15
"""Pixels of a box, pixels of a line, letters in a line, pixels between cell and box."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PREFIX = re.compile(r"(?<=[</ ])([vox]):")
_SPACES = {"v": _V, "o": _O, "x": _X}
_NUMBER = re.compile(r"_s([0-9]{1,9})\Z")


@dataclass(frozen=True)
class Boxes:
    """What is known of a sheet's columns and rows: their sizes in pixels where they are not the usual ones."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]
    usual: tuple[int, int]

    def alone(self, notes: Mapping[At, str]) -> str:
        """A whole drawing with a box for each note."""
        shapes = self._shapes(notes, 1025)
        layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        return f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">{layout}{_TYPE}{shapes}</xml>'

    def among_others(self, root: Node, notes: Mapping[At, str]) -> list[Edit]:
        """The edits that draw them in a sheet's drawing. Raises CannotEdit if that is no drawing in VML."""
        ids = [node.attributes.get("id", "") for node in root.walk()]
        numbers = [int(match[1]) for each in ids if (match := _NUMBER.search(each))]
        kind = "" if _TYPE_ID in ids or not notes else _TYPE
        return appended(root, _prefixed(root, kind + self._shapes(notes, max(numbers, default=1024) + 1)))

    @staticmethod
    def taken_out(part: Source, root: Node, cells: frozenset[At]) -> tuple[list[Edit], bool]:
        """The edits that rub out the boxes of these cells, and whether no shape is left."""
        gone = [node for node in root.children if node.name == "shape" and _cell_of(node) in cells]
        ids = {id(node) for node in gone}
        left = [node for node in root.children if node.name not in ("shapelayout", "shapetype") and id(node) not in ids]
        ours = _prefixed(root, _TYPE).encode()
        kinds = [node for node in root.children if part.text[node.start : node.end] == ours]
        used = {node.attributes.get("type") for node in left}
        return without(root, gone if f"#{_TYPE_ID}" in used else [*gone, *kinds]), not left

    def _shapes(self, notes: Mapping[At, str], first: int) -> str:
        return "".join(self._shape(at, text, first + number) for number, (at, text) in enumerate(sorted(notes.items())))

    def _shape(self, at: At, text: str, number: int) -> str:
        row, column = at
        lines = sum(-(-max(len(each), 1) // _LETTERS) for each in text.split("\n"))
        right, right_rest = _reach(column + 1, _WIDTH + _GAP, self.widths, self.usual[0], _LAST_COLUMN)
        top = max(row - 1, 1)
        bottom, bottom_rest = _reach(top, lines * _LINE + 12, self.heights, self.usual[1], _LAST_ROW)
        anchor = f"{min(column, _LAST_COLUMN - 1)}, {_GAP}, {top - 1}, 4, {right - 1}, {right_rest}, {bottom - 1}, {bottom_rest}"
        look = "position:absolute;margin-left:60pt;margin-top:2pt;width:225pt;height:90pt;z-index:1;visibility:hidden"
        return (
            f'<v:shape id="_x0000_s{number}" type="#{_TYPE_ID}" style="{look}" fillcolor="#ffffe1" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )


def _prefixed(root: Node, text: str) -> str:
    """Our shapes in the prefixes of this drawing; openpyxl calls them `ns1` and the like."""
    known = {space: name[6:] for name, space in root.attributes.items() if name.startswith("xmlns:")}
    if not known.keys() >= set(_SPACES.values()):
        raise CannotEdit("drawing")
    return _PREFIX.sub(lambda match: known[_SPACES[match[1]]] + ":", text)


def _cell_of(shape: Node) -> At | None:
    data = shape.find("ClientData")
    if data is None or data.attributes.get("ObjectType") != "Note":
        return None
    texts = [node.text.strip() if (node := data.find(name)) else "" for name in ("Row", "Column")]
    return (int(texts[0]) + 1, int(texts[1]) + 1) if all(each.isdecimal() for each in texts) else None


def _reach(start: int, size: int, sizes: Mapping[int, int], usual: int, last: int) -> tuple[int, int]:
    """The column (or row) in which a box ends that begins at `start` and is so many pixels wide, and how far into it."""
    at, left = start, size
    while at < last and left > (here := sizes.get(at, usual)):
        left -= here
        at += 1
    return at, left


def new_boxes(sheet: Source, root: Node) -> Boxes:
    """The measures of a sheet."""
    widths: dict[int, int] = {}
    columns = root.find("cols")
    for each in columns.children if columns else ():
        first, last = int(each.attributes["min"]), min(int(each.attributes["max"]), 400)
        pixels = 0 if each.attributes.get("hidden") in ("1", "true") else _pixels(each.attributes.get("width"), 7, 64)
        widths |= dict.fromkeys(range(first, last + 1), pixels)
    heights = {number: _height(attributes) for number, attributes in row_attributes(sheet, root).items()}
    usual = root.find("sheetFormatPr")
    sizes = usual.attributes if usual else {}
    return Boxes(
        widths, heights, (_pixels(sizes.get("defaultColWidth"), 7, 64), _pixels(sizes.get("defaultRowHeight"), 4 / 3, 20))
    )


def _height(attributes: Mapping[str, str]) -> int:
    return 0 if attributes.get("hidden") in ("1", "true") else _pixels(attributes.get("ht"), 4 / 3, 20)


def _pixels(text: str | None, scale: float, usual: int) -> int:
    try:
        return max(0, min(round(float(text) * scale), 2000)) if text else usual
    except (ValueError, OverflowError):
        return usual
