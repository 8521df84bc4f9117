"""How much of what was expected has come, one bar a row as wide as all that was expected. Counts enter, a `Figure` leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from nap.charts import drawing
from nap.charts.cells import Amount, Cell, Link
from nap.charts.figure import Figure
from nap.charts.texts import percent_text
from nap.words import number, say

_DENSE = 5


@dataclass(frozen=True)
class Arrived:
    """One row: of `expected` figures (at least one) `came`; where it leads."""

    label: str
    came: int
    expected: int
    address: str = ""


def arrived(lang: str, rows: Sequence[Arrived], *, title: str, what: str, name: str) -> Figure:
    """Bars in the order given; `what` heads the first column."""
    dense = " many" if len(rows) > _DENSE else ""
    return Figure(
        title=title,
        words=" ".join(f"{row.label}: {_of(lang, row)} ({_share(lang, row)})." for row in rows)
        or say(lang, "coverage.nothing_asked"),
        caption=say(lang, "board.as_table"),
        header=(what, *(say(lang, f"responses.came.{column}") for column in ("came", "missing", "expected", "share"))),
        rows=tuple(_row(lang, row) for row in rows),
        name=name,
        markup=f'<div class="nap-bars{dense}">{"".join(_bar(lang, row) for row in rows)}</div>' if rows else "",
        drawing=drawing.bars([_stack(lang, row) for row in rows], _words(lang)) if rows else {},
    )


def _row(lang: str, row: Arrived) -> tuple[Cell, ...]:
    counts = (Amount(number(lang, n), Decimal(n)) for n in (row.came, row.expected - row.came, row.expected))
    return (Link(row.label, row.address) if row.address else row.label, *counts, _share(lang, row))


def _share(lang: str, row: Arrived) -> str:
    """In whole percent, never 100 while something is missing and never 0 where something came."""
    return percent_text(lang, Decimal(row.came) / row.expected)


def _of(lang: str, row: Arrived) -> str:
    return say(lang, "coverage.of", n=row.came, m=row.expected)


def _stack(lang: str, row: Arrived) -> drawing.Stack:
    """The bar for a file."""
    parts = [replace(word, number=n) for word, n in zip(_words(lang), (row.came, row.expected - row.came), strict=True) if n]
    return drawing.Stack(row.label, _of(lang, row), parts)


def _words(lang: str) -> list[drawing.Word]:
    said = say(lang, "responses.came.came"), say(lang, "responses.came.missing")
    return [drawing.Word("✓", said[0], "accent"), drawing.Word("–", said[1], "no_data")]


def _bar(lang: str, row: Arrived) -> str:
    label = escape(row.label)
    link = f'<a class="nap-bar-label" href="{escape(row.address)}" target="_self">{label}</a>'
    head = link if row.address else f'<span class="nap-bar-label">{label}</span>'
    pieces = "".join(
        f'<span class="nap-seg nap-seg-{css}" style="flex-grow:{n}"><span class="nap-hidden">{escape(word)}: </span>{n}</span>'
        for css, n, word in (
            ("came", row.came, say(lang, "responses.came.came")),
            ("awaited", row.expected - row.came, say(lang, "responses.came.missing")),
        )
        if n
    )
    note = f'<span class="nap-bar-note">{escape(_of(lang, row))}</span>'
    return (
        f'<div class="nap-bar-row"><div class="nap-bar-head">{head}{note}</div><div class="nap-bar nap-came">{pieces}</div></div>'
    )
