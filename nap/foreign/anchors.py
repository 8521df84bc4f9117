"""What a person said of a line, from a place in one file to words that are found again in the next, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nap.foreign.mapping import Anchor, shape
from nap.foreign.model import Axis, Hint, Remark, Role
from nap.returns.book import Book, Cell, Sheet
from nap.returns.choices import fold

Roles = Mapping[tuple[str, int, int], Role]
_NAMING = frozenset({Role.HEADER, Role.LABEL, Role.PERIOD, Role.REGION, Role.PART, Role.TOTAL, Role.MEASURE, Role.HEADING})


def anchored(hints: Iterable[Hint], book: Book, roles: Roles) -> tuple[tuple[Anchor, ...], tuple[Remark, ...]]:
    """The hints held by words; a line without any words cannot be held, and is told."""
    anchors: list[Anchor] = []
    lost: list[Remark] = []
    for hint in hints:
        anchor = _anchor(hint, book.sheet(hint.sheet), roles)
        if anchor is not None:
            anchors.append(anchor)
        else:
            lost.append(Remark("hint-without-words", sheet=hint.sheet, facts=(("axis", hint.axis.value), ("line", hint.index))))
    return tuple(anchors), tuple(lost)


def hinted(anchors: Iterable[Anchor], book: Book) -> tuple[tuple[Hint, ...], tuple[Remark, ...]]:
    """The lines that the anchors speak of in this file; one that is not found is asked about."""
    hints: list[Hint] = []
    lost: list[Remark] = []
    for anchor in anchors:
        found = [Hint(sheet.name, anchor.axis, line, anchor.take) for sheet, line in _lines(anchor, book)]
        hints += found
        if not found:
            lost.append(Remark("hint-not-found", asks=True, found=anchor.words, facts=(("axis", anchor.axis.value),)))
    return tuple(hints), tuple(lost)


def _anchor(hint: Hint, sheet: Sheet | None, roles: Roles) -> Anchor | None:
    cells = _cells(sheet, hint) if sheet is not None else []
    if sheet is None or not cells:
        return None
    naming = [cell for place, cell in cells if roles.get((sheet.name, *place)) in _NAMING]
    texts = [cell for _, cell in cells if cell.kind == "text"]
    words = (naming or texts or [cells[0][1]])[0].text
    nth = _where(sheet, hint.axis, words).index(hint.index) + 1
    return Anchor(hint.axis, " ".join(words.split()), hint.take, nth)


def _cells(sheet: Sheet, hint: Hint) -> list[tuple[tuple[int, int], Cell]]:
    which = 0 if hint.axis is Axis.ROW else 1
    return [(place, cell) for place, cell in sorted(sheet.cells.items()) if place[which] == hint.index and fold(cell.text)]


def _lines(anchor: Anchor, book: Book) -> Sequence[tuple[Sheet, int]]:
    sheets = [sheet for sheet in book.sheets if sheet.name == anchor.sheet] or book.sheets
    found = ((sheet, _where(sheet, anchor.axis, anchor.words)) for sheet in sheets)
    return [(sheet, lines[anchor.nth - 1]) for sheet, lines in found if len(lines) >= anchor.nth]


def _where(sheet: Sheet, axis: Axis, words: str) -> list[int]:
    """The rows or columns of a sheet in which a cell says just these words; else those where years alone are other ones."""
    which = 0 if axis is Axis.ROW else 1
    for same in (fold, shape):
        wanted = same(words)
        found = sorted({place[which] for place, cell in sheet.cells.items() if same(cell.text) == wanted})
        if found:
            return found
    return []
