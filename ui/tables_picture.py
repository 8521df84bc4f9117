"""The first step: the sheet as it was understood, the lines that are pointed at, what was corrected, and the same as tables."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import Axis, Plan, Sheet, Understood
from ui.session import language, t
from ui.tables_desk import Desk
from ui.tables_lines import block_head, block_lines
from ui.tables_pointing import correcting, corrections, pointed
from ui.tables_roles import legend
from ui.tables_sheet import Extent, chosen_css, sheet_html, window


def sheet_step(desk: Desk, plan: Plan, understood: Understood) -> None:
    """Draw the sheet with all that belongs to it."""
    sheet = _sheet(desk, understood)
    number = understood.sheets.index(sheet)
    extent = Extent.of(sheet, window(sheet) * desk.windows)
    st.html(legend(understood, sheet))
    drawn = desk.once("sheet", (desk.hints, number, extent, language()), lambda: sheet_html(understood, sheet, number, extent))
    with st.container(key="tables_sheet"):
        st.html(drawn)
    _rest(desk, extent)
    with st.container(key="tables_point"):
        framed = correcting(desk, plan, understood, sheet, extent.rows)
    rows, columns = (tuple(index for axis, index in framed if axis is each) for each in (Axis.ROW, Axis.COLUMN))
    st.html(chosen_css(rows, columns))
    corrections(desk)
    _lines(plan, understood, sheet)


def _rest(desk: Desk, extent: Extent) -> None:
    """What of a large sheet is not drawn, and the way to more of it."""
    if extent.columns < extent.all_columns:
        st.html(f'<p class="nap-lead">{escape(t("tables.sheet.columns", shown=extent.columns, all=extent.all_columns))}</p>')
    if extent.rows < extent.all_rows:
        words = t("tables.sheet.more", shown=extent.rows, all=extent.all_rows)
        st.button(words, key="tables_more", on_click=_more, args=(desk,))


def _more(desk: Desk) -> None:
    desk.windows += 1


def _sheet(desk: Desk, understood: Understood) -> Sheet:
    """The sheet that is shown: the one that is pointed at, else the one that was chosen, else the first with a block."""
    shown = [place for place, sheet in enumerate(understood.sheets) if sheet.cells] or [0]
    key, seen, asked = desk.key("sheet"), desk.key("pointed"), pointed()
    if asked is not None and asked.sheet in shown and st.session_state.get(seen) != asked:
        st.session_state[seen] = asked
        st.session_state[key] = asked.sheet
    if desk.sheet not in shown:
        first = next((block.sheet for block in understood.blocks), "")
        desk.sheet = next((place for place in shown if understood.sheets[place].name == first), shown[0])
    if len(shown) > 1:
        st.session_state.setdefault(key, desk.sheet)
        names = {place: understood.sheets[place].name for place in shown}
        desk.sheet = st.selectbox(t("tables.sheet"), shown, format_func=lambda place: names.get(place, ""), key=key) or shown[0]
    return understood.sheets[desk.sheet]


def _lines(plan: Plan, understood: Understood, sheet: Sheet) -> None:
    """The same without a picture: block by block what it is and what each of its lines was taken for."""
    blocks = [block for block in understood.blocks if block.sheet == sheet.name]
    told = "".join(block_head(block) + block_lines(language(), plan, block) for block in blocks)
    if told:
        st.html(f'<details class="nap-rest"><summary>{escape(t("tables.lines.all"))}</summary>{told}</details>')
