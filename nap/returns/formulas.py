"""Formulas moved to another cell, as copying does it: the references that are not fixed by a `$` go along."""

from __future__ import annotations

import re

from nap.returns.book import column_letters, column_number

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LOST = "#REF!"
_PIECE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])
    |(?<![\w.$\\])(?:
        (?P<cell>(?P<c>\$?[A-Za-z]{1,3})(?P<r>\$?[1-9][0-9]{0,6}))
        |(?P<columns>(?P<c1>\$?[A-Za-z]{1,3}):(?P<c2>\$?[A-Za-z]{1,3}))
        |(?P<rows>(?P<r1>\$?[1-9][0-9]{0,6}):(?P<r2>\$?[1-9][0-9]{0,6}))
    )(?![\w.(!\\])""",
    re.VERBOSE,
)


def moved(formula: str, down: int, right: int) -> str:
    """The formula as it reads so many rows further down and columns further right; what leaves the sheet becomes `#REF!`."""
    return _PIECE.sub(lambda match: _piece(match, down, right), formula)


def _piece(match: re.Match[str], down: int, right: int) -> str:
    if match["cell"]:
        parts = (_column(match["c"], right), _row(match["r"], down))
        return _LOST if None in parts else "".join(filter(None, parts))
    if match["columns"]:
        return _range(_column(match["c1"], right), _column(match["c2"], right))
    return _range(_row(match["r1"], down), _row(match["r2"], down)) if match["rows"] else match[0]


def _range(first: str | None, last: str | None) -> str:
    return _LOST if first is None or last is None else f"{first}:{last}"


def _column(text: str, right: int) -> str | None:
    if text.startswith("$"):
        return text
    number = column_number(text) + right
    return column_letters(number) if 1 <= number <= _LAST_COLUMN else None


def _row(text: str, down: int) -> str | None:
    if text.startswith("$"):
        return text
    number = int(text) + down
    return str(number) if 1 <= number <= _LAST_ROW else None
