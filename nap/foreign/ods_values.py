"""What one cell of LibreOffice says. Its attributes and paragraphs enter; a Cell leaves, as from the reader of returns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from nap.returns.book import Cell
from nap.returns.formats import NUMBER, PERCENT, TIME, iso_cell, number_cell
from nap.returns.markup import SEPARATOR
from nap.returns.reaching import reaches_outside

OPEN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0" + SEPARATOR
OFFICE, TABLE = OPEN.format("office"), OPEN.format("table")
_TYPE, _VALUE, _FORMULA = f"{OFFICE}value-type", f"{OFFICE}value", f"{TABLE}formula"
_OWN_TYPE = f"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0{SEPARATOR}value-type"
_NUMBERS = {"float": NUMBER, "currency": NUMBER, "percentage": PERCENT}
_ERROR = re.compile(r"#[^\s#]+[!?]|#N/A|Err:\d{3}")
_TRUTH = re.compile(r"(?:of:)?=(TRUE|FALSE)\(\)\Z")
"""LibreOffice keeps a truth that came from Excel as this formula and the number 1 or 0."""
_DURATION = re.compile(r"P(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?\Z", re.ASCII)
_ELSEWHERE = re.compile(r"'(?:\w+:|//)[^']*'#")
"""A cell of another file, `'file:///home/book.ods'#$Sheet1.A1`."""
_SPACES = re.compile(r"[ \t\r\n]+")
MARKS = {"\1": " ", "\2": "\t", "\3": "\n"}
"""Signs no XML holds, for spaces that are written as elements until those that only lay out the XML are gone."""
_UNMARKED = str.maketrans(MARKS)


def text_of(paragraphs: Sequence[str]) -> str:
    """The text of a cell. Spaces in a row are one: those that are meant stand as elements."""
    return "\n".join(_SPACES.sub(" ", each).translate(_UNMARKED) for each in paragraphs)


def cell_of(said: Mapping[str, str], paragraphs: Sequence[str]) -> Cell:
    """The cell; one without text and formula is empty. ValueError for a date that is none."""
    text, formula = text_of(paragraphs), _FORMULA in said
    kind = said.get(_TYPE, "")
    if said.get(_OWN_TYPE) == "error" or (formula and _ERROR.fullmatch(text)):
        return Cell("error", text, text, formula)
    if truth := _TRUTH.match(said.get(_FORMULA, "")):
        return Cell("bool", truth[1] == "TRUE", truth[1], True)
    if kind in _NUMBERS:
        return number_cell(said.get(_VALUE, text), _NUMBERS[kind], formula, False)
    if kind == "date":
        return iso_cell(said.get(f"{OFFICE}date-value", text), formula)
    if kind == "time":
        return _time(said.get(f"{OFFICE}time-value", ""), text, formula)
    if kind == "boolean":
        true = said.get(f"{OFFICE}boolean-value") == "true"
        return Cell("bool", true, "TRUE" if true else "FALSE", formula)
    return _text(said, kind, paragraphs, text)


def _text(said: Mapping[str, str], kind: str, paragraphs: Sequence[str], text: str) -> Cell:
    formula = _FORMULA in said
    if formula and not kind and not paragraphs:
        return Cell("formula_empty", None, "", True)
    text = text if paragraphs else said.get(f"{OFFICE}string-value", "")
    return Cell("text", text, text, formula)


def _time(duration: str, text: str, formula: bool) -> Cell:
    match = _DURATION.match(duration)
    if match is None:
        return Cell("text", text, text, formula)
    days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups())
    share = days + (hours * 3600 + minutes * 60 + seconds) / 86_400
    return number_cell(format(share, "f"), TIME, formula, False)


def reaches(said: Mapping[str, str]) -> bool:
    """Whether its formula takes something from outside the workbook."""
    formula = said.get(_FORMULA, "")
    # In this dialect `|` stands between the rows of a written-out table and means nothing else.
    return bool(formula) and (_ELSEWHERE.search(formula) is not None or reaches_outside(formula.replace("|", ";")))
