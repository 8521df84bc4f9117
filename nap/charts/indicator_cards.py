"""The table of indicators as cards: the same cells drawn so that a long list can be looked over, also on a phone.

A figure whose rows are indicators enters (`lists.indicators`), the same with a picture leaves, and with one column more: how much
of the way from baseline to target is made, where that is told. Of what is hidden or missing only sign and words are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape

from nap.charts.cells import Amount, Cell, Link, Mark
from nap.charts.figure import Figure
from nap.charts.texts import whole_percent
from nap.facts import Result
from nap.words import number, say


def as_cards(lang: str, figure: Figure, results: Sequence[Result | None]) -> Figure:
    """`results` are those of the rows, in their order."""
    if not figure.rows:
        return figure
    ways = [_way(one) for one in results]
    told = ["" if way is None else say(lang, "pages.value.percent", value=number(lang, way)) for way in ways]
    cards = "".join(_card(lang, row, way, words) for row, way, words in zip(figure.rows, ways, told, strict=True))
    rows = zip(figure.rows, ways, told, strict=True)
    return replace(
        figure,
        caption=say(lang, "board.as_table"),
        header=(*figure.header, say(lang, "responses.column.way")),
        rows=tuple((*row, "" if way is None else Amount(words, way)) for row, way, words in rows),
        markup=f'<ul class="nap-icards">{cards}</ul>',
    )


def _way(result: Result | None) -> Decimal | None:
    """Whole percent of the way: never 100 before the target is reached."""
    return None if result is None or result.progress is None else whole_percent(result.progress)


def _card(lang: str, row: Sequence[Cell], way: Decimal | None, told: str) -> str:
    name, start, value, mark, aim, coverage = row
    bar = "" if way is None else _bar(lang, way, told)
    joined = "; " if aim == say(lang, "coverage.no_target") else " → "
    goal = f"{_plain(start)}{joined}{_plain(aim)}"
    more = _beside([*_small(mark), _plain(coverage)])
    below = f'<p class="nap-small">{escape(more)}</p>' if more else ""
    return (
        f'<li class="nap-icard">{_name(name)}<p class="nap-icard-now">{_value(value)} {_mark(mark)}</p>'
        f'{bar}<p class="nap-small">{escape(goal)}</p>{below}</li>'
    )


def _beside(said: Sequence[str]) -> str:
    """In one line of small print: a dot between phrases, never after a full stop and never at the beginning of a line."""
    line = ""
    for one in filter(None, said):
        line += one if not line else f" {one}" if line.endswith(".") else f"\N{NO-BREAK SPACE}· {one}"
    return line


def _value(cell: Cell) -> str:
    """A figure stands out, words in its place do not."""
    tag = "strong" if isinstance(cell, Amount) and cell.value is not None else "span"
    return f"<{tag}>{escape(_plain(cell))}</{tag}>"


def _name(cell: Cell) -> str:
    match cell:
        case Link(words, address):
            return f'<a class="nap-icard-name" href="{escape(address)}" target="_self">{escape(words)}</a>'
        case _:
            return f'<span class="nap-icard-name">{escape(_plain(cell))}</span>'


def _bar(lang: str, way: Decimal, told: str) -> str:
    wide = min(max(way, Decimal(0)), Decimal(100))
    words = escape(say(lang, "responses.way.told", share=told))
    return (
        f'<p class="nap-way-made"><span class="nap-way-bar" aria-hidden="true"><i style="width:{wide}%"></i></span>'
        f"<span>{words}</span></p>"
    )


def _mark(cell: Cell) -> str:
    match cell:
        case Mark(sign, word, kind):
            return f'<span class="nap-mark nap-{escape(kind)}"><b aria-hidden="true">{escape(sign)}</b> {escape(word)}</span>'
        case _:
            return f'<span class="nap-small">{escape(_plain(cell))}</span>'


def _small(cell: Cell) -> Sequence[str]:
    return cell.small.splitlines() if isinstance(cell, Mark) else ()


def _plain(cell: Cell) -> str:
    match cell:
        case Amount(text) | Link(text):
            return text
        case str():
            return " ".join(cell.splitlines())
        case _:
            return ""
