"""Periods and how headers write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.foreign.layouts.things import Item
from tests.foreign.layouts.words import Names, named

ROMAN = ("I", "II", "III", "IV")
MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь")
ENGLISH = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def same(text: str) -> Names:
    return {"": text}


def years(rng: Random, fewest: int = 3, most: int = 10, *, marks: bool = True) -> list[Item]:
    """A run of years, written in one manner; the last ones may carry a footnote mark, swallowed by the number or not."""
    count = rng.randint(fewest, most)
    first = rng.randint(2005, 2025 - count)
    manner = rng.choice(("number", "number", "number", "number", "text", "year", "letters"))
    items = [_year(year, manner) for year in range(first, first + count)]
    if marks and count >= 3 and rng.random() < 0.15:
        _mark(rng, items, manner)
    elif rng.random() < 0.06:
        items.reverse()
    elif count >= 5 and rng.random() < 0.06:
        del items[1:3]
    return items


def _year(year: int, manner: str) -> Item:
    if manner == "number":
        return Item(same(str(year)), period=str(year), number=year)
    if manner == "text":
        return Item(same(str(year)), period=str(year))
    if manner == "letters":
        return Item(named(f"{year}-ж.", f"{year} г.", str(year)), period=str(year))
    return Item(named(f"{year}-жыл", f"{year} год", str(year)), period=str(year))


def _mark(rng: Random, items: list[Item], manner: str) -> None:
    at = rng.choice((len(items) - 1, len(items) - 2))
    mark = rng.choice(("1", "*", "1", "*", "¹", " 1)")) if manner in ("number", "text") else "*"
    items[at] = Item(same(f"{items[at].period}{mark}"), period=items[at].period, mark=mark.strip())


def year(rng: Random) -> int:
    return rng.randint(2012, 2025)


QUARTERS: tuple[Callable[[int, int], Names], ...] = (
    lambda year, quarter: named(
        f"{year}-жылдын {quarter}-чейреги", f"{ROMAN[quarter - 1]} квартал {year} г.", f"Q{quarter} {year}"
    ),
    lambda year, quarter: named(
        f"{year}-ж. {ROMAN[quarter - 1]} чейреги", f"{ROMAN[quarter - 1]} кв. {year}", f"{year} Q{quarter}"
    ),
    lambda year, quarter: same(f"{year}-Q{quarter}"),
    lambda year, quarter: named(
        f"{year}-жылдын {quarter}-чейреги",
        f"{MONTHS[3 * quarter - 3]}-{MONTHS[3 * quarter - 1]} {year} г.",
        f"{ENGLISH[3 * quarter - 3]}-{ENGLISH[3 * quarter - 1]} {year}",
    ),
)
HALVES: tuple[Callable[[int, int], Names], ...] = (
    lambda year, half: named(f"{year}-жылдын {half}-жарым жылдыгы", f"{ROMAN[half - 1]} полугодие {year} г.", f"H{half} {year}"),
    lambda year, half: named(f"{year}-ж. {half}-жарым жылдыгы", f"{half} полугодие {year}", f"{year} H{half}"),
    lambda year, half: same(f"{year}-H{half}"),
)


def shorter(rng: Random) -> list[Item]:
    """Quarters or half-years in a row, each with its year, or the months of a year."""
    kind, start = rng.choice("QHM"), year(rng)
    if kind == "M":
        return [
            Item(named(f"{start}-{step + 1:02}", f"{month} {start}", f"{ENGLISH[step]} {start}"), period=f"{start}-{step + 1:02}")
            for step, month in enumerate(MONTHS[: rng.randint(3, 8)])
        ]
    count, writing = (4, rng.choice(QUARTERS)) if kind == "Q" else (2, rng.choice(HALVES))
    pairs = [(start + step // count, step % count + 1) for step in range(rng.choice((4, 6, 8)))]
    return [Item(writing(when, number), period=f"{when}-{kind}{number}") for when, number in pairs]


def storeyed(rng: Random) -> tuple[list[Item], list[Item | None]]:
    """Quarters or half-years named beneath their year."""
    first, count = year(rng), rng.randint(2, 3)
    lower, upper = [], []
    quarters = rng.random() < 0.6
    for when in range(first, first + count):
        over = Item(same(str(when)), number=when)
        for number in range(1, (4 if quarters else 2) + 1):
            lower.append(Item(_inside(number, quarters=quarters), period=f"{when}-{'Q' if quarters else 'H'}{number}"))
            upper.append(over)
    return lower, list(upper)


def _inside(number: int, *, quarters: bool) -> Names:
    if quarters:
        return named(f"{ROMAN[number - 1]} чейрек", f"{ROMAN[number - 1]} квартал", f"Q{number}")
    return named(f"{number}-жарым жылдык", f"{ROMAN[number - 1]} полугодие", f"H{number}")


PHRASES: tuple[Callable[[int], Names], ...] = (
    lambda year: named(f"{year}-жылы", f"за {year} год", f"in {year}"),
    lambda year: named(f"{year}-жыл үчүн", f"в {year} году", f"for {year}"),
    lambda year: named(f"{year}-жыл", f"{year} год", str(year)),
    lambda year: named(f"{year}-ж.", f"{year} г.", f"year {year}"),
)


def phrase(rng: Random) -> tuple[Names, str]:
    """How a title says the one period of its table, and that period."""
    when = year(rng)
    if rng.random() < 0.2:
        half = rng.randint(1, 2)
        words = named(
            f"{when}-жылдын {half}-жарым жылдыгы",
            f"за {ROMAN[half - 1]} полугодие {when} года",
            f"in the {('1st', '2nd')[half - 1]} half of {when}",
        )
        return words, f"{when}-H{half}"
    return rng.choice(PHRASES)(when), str(when)


def span(periods: Sequence[Item]) -> Names:
    """First and last year, as titles like to say: no period of anything."""
    found = sorted(str(item.period)[:4] for item in periods if item.period)
    first, last = found[0], found[-1]
    return named(f"{first}-{last}-жж.", f"в {first}-{last} гг.", f"{first}-{last}")
