"""Returns that come otherwise than by the partner's own upload: nothing could be collected safely, a file was handed over."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nap.monitor import (
    LONGEST_NOT_SAFE,
    LONGEST_WHOM,
    WAYS,
    DueReturn,
    NotNow,
    Received,
    Unknown,
    Verb,
    Viewer,
    due_returns,
    may,
    receive_on_behalf,
    report_not_safe,
)
from nap.words import period_name
from ui.findings import findings_board
from ui.returns import turn_to
from ui.session import house, language, t
from ui.tables import note

_IN_HAND = frozenset({"submitted", "accepted"})
_BECAME = "otherwise_refused"


def not_safe_box(person: Viewer, partner: str) -> None:
    """For a period that is over and has no return yet: one answer for all of it, with its reason."""
    open_ = [due for due in due_returns(person, house()) if due.partner == partner and due.ended and due.status not in _IN_HAND]
    if not open_:
        return
    with st.expander(t("life.not_safe.title"), key="not_safe_box"):
        note(t("life.not_safe.about"))
        with st.form("not_safe", border=False, enter_to_submit=False):
            due = st.selectbox(t("pages.column.period"), open_, format_func=_name, index=len(open_) - 1, key="not_safe_period")
            why = st.text_input(t("life.not_safe.why"), max_chars=LONGEST_NOT_SAFE, key="not_safe_why", autocomplete="off")
            because = _because(person, partner, "not_safe_because")
            pressed = st.form_submit_button(t("life.not_safe.button"), key="not_safe_send")
        if pressed and due is not None:
            _do(lambda: report_not_safe(person, house(), partner, due.period, language(), why, because))


def on_behalf_box(person: Viewer, partner: str) -> None:
    """For coordinators: a file that came by messenger, on paper or otherwise, with how it came."""
    if not may(person, Verb.REVIEW) or person.partner == partner:
        return
    _refused()
    with st.expander(t("life.behalf.title"), key="behalf_box"):
        note(t("life.behalf.about"))
        with st.form("behalf", border=False, enter_to_submit=False):
            file = st.file_uploader(t("pages.upload.label"), key="behalf_file")
            whom = st.text_input(t("life.behalf.whom"), max_chars=LONGEST_WHOM, key="behalf_whom", autocomplete="off")
            left, right = st.columns(2)
            came = left.date_input(t("life.behalf.came"), value=house().today(), max_value=house().today(), key="behalf_came")
            way = right.selectbox(t("life.behalf.way"), WAYS, format_func=lambda code: t(f"life.way.{code}"), key="behalf_way")
            said = st.text_input(t("life.behalf.note"), key="behalf_note", max_chars=1000, autocomplete="off")
            pressed = st.form_submit_button(t("life.behalf.send"), type="primary", key="behalf_send")
        if pressed and file is None:
            st.error(t("life.behalf.no_file"))
        elif pressed and file is not None:
            data, name = file.getvalue(), file.name
            how = {"whom": whom, "came": came, "way": way or "", "note": said}
            _do(lambda: receive_on_behalf(person, house(), data, name, **how))  # type: ignore[arg-type]


def _do(act: Callable[[], Received]) -> None:
    """On to the version that was made, or why there is none."""
    try:
        with st.spinner(t("pages.upload.checking")):
            received = act()
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    except Unknown:
        st.error(t("pages.not_yours"))
    else:
        st.session_state[_BECAME] = received if received.receipt is None else None
        turn_to(received.receipt)
        st.rerun()


def _refused() -> None:
    """Why a file cannot be taken, and under which number it is known."""
    received: Received | None = st.session_state.pop(_BECAME, None)
    if received is None:
        return
    note(t(f"common.verdict.{received.checked.verdict}"), t("pages.incident", id=received.incident) if received.incident else "")
    findings_board(language(), received.checked.plan or house().plan, received.checked.findings)


def _because(person: Viewer, partner: str, key: str) -> str:
    return "" if person.partner == partner else st.text_input(t("pages.because"), key=key, autocomplete="off")


def _name(due: DueReturn) -> str:
    return period_name(language(), due.period)
