"""Rows that do not count: a sender holds some back and sends the rest, a reviewer accepts without some; both read why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from nap.monitor import (
    LONGEST_WHY,
    LeftOut,
    NotNow,
    Plan,
    ReturnDetail,
    RowState,
    Unknown,
    Viewer,
    decline,
    hold_back,
    rows_of,
    take_back_hold,
    undecline,
)
from nap.row_texts import left_out_text, row_name
from ui.names import region_names
from ui.session import house, language, t
from ui.tables import facts_html

Act = Callable[[Sequence[RowState], str], object]


def holding_board(person: Viewer, detail: ReturnDetail, plan: Plan) -> None:
    """What is left out of a return; of a draft that is open to its sender also a way to hold rows back."""
    id, status = detail.receipt.id, detail.receipt.status
    _left_out(detail.beside.left_out, plan)
    if status != "draft" or not (detail.line.errors or detail.beside.left_out):
        return
    rows = rows_of(person, house(), id)
    if not rows:
        return
    with st.expander(t("rows.hold.title"), expanded=bool(detail.beside.open_errors), key=f"rows_fold_{id}"):
        st.caption(t("rows.hold.lead"))
        _form("hold", plan, id, rows, lambda some, why: hold_back(person, house(), id, [one.row for one in some], why))
        _back("hold", plan, id, rows, lambda some, _: take_back_hold(person, house(), id, [one.row for one in some]))


def declining_board(person: Viewer, detail: ReturnDetail, plan: Plan) -> None:
    """What is left out of a return; of one that waits also a way to accept it without some rows."""
    id = detail.receipt.id
    _left_out(detail.beside.left_out, plan)
    if detail.receipt.status != "submitted":
        return
    rows = rows_of(person, house(), id)
    with st.expander(t("rows.decline.title"), key=f"rows_fold_{id}"):
        st.caption(t("rows.decline.lead"))
        _form("decline", plan, id, rows, lambda some, why: decline(person, house(), id, [one.row for one in some], why))
        _back("decline", plan, id, rows, lambda some, _: undecline(person, house(), id, [one.row for one in some]))


def _left_out(rows: Sequence[LeftOut], plan: Plan) -> None:
    if not rows:
        return
    lang, names = language(), region_names(language(), plan)
    told = facts_html((row_name(lang, plan, one.row, names), left_out_text(lang, one)) for one in rows)
    title, lead = escape(t("rows.left_out.title")), escape(t("rows.left_out.lead"))
    st.html(f'<h3 class="nap-h2">{title}</h3><p class="nap-lead">{lead}</p>{told}')


def _form(kind: str, plan: Plan, id: str, rows: Sequence[RowState], act: Act) -> None:
    free = [one for one in rows if one.left_out is None]
    if not free:
        return
    with st.form(f"rows_{kind}_{id}", border=False, enter_to_submit=False):
        chosen = st.multiselect(t("rows.hold.which"), range(len(free)), format_func=lambda n: _name(plan, free[n]))
        why = st.text_input(t(f"rows.{kind}.why"), max_chars=LONGEST_WHY, autocomplete="off")
        if st.form_submit_button(t(f"rows.{kind}.do")):
            _done(lambda: act([free[number] for number in chosen], why))


def _back(kind: str, plan: Plan, id: str, rows: Sequence[RowState], act: Act) -> None:
    mine = {"hold": "held", "decline": "declined"}[kind]
    gone = [one for one in rows if one.left_out is not None and one.left_out.kind == mine]
    if not gone:
        return
    with st.form(f"rows_back_{kind}_{id}", border=False, enter_to_submit=False):
        chosen = st.multiselect(t("rows.hold.undo.which"), range(len(gone)), format_func=lambda n: _name(plan, gone[n]))
        if st.form_submit_button(t("rows.hold.undo")):
            _done(lambda: act([gone[number] for number in chosen], ""))


def _name(plan: Plan, one: RowState) -> str:
    name = row_name(language(), plan, one.row, region_names(language(), plan))
    return t("rows.hold.errors", row=name, n=one.errors) if one.errors and one.left_out is None else name


def _done(act: Callable[[], object]) -> None:
    try:
        act()
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    except Unknown:
        st.error(t("pages.not_now.decided_meanwhile"))
    else:
        st.rerun()
