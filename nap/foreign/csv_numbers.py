"""Numbers in a table saved as text. A field enters; its Cell leaves, a number only where it can be read in one way.

Which sign begins the decimals is told by the numbers of the file that leave no doubt: `12,3` has a decimal comma, `1,234` may
be a thousand. Where they disagree, or all of them leave doubt, such fields stay text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nap.returns.book import Cell
from nap.returns.formats import NUMBER, PERCENT, number_cell
from nap.returns.grammar import DIGITS, tidied

_FIGURE = re.compile(
    r"(?P<sign>[+-]?) ?(?P<whole>[1-9][0-9]{0,2}(?:(?P<group>[ '.,])[0-9]{3})(?:(?P=group)[0-9]{3})*|0|[1-9][0-9]*)"
    r"(?:(?P<mark>[.,])(?P<rest>[0-9]+))?(?P<percent> ?%)?\Z"
)
_OTHER = {",": ".", ".": ","}
_CLEAR = 10
"""So many numbers with one sign for each with the other: the few are codes and dates (`5.1`, `30.06`)."""


def decimal_sign(fields: Iterable[str]) -> str:
    """The sign that begins the decimals in this file; empty where its numbers do not tell."""
    found = Counter(filter(None, map(_sign, fields)))
    if not found:
        return ""
    (sign, count), *others = found.most_common()
    return sign if all(count >= _CLEAR * other for _, other in others) else ""


def _sign(field: str) -> str:
    """The decimal sign that this number shows without doubt; empty for none."""
    if "," not in field and "." not in field:
        return ""
    match = _FIGURE.match(tidied(field))
    if match is None:
        return ""
    grouped_by = _OTHER.get(match["group"] or "", "")
    if match["mark"]:
        return match["mark"] if match["mark"] != match["group"] else ""
    return grouped_by if match["whole"].count(match["group"] or " ") > 1 else ""


def field_cell(field: str, sign: str) -> Cell:
    """The cell of one filled field in a file with this decimal sign."""
    match = _FIGURE.match(tidied(field))
    raw = None if match is None else _raw(match, sign)
    if match is None or raw is None:
        return Cell("text", field, field)
    if match["percent"]:
        return number_cell(f"{raw}e-2", PERCENT, False, False)
    return number_cell(raw, NUMBER, False, False)


def _raw(match: re.Match[str], sign: str) -> str | None:
    """The number as a file would store it; None where it could be another."""
    whole, mark, group = match["whole"], match["mark"], match["group"]
    if group in _OTHER:
        if mark or whole.count(group) > 1 or group != sign:
            return None
        mark, whole = None, whole.replace(group, ".")
    if mark and mark != sign:
        return None
    raw = re.sub("[ ']", "", whole) + (f".{match['rest']}" if mark else "")
    if sum(map(str.isdigit, raw.lstrip("0."))) > DIGITS:
        return None
    return f"-{raw}" if match["sign"] == "-" else raw
