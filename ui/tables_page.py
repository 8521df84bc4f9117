"""Tables in a layout of their own, from the upload to the receipt: what is drawn when. Each step has its own module."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import (
    NotNow,
    Plan,
    Recognised,
    Understood,
    Viewer,
    plan_of,
    recognise_table,
)
from nap.words import period_name
from ui.addresses import address
from ui.choices import keep
from ui.findings import findings_board
from ui.names import partner_name
from ui.session import house, language, t
from ui.tables import lead, note
from ui.tables_blocks import blocks_step
from ui.tables_desk import STEP, STEPS, Desk, in_hand, lay_down, put_away, upload_key
from ui.tables_figures import figures_board
from ui.tables_kept import kept
from ui.tables_picture import sheet_step
from ui.tables_remarks import noticed, remarks_board
from ui.tables_sending import became, forget_said, sending

KINDS = ("xlsx", "ods", "xls", "csv")
_MEGABYTES = 10


def tables_page(person: Viewer) -> None:
    """Draw the page."""
    desk = in_hand()
    if desk is None:
        _begin(person)
        return
    _head(desk)
    try:
        _work(desk, person)
    except NotNow as problem:  # others' files take long; the same is tried when the page runs again
        st.error(t(f"pages.not_now.{problem.code}"))


def _begin(person: Viewer) -> None:
    """Nothing is in hand: what became of the last one, the place for the next, and the mappings that are kept."""
    became()
    lead(t("tables.lead"))
    file = st.file_uploader(t("tables.upload", kinds=", ".join(KINDS), size=_MEGABYTES), type=KINDS, key=upload_key())
    if file is not None:
        lay_down(file)
        forget_said()
        st.rerun()
    kept(person)


def _head(desk: Desk) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="tables_head"):
        st.html(f'<h2 class="nap-title">{escape(desk.name)}</h2>', width="content")
        st.button(t("tables.another"), key="tables_another", on_click=put_away, type="tertiary")


def _work(desk: Desk, person: Viewer) -> None:
    with st.spinner(t("tables.reading")):
        looked = desk.look(person)
    plan = plan_of(person, house())
    if looked.understood is None:
        note(t("tables.refused"))
        findings_board(language(), plan, looked.findings)
        return
    if looked.own:
        _own()
        return
    _recognised(desk, person, plan, looked.understood)
    step = _step(bool(desk.chosen(looked.understood)))
    if looked.findings:
        findings_board(language(), plan, looked.findings)
    if step == "sheet":
        noticed(looked.understood, looked.remarks)
        sheet_step(desk, plan, looked.understood)
        _onward(STEPS[1])
    elif step == "blocks":
        blocks_step(desk, person, plan, looked.understood)
        if desk.chosen(looked.understood):
            _onward(STEPS[2])
    else:
        _figures(desk, person, plan, looked.understood)


def _own() -> None:
    """A return workbook needs no mapping: it says itself what its cells are."""
    note(t("tables.own"))
    st.html(f'<p><a href="{escape(address("returns"))}" target="_self">{escape(t("pages.returns.title"))}</a></p>')


def _step(chosen: bool) -> str:
    """How far the person is; the figures only once an indicator is chosen."""
    offered = STEPS if chosen else STEPS[:-1]
    words = {each: f"{number}. {t(f'tables.step.{each}')}" for number, each in enumerate(STEPS, start=1)}
    asked = st.query_params.get(STEP, STEPS[0])
    if st.session_state.get(STEP) not in offered:
        st.session_state[STEP] = asked if asked in offered else STEPS[0]
    picked = st.segmented_control(
        t("tables.steps"), offered, format_func=words.__getitem__, key=STEP, required=True, label_visibility="collapsed"
    )
    return keep(STEP, str(picked or STEPS[0]), STEPS[0])


def _onward(step: str) -> None:
    st.button(t(f"tables.onward.{step}"), key="tables_onward", type="primary", on_click=_go, args=(step,))


def _go(step: str) -> None:
    st.session_state[STEP] = step


def _recognised(desk: Desk, person: Viewer, plan: Plan, understood: Understood) -> None:
    """A mapping that fits is offered at once, with what has moved since; one click takes it."""
    if desk.using is not None:
        note(t("tables.known.used", name=desk.using.name))
        remarks_board(desk.moved, told_as="tables.moved", unfolded=True)
        return
    if desk.choices:
        return
    found = desk.once("known", desk.hints, lambda: _find(person, understood, desk))
    if found.mapping is not None and found.applied is not None:
        whose = partner_name(language(), plan, found.mapping.partner)
        note(t("tables.known", name=found.mapping.name, partner=whose))
        st.button(t("tables.known.use"), key="tables_use", type="primary", on_click=_use, args=(desk, found, understood))
    elif found.rivals:
        note(t("tables.known.rivals", names=", ".join(each.name for each in found.rivals)))


def _find(person: Viewer, understood: Understood, desk: Desk) -> Recognised:
    book = desk.look(person).book
    return recognise_table(person, house(), book, understood) if book is not None else Recognised()


def _use(desk: Desk, found: Recognised, understood: Understood) -> None:
    """Take over everything the mapping says; from here on it can be changed like anything said by hand."""
    assert found.mapping is not None
    assert found.applied is not None
    desk.use(found.mapping, found.applied)
    st.session_state[STEP] = STEPS[2] if desk.choices else STEPS[1]


def _figures(desk: Desk, person: Viewer, plan: Plan, understood: Understood) -> None:
    """What would come out, what the checks say of it, and the way to send it."""
    drawn = desk.drawn(person, understood)
    remarks_board(drawn.looked.remarks, unfolded=not drawn.figures)
    if not drawn.figures:
        note(t("tables.figures.none"))
        return
    if drawn.period is not None:
        whose, when = partner_name(language(), plan, drawn.partner), period_name(language(), drawn.period)
        lead(t("tables.figures.lead", partner=whose, period=when))
    figures_board(plan, drawn)
    checked = drawn.checked
    if checked is not None and checked.findings:
        st.header(t("tables.checks"), anchor=False)
        findings_board(language(), plan, checked.findings)
    sending(desk, person, understood, errors=checked is not None and checked.verdict == "errors")
