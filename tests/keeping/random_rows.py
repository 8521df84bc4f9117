"""Random rows for every table, such as no program would write: extreme figures, all of Unicode, empty and large files."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from nap.store.canonical import tables
from nap.store.tables import Day, Exact, Moment, audit, audit_head

FEW = 3
"""Rows of each table."""
_LETTERS = "aZ0'\"\\%_{}[]:;,\n\r\t\x01\x7f éёҮңө中文\u200b\u202e\ufeff𝔸👩‍👩‍👧\U0010ffff"
_FIGURES = ("0", "-0", "-0.00", "1E+2", "1E-30", "0E-12", "123456789012345678901234567890.123456789", "-9.90", "1E+60", "0.1")


class Rows:
    """Rows made of one seed; keys of rows that others point to are remembered."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.keys: dict[str, list[dict[str, Any]]] = {}

    def fill(self, connection: sa.Connection) -> None:
        """Put rows into every table but those of the trail, whose rows hang on each other."""
        for table in tables():
            if table not in (audit, audit_head):
                rows = [self.row(table, number) for number in range(self.random.randint(0, FEW) or 1)]
                self.keys[table.name] = rows
                connection.execute(sa.insert(table), rows)

    def row(self, table: sa.Table, number: int) -> dict[str, Any]:
        """One row: its key is no other's, what points elsewhere points to a row that is there."""
        row = {column.name: self.value(column, number) for column in table.columns}
        for constraint in table.foreign_key_constraints:
            target = self.random.choice(self.keys[constraint.referred_table.name])
            row |= {each.parent.name: target[each.column.name] for each in constraint.elements}
        return row

    def value(self, column: sa.Column[Any], number: int) -> Any:
        """A value of the column; of a key one that no other row has."""
        if column.nullable and self.random.random() < 0.3:
            return None
        made = self._value(column.type)
        unique = column.primary_key or column.name == "version"
        if unique and isinstance(made, str):
            return f"{number}{made}"
        if unique and isinstance(made, date):
            return date(2000 + number, 1, 1)
        return number if unique and isinstance(made, int) else made

    def _value(self, kind: Any) -> Any:
        pick = self.random
        match kind:
            case Moment():
                return datetime(1, 1, 1, tzinfo=UTC) + timedelta(
                    seconds=pick.randrange(315_537_897_599), microseconds=pick.randrange(10**6)
                )
            case Day():
                return date.fromordinal(pick.randint(1, 3_652_059))
            case Exact():
                return Decimal(pick.choice(_FIGURES))
            case sa.Boolean():
                return pick.random() < 0.5
            case sa.Integer():
                return pick.choice((0, 1, -1, 2**31 - 1, -(2**31)))
            case sa.LargeBinary():
                return pick.choice((b"", b"\0", bytes(range(256)), pick.randbytes(70_000)))
            case _:
                return "".join(pick.choices(_LETTERS, k=pick.choice((0, 1, 7, 60))))
