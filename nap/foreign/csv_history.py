"""Observations as CSV on their way to become returns: a file without faults enters, one part for each partner leaves.

A part is a file of its own, with the head and that partner's lines alone; its figures stand on a sheet of that file, so that
every check of a table's figures can be asked of them. Lines are told as they stand in the whole file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nap.facts import Finding, Observation, Place
from nap.results.csv_observations import HEADER
from nap.returns.book import Book, Cell, Sheet

SHEET = "CSV"
_VALUE, _UPPER, _LOWER, _STATE = "FGHI"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)\Z")


@dataclass(frozen=True)
class Part:
    """What the file says of one partner: its own bytes, its figures, and the line each has in the whole file."""

    partner: str
    data: bytes
    observations: tuple[Observation, ...]
    lines: tuple[int, ...]

    @property
    def book(self) -> Book:
        """The part as a sheet, for the checks that look at cells."""
        cells: dict[tuple[int, int], Cell] = {
            (1, column): Cell("text", name, name) for column, name in enumerate(HEADER, start=1)
        }
        for row, one in enumerate(self.observations, start=2):
            cells |= {(row, column): cell for column, cell in _cells(one)}
        return Book((Sheet(SHEET, "visible", cells),))

    def in_file(self, finding: Finding) -> Finding:
        """The same finding, its cells as lines of the whole file."""
        return replace(finding, cells=tuple(map(self._line, finding.cells)))

    def _line(self, cell: str) -> str:
        found = _ADDRESS.match(cell)
        row = int(found[2]) - 2 if found else -1
        return f"{found[1]}{self.lines[row]}" if found and 0 <= row < len(self.lines) else cell


def parts(data: bytes, observations: Sequence[Observation]) -> tuple[Part, ...]:
    """One part for each partner, in the order in which the file names them; `observations` are those of all its lines."""
    by_partner: dict[str, list[tuple[int, Observation]]] = {}
    for line, one in zip(_lines(data), observations, strict=True):
        by_partner.setdefault(one.partner, []).append((line, one))
    return tuple(_part(partner, told) for partner, told in by_partner.items())


def _lines(data: bytes) -> Iterator[int]:
    """The numbers of the lines that say something; the head is 1."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    next(reader)
    return (line for line, cells in enumerate(reader, start=2) if any(cells))


def _part(partner: str, told: Sequence[tuple[int, Observation]]) -> Part:
    placed = tuple(_placed(one, row) for row, (_, one) in enumerate(told, start=2))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_row(one) for one in placed)
    return Part(partner, text.getvalue().encode(), placed, tuple(line for line, _ in told))


def _placed(one: Observation, row: int) -> Observation:
    """With the cells it would have on a sheet, and what is typed there."""
    given = {letter: str(number) for letter, number in _numbers(one).items() if number is not None}
    given = given or {_STATE: one.state}
    typed = tuple((f"{letter}{row}", text) for letter, text in given.items())
    return replace(one, place=Place(SHEET, typed[0][0]), typed=typed)


def _numbers(one: Observation) -> Mapping[str, Decimal | None]:
    """The numbers of a line by column; of a ratio its two, which say what the value says."""
    if one.numerator is not None or one.denominator is not None:
        return {_UPPER: one.numerator, _LOWER: one.denominator}
    return {_VALUE: one.value}


def _row(one: Observation) -> list[str]:
    numbers = ("" if each is None else str(each) for each in (one.value, one.numerator, one.denominator))
    return [one.partner, one.indicator, one.region, str(one.period), one.breakdown, *numbers, one.state]


def _cells(one: Observation) -> Iterator[tuple[int, Cell]]:
    for column, text in enumerate(_row(one), start=1):
        if text:
            number = 6 <= column <= 8  # value, numerator, denominator
            yield column, Cell("number" if number else "text", Decimal(text) if number else text, text)
