"""A partner's own workbook with marks at what is to be mended: the file and its findings enter; the marked file leaves.

Marks are colours, notes and one sheet in front, in the partner's language. They are written into the archive; every part that
bears none keeps its bytes, and `without_marks` takes out ours and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nap.returns.active import open_package
from nap.returns.check import Checked
from nap.returns.gate import Refused
from nap.returns.layout import Layout, find_layout, workbook_part
from nap.returns.marks_alone import list_alone
from nap.returns.marks_book import Trace, add_sheet, our_tab, remove_sheet, sheet_name, trace_of
from nap.returns.marks_cells import uncoloured
from nap.returns.marks_found import SIGN as NOTE_SIGN, Remarked, Telling, Told, lines, marks, told, with_remarks
from nap.returns.marks_list import Heading, Paper, list_sheet
from nap.returns.marks_notes import without_notes
from nap.returns.marks_people import leave_out_people
from nap.returns.marks_sheets import SheetMarker
from nap.returns.marks_styles import STYLES_TYPE, Styles, added, completed, empty_styles, removed
from nap.returns.marks_tabs import check_names, is_selected, placed, select, sheet_parts
from nap.returns.package import Dialect, Parts, add_part, target_of
from nap.returns.spans import source, tree
from nap.returns.zipcopy import STRANGE, CannotEdit, repacked
from nap.words import period_name, say

_CELLS = frozenset({"sheetData"})


def marked(data: bytes, checked: Checked, lang: str, remarks: Sequence[Remarked] = ()) -> bytes:
    """The workbook with the findings of `checked` marked in it, in `lang`, and what a coordinator says to cells (`remarks`);
    marks of an earlier time are gone.

    The same arguments give the same bytes. Raises CannotEdit for a file that cannot be edited; `only_list` then
    gives what is to be mended by itself.
    """
    telling = Telling(lang, checked.plan)
    return _mark(data, with_remarks(told(checked.findings, telling), remarks, telling), lang, _about(checked, lang))


def only_list(checked: Checked, lang: str, remarks: Sequence[Remarked] = ()) -> bytes:
    """A workbook with the list of what is to be mended and nothing else, for a file that cannot be marked."""
    telling = Telling(lang, checked.plan)
    return list_alone(with_remarks(told(checked.findings, telling), remarks, telling), lang, _about(checked, lang))


def _about(checked: Checked, lang: str) -> str:
    """In a few words whose return it is."""
    return " · ".join(part for part in (checked.partner, checked.period and period_name(lang, checked.period)) if part)


def _mark(data: bytes, findings: Sequence[Told], lang: str, head: str) -> bytes:
    try:
        parts = _opened(data)
        _unmark(parts)
        _Marking(parts, findings, lang).run(head)
        leave_out_people(parts)
        return repacked(data, parts.changed, comment=b"")
    except (Refused, *STRANGE) as fault:
        raise CannotEdit(type(fault).__name__) from fault


def without_marks(data: bytes) -> bytes:
    """The workbook without our marks; the very bytes if it bears none. Raises CannotEdit as `marked`."""
    try:
        parts = _opened(data)
        _unmark(parts)
    except (Refused, *STRANGE) as fault:
        raise CannotEdit(type(fault).__name__) from fault
    return repacked(data, parts.changed) if parts.changed else data


def _opened(data: bytes) -> Parts:
    return Parts(open_package(data))


def _unmark(parts: Parts) -> None:
    tab = our_tab(parts)
    trace = remove_sheet(parts, tab) if tab else None
    for name in sheet_parts(parts):
        part = source(parts.read(name), name)
        notes = target_of(parts, name, "comments")
        coloured_ = b"nap-mark" in part.text
        noted = notes is not None and NOTE_SIGN.encode() in source(parts.read(notes), notes).text
        if coloured_ or noted:
            root = tree(part, _CELLS)
            parts.edit(name, [*uncoloured(part, root), *(without_notes(parts, part, root) if noted else [])])
    if trace is not None:
        _as_before(parts, trace)


def _as_before(parts: Parts, trace: Trace) -> None:
    styles = find_layout(parts.now()).styles
    if styles is not None:
        parts.edit(styles, removed(source(parts.read(styles), styles), trace.sizes))
    names = sheet_parts(parts)
    for number in trace.selected:
        if number < len(names):
            select(parts, names[number], chosen=True)


@dataclass
class _Marking:
    """One workbook while marks are put into it."""

    parts: Parts
    findings: Sequence[Told]
    lang: str

    def run(self, head: str) -> None:
        """All marks: colours, notes, and the list, which tells what the others could not."""
        layout = find_layout(self.parts.now())
        check_names(layout)
        dialect = Dialect(self.parts.read(workbook_part(self.parts.package)))
        styles = self._styles(layout, dialect)
        marker = SheetMarker(self.parts, styles, dialect)
        wanted = marks(self.findings, self.lang)
        for tab in layout.tabs:
            if tab.name in wanted:
                marker.mark(tab, wanted[tab.name])
        chosen = [number for number, name in enumerate(sheet_parts(self.parts)) if is_selected(self.parts, name)]
        for number in chosen:
            select(self.parts, sheet_parts(self.parts)[number], chosen=False)
        trace = trace_of(self.parts, tuple(chosen), styles.before)
        lang, paper = self.lang, Paper(styles.style, dialect.main, trace.written())
        rows = [placed(line, marker.hidden, lang) for line in lines(self.findings)]
        content, header = list_sheet(rows, Heading(head, marker.remarks(lang)), lang, paper)
        add_sheet(self.parts, sheet_name(say(lang, "marks.sheet"), [tab.name for tab in layout.tabs]), content, header, dialect)

    def _styles(self, layout: Layout, dialect: Dialect) -> Styles:
        name = layout.styles
        if name is None:
            name, workbook = self.parts.free_name("xl/styles{}.xml"), workbook_part(self.parts.package)
            add_part(self.parts, name, empty_styles(dialect.main), workbook, STYLES_TYPE, f"{dialect.relations}/styles")
        part = source(self.parts.read(name), name)
        self.parts.edit(name, completed(part, tree(part)))
        part = source(self.parts.read(name), name)
        root = tree(part)
        self.parts.edit(name, added(part, root))
        return Styles(root)
