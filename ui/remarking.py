"""What a reviewer says to a finding or a cell, and findings she lets pass: shown to whoever reads the return, said by her."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.monitor import (
    LONGEST_REMARK,
    LONGEST_WHY,
    NotNow,
    Plan,
    ReturnDetail,
    Unknown,
    Viewer,
    at_cell,
    remark,
    spot,
    waivable_of,
    waive,
)
from nap.row_texts import place_name
from ui.names import region_names
from ui.session import house, language, t
from ui.tables import facts_html

_OPEN = frozenset({"draft", "submitted", "returned"})
_TOLD = frozenset({Severity.ERROR, Severity.WARNING})


def remarks_board(detail: ReturnDetail) -> None:
    """Every remark with its place, above the findings: what a return came back with."""
    lang, said = language(), detail.beside.remarks
    if not said:
        return
    told = facts_html((place_name(lang, one), one.text) for one in said)
    st.html(f'<h3 class="nap-h2">{escape(t("rows.remarks.title"))}</h3>{told}')


def remarking_board(person: Viewer, detail: ReturnDetail, plan: Plan) -> None:
    """Say something to a finding or a cell, let a finding pass."""
    if detail.receipt.status not in _OPEN:
        return
    id = detail.receipt.id
    with st.expander(t("rows.remark.title"), key=f"remark_fold_{id}"):
        st.caption(t("rows.remark.lead"))
        _about_finding(person, detail, plan)
        _about_cell(person, detail)
    free = [each for each in waivable_of(detail.findings) if spot(each) not in detail.beside.waivers]
    if free and detail.receipt.status != "returned":
        with st.expander(t("rows.waive.title"), key=f"waive_fold_{id}"):
            st.caption(t("rows.waive.lead"))
            _waive(person, detail, plan, free)


def _about_finding(person: Viewer, detail: ReturnDetail, plan: Plan) -> None:
    found = [each for each in detail.findings if each.severity in _TOLD]
    if not found:
        return
    with st.form(f"remark_finding_{detail.receipt.id}", border=False, enter_to_submit=False, clear_on_submit=True):
        number = _choose(found, plan)
        text = st.text_input(t("rows.remark.text"), max_chars=LONGEST_REMARK, autocomplete="off")
        if st.form_submit_button(t("rows.remark.do")):
            _done(lambda: remark(person, house(), detail.receipt.id, spot(found[number]), text))


def _about_cell(person: Viewer, detail: ReturnDetail) -> None:
    places = (one.place.sheet for one in detail.observations if one.place)
    sheets = list(dict.fromkeys([*places, *(each.sheet for each in detail.findings if each.sheet)]))
    if not sheets:
        return
    with st.form(f"remark_cell_{detail.receipt.id}", border=False, enter_to_submit=False, clear_on_submit=True):
        left, right = st.columns(2)
        sheet = left.selectbox(t("rows.remark.sheet"), sheets)
        cell = right.text_input(t("rows.remark.cell"), max_chars=10, autocomplete="off")
        text = st.text_input(t("rows.remark.text"), max_chars=LONGEST_REMARK, autocomplete="off")
        if st.form_submit_button(t("rows.remark.do")):
            _done(lambda: remark(person, house(), detail.receipt.id, at_cell(sheet or "", cell), text))


def _waive(person: Viewer, detail: ReturnDetail, plan: Plan, free: Sequence[Finding]) -> None:
    with st.form(f"waive_{detail.receipt.id}", border=False, enter_to_submit=False, clear_on_submit=True):
        number = _choose(free, plan)
        why = st.text_input(t("rows.waive.why"), max_chars=LONGEST_WHY, autocomplete="off")
        if st.form_submit_button(t("rows.waive.do")):
            _done(lambda: waive(person, house(), detail.receipt.id, spot(free[number]), why))


def _choose(found: Sequence[Finding], plan: Plan) -> int:
    lang, names = language(), region_names(language(), plan)

    def name(number: int) -> str:
        each = found[number]
        where = f"{t('pages.sheet', sheet=each.sheet)}, {each.cells[0]}: " if each.cells and each.sheet else ""
        return where + finding_text(each, lang, names).message

    return st.selectbox(t("rows.remark.finding"), range(len(found)), format_func=name) or 0


def _done(act: Callable[[], object]) -> None:
    try:
        act()
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    except Unknown:
        st.error(t("rows.remark.no_such"))
    else:
        st.toast(t("rows.saved"))
        st.rerun()
