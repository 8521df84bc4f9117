"""What a label says: the text of a row, a heading or a header goes in; a `Label` comes out. It never raises.

Every word must be understood before a label is a place, a part or a total; a text with a strange word names a measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nap.facts import Period
from nap.foreign.headers import period_of, period_of_text, periods_together
from nap.foreign.labels_lang import language, language_of
from nap.foreign.labels_marks import bare, looser, tidy
from nap.foreign.labels_meaning import meant
from nap.foreign.labels_parse import Parse
from nap.foreign.labels_places import Places
from nap.foreign.labels_text import is_a_notes_heading, otherwise
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.plan import Regions
from nap.returns.book import Cell

__all__ = ["Reader", "language_of"]

_LONGEST = 2_000
"""Letters of a text that are read."""


class Reader:
    """Reads the labels of one country's tables. What it has read it remembers: tables say the same again and again."""

    def __init__(self, regions: Regions) -> None:
        self._places = Places(regions)
        self._labels: dict[tuple[str, str], Label] = {}

    def label(self, text: str, by: str = "") -> Label:
        """What a text says. `by`: the dimension that its heading announces, where it has one (`Label.by`): then `21-30` is an age
        for certain, `М` a sex, `не указан` the unknown of that dimension; under `?` an age is a part nobody declared.
        """
        key = (text, by)
        if key not in self._labels:
            plain = tidy(text[:_LONGEST])
            self._labels[key] = replace(self._read(plain, by), lang=language(plain))
        return self._labels[key]

    def period(self, cell: Cell) -> tuple[Period | None, Label]:
        """The period a header cell names, and how it was understood.

        None where it names none (the label says what it is) or where somebody has to be asked (role `period`, sure `asked`).
        """
        if cell.kind != "text" and (found := period_of(cell)):
            return found
        if cell.kind != "text":
            return None, (self._coded(cell.text) if cell.kind == "number" else None) or Label(cell.text)
        label = self.label(cell.text)
        return (None if label.role is Role.MEASURE else label.meaning.period), label

    def periods(self, cells: Sequence[Cell]) -> tuple[tuple[Period | None, Label], ...]:
        """The cells of one header, read together: a year that swallowed a mark among other years, the days of a monthly table."""
        return periods_together(cells, [self.period(cell) for cell in cells])

    def _read(self, text: str, by: str) -> Label:
        without = bare(text)
        if is_a_notes_heading(text):
            return Label(without.text or text, role=Role.FOOTNOTE)
        found = self._coded(without.text) or self._understood(without.text, by)
        if found is None or _is_likely_place(found):
            found = period_of_text(text) or found  # `Октябрь` is a month before it is short for a district
        if found:
            return replace(found, notes=(*found.notes, *without.notes)) if found.notes != without.notes else found
        if loose := looser(without.text):
            found = self._understood(loose[0], by)
            if found:
                doubt = Sure.ASKED if found.meaning.period else Sure.LIKELY  # `2023 2` may be a half of it
                return replace(found, sure=max(found.sure, doubt, key=list(Sure).index), notes=(loose[1], *without.notes))
        found = otherwise(text, without, self._places)
        return replace(found, notes=without.notes)

    def _coded(self, text: str) -> Label | None:
        places = self._places.code(text)
        return Label(text, role=Role.REGION, meaning=Meaning(places[0].code)) if len(places) == 1 else None

    def _understood(self, text: str, by: str) -> Label | None:
        items = Parse(text, self._places, by).items
        return meant(text, items, by) if items else None


def _is_likely_place(label: Label) -> bool:
    return label.role is Role.REGION and label.sure is Sure.LIKELY
