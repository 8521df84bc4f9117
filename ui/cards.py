"""The card: how every figure is shown. Picture, words that say the same, table, files of exactly what is shown, a link.

Cards are made once per version of the results, filters, language and audience (`monitor.Shelf`) and hold plain texts and
specs only; showing one costs no more than sending it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from nap.charts import SIGNS, Figure
from ui.addresses import explanation_address
from ui.session import t
from ui.tables import Amount, Cell, table_html, tied
from ui.taking import take_along

_ROOMY = 7
"""Tables of more columns are set in smaller letters."""
_LONG = 450
"""Letters that can be read beside a picture."""


@dataclass(frozen=True)
class Card:
    """A figure ready to be shown: HTML with every text escaped, `above` and `below` the picture (all of it below where there
    is no picture of Vega's, because each element costs the server as much as a table).

    `address` leads to the view it is of, `digest` is the figure's, `standing` see `ui.taking.take_along`."""

    figure: Figure
    above: str
    below: str
    address: str
    digest: bytes
    standing: str = ""


def card(figure: Figure, address: str, first: int = 0, *, explained: bool = True, standing: str = "") -> Card:
    """Make the card in the reader's language; `address` leads to this view. Without a picture the table stands open, with
    `first` only so many of its rows, the others unfold. `explained`: values lead to how they came about."""
    figure = _leading(figure) if explained else figure
    above = f'<h2 class="nap-title">{escape(figure.title)}</h2>{figure.markup}'
    parts = (above, _said(figure, first)) if figure.spec else ("", above + _said(figure, first))
    return Card(figure, *parts, address, figure.digest(), standing)


def _leading(figure: Figure) -> Figure:
    return replace(figure, rows=tuple(tuple(map(_to_its_explanation, row)) for row in figure.rows))


def _to_its_explanation(cell: Cell) -> Cell:
    return replace(cell, address=explanation_address(*cell.of)) if isinstance(cell, Amount) and cell.of else cell


def _said(figure: Figure, first: int) -> str:
    """Words and table. The words of an HTML picture can be read as they stand, and very many nobody reads: both fold away."""
    words = f'<p class="nap-words">{tied(figure.words)}{_onward(figure)}</p>'
    whole = first == 0 or figure.markup or figure.spec or len(figure.rows) <= first
    twin = _table(figure, 0, None if whole else first)
    if not whole:
        twin += folded(t("board.more", n=len(figure.rows) - first), _table(figure, first, None))
    if figure.markup or (figure.spec and len(figure.words) > _LONG):
        return folded(figure.caption, words + twin)
    return words + (folded(figure.caption, twin) if figure.spec else twin)


def _onward(figure: Figure) -> str:
    if figure.onward is None:
        return ""
    return f' <a href="{escape(figure.onward.address)}" target="_self">{escape(figure.onward.words)}</a>'


def _table(figure: Figure, start: int, end: int | None) -> str:
    rows = figure.rows[start:end]
    return table_html(figure.header, rows, caption=figure.caption, tight=len(figure.header) > _ROOMY) if rows else ""


def folded(summary: str, inner: str) -> str:
    """HTML under a line that unfolds it."""
    return f'<details class="nap-twin"><summary>{escape(summary)}</summary>{inner}</details>'


def show(shown: Card, *, framed: bool = True) -> None:
    """Show one card; without a frame of its own where it stands inside another."""
    figure = shown.figure
    with st.container(border=framed, key=f"card_{figure.name}"):
        if figure.spec:
            st.html(shown.above)
            st.vega_lite_chart(spec=dict(figure.spec), theme=None, width="stretch", alt=figure.title, key=f"chart_{figure.name}")
        st.html(shown.below + take_along(figure, shown.digest, shown.address, shown.standing))


def show_all(cards: Iterable[Card], widths: Sequence[int] = ()) -> None:
    """Show cards one under the other, or side by side in columns of these widths (always one under the other on a phone)."""
    if not widths:
        for shown in cards:
            show(shown)
        return
    for place, shown in zip(st.columns(widths), cards, strict=True):
        with place:
            show(shown)


def signs() -> None:
    """What each sign means, to unfold on every page that shows any."""
    lines = "".join(
        f'<dt><b class="nap-{status.value}" aria-hidden="true">{sign}</b> {escape(t(f"common.status.{status.value}"))}</dt>'
        f"<dd>{escape(t(f'board.meaning.{status.value}'))}</dd>"
        for status, sign in SIGNS.items()
    )
    by_hand = f"<dt>{escape(t('overrides.meaning'))}</dt><dd>{escape(t('overrides.meaning.more'))}</dd>"
    inner = f'<dl class="nap">{lines}{by_hand}</dl>'
    st.html(f'<details class="nap-twin"><summary>{escape(t("board.meaning"))}</summary>{inner}</details>')


def footer() -> None:
    """What figures of this monitor are, on every page that shows any."""
    st.html(f'<p class="nap-foot">{escape(t("board.not_official"))}</p>')
