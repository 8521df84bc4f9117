"""What the districts of one region show: indicators down, districts across. Disclosed results enter, a `Figure` leaves.

The districts stand in the plan's order, never by rank, and a district of which nothing was asked has words in place of a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nap.charts.cells import Cell, Link, Mark
from nap.charts.figure import Figure
from nap.charts.look import SIGNS
from nap.charts.texts import plain_status, status_mark, value_text
from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.words import period_name, pick, say

Row = tuple[Indicator, Sequence[Result | None]]
"""An indicator and its result in each district."""


def districts(
    lang: str,
    whole: str,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[Row],
    asked: Period,
    lead: Callable[[str, str], str],
    *,
    title: str,
    name: str,
) -> Figure:
    """`whole`: the region's code; `heads`: code and name of each district; `lead` gives an indicator's address in a place."""
    words = say(lang, "responses.districts.words", n=len(rows), places=", ".join(name for _, name in heads))
    return Figure(
        title=title,
        words=f"{words} {say(lang, 'responses.districts.protected')}",
        caption=title,
        header=(say(lang, "pages.column.indicator"), *(head for _, head in heads)),
        rows=tuple(_row(lang, whole, heads, row, asked, lead) for row in rows),
        name=name,
    )


def _row(
    lang: str, whole: str, heads: Sequence[tuple[str, str]], row: Row, asked: Period, lead: Callable[[str, str], str]
) -> tuple[Cell, ...]:
    indicator, found = row
    cells = (
        _cell(lang, indicator, result, asked, lead(indicator.code, code)) for (code, _), result in zip(heads, found, strict=True)
    )
    return (Link(f"{indicator.code} {pick(indicator.title, lang)}", lead(indicator.code, whole)), *cells)


def _cell(lang: str, indicator: Indicator, result: Result | None, asked: Period, address: str) -> Cell:
    """The value, leading to its page, and the status with the period, if it is another one than asked for."""
    if result is None:
        return say(lang, "board.not_asked")
    older = period_name(lang, result.period) if result.period != asked else ""
    if result.status is Status.SUPPRESSED or result.value is None:
        return status_mark(lang, result, small=older)
    # Why a figure is not assessed stands on its own page: here it would be the same few words in every cell.
    mark = Mark(SIGNS[result.status], plain_status(lang, result), result.status.value, small=older)
    return (Link(value_text(lang, indicator, result), address), mark)
