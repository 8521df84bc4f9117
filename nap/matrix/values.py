"""One value between the plan file and a cell: what the file holds becomes what Excel shows, and what was typed becomes a value.

Reading judges little: what does not fit goes on as the text that was typed, and the plan's own rules say what is wrong with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from nap.plan.shapes import Code, Day, ListOf, Number, Shape, Text, YesNo
from nap.returns.book import Cell

if TYPE_CHECKING:
    from nap.tables import Value  # what writes workbooks takes long to import, and reading needs none of it

Plain = str | Decimal | date | bool | list["Plain"]
"""A value as it goes into the plan file."""

_DIGITS = 15
"""Excel keeps no more of a number."""
_YES, _NO = ("true", "yes", "on", "да", "ооба"), ("false", "no", "off", "нет", "жок")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", re.ASCII)
_BREAKS = {False: re.compile(r"[,;\n]"), True: re.compile(r"[;\n]")}


class Typed(NamedTuple):
    """What a cell says; `doubt` is the code of a remark where it was taken otherwise than it stands."""

    value: Plain
    doubt: str = ""


def cell_of(value: object, shape: Shape) -> Value:
    """What is written into the cell."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            number = Decimal(value)
            return number if len(number.as_tuple().digits) <= _DIGITS and abs(number.adjusted()) < _DIGITS else f"{number:f}"
        case tuple() | list():
            return _joined(value, shape) if value else None
        case None | str() | date():
            return value
        case _:
            return str(value)


def value_of(cell: Cell, shape: Shape) -> Typed:
    """What is meant by a filled cell."""
    match shape:
        case ListOf():
            return _list(cell, shape)
        case Number():
            return _number(cell)
        case Day():
            return _day(cell)
        case YesNo():
            return Typed(_yes_no(cell))
        case Code():
            return Typed(cell.text.strip(), "code-as-number" if cell.kind == "number" else "")
        case _:
            return Typed(cell.text.strip())


def _joined(values: Sequence[object], shape: Shape) -> str:
    """Parts side by side; in brackets, as JSON, where a part has in it what stands between parts."""
    sentences = _is_text(shape)
    texts = [f"{one:f}" if isinstance(one, Decimal) else str(one) for one in values]
    plain = all(text == text.strip() and text and not _BREAKS[sentences].search(text) for text in texts)
    if plain and not texts[0].startswith("["):
        return ("\n" if sentences else ", ").join(texts)
    return json.dumps(texts, ensure_ascii=False)


def _is_text(shape: Shape) -> bool:
    """True for a list of sentences, in which a comma may stand."""
    return isinstance(shape, ListOf) and isinstance(shape.item, Text) and not shape.distinct


def _list(cell: Cell, shape: ListOf) -> Typed:
    text = cell.text.strip()
    parts: list[Plain] = list(_json(text) or (part.strip() for part in _BREAKS[_is_text(shape)].split(text)))
    if isinstance(shape.item, Number):
        return Typed([part if (number := _as_number(str(part))) is None else number for part in parts if part])
    return Typed([part for part in parts if part], "code-as-number" if cell.kind == "number" else "")


def _json(text: str) -> list[str]:
    if not text.startswith("["):
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def _number(cell: Cell) -> Typed:
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return Typed(cell.value * 100 if cell.percent else cell.value)
    found = _as_number(cell.text)
    return Typed(cell.text.strip()) if found is None else Typed(found, "number-as-text")


def _as_number(text: str) -> Decimal | None:
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    return Decimal(bare.replace(",", ".")) if len(bare) <= 40 and _NUMBER.fullmatch(bare) else None


def _day(cell: Cell) -> Typed:
    if isinstance(cell.value, date):
        return Typed(cell.value)
    text = cell.text.strip()
    match = _DAY.fullmatch(text)
    try:
        return Typed(date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text))
    except ValueError:
        return Typed(text)


def _yes_no(cell: Cell) -> Plain:
    if isinstance(cell.value, bool):
        return cell.value
    word = cell.text.strip().casefold()
    return True if word in _YES else False if word in _NO else cell.text.strip()
