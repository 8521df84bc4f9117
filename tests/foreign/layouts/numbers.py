"""How a figure stands in its cell: as a number of some format, as text with spaces and a comma, as a mark for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

MARKS = ("-", "-", "-", "…", "…", "...", "—", "–", "(*)", "*", "х", "н/д")
FORMATS = {0: ("General", "0", "#,##0"), 1: ("General", "0.0", "#,##0.0"), 2: ("General", "0.00", "0.0")}

_SMALLEST_IN_BRACKETS = 10
"""`(3)` might be the number of a footnote."""


@dataclass(frozen=True)
class Written:
    """What is put into the cell, and what it says; `empty`: nothing is put and nothing is said."""

    cell: object
    pattern: str
    value: Decimal | None
    empty: bool = False


class Pen:
    """Writes the figures of one table in one manner."""

    def __init__(self, rng: Random, decimals: int, *, gaps: bool = True) -> None:
        self._rng, self._decimals = rng, decimals
        self._manner = rng.choice(("number", "number", "number", "number", "long" if decimals else "number", "text", "some text"))
        self._pattern = rng.choice(FORMATS[decimals])
        self._space = rng.choice((" ", "\xa0", ""))
        self._brackets = gaps and rng.random() < 0.1
        self._gaps = rng.choice((0.0, 0.0, 0.04, 0.12)) if gaps else 0.0
        self._mark = rng.choice(MARKS)
        self._top = rng.choice((90, 900, 9_000, 120_000)) if not decimals else 99
        self._signed, self._starred = rng.random() < 0.04, gaps and rng.random() < 0.04

    def write(self) -> Written:
        """The next figure."""
        rng = self._rng
        if rng.random() < self._gaps:
            return Written("", "", None, empty=True) if rng.random() < 0.3 else Written(self._mark, "", None)
        number = Decimal(rng.randint(0, self._top * 10**self._decimals)).scaleb(-self._decimals)
        if self._signed and rng.random() < 0.3:
            number = -number
        if self._starred and rng.random() < 0.1:
            return Written(f"{self._text(number)}*", "", number)
        if self._brackets and number >= _SMALLEST_IN_BRACKETS and rng.random() < 0.2:
            return Written(f"({self._text(number)})", "", number)
        if self._manner == "text" or (self._manner == "some text" and rng.random() < 0.3):
            return Written(self._text(number), "", number)
        return self._number(number)

    def _number(self, number: Decimal) -> Written:
        if self._manner == "long":
            stored = float(number) + self._rng.random() / 10
            if f"{stored:.16g}".endswith("5"):  # as written it can be rounded two ways, both right
                stored = round(stored, 12)
            return Written(stored, "0.0", Decimal(f"{stored:.15g}"))
        return Written(float(number) if self._decimals else int(number), self._pattern, number)

    def _text(self, number: Decimal) -> str:
        whole, _, rest = f"{number:,.{self._decimals}f}".partition(".")
        return whole.replace(",", self._space) + ("," + rest if rest else "")
