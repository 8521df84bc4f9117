"""A sheet of a foreign table as it is, coloured by what was understood. Cells and roles enter, HTML leaves.

The sheet's own letters and numbers are links that name their line in the address; our script makes the cells lead there too.
Which line is chosen is told by a style of its own (`chosen_css`), so that pointing never sends the sheet again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from nap.monitor import Sheet, TableRole, Understood, column_letters
from ui.session import t
from ui.tables_roles import CLASSES, SIGNS, Roles, line_roles, role_name

ROWS, COLUMNS = 200, 60
_CELLS = 4_000
"""So many rows of a sheet are drawn at first and each time more are asked for, fewer of a wide one; so many columns at most."""
_LONG = 30
"""Letters that fit into a column; a longer text runs over the empty cells beside it, as in a spreadsheet."""
_LONGEST = 240
"""Letters of a cell that are shown."""


@dataclass(frozen=True)
class Extent:
    """How much of a sheet there is, and how much of that is shown; counted from row 1 and column 1."""

    rows: int
    columns: int
    all_rows: int
    all_columns: int

    @classmethod
    def of(cls, sheet: Sheet, rows: int) -> Extent:
        """Up to `rows` rows of the sheet; at least one cell, also of an empty one."""
        last_row = max((row for row, _ in sheet.cells), default=1)
        last_column = max((column for _, column in sheet.cells), default=1)
        return cls(min(rows, last_row), min(COLUMNS, last_column), last_row, last_column)


def window(sheet: Sheet) -> int:
    """How many rows of this sheet are drawn at once: an old laptop needs seconds for ten thousand cells."""
    columns = min(COLUMNS, max((column for _, column in sheet.cells), default=1))
    return max(40, min(ROWS, _CELLS // columns))


def sheet_html(understood: Understood, sheet: Sheet, number: int, extent: Extent) -> str:
    """The sheet; `number` is its place in the file, by which links name it."""
    rows, columns = line_roles(understood, sheet.name)
    letters = "".join(_letter(number, column, columns.get(column)) for column in range(1, extent.columns + 1))
    by_row = _by_row(sheet, extent)
    roles = {(row, column): role for (name, row, column), role in understood.roles.items() if name == sheet.name}
    lines = "".join(_row(number, row, by_row.get(row, {}), roles, rows, extent) for row in range(1, extent.rows + 1))
    caption = escape(t("tables.sheet.caption", sheet=sheet.name))
    return (
        f'<table class="nap-sheet" data-sheet="{number}"><caption class="nap-hidden">{caption}</caption>'
        f"<thead><tr><td></td>{letters}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _by_row(sheet: Sheet, extent: Extent) -> Mapping[int, Mapping[int, tuple[str, bool]]]:
    """What is seen in each cell that is drawn, and whether it is a number."""
    rows: dict[int, dict[int, tuple[str, bool]]] = {}
    for (row, column), cell in sheet.cells.items():
        text = " ".join(cell.text.split())
        if row <= extent.rows and column <= extent.columns and text:
            rows.setdefault(row, {})[column] = (text[:_LONGEST], cell.kind == "number")
    return rows


def _letter(number: int, column: int, role: TableRole | None) -> str:
    letters = column_letters(column)
    return f'<th scope="col">{_link(number, f"c{column}", letters)}{_sign(role)}</th>'


def _row(
    number: int,
    row: int,
    cells: Mapping[int, tuple[str, bool]],
    roles: Mapping[tuple[int, int], TableRole],
    rows: Roles,
    extent: Extent,
) -> str:
    drawn = list(_cells(row, cells, roles, extent))
    wide = ' class="w"' if any(span > 1 for span, _ in drawn) else ""
    name = f"{_link(number, f'r{row}', str(row))}{_sign(rows.get(row))}"
    return f'<tr{wide}><th scope="row">{name}</th>{"".join(html for _, html in drawn)}</tr>'


def _cells(
    row: int, cells: Mapping[int, tuple[str, bool]], roles: Mapping[tuple[int, int], TableRole], extent: Extent
) -> Iterator[tuple[int, str]]:
    """Each cell as drawn, with over how many columns it runs."""
    column = 1
    while column <= extent.columns:
        text, is_number = cells.get(column, ("", False))
        span = _span(text, column, cells, extent) if not is_number else 1
        yield span, _cell(text, is_number, roles.get((row, column)), span)
        column += span


def _span(text: str, column: int, cells: Mapping[int, tuple[str, bool]], extent: Extent) -> int:
    """Over how many columns a text runs: its own, and if it is long the empty ones beside it."""
    if len(text) <= _LONG:
        return 1
    nearest = min((other for other in cells if other > column), default=extent.columns + 1)
    return nearest - column


def _cell(text: str, is_number: bool, role: TableRole | None, span: int) -> str:
    kind = " ".join(filter(None, (CLASSES[role] if role else "", "q" if is_number and role is not TableRole.FIGURE else "")))
    classed = f' class="{kind}"' if kind else ""
    wide = f' colspan="{span}"' if span > 1 else ""
    return f"<td{classed}{wide}>{escape(text)}</td>"


def _link(number: int, place: str, words: str) -> str:
    return f'<a href="/tables?at={number}{place}" target="_self" data-stay>{words}</a>'


def _sign(role: TableRole | None) -> str:
    if role is None or role is TableRole.FIGURE:
        return ""
    return f'<i class="{CLASSES[role]}" title="{escape(role_name(role))}">{SIGNS[role]}</i>'


def chosen_css(rows: tuple[int, ...], columns: tuple[int, ...]) -> str:
    """A style that frames the chosen lines; nothing else of the page changes when another one is chosen."""
    rules = [
        f".nap-sheet tbody tr:nth-child({row})>*{{box-shadow:inset 0 2px var(--nap-accent),inset 0 -2px var(--nap-accent)}}"
        for row in rows
    ]
    for column in columns:
        cells = f".nap-sheet tr:not(.w)>:nth-child({column + 1})"
        rules.append(f"{cells}{{box-shadow:inset 2px 0 var(--nap-accent),inset -2px 0 var(--nap-accent)}}")
    return f"<style>{''.join(rules)}</style>"
