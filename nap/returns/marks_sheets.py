"""Colours and notes put into the sheets of one workbook, and what of it could not be done. Marks enter; edited parts leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nap.returns.book import Area
from nap.returns.cellwriting import first_of, merges_of
from nap.returns.layout import Tab
from nap.returns.marks_cells import coloured
from nap.returns.marks_found import Mark
from nap.returns.marks_notes import with_notes
from nap.returns.marks_styles import Styles
from nap.returns.marks_tabs import Hidden, hidden_places
from nap.returns.package import Dialect, Parts
from nap.returns.sheetscan import At
from nap.returns.spans import source, tree
from nap.returns.zipcopy import CannotEdit
from nap.words import say

MOST_NOTES = 1_000
"""Notes in one workbook; with many more Excel opens it slowly on an old laptop. Colours and list go on."""


@dataclass
class SheetMarker:
    """The sheets of one workbook while they are being marked; `hidden` says of each what of it nobody sees."""

    parts: Parts
    styles: Styles
    dialect: Dialect
    hidden: dict[str, Hidden] = field(default_factory=dict)
    _silent: list[str] = field(default_factory=list)
    _notes: int = 0

    def mark(self, tab: Tab, marks: Mapping[At, Mark]) -> None:
        """Colour the cells of one sheet and write their notes."""
        part = source(self.parts.read(tab.part), tab.part)
        root = tree(part, frozenset({"sheetData"}))
        seen = _in_first(merges_of(root), marks)
        notes = self._rationed({at: mark.note for at, mark in sorted(seen.items()) if mark.note})
        edits = coloured(part, root, seen, self.styles)
        try:
            edits += with_notes(self.parts, part, root, notes, self.dialect) if notes else []
        except CannotEdit:
            self._silent.append(tab.name)
        self.parts.edit(tab.part, edits)
        self.hidden[tab.name] = hidden_places(tab, part, root)

    def _rationed(self, notes: dict[At, str]) -> dict[At, str]:
        left = max(MOST_NOTES - self._notes, 0)
        self._notes += len(notes)
        return dict(list(notes.items())[:left])

    def remarks(self, lang: str) -> tuple[str, ...]:
        """What the list has to say about notes that are not there."""
        capped = [say(lang, "marks.notes-cut", shown=MOST_NOTES)] if self._notes > MOST_NOTES else []
        silent = [say(lang, "marks.no-notes", sheets=", ".join(self._silent))] if self._silent else []
        return (*capped, *silent)


def _in_first(merges: Iterable[Area], marks: Mapping[At, Mark]) -> dict[At, Mark]:
    """The marks where they are seen: in a merged area at its first cell."""
    areas, found = list(merges), dict[At, Mark]()
    for at, mark in marks.items():
        first = first_of(areas, at)
        found[first] = found[first].and_also(mark) if first in found else mark
    return found
