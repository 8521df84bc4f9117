"""Results for pictures, and what of a spec the tests look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as some

from nap.charts import Amount, Figure
from nap.facts import Period, Result, Status

LANGUAGES = ("en", "ru", "ky")
EMPTY = {Status.NO_DATA, Status.NOT_DUE, Status.SUPPRESSED}
"""Statuses that come without a value."""
SECRET = Decimal("77123")


def result(code: str, period: str, value: str | None, status: Status = Status.ON_TRACK, **more: Any) -> Result:
    """A total of the country, 1 of 2 reported, unless `more` says otherwise."""
    amount = None if value is None else Decimal(value)
    fields = {"region": "KG", "reported": 1, "expected": 2} | more
    return Result(code, period=Period.parse(period), value=amount, status=status, **fields)


def hidden(code: str, period: str, **more: Any) -> Result:
    """A hidden result as disclosure control leaves it."""
    nothing = {"reported": None, "expected": None, "carried": None, "at_least": None}
    return result(code, period, None, Status.SUPPRESSED, **(nothing | more))


def layers(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every mark of a spec."""
    if "mark" in node:
        yield node
    for inner in node.get("layer", ()):
        yield from layers(inner)


def rows(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every row of data of a spec."""
    own = list(node.get("data", {}).get("values", ()))
    return own + [row for inner in node.get("layer", ()) for row in rows(inner)]


def drawn(figure: Figure) -> list[float | None]:
    """The values of the points or bars in order, None for a gap; without baseline and targets."""
    return [row.get("v") for row in rows(figure.spec) if "a" in row or "n" in row]


def fields_used(figure: Figure) -> set[str]:
    """Fields that some row has."""
    return {field for row in rows(figure.spec) for field in row}


def numbers_in_table(figure: Figure) -> set[float]:
    """Every number of the table."""
    return {float(cell.value) for row in figure.rows for cell in row if isinstance(cell, Amount) and cell.value is not None}


@some.composite
def result_lists(draw: some.DrawFn, code: str = "1.1", most: int = 9) -> list[Result]:
    """Totals of successive years around the plan's beginning, in every status; a hidden one keeps a secret nobody may see."""
    first = draw(some.integers(2015, 2025))
    found = []
    for year in range(first, first + draw(some.integers(1, most))):
        status = draw(some.sampled_from(Status))
        value = None if status in EMPTY else draw(some.one_of(some.none(), some.decimals(0, 100, places=2)))
        if status is Status.SUPPRESSED:
            found.append(result(code, str(year), str(SECRET), status, reported=77, expected=123, expected_value=SECRET))
        else:
            carried, least = draw(some.integers(0, 2)), draw(some.booleans())
            number = None if value is None else str(value)
            found.append(result(code, str(year), number, status, carried=carried, at_least=least))
    return found
