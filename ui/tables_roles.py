"""What lines and cells of a foreign table were taken for, in signs and words: the legend of the picture.

Every role has a class of one letter (its colour stands in ui/tables.css), a sign and a word; a colour never stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

from nap.monitor import Axis, Sheet, TableRole, Understood
from ui.session import t
from ui.tables import Mark

SIGNS: Mapping[TableRole, str] = {
    TableRole.TITLE: "¶",
    TableRole.UNIT: "%",
    TableRole.HEADER: "≡",
    TableRole.LABEL: "a",
    TableRole.HEADING: "§",
    TableRole.REGION: "⌂",
    TableRole.PERIOD: "→",
    TableRole.PART: "÷",
    TableRole.TOTAL: "Σ",
    TableRole.MEASURE: "#",
    TableRole.FIGURE: "1",
    TableRole.FOOTNOTE: "†",
    TableRole.IGNORED: "×",
    TableRole.UNKNOWN: "?",
}
CLASSES: Mapping[TableRole, str] = {
    TableRole.TITLE: "t",
    TableRole.UNIT: "u",
    TableRole.HEADER: "h",
    TableRole.LABEL: "l",
    TableRole.HEADING: "g",
    TableRole.REGION: "r",
    TableRole.PERIOD: "p",
    TableRole.PART: "b",
    TableRole.TOTAL: "s",
    TableRole.MEASURE: "m",
    TableRole.FIGURE: "f",
    TableRole.FOOTNOTE: "n",
    TableRole.IGNORED: "i",
    TableRole.UNKNOWN: "x",
}

Roles = Mapping[int, TableRole]
"""What the rows, or the columns, of a sheet were taken for, by number."""


_NAMES = frozenset({TableRole.LABEL, TableRole.REGION, TableRole.PART, TableRole.TOTAL, TableRole.MEASURE})


def line_roles(understood: Understood, sheet: str) -> tuple[Roles, Roles]:
    """Rows and columns of a sheet: lines of a block as it says; others hold what names these, else what most cells are."""
    rows, columns = _by_cells(understood, sheet)
    for block in understood.blocks:
        if block.sheet == sheet:
            for line in block.lines:
                role = TableRole.UNKNOWN if line.candidates else line.role
                (rows if line.axis is Axis.ROW else columns)[line.index] = role
    return rows, columns


def _by_cells(understood: Understood, sheet: str) -> tuple[dict[int, TableRole], dict[int, TableRole]]:
    rows: dict[int, Counter[TableRole]] = {}
    columns: dict[int, Counter[TableRole]] = {}
    for (name, row, column), role in understood.roles.items():
        if name == sheet and role is not TableRole.FIGURE:
            rows.setdefault(row, Counter())[role] += 1
            columns.setdefault(column, Counter())[role] += 1
    across = {row: TableRole.HEADER if counts.keys() & {TableRole.HEADER} else _most(counts) for row, counts in rows.items()}
    down = {column: TableRole.LABEL if counts.keys() & _NAMES else _most(counts) for column, counts in columns.items()}
    return across, down


def _most(counts: Counter[TableRole]) -> TableRole:
    return counts.most_common(1)[0][0]


def role_name(role: TableRole) -> str:
    """What it was taken for, in a word or two."""
    return t(f"tables.role.{role.value}")


def role_mark(role: TableRole, small: str = "") -> Mark:
    """The same with its sign."""
    return Mark(SIGNS[role], role_name(role), "error" if role is TableRole.UNKNOWN else "", small=small)


def legend(understood: Understood, sheet: Sheet) -> str:
    """The roles that occur in this sheet, beside its numbers and letters too, as HTML: colour, sign and word."""
    rows, columns = line_roles(understood, sheet.name)
    found = {role for (name, _, _), role in understood.roles.items() if name == sheet.name}
    found |= {*rows.values(), *columns.values()}
    shown = "".join(
        f'<li><span class="{CLASSES[role]}"><b aria-hidden="true">{SIGNS[role]}</b> {escape(role_name(role))}</span></li>'
        for role in SIGNS
        if role in found
    )
    return f'<ul class="nap-roles" aria-label="{escape(t("tables.legend"))}">{shown}</ul>'
