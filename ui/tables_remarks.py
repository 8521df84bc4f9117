"""What was noticed in a foreign table, in words: questions first, then what was taken as likely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from nap.monitor import Remark, Understood, remark_text
from ui.addresses import address
from ui.session import language, t_n
from ui.tables_desk import AT, address_of

_CELLS = 6
"""So many cells of a remark are named; the picture shows the others."""

Places = Mapping[str, int]
"""Sheets by name, with their places in the file: then cells are links that point at themselves in the picture."""


def noticed(understood: Understood, more: Iterable[Remark] = ()) -> None:
    """Remarks of the file and of its blocks; their cells point into the picture."""
    places = {sheet.name: place for place, sheet in enumerate(understood.sheets)}
    remarks_board([*more, *understood.remarks, *(each for block in understood.blocks for each in block.remarks)], places)


def remarks_board(
    remarks: Iterable[Remark], places: Places | None = None, *, told_as: str = "tables.noticed", unfolded: bool = False
) -> None:
    """Questions openly; what asks nothing is folded below the words `told_as`, unless it is all there is to say."""
    found = list(dict.fromkeys(remarks))
    asked = [each for each in found if each.asks]
    told = [each for each in found if not each.asks]
    if asked:
        listed = _list(asked, "!", places or {})
        st.html(f'<div class="nap-asks" role="note"><h3>{escape(t_n("tables.asked", len(asked)))}</h3>{listed}</div>')
    if told:
        listed = f"<summary>{escape(t_n(told_as, len(told)))}</summary>{_list(told, 'i', places or {})}"
        st.html(f'<details class="nap-rest"{" open" if unfolded else ""}>{listed}</details>')


def _list(remarks: Iterable[Remark], sign: str, places: Places) -> str:
    return f'<ul class="nap-remarks">{"".join(_item(each, sign, places) for each in remarks)}</ul>'


def _item(remark: Remark, sign: str, places: Places) -> str:
    cells = " ".join(_cell(remark.sheet, cell, places) for cell in remark.cells[:_CELLS])
    more = t_n("tables.more_cells", len(remark.cells) - _CELLS) if len(remark.cells) > _CELLS else ""
    where = f'<span class="nap-small">{escape(remark.sheet)} {cells} {escape(more)}</span>' if remark.sheet else ""
    return f'<li><b aria-hidden="true">{sign}</b> {escape(remark_text(remark, language()))}{where}</li>'


def _cell(sheet: str, cell: str, places: Places) -> str:
    named = f"<code>{escape(cell)}</code>"
    asked = address_of(places[sheet], cell) if sheet in places else ""
    return f'<a href="{escape(address("tables", **{AT: asked}))}" target="_self" data-stay>{named}</a>' if asked else named
