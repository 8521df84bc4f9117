"""What people do to rows, columns and sheets. Reading goes by tag and header, never by place; nothing beside the tables counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from nap.returns import tags
from tests.asked import sheets
from tests.asked.cases import Case
from tests.asked.lean import Book, Cell

Edit = Callable[[Book], object]
ANY = (("", ""),)


def _columns() -> Iterator[tuple[str, Edit]]:
    def order(where: Callable[[int], int | None], start: str = "O2") -> Edit:
        return lambda book: book.sheet(start).move_columns(where)

    yield "columns reversed", order(lambda c: 40 - c)
    yield "total and women exchanged with their tags", order(lambda c: {6: 7, 7: 6}.get(c, c))
    yield "codes moved to the far end", order(lambda c: 30 if c in (2,) else c)
    yield "an empty column put in", order(lambda c: c + (c >= 6))
    yield "row check deleted", order(lambda c: None if c == 1 else c - 1)
    yield "place names deleted", order(lambda c: None if c == 4 else c - (c > 4))
    yield "source and comment deleted", order(lambda c: None if c in (15, 16) else c)
    yield "explanations deleted", order(lambda c: None if c == 17 else c)
    yield "states deleted", order(lambda c: None if c == 13 else c)
    yield "table moved to the right", order(lambda c: c + 5)
    yield "items moved", order(lambda c: c + 3, "Перечни")
    yield "narratives reversed", order(lambda c: 20 - c, "Описания")

    def noted(title: str, values: Callable[[int], object]) -> Edit:
        def edit(book: Book) -> object:
            sheet = book.sheet("O2")
            sheet.cells[sheet.head() - 1, 19] = Cell(title)
            for row in range(9, 36):
                sheet.cells[row, 19] = Cell(values(row))
            return None

        return edit

    yield "a column of notes beside", noted("заметки", lambda row: "проверено")
    yield "a column of numbers beside", noted("прошлый год", lambda row: row * 3)
    yield "a column without a head beside", noted("", lambda row: row)
    yield "a column of plans beside", noted("План на год", lambda row: 100)
    yield "a column of per cents beside", noted("% выполнения", lambda row: "75 %")


def _rows() -> Iterator[tuple[str, Edit]]:
    def rows(where: Callable[[int], int | None], start: str = "O2") -> Edit:
        return lambda book: book.sheet(start).move_rows(where)

    yield "rows put in above the table", rows(lambda r: r + 4)
    yield "an empty row between any two", rows(lambda r: r if r < 8 else r * 2)
    yield "empty rows between head and tags", rows(lambda r: r + 2 if r >= 6 else r)
    yield "titles of indicators deleted", rows(lambda r: None if r in (7, 8, 12, 13, 17, 18) else r)
    yield "the five lines above deleted", rows(lambda r: None if r < 5 else r - 4)
    yield "heads deleted, tags left", rows(lambda r: None if r < 6 else r - 5)
    yield "rows turned upside down", rows(lambda r: r if r < 7 else 60 - r)
    yield "rows sorted by region", rows(lambda r: r if r < 7 else 100 * ((r - 9) % 5) + r)
    yield "narratives turned upside down", rows(lambda r: r if r < 7 else 20 - r, "Описания")

    def below(*lines: dict[int, object], gap: int = 1) -> Edit:
        def edit(book: Book) -> object:
            sheet = book.sheet("O2")
            start = sheet.last + gap
            for number, line in enumerate(lines):
                for column, value in line.items():
                    sheet.cells[start + number, column] = Cell(value)
            return None

        return edit

    yield "a total in the first column", below({1: "Итого", 6: 210, 7: 30})
    yield "a total two rows lower", below({1: "ИТОГО:", 6: 210}, gap=3)
    yield "a total of formulas", below({1: "Бардыгы", 6: 210, 7: 30, 8: 30})
    yield "a note below", below({1: "Примечание: данные предварительные"})
    yield "a note two rows lower", below({2: "* без учёта г. Ош"}, gap=3)
    yield "a signature", below({2: "Исполнитель: ____________"}, {2: "«___» июля 2026 г."}, {2: "М.П."}, gap=3)
    yield "a legend below", below({5: "н/д", 6: "нет данных"}, {5: "н/п", 6: "неприменимо"}, gap=3)
    for word in ("Итого", "ИТОГО", "Всего", "Жыйынтыгы", "Бардыгы", "Total", "Итого по показателю"):
        yield f"a total called {word} among the codes", below({2: word, 6: 210})
    yield "a total among the regions", below({3: "Итого", 6: 210})
    yield "a total among the names", below({4: "Итого по области", 6: 210})
    yield "a total among the periods", below({5: "Итого за 2026 год", 6: 210})

    def hidden(book: Book) -> object:
        book.sheet("O2").hidden_rows = {7, 8}
        return None

    yield "titles hidden", hidden

    def blank_copy(book: Book) -> object:
        sheet, row, _ = book.at("2.2", "KG-O", tags.TOTAL)
        for column in (2, 3, 4, 5):
            sheet.cells[sheet.last + (column == 2), column] = deepcopy(sheet.cells[row, column])
        return None

    yield "a blank copy of a row", blank_copy

    def merged(book: Book) -> object:
        book.sheet("O2").merges += ["B38:F38", "A1:Q1"]
        return None

    yield "cells merged outside the table", merged


def _honest_edits() -> Iterator[Case]:
    for name, edit in (*_columns(), *_rows(), *sheets.edits()):
        total = name.startswith("a total")
        yield Case(
            name,
            edit,
            may="" if total else "hidden-content code-corrected",
            anywhere="unknown-indicator" * total,
            verdict="clean",
        )


def _spoilt() -> Iterator[Case]:
    """What is lost is said; the rest is read."""

    def column_gone(number: int, start: str = "O2") -> Edit:
        return lambda book: book.sheet(start).move_columns(lambda c: None if c == number else c)

    gone = "missing-value missing-column"
    for number, name in ((2, "indicators"), (3, "regions"), (5, "periods")):
        yield Case(
            f"column of {name} deleted",
            column_gone(number),
            may=f"{gone} unknown-indicator unknown-region wrong-period ambiguous-region",
            loses=ANY,
        )
    yield Case(
        "column of totals deleted",
        column_gone(6),
        anywhere="missing-column",
        loses=tuple((each, "") for each in ("2.1", "2.2", "2.3", "2.6")),
        verdict="errors",
    )
    yield Case("column of women deleted", column_gone(7), anywhere="missing-column", may=gone, loses=(("2.1", ""),))
    yield Case("column of levels deleted", column_gone(12), anywhere="missing-column", may=gone, loses=(("2.4", ""), ("2.5", "")))

    def dropped(book: Book) -> object:
        sheet, row, _ = book.at("2.2", "KG-O", tags.TOTAL)
        return sheet.move_rows(lambda r: None if r == row else r)

    yield Case("a row deleted", dropped, anywhere="missing-value", loses=(("2.2", "KG-O"),), verdict="warnings")

    def sheet_gone(book: Book) -> object:
        return book.sheets.remove(book.sheet("O3"))

    yield Case("a sheet deleted", sheet_gone, anywhere="missing-value", loses=(("3.5", ""),), verdict="warnings")

    def copied(value: object) -> Edit:
        def edit(book: Book) -> object:
            sheet, row, _ = book.at("2.2", "KG-O", tags.TOTAL)
            low = sheet.last + 1
            for column in (2, 3, 4, 5, 6):
                sheet.cells[low, column] = deepcopy(sheet.cells[row, column])
            return book.set(sheet.name, f"F{low}", value)

        return edit

    def summed(book: Book) -> object:
        return book.set("O2", "F39", 210)

    yield Case("sums without a word", summed, anywhere="unknown-indicator", verdict="errors")
    yield Case("a row twice, another figure", copied(31), anywhere="duplicate-row", loses=(("2.2", "KG-O"),), verdict="errors")
    yield Case("a row twice, the same figure", copied(30), anywhere="duplicate-row", loses=(("2.2", "KG-O"),), verdict="errors")
    yield Case("a row twice, blank", copied(None), verdict="clean")
    yield Case("a row twice, a dash", copied("-"), may="duplicate-row no-data-mark", loses=(("2.2", "KG-O"),))

    def sheet_twice(book: Book) -> object:
        again = deepcopy(book.sheet("O2"))
        again.name = "O2 (2)"
        return book.sheets.append(again)

    yield Case(
        "a sheet copied whole",
        sheet_twice,
        anywhere="duplicate-row",
        loses=(("2.1", ""), ("2.2", ""), ("2.3", ""), ("2.4", ""), ("2.5", ""), ("2.6", "")),
        verdict="errors",
    )

    def two_columns(book: Book) -> object:
        sheet = book.sheet("O2")
        for (row, column), cell in list(sheet.cells.items()):
            if column == 6 and row > 4:
                sheet.cells[row, 20] = deepcopy(cell)
        return None

    yield Case("a column copied", two_columns, anywhere="duplicate-column", verdict="errors")

    def pasted(book: Book) -> object:
        sheet, low = book.sheet("O2"), book.sheet("O2").last + 1
        for number, region in enumerate(("KG-T", "KG-C")):
            for column, value in zip((2, 3, 5, 6), ("2.2", region, "2026-H1", 5), strict=True):
                sheet.cells[low + number, column] = Cell(value)
        return None

    yield Case("another partner's rows pasted below", pasted, anywhere="unknown-region", verdict="errors")

    def hidden_row(book: Book) -> object:
        sheet, row, _ = book.at("2.2", "KG-O", tags.TOTAL)
        sheet.hidden_rows = {row}
        return None

    yield Case("a row left hidden by a filter", hidden_row, anywhere="hidden-content", verdict="warnings")

    def hidden_column(book: Book) -> object:
        book.sheet("O2").hidden_columns = {7}
        return None

    yield Case("a column hidden", hidden_column, anywhere="hidden-content", verdict="warnings")

    def hidden_sheet(book: Book) -> object:
        book.sheet("O3").state = "hidden"
        return None

    yield Case("a sheet hidden", hidden_sheet, anywhere="hidden-content", verdict="warnings")

    def region_merged(book: Book) -> object:
        sheet = book.sheet("O2")
        for row in (15, 16):
            del sheet.cells[row, 2]
        sheet.merges.append("B14:B16")
        return None

    yield Case(
        "indicator codes merged downwards",
        region_merged,
        may="unknown-indicator missing-value",
        loses=(("2.2", "KG-O"), ("2.2", "KG-B")),
    )

    def value_merged(book: Book) -> object:
        sheet = book.sheet("O2")
        for row in (15, 16):
            del sheet.cells[row, 6]
        sheet.merges.append("F14:F16")
        return None

    yield Case(
        "one value merged over three places", value_merged, anywhere="missing-value", loses=(("2.2", "KG-O"), ("2.2", "KG-B"))
    )

    def header(typed: object, column: int) -> Edit:
        def edit(book: Book) -> object:
            sheet = book.sheet("O2")
            head = sheet.head()
            del sheet.cells[head, column]
            sheet.cells[head - 1, column] = Cell(typed)
            return None

        return edit

    for typed in ("Всего", "всего", "ВСЕГО", "Бардыгы", "Total", "Всего ", "Итого", "Всего, чел."):
        yield Case(
            f"total by its head {typed!r}",
            header(typed, 6),
            may=f"{gone} total-from-parts breakdown-not-allowed",
            loses=() if typed != "Итого" else tuple((each, "") for each in ("2.1", "2.2", "2.3", "2.6")),
        )
    for typed in ("Женщины", "Аялдар", "женщины", "Women", "Жeнщины"):
        yield Case(f"women by their head {typed!r}", header(typed, 7), verdict="clean")
    yield Case("women by a strange head", header("Ж", 7), anywhere="missing-column", may=gone, loses=(("2.1", ""),))
    yield Case("women named men", header("Мужчины", 7), anywhere="missing-column", may=gone, loses=(("2.1", ""),))


def cases() -> list[Case]:
    """All of them."""
    return [*_honest_edits(), *_spoilt()]
