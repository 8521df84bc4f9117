"""What a label says: the text of a row, a heading or a header goes in; a `Label` comes out. It never raises.

Every word must be understood before a label is a place, a part or a total; a text with a strange word names a measure.
"""

from __future__ import annotations

from dataclasses import replace

from nap.facts import Period
from nap.foreign.headers import period_of
from nap.foreign.labels_lang import language, language_of
from nap.foreign.labels_marks import bare, looser, tidy
from nap.foreign.labels_meaning import meant, otherwise
from nap.foreign.labels_parse import Parse
from nap.foreign.labels_places import Places
from nap.foreign.model import Label, Sure
from nap.plan import Regions
from nap.returns.book import Cell

__all__ = ["Reader", "language_of"]


class Reader:
    """Reads labels of one country's tables. What it has read it remembers: tables say the same again and again."""

    def __init__(self, regions: Regions) -> None:
        self._places = Places(regions)
        self._labels: dict[tuple[str, str], Label] = {}

    def label(self, text: str, by: str = "") -> Label:
        """What a text says. `by`: the dimension that its heading announces, where it has one (`Label.by`): then `21-30` is an age
        for certain, `М` a sex, and `не указан` the unknown of that dimension."""
        key = (text, by)
        if key not in self._labels:
            self._labels[key] = self._read(tidy(text), by)
        return self._labels[key]

    def period(self, cell: Cell) -> tuple[Period | None, Label]:
        """The period a header cell names, and how it was understood; None where it names none or somebody has to be asked."""
        return period_of(cell) or (None, self.label(cell.text))

    def _read(self, text: str, by: str) -> Label:
        without = bare(text)
        found = self._understood(without.text, by)
        notes = without.notes
        if found is None and (loose := looser(without.text)):
            found = self._understood(loose[0], by)
            found = found and replace(found, sure=Sure.LIKELY, notes=(loose[1],))
        found = found or otherwise(text, without, self._places)
        return replace(found, lang=language(text), notes=(*found.notes, *notes))

    def _understood(self, text: str, by: str) -> Label | None:
        items = Parse(text, self._places).items
        return meant(text, items, by) if items else None
