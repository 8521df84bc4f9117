"""The card: how every figure is shown. Picture, words that say the same, table, a file of exactly what is shown, a link.

Cards are made once per version of the results, filters, language and audience (`monitor.remembered`) and hold plain texts and
specs only; showing one costs no more than sending it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.charts import Figure
from nap.tables import to_csv
from ui.session import t
from ui.tables import table_html

_ROOMY = 7
"""Tables of more columns are set in smaller letters."""


_LONG = 450
"""Letters that can be read beside a picture."""


@dataclass(frozen=True)
class Card:
    """A figure ready to be shown at `address`; `above` and `below` the picture are HTML with every text escaped."""

    figure: Figure
    address: str
    above: str
    below: str


def card(figure: Figure, address: str) -> Card:
    """Make the card in the reader's language; without a picture the table stands open in its place."""
    above = f'<h2 class="nap-title">{escape(figure.title)}</h2>{figure.markup}'
    words = f'<p class="nap-words">{escape(figure.words)}</p>'
    twin = (
        table_html(figure.header, figure.rows, caption=figure.caption, tight=len(figure.header) > _ROOMY) if figure.rows else ""
    )
    # The words of an HTML picture can be read as they stand, and very many sentences nobody reads: both are folded away.
    if figure.markup or (figure.spec and len(figure.words) > _LONG):
        return Card(figure, address, above, _folded(figure.caption, words + twin))
    return Card(figure, address, above, words + (_folded(figure.caption, twin) if figure.spec else twin))


def _folded(summary: str, inner: str) -> str:
    return f'<details class="nap-twin"><summary>{escape(summary)}</summary>{inner}</details>'


def show(shown: Card, *, framed: bool = True) -> None:
    """Show one card; without a frame of its own where it stands inside another."""
    figure = shown.figure
    with st.container(border=framed, key=f"card_{figure.name}"):
        st.html(shown.above)
        if figure.spec:
            st.vega_lite_chart(spec=figure.spec, theme=None, width="stretch", alt=figure.title, key=f"chart_{figure.name}")
        st.html(shown.below)
        with st.container(horizontal=True, key=f"foot_{figure.name}"):
            st.download_button(
                t("board.csv"),
                data=lambda: to_csv(figure.header, figure.plain_rows()),
                file_name=f"{figure.name}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv_{figure.name}",
                type="tertiary",
            )
            st.html(f'<a class="nap-here" href="{escape(shown.address)}" target="_self">{escape(t("board.link"))}</a>')


def show_all(cards: Iterable[Card], widths: Sequence[int] = (1,)) -> None:
    """Show cards side by side in columns of these widths, row after row; one under the other on a phone."""
    waiting = list(cards)
    while waiting:
        row, waiting = waiting[: len(widths)], waiting[len(widths) :]
        for place, shown in zip(st.columns(widths) if len(widths) > 1 else [st.container()], row, strict=False):
            with place:
                show(shown)


def footer() -> None:
    """What figures of this monitor are, on every page that shows any."""
    st.html(f'<p class="nap-foot">{escape(t("board.not_official"))}</p>')
