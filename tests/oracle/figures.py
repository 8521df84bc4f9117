"""A figure on its way through the sums: a number, or two parts of a ratio, or the trouble that leaves it without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.facts import RATIOS, Given, Sheet


class Figure(NamedTuple):
    """`stop`: the month after the last period in it. `fresh`: something in it is from the last part of the period asked for.
    `came`, `carried`: rows of this period in it, and older ones. `more`: a part is "more than". `others`: several partners
    reached the same people. `lasting`: a milestone that was reached. `trouble`: why there is no number.
    """

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    stop: int
    fresh: bool = True
    came: int = 1
    carried: int = 0
    more: bool = False
    others: bool = False
    lasting: bool = False
    trouble: str = ""
    increment: Fraction | None = None

    @property
    def number(self) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        return self.value, self.numerator, self.denominator


Row = dict[str, Figure]
"""Figures by breakdown; the total under an empty name."""


def taken(answer: Given, stop: int) -> Figure:
    """A figure as it was given."""
    return Figure(answer.value, answer.numerator, answer.denominator, stop, more=answer.more)


def can_be_added(sheet: Sheet) -> bool:
    """Levels of a scale, indices and plain shares are never added."""
    kind = sheet.key["type"]
    return kind not in ("index", "ordinal", "narrative") and (kind not in RATIOS or bool(sheet.key.get("numerator")))


def by_breakdown(rows: Iterable[Row], join: Callable[[list[Figure]], Figure]) -> Row:
    """Rows joined to one, each breakdown for itself."""
    known = list(rows)
    names = dict.fromkeys(name for row in known for name in row)
    return {name: join([row[name] for row in known if name in row]) for name in names}


def added(sheet: Sheet, figures: Sequence[Figure]) -> Figure:
    """The sum; numerators and denominators each for themselves. What cannot be added stands if all say the same."""
    if len(figures) == 1:
        return figures[0]
    ratio = sheet.key["type"] in RATIOS
    parted = ratio and all(each.numerator is not None for each in figures)
    if not can_be_added(sheet) or (ratio and not parted):
        return agreed(figures, "parts_missing" if can_be_added(sheet) else "not_combined")
    joined = common(figures)
    if parted:
        above, below = (sum_of(each[place] for each in figures) for place in (1, 2))
        return joined._replace(numerator=above, denominator=below)
    value, grown = sum_of(each.value for each in figures), sum_of(each.increment for each in figures)
    return joined._replace(value=value, increment=grown)


def agreed(figures: Sequence[Figure], otherwise: str) -> Figure:
    """Several stand as one only if they say the same."""
    first, joined = figures[0], common(figures)
    if any(each.number != first.number for each in figures):
        return joined._replace(trouble=joined.trouble or otherwise)
    grown = first.increment if all(each.increment == first.increment for each in figures) else None
    return joined._replace(value=first.value, numerator=first.numerator, denominator=first.denominator, increment=grown)


def common(figures: Sequence[Figure]) -> Figure:
    """What is told of several figures whatever becomes of their numbers."""
    troubles = sorted({each.trouble for each in figures} - {""})
    return Figure(
        None,
        None,
        None,
        stop=max(each.stop for each in figures),
        fresh=any(each.fresh for each in figures),
        came=sum(each.came for each in figures),
        carried=sum(each.carried for each in figures),
        more=any(each.more for each in figures),
        others=any(each.others for each in figures),
        lasting=any(each.lasting for each in figures),
        trouble=troubles[0] if troubles else "",
    )


def sum_of(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, None if one of them is."""
    total = Fraction(0)
    for each in numbers:
        if each is None:
            return None
        total += each
    return total


def worth(sheet: Sheet, figure: Figure | None) -> Fraction | None:
    """The number that is shown."""
    if figure is None or figure.numerator is None or figure.denominator is None:
        return figure.value if figure else None
    multiplier = Fraction(str(sheet.key["multiplier"]))
    return multiplier * figure.numerator / figure.denominator if figure.denominator else None


def trouble(figure: Figure) -> str:
    """Why it has no number."""
    return figure.trouble or ("denominator_zero" if figure.denominator is not None else "not_combined")
