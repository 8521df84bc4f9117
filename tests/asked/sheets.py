"""What people do to whole sheets, and what copying does to everything that stands on them, without touching a figure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from nap.returns import tags
from tests.asked.lean import Book, Cell, Sheet

Edit = Callable[[Book], object]


def edits() -> Iterator[tuple[str, Edit]]:
    def renamed(start: str, name: str) -> Edit:
        def edit(book: Book) -> object:
            book.sheet(start).name = name
            return None

        return edit

    for start, name in (
        ("O2", "Лист1"),
        ("O3", "Sheet2"),
        ("Перечни", "тизме"),
        ("Описания", "тексты & прочее"),
        ("O2", "ЦЕЛЬ 2 (исправлено)"),
        ("Прочтите", "1"),
    ):
        yield f"{start} renamed {name}", renamed(start, name)

    def turned(book: Book) -> object:
        book.sheets.reverse()
        return None

    yield "sheets in another order", turned

    def without(start: str) -> Edit:
        def edit(book: Book) -> object:
            book.sheets.remove(book.sheet(start))
            return None

        return edit

    yield "lists deleted", without("_lists")
    yield "first sheet deleted", without("Прочтите")
    yield "items deleted, all said 0", without("Перечни")
    yield "measures deleted", without("Меры")

    def added(name: str, lines: list[list[object]], state: str = "visible") -> Edit:
        def edit(book: Book) -> object:
            cells = {(r, c): Cell(v) for r, line in enumerate(lines, 1) for c, v in enumerate(line, 1)}
            book.sheets.append(Sheet(name, cells, state))
            return None

        return edit

    yield "an empty sheet added", added("Лист2", [])
    yield "a sheet of workings added", added("расчёты", [["Баткен", 12], ["Ош", 18], ["Итого", 30]])
    yield "a sheet of the plan added", added("План", [["Код", "Что сделать", "Всего", "Срок"], ["2.1", "обучить", 500, "2026"]])
    yield "a sheet named as ours added", added("O2", [["черновик"]])

    def tables_together(book: Book) -> object:
        two, three = book.sheet("O2"), book.sheet("O3")
        start = two.last + 3
        for (row, column), cell in three.cells.items():
            two.cells[start + row, column] = cell
        book.sheets.remove(three)
        return None

    yield "two sheets pasted one below the other", tables_together

    def values_only(book: Book) -> object:
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.formula, cell.value = "", "" if cell.formula else cell.value
        return None

    yield "pasted as values", values_only

    def as_text(book: Book) -> object:
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.value = str(cell.value) if isinstance(cell.value, (int, float)) else cell.value
                cell.fmt = "@"
        return None

    yield "everything as text", as_text

    def padded(book: Book) -> object:
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.value = (
                    f" {cell.value}\u00a0" if isinstance(cell.value, str) and not sheet.name.startswith("_") else cell.value
                )
        return None

    yield "a space at each end of everything", padded

    def decomposed(book: Book) -> object:
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.value = unicodedata.normalize("NFD", cell.value) if isinstance(cell.value, str) else cell.value
        return None

    yield "everything in decomposed letters", decomposed

    def untagged(book: Book) -> object:
        for sheet in book.sheets:
            sheet.cells = {
                at: cell for at, cell in sheet.cells.items() if not str(cell.value).startswith("#") or cell.value == tags.NOTHING
            }
        return None

    yield "the grey tags deleted", untagged

    def tagged_again(book: Book) -> object:
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.value = cell.value.upper().replace("+", " + ") if str(cell.value).startswith("#") else cell.value
        return None

    yield "tags in capitals", tagged_again
