"""Formulas that reach outside their workbook: to another file, another program, the net. A formula enters; yes or no leaves.

Whoever opens the file would be asked to fetch them, or not be asked. Formulas are written in the file in English, whatever the
language of the program.
"""

from __future__ import annotations

import re

_FUNCTIONS = (
    *("WEBSERVICE", "IMAGE", "RTD", "DDE", "CALL", "REGISTER", r"REGISTER\.ID", "EXEC", "EXECUTE", "INITIATE", "RUN", "FOPEN"),
    r"SQL\.REQUEST",
)
_CALLS = re.compile(rf"(?<!\w)(?:{'|'.join(_FUNCTIONS)})\s*\(", re.IGNORECASE)
_LINK = re.compile(r"""(?<!\w)HYPERLINK\s*\((?!\s*"#)""", re.IGNORECASE)
"""A link is an inner one where its address is written out and begins with `#`."""
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_QUOTED = re.compile(r"'(?:[^']|'')*'")
_BOOK = re.compile(r"\[[^\[\]]*\](?:[^\[\]'!(),;+*/&=<>^ ]*|[^\[\]']*(?:''[^\[\]']*)*')!")
"""`[1]Sheet!` and `'C:\\[Book.xlsx]Sheet'!`; the columns of a table stand in brackets too, but no sheet's `!` follows them."""


def reaches_outside(formula: str) -> bool:
    """True if the formula takes something from outside the workbook, or opens it."""
    bare = _TEXT.sub('""', formula)
    if _LINK.search(formula) or _CALLS.search(bare) or _BOOK.search(bare):
        return True
    return "|" in _QUOTED.sub("''", bare)  # program|topic!item; nothing else in a formula is written with this sign
