"""Figures of foreign tables: a cell goes in; its value, or what it says instead, comes out. Nothing is guessed or raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from nap.foreign.labels_words import whole
from nap.returns import besides, choices
from nap.returns.book import Cell
from nap.returns.grammar import Blank, NoData, NotANumber, Number, tidied, tidy
from nap.returns.numbers import read_number

_DASH = re.compile(r"\(?-[ -]*\)?\Z")
_BRACKETS = re.compile(r"\((?P<body>[^()]*\d[^()]*)\)\Z")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = (
    re.compile(rf"(?P<body>.*[\d)%])\s*(?P<mark>[{_RAISED}]+(?:,[{_RAISED}]+)*)[⁾)]?\Z"),
    re.compile(r"(?P<body>.*[\d)%….-])\s*(?P<mark>\*+)\)?\Z"),
    re.compile(r"(?P<body>.*[\d)%])\s*(?P<mark>[†‡§#]+)\Z"),
    re.compile(r"(?P<body>.*[\d)%])\s+(?P<mark>\d)[)/]\Z"),
    re.compile(r"(?P<body>…|\.{2,}|-(?=\s))\s*(?P<mark>\d)[)/]\Z"),
)
_WORDED = re.compile(r"(?P<body>.*\d.*?)\s*[(\s](?P<words>[^\W\d_][^\d()]*)\)?\Z")
_COMMA = re.compile(
    r"(?:\d{4,}|0|\d{1,3}(?:[ ']\d{3})+),\d+|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
)
_POINT = re.compile(
    r"(?:\d{4,}|0|\d{1,3}(?:[ ']\d{3})+)\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
)
_LONGEST = 300
"""Letters of a text that may hold a figure; what is longer is words, and would be looked through many times over."""


@dataclass(frozen=True)
class Reading:
    """What a cell of figures says; the fields are those of `Given`. With neither value, state nor problem it is blank."""

    value: Decimal | None = None
    state: str = ""
    quality: str = ""
    problem: str = ""
    mark: str = ""
    notes: tuple[str, ...] = ()
    percent: bool = False
    """A per cent sign stood behind it, or the cell's format is a percentage; the value is then in per cent, 0 to 100."""

    @property
    def blank(self) -> bool:
        """True where nothing was typed but spaces."""
        return self.value is None and not self.state and not self.problem


def read_value(cell: Cell, decimal: str = "") -> Reading:
    """Read one cell. `decimal`: the sign before decimals where the column tells (`decimal_sign`): it decides what `1,234` is.

    Numbers are taken exactly as the reader gives them; those of a percentage format in per cent, as a person sees them.
    """
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return Reading(tidy(cell.value * 100), percent=True) if cell.percent else Reading(cell.value)
    if cell.kind == "text" and len(cell.text) > _LONGEST:
        return Reading(problem="text")
    if cell.kind == "text":
        return _written(cell.text, decimal)
    return Reading(problem=cell.kind if cell.kind in ("error", "formula_empty", "date", "time") else "text")


def decimal_sign(texts: Iterable[str]) -> str:
    """`,` or `.` where the texts of a column tell which of the two starts decimals; empty where none, or both, do."""
    plain = [tidied(text).strip("()*% +-") for text in texts]
    signs = [sign for sign, shape in ((",", _COMMA), (".", _POINT)) if any(shape.fullmatch(text) for text in plain)]
    return signs[0] if len(signs) == 1 else ""


def _written(text: str, decimal: str) -> Reading:
    body, notes = _unmarked(tidied(text))
    if body and (state := _state(body)):
        return Reading(state=state, mark="dash" if _DASH.match(body) else "", notes=notes)
    bracketed = _BRACKETS.match(body)
    reading = _number(bracketed["body"].strip() if bracketed else body, decimal)
    if bracketed and reading.value is not None:
        estimated = reading.value >= 0 and not reading.quality
        reading = replace(reading, quality="estimated") if estimated else Reading(problem="sign")
    return replace(reading, notes=(*reading.notes, *notes))


def _unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """A figure, or a sign for none, without the footnote marks behind it."""
    notes: tuple[str, ...] = ()
    while match := next((found for shape in _MARKS if (found := shape.match(text))), None):
        if isinstance(read_number(text), NoData):
            break
        text = match["body"].rstrip()
        notes = (*unicodedata.normalize("NFKC", match["mark"]).split(","), *notes)
    return text, notes


def _state(body: str) -> str:
    if isinstance(read_number(body), NoData):
        return "no_data"
    if choices.fold(body) == choices.fold("х"):
        return "no_data"
    return choices.mark(body) or ""


def _number(body: str, decimal: str) -> Reading:
    read = read_number(body)
    match read:
        case Blank():
            return Reading()
        case Number(value, percent):
            return Reading(value, percent=percent)
        case NotANumber("ambiguous", numbers) if decimal and len(numbers) == 2 and not read.words:
            return Reading(numbers[0] if decimal in body else numbers[1])
        case NotANumber("extra", (value,), words) if words and words in besides.all_units():
            return Reading(value, percent=words in besides.percents())
        case NotANumber(reason):
            return _qualified(body, decimal) or Reading(problem=reason)
    return Reading(state="no_data")


def _qualified(body: str, decimal: str) -> Reading | None:
    """A number with a word for its quality: `106 (предв.)`."""
    match = _WORDED.match(body)
    phrase = whole(match["words"], "quality") if match else None
    if match is None or phrase is None:
        return None
    reading = _number(match["body"].strip(), decimal)
    return replace(reading, quality=phrase.code) if reading.value is not None else None
