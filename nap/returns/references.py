"""Which cells a formula looks at. Its text enters; areas leave, or None where they cannot be told for certain.

Only what is understood to the last letter is certain: a defined name, a table's column, another workbook, `INDIRECT`, `OFFSET`, a
function that is not known here or a range between anything but two addresses are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nap.returns.book import Area, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_NAMES = """
    ABS AGGREGATE AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE CLEAN CODE COLUMN COLUMNS CONCAT CONCATENATE
    COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE DAY DAYS EDATE EOMONTH EVEN EXACT EXP FALSE FIND FIXED FLOOR
    HLOOKUP HOUR IF IFERROR IFNA IFS INDEX INT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LARGE LEFT LEN LN
    LOG LOG10 LOWER MATCH MAX MAXA MAXIFS MEDIAN MID MIN MINA MINIFS MINUTE MOD MODE MONTH MROUND N NA NETWORKDAYS NOT NOW
    NUMBERVALUE ODD OR PERCENTILE POWER PRODUCT PROPER QUARTILE QUOTIENT RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS
    SEARCH SIGN SMALL SQRT STDEV SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SWITCH T TEXT TEXTJOIN TIME TODAY TRIM TRUE TRUNC
    UNICHAR UNICODE UPPER VALUE VAR VLOOKUP WEEKDAY WEEKNUM WORKDAY XLOOKUP XMATCH XOR YEAR
"""
_FUNCTIONS = frozenset(_NAMES.split())
"""They look at nothing but what stands between their brackets."""
_STRETCHING = frozenset({"SUMIF", "AVERAGEIF"})
"""They look at as much beside the area to be added as the area of the condition is long."""
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<function>[A-Za-z_][\w.]*)\(
    |(?:(?:'(?P<quoted>(?:[^'\[\]:]|'')+)'|(?P<sheet>[^\W\d][\w.]*))!)?(?:
        \$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>[1-9][0-9]{0,6})(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>[1-9][0-9]{0,6}))?
        |\$?(?P<c3>[A-Za-z]{1,3}):\$?(?P<c4>[A-Za-z]{1,3})
        |\$?(?P<r3>[1-9][0-9]{0,6}):\$?(?P<r4>[1-9][0-9]{0,6})
    )(?![\w.(!\\$])
    |(?P<truth>TRUE|FALSE)(?![\w.(!\\])
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![\w.(!\\$])
    |(?P<sign>[-+*/^&=<>%,;(){}\s])
    """,
    re.VERBOSE,
)


class Reference(NamedTuple):
    """An area; `sheet` as written, without its quotes, None for the formula's own."""

    sheet: str | None
    area: Area


def references(formula: str) -> tuple[Reference, ...] | None:
    """Every area a formula looks at; at most more than it does. None: it may look at anything."""
    found: list[Reference] = []
    at, stretching = 0, False
    while at < len(formula):
        token = _TOKEN.match(formula, at)
        if token is None or (token["function"] and not _certain(token["function"])):
            return None
        if token["c1"] or token["c3"] or token["r3"]:
            found.append(_reference(token))
        stretching = stretching or _plain(token["function"]) in _STRETCHING
        at = token.end()
    return tuple(_stretched(found)) if stretching else tuple(found)


def _plain(function: str | None) -> str:
    return (function or "").upper().removeprefix("_XLFN.")


def _certain(function: str) -> bool:
    return _plain(function) in _FUNCTIONS


def _reference(token: re.Match[str]) -> Reference:
    quoted = token["quoted"]
    sheet = quoted.replace("''", "'") if quoted is not None else token["sheet"]
    if token["c3"]:
        rows, columns = (1, LAST_ROW), (column_number(token["c3"]), column_number(token["c4"]))
    elif token["r3"]:
        rows, columns = (int(token["r3"]), int(token["r4"])), (1, LAST_COLUMN)
    else:
        rows = int(token["r1"]), int(token["r2"] or token["r1"])
        columns = column_number(token["c1"]), column_number(token["c2"] or token["c1"])
    return Reference(sheet, (min(rows), min(columns), max(rows), max(columns)))


def _stretched(found: Iterable[Reference]) -> list[Reference]:
    """Every area as high and as wide as the highest and the widest of them."""
    found = list(found)
    down = max((each.area[2] - each.area[0] for each in found), default=0)
    right = max((each.area[3] - each.area[1] for each in found), default=0)
    return [
        Reference(sheet, (top, left, max(bottom, top + down), max(last, left + right)))
        for sheet, (top, left, bottom, last) in found
    ]
