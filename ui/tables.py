"""Tables and notes as plain HTML: read aloud, printed, stacked on a phone. Every text is escaped here, never Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from nap.charts.cells import Amount as Amount, Cell as Cell, Link as Link, Mark as Mark
from ui.session import t

_LONG = 24
"""Letters of a column's name that fit beside a cell on a phone; longer ones stand above it."""

_NUMBER = 16
"""Letters that a number with its unit keeps on one line; more are words, and wrap."""

_TIED = re.compile(r"\d+-[^\W\d_]+|\d+ [^\W\d_]{1,2}\.|\b\d{1,2}\s[^\W\d_]{3,}(?=\s\d{4})")
"""What a line never ends within: a number and its ending, `2026-жылдын`; its abbreviation, `2026 г.`; a day and its month."""


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, caption: str, tight: bool = False) -> None:
    """Show a table; the first cell of a row names the row. `tight` for many columns."""
    st.html(table_html(header, rows, caption=caption, tight=tight))


def table_html(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, caption: str, tight: bool = False) -> str:
    """The same as HTML."""
    kept = list(rows)
    numbers = [bool(kept) and all(isinstance(row[place], Amount) for row in kept) for place in range(len(header))]
    kinds = (' class="num"' if right else "" for right in numbers)
    head = "".join(f'<th scope="col"{kind}>{tied(name)}</th>' for name, kind in zip(header, kinds, strict=True))
    body = "".join(f"<tr>{_row(header, row)}</tr>" for row in kept)
    return (
        f'<div class="nap-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="nap{" tight" if tight else ""}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def tied(words: str) -> str:
    """Words as HTML for narrow columns: escaped, dates and names of periods never broken where that reads badly."""
    return _TIED.sub(r'<span class="nap-tied">\g<0></span>', escape(words))


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Show names and values; pairs without a value are left out."""
    st.html(facts_html(pairs))


def facts_html(pairs: Iterable[tuple[str, str]]) -> str:
    """The same as HTML."""
    lines = (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    return f'<dl class="nap">{"".join(lines)}</dl>'


def lead(words: str) -> None:
    """Show what the whole page is of, under its title."""
    st.html(f'<p class="nap-lead">{escape(words)}</p>')


def subject(kind: str, words: str) -> None:
    """Show what a page is about as its title and as the browser's, with the kind of thing above it."""
    st.set_page_config(page_title=f"{words} · {t('pages.monitor')}")
    st.html(f'<p class="nap-kind">{escape(kind)}</p><h1 class="nap-h1">{escape(words)}</h1>')


def note(*sentences: str) -> None:
    """Show sentences that the reader must not miss, one under the other."""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(f'<div class="nap-note">{said}</div>')


def link(address: str, words: str) -> None:
    """Show a link to an address of our own, opened in the same tab."""
    st.html(f'<a class="nap-go" href="{escape(address)}" target="_self">{escape(words)}</a>')


def mark_html(sign: str, word: str, kind: str) -> str:
    """A sign and its word in the colour of its kind, as HTML."""
    said = f'<b aria-hidden="true">{escape(sign)}</b> {tied(word)}'
    return f'<span class="nap-mark nap-{escape(kind)}">{said}</span>'


def _row(header: Sequence[str], row: Sequence[Cell]) -> str:
    first, *others = row
    cells = (_cell(name, cell) for name, cell in zip(header[1:], others, strict=True))
    return f'<th scope="row">{_inner(first)}</th>' + "".join(cells)


def _cell(name: str, cell: Cell) -> str:
    told = isinstance(cell, Amount) and len(cell.text) > _NUMBER
    holds = {"num": isinstance(cell, Amount), "told": told, "empty": not cell, "lines": len(name) > _LONG}
    kinds = [kind for kind, held in holds.items() if held]
    css = f' class="{" ".join(kinds)}"' if kinds else ""
    return f'<td data-label="{escape(name)}"{css}>{_inner(cell)}</td>'


def _inner(cell: Cell) -> str:
    match cell:
        case Mark(sign, word, kind, big, small):
            above = f'<span class="nap-big">{tied(big)}</span>' if big else ""
            below = "".join(f'<span class="nap-small">{tied(line)}</span>' for line in small.splitlines())
            return above + mark_html(sign, word, kind) + below
        case tuple():
            return "<br>".join(_inner(mark) for mark in cell)
        case Link(words, address):
            return f'<a href="{escape(address)}" target="_self">{tied(words)}</a>'
        case Amount(text, address=where):
            return f'<a class="nap-num" href="{escape(where)}" target="_self">{tied(text)}</a>' if where else tied(text)
        case _:
            return "<br>".join(tied(line) for line in str(cell).splitlines())
