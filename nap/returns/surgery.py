"""A partner's workbook with some cells filled in anew: the file and the texts go in; the file with them leaves.

The archive is edited, not written again: every part that is not touched keeps its very bytes, and in a sheet everything but
the cells named. Only files that the reader can read may enter; the result is read by the same reader as any other file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from nap.returns import formats
from nap.returns.active import open_package
from nap.returns.book import position
from nap.returns.cellwriting import Content, open_sheet, write
from nap.returns.formats import plain, style_meanings
from nap.returns.gate import Refused
from nap.returns.layout import Layout, find_layout, relationships, workbook_part
from nap.returns.markup import elements, is_true
from nap.returns.numbers import Number, read_number
from nap.returns.package import Parts, remove_part
from nap.returns.sheetscan import At
from nap.returns.spans import Edit, Node, Source, appended, edited, put_attribute, source, tree
from nap.returns.stale import dependents, forget, formulas
from nap.returns.zipcopy import STRANGE, CannotEdit, repacked

LONGEST_TEXT = 32_767
"""Letters a cell can hold."""


def with_values(data: bytes, values: Mapping[tuple[str, str], str]) -> bytes:
    """The workbook with these texts in its cells, by sheet name and address, each as if a person had typed it there.

    What reads as one number (decimal comma or point) becomes a number, in a cell formatted as a percentage its hundredth, as
    Excel does; "" empties the cell; all else stays text. Formulas that depend on these cells lose their saved results. The same
    arguments give the same bytes. Raises CannotEdit for a file that cannot be edited, LookupError for a sheet it does not have,
    ValueError for what is no address.
    """
    if not values:
        return data
    try:
        parts = Parts(open_package(data))
        layout = find_layout(parts.package)
    except Refused as refused:
        raise CannotEdit(refused.finding.code) from refused
    wanted = _by_sheet(layout, values)
    try:
        return _filled(data, parts, layout, wanted)
    except (Refused, *STRANGE) as fault:
        raise CannotEdit(type(fault).__name__) from fault


def _filled(data: bytes, parts: Parts, layout: Layout, wanted: Mapping[str, Mapping[At, str]]) -> bytes:
    styles, found = _Styles(parts, layout), formulas(parts, layout)
    changed: dict[str, set[At]] = {}
    lost = False
    for name, cells in wanted.items():
        sheet, places = open_sheet(source(parts.read(name), name), cells)
        changed[name] = set(places.values())
        contents = {places[at]: _content(text, sheet.style_at(places[at]), styles) for at, text in cells.items()}
        content, freed = write(sheet, contents)
        parts.write(name, content)
        lost = lost or freed
    styles.save()
    forget(parts, dependents(found, changed), changed)
    _calculations(parts, lost, has_any=bool(found))
    return repacked(data, parts.changed)


def _by_sheet(layout: Layout, values: Mapping[tuple[str, str], str]) -> dict[str, dict[At, str]]:
    tabs = {tab.name.casefold(): tab.part for tab in reversed(layout.tabs)}
    found: dict[str, dict[At, str]] = defaultdict(dict)
    for (sheet, cell), text in values.items():
        found[tabs[sheet.casefold()]][position(cell)] = text
    return found


def _content(text: str, style: int, styles: _Styles) -> Content:
    match read_number(text):
        case Number(value, False):
            return _number_content(plain(value), style, styles)
        case Number(value, True) if styles.meaning(style) == formats.PERCENT:
            return Content(number=plain(value.scaleb(-2)))
        case _:
            return Content(text=text[:LONGEST_TEXT] if text.strip() else "")


def _number_content(number: str, style: int, styles: _Styles) -> Content:
    match styles.meaning(style):
        case formats.PERCENT:
            return Content(number=plain(Decimal(number).scaleb(-2)))
        case formats.DATE | formats.TIME:
            return Content(number=number, style=styles.as_number(style))
        case _:
            return Content(number=number)


class _Styles:
    """The cell styles of a workbook: what their numbers mean, and new ones for numbers where Excel had made dates."""

    def __init__(self, parts: Parts, layout: Layout) -> None:
        self._parts, self._part = parts, layout.styles
        self._meanings = style_meanings(elements(parts.read(self._part), self._part)) if self._part else ()
        self._new: dict[int, int] = {}

    def meaning(self, style: int) -> str:
        """As `formats.meaning` says."""
        return self._meanings[style] if style < len(self._meanings) else formats.NUMBER

    def as_number(self, style: int) -> int:
        """The number of a style that is like this one but shows a number as it is."""
        return self._new.setdefault(style, len(self._meanings) + len(self._new))

    def save(self) -> None:
        """Write the new styles, if there are any."""
        if not self._new or self._part is None:
            return
        part = source(self._parts.read(self._part), self._part)
        table = tree(part).find("cellXfs")
        assert table is not None
        copies = "".join(_as_number(part, table.children[style]) for style in self._new)
        count = str(len(table.children) + len(self._new))
        edits = [put_attribute(part, table, "count", count), *appended(table, copies)]
        self._parts.write(self._part, edited(part, edits))


def _as_number(part: Source, style: Node) -> str:
    """A copy of a style, numbers shown as they are."""
    alone = Source(part.name, part.text[style.start : style.end], "utf-8")
    node = tree(alone)
    edits = [put_attribute(alone, node, "numFmtId", "0"), put_attribute(alone, node, "applyNumberFormat", "1")]
    return edited(alone, edits).decode()


def _calculations(parts: Parts, lost: bool, *, has_any: bool) -> None:
    """The order of calculation goes where a formula went, Excel makes it anew; and formulas are calculated when it opens."""
    workbook = workbook_part(parts.package)
    chain = next((link.target for link in relationships(parts.package, workbook).values() if link.kind == "calcChain"), None)
    if lost and chain is not None and parts.package.find(chain):
        remove_part(parts, chain, workbook)
    if has_any:
        part = source(parts.read(workbook), workbook)
        parts.write(workbook, edited(part, _calculate_on_load(part, tree(part))))


_AFTER_CALCULATION = frozenset(
    (
        *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
        *("fileRecoveryPr", "webPublishObjects", "extLst"),
    )
)


def _calculate_on_load(part: Source, workbook: Node) -> list[Edit]:
    node = workbook.find("calcPr")
    if node is not None:
        return [] if is_true(node.attributes.get("fullCalcOnLoad")) else [put_attribute(part, node, "fullCalcOnLoad", "1")]
    place = next((child.start for child in workbook.children if child.name in _AFTER_CALCULATION), workbook.close)
    return [Edit(place, place, f'<{workbook.prefix}calcPr fullCalcOnLoad="1"/>')]
