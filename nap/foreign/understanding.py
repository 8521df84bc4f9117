"""A foreign workbook is understood: its book, the places of the country and a person's hints enter; `Understood` leaves.

The way of every sheet: `grid` (cells) → `rowkinds` and `sections` (tables) → `columns`, `heads` and `outline` (what lines say) →
`reckoning` (figures) → `blocks`. Nothing is raised, nothing is guessed between two readings: a remark asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nap.foreign.blocks import blocks_of
from nap.foreign.captions import footnotes_of
from nap.foreign.colours import roles_of
from nap.foreign.grid import Kind, Tongue, grid_of
from nap.foreign.labels import Reader
from nap.foreign.model import Block, Hint, Remark, Role, Understood
from nap.foreign.reckoning import Reckoned, reckoned
from nap.foreign.sections import sections_of
from nap.foreign.takes import take_problem
from nap.plan import Regions
from nap.returns.book import Book, Sheet, address, column_letters
from nap.words import Text


@dataclass
class _File:
    """What was understood so far."""

    blocks: list[Block] = field(default_factory=list)
    roles: dict[tuple[str, int, int], Role] = field(default_factory=dict)
    titles: dict[str, Text] = field(default_factory=dict)
    footnotes: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def understand(book: Book, regions: Regions, hints: Sequence[Hint] = ()) -> Understood:
    """Everything the sheets of a book say, cell by cell, with how sure that is. Hints of no meaning are passed over."""
    file, tongue = _File(), Tongue(Reader(regions), regions)
    sound = [hint for hint in hints if not take_problem(hint.take)]
    for sheet in book.sheets:
        _sheet(sheet, tongue, sound, file)
        file.remarks += _hidden(sheet, file)
    if not file.blocks:
        file.remarks.append(Remark("no-table", asks=True))
    return Understood(book.sheets, tuple(file.blocks), file.roles, file.titles, file.footnotes, tuple(file.remarks))


def _sheet(sheet: Sheet, tongue: Tongue, hints: Sequence[Hint], file: _File) -> None:
    grid = grid_of(sheet, tongue, hints)
    if all(spot.kind is Kind.WORD for spot in grid.spots.values()):
        return
    whole = [reckoned(section) for section in sections_of(grid)]
    title: Text = next((each.caption.title for each in whole if each.caption.title), {})
    notes: list[Text] = []
    for each in whole:
        file.blocks += blocks_of(each, len(file.blocks) + 1, title)
        found, _ = footnotes_of(each.section)
        notes += found
        file.remarks += _left_out(each)
        file.roles.update(((sheet.name, *at), role) for at, role in roles_of(each))
    file.titles |= {sheet.name: title} if title else {}
    file.footnotes |= {sheet.name: tuple(notes)} if notes else {}
    file.roles.update(
        ((sheet.name, *at), Role.IGNORED) for at in sheet.cells if at not in grid.spots and sheet.cells[at].text.strip()
    )


def _left_out(whole: Reckoned) -> Iterator[Remark]:
    """Columns that hold figures, or words, and are none of the table's."""
    for column, head in whole.heads.items():
        if head.left_out:
            cells = tuple(address(*spot.at) for spot in head.said.spots)
            yield Remark(
                head.left_out, False, whole.grid.sheet.name, cells, head.said.text, (("column", column_letters(column)),)
            )


def _hidden(sheet: Sheet, file: _File) -> Iterator[Remark]:
    """Figures that nobody sees who opens the file."""
    figures = [given for block in file.blocks if block.sheet == sheet.name for given in block.values]
    if not figures:
        return
    if sheet.visibility != "visible":
        yield Remark("hidden-sheet", False, sheet.name)
    lines = [each.cell for each in figures if each.row in sheet.hidden_rows or each.column in sheet.hidden_columns]
    if lines:
        yield Remark("hidden-lines", False, sheet.name, tuple(lines))
