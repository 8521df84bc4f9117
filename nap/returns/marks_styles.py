"""What marks look like: fonts, fills, frames and styles of the list, colours of marked cells. A styles part enters; it leaves
with ours at the end of each table, where they can be cut off again.
"""

from __future__ import annotations

from collections.abc import Mapping

from nap.returns.spans import Edit, Node, Source, appended, put_attribute, tree, without
from nap.tables import FONT

_INK, _QUIET, _LINK, _LINE = "FF1F2933", "FF52606D", "FF1B4F9C", "FFB8C2CC"
COLOURS = {"error": ("FFFFC7CE", "FF9C0006"), "warning": ("FFFFEB9C", "FF7F4F00"), "fixed": ("FFDDEBF7", "FF1F4E79")}
"""Kind → fill and letters of a marked cell, light and dark enough to be read in grey print too."""
_FONTS = (
    ("bold", f'<b/><sz val="10"/><color rgb="{_INK}"/>'),
    ("title", f'<b/><sz val="15"/><color rgb="{_INK}"/>'),
    ("plain", f'<sz val="10"/><color rgb="{_INK}"/>'),
    ("link", f'<u/><sz val="10"/><color rgb="{_LINK}"/>'),
    ("quiet", f'<sz val="9"/><color rgb="{_QUIET}"/>'),
)
_FILLS = (("header", "FFE4E7EB"), *((kind, fill) for kind, (fill, _) in COLOURS.items()))
_SIDES = "".join(f'<{side} style="thin"><color rgb="{_LINE}"/></{side}>' for side in ("left", "right", "top", "bottom"))
LOOKS = (
    ("title", "title", "", False),
    ("plain", "plain", "", False),
    ("quiet", "quiet", "", False),
    ("header", "bold", "header", True),
    ("cell", "plain", "", True),
    ("link", "link", "", True),
    *((f"band_{kind}", "bold", kind, True) for kind in COLOURS),
)
"""Name, font, fill and whether it has a frame."""
TABLES = ("fonts", "fills", "borders", "cellXfs", "dxfs")


STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_DEFAULTS = (
    ("fonts", '<font><sz val="11"/><name val="Calibri"/></font>'),
    ("fills", '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'),
    ("borders", "<border><left/><right/><top/><bottom/><diagonal/></border>"),
    ("cellStyleXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'),
    ("cellXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'),
    ("cellStyles", '<cellStyle name="Normal" xfId="0" builtinId="0"/>'),
)
"""What Excel takes for granted at the beginning of each table; ours must not be taken for it."""
_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)


def empty_styles(main: str) -> str:
    """A styles part for a workbook without one."""
    return f'<styleSheet xmlns="{main}"></styleSheet>'


def completed(part: Source, root: Node) -> list[Edit]:
    """The edits that fill tables that are missing or empty."""
    lacking = [(name, text) for name, text in _DEFAULTS if not ((table := root.find(name)) and table.children)]
    return [edit for name, text in lacking for edit in _into_table(part, root, name, [_prefixed(text, root.prefix)])]


class Styles:
    """Our styles in one workbook: `style` gives the number of a look, `colour` that of a mark, `before` what was there."""

    def __init__(self, root: Node | None) -> None:
        sizes = {name: len(table.children) if root and (table := root.find(name)) else 0 for name in TABLES}
        self.before: Mapping[str, int] = sizes
        self._numbers = {name: sizes["cellXfs"] + number for number, (name, *_) in enumerate(LOOKS)}

    def style(self, look: str) -> int:
        """The cell style of a look of the list."""
        return self._numbers[look]

    def colour(self, kind: str) -> int:
        """The differential style of marked cells."""
        return self.before["dxfs"] + list(COLOURS).index(kind)


def added(part: Source, root: Node) -> list[Edit]:
    """The edits that put our styles at the end of each table."""
    ours = _ours(root.prefix, Styles(root).before)
    return [edit for name in TABLES for edit in _into_table(part, root, name, ours[name])]


def _into_table(part: Source, root: Node, name: str, new: list[str]) -> list[Edit]:
    table, text = root.find(name), "".join(new)
    if table is not None:
        return [*_count(part, table, len(table.children) + len(new)), *appended(table, text)]
    later = _ORDER[_ORDER.index(name) + 1 :]
    place = next((child.start for child in root.children if child.name in later), root.close)
    return [Edit(place, place, f"<{root.prefix}{name}>{text}</{root.prefix}{name}>")]


def _count(part: Source, table: Node, count: int) -> list[Edit]:
    return [put_attribute(part, table, "count", str(count))] if "count" in table.attributes else []


def removed(part: Source, before: Mapping[str, int]) -> list[Edit]:
    """The edits that cut our styles off again; where the tables are not as we left them (Excel saved the file), they stay."""
    root = tree(part)
    ours = _ours(root.prefix, before)
    tables = {name: root.find(name) for name in TABLES}
    if any(table is None or len(table.children) != before[name] + len(ours[name]) for name, table in tables.items()):
        return []
    return [edit for name, table in tables.items() if table is not None for edit in _cut(part, root, table, before[name])]


def _cut(part: Source, root: Node, table: Node, size: int) -> list[Edit]:
    if not size and "count" not in table.attributes:
        return without(root, [table])
    return [*_count(part, table, size), *without(table, table.children[size:])]


def _ours(prefix: str, before: Mapping[str, int]) -> dict[str, list[str]]:
    made = {
        "fonts": [f'<font>{inside}<name val="{FONT}"/></font>' for _, inside in _FONTS],
        "fills": [_fill(f'<fgColor rgb="{colour}"/><bgColor indexed="64"/>', ' patternType="solid"') for _, colour in _FILLS],
        "borders": [f"<border>{_SIDES}<diagonal/></border>"],
        "cellXfs": [_style(before, font, fill, framed) for _, font, fill, framed in LOOKS],
        "dxfs": [_colour(*colours) for colours in COLOURS.values()],
    }
    return {name: [_prefixed(text, prefix) for text in texts] for name, texts in made.items()}


def _fill(colours: str, pattern: str) -> str:
    return f"<fill><patternFill{pattern}>{colours}</patternFill></fill>"


def _style(before: Mapping[str, int], font: str, fill: str, framed: bool) -> str:
    fonts, fills = [name for name, _ in _FONTS], [name for name, _ in _FILLS]
    numbers = (
        f'numFmtId="0" fontId="{before["fonts"] + fonts.index(font)}"'
        f' fillId="{before["fills"] + fills.index(fill) if fill else 0}" borderId="{before["borders"] if framed else 0}" xfId="0"'
    )
    applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    return f'<xf {numbers} {applied}><alignment vertical="top" wrapText="1"/></xf>'


def _colour(fill: str, letters: str) -> str:
    return f'<dxf><font><color rgb="{letters}"/></font>{_fill(f"""<bgColor rgb="{fill}"/>""", "")}</dxf>'


def _prefixed(text: str, prefix: str) -> str:
    return text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}") if prefix else text
