"""Taking a return back, and letting an earlier version count again: each in a box of its own, with its reason."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nap.monitor import NotNow, Receipt, ReturnDetail, Viewer, reactivate, withdraw
from ui.session import house, t
from ui.tables import note

_FAILED = "going_back_failed"
_BACK = "came_back"
_LONGEST = 1000


def withdraw_box(person: Viewer, detail: ReturnDetail) -> None:
    """For whoever sent it, while nobody has decided; the reason may be left out."""
    if not detail.withdrawable:
        _told()
        return
    id, kind = detail.receipt.id, "draft" if detail.receipt.status == "draft" else "submitted"
    with st.expander(t(f"life.withdraw.title.{kind}"), key=f"withdraw_box_{id}"):
        note(t(f"life.withdraw.about.{kind}"))
        reason = st.text_input(t("life.withdraw.reason"), key=f"withdraw_reason_{id}", max_chars=_LONGEST, autocomplete="off")
        if st.button(t(f"life.withdraw.button.{kind}"), key=f"withdraw_{id}"):
            _do(lambda: withdraw(person, house(), id, reason, seen=detail.seen))
    _told()


def reactivate_box(person: Viewer, detail: ReturnDetail) -> None:
    """For coordinators, on an earlier version that counted once."""
    if st.session_state.pop(_BACK, "") == detail.receipt.id:
        st.success(t("life.reactivate.done", version=str(detail.receipt.version)))
    if not detail.counted_before:
        return
    id = detail.receipt.id
    st.header(t("life.reactivate.title"), anchor=False)
    note(t("life.reactivate.about"))
    reason = st.text_input(t("life.reactivate.reason"), key=f"reactivate_reason_{id}", max_chars=_LONGEST, autocomplete="off")
    if st.button(t("life.reactivate.button"), key=f"reactivate_{id}"):
        _do(lambda: _reactivated(reactivate(person, house(), id, reason, seen=detail.seen)))
    _told()


def _reactivated(receipt: Receipt) -> None:
    st.session_state[_BACK] = receipt.id


def _do(act: Callable[[], object]) -> None:
    try:
        act()
    except NotNow as problem:
        st.session_state[_FAILED] = problem.code
    st.rerun()


def _told() -> None:
    """Why nothing was done: once, beside the button."""
    if code := st.session_state.pop(_FAILED, ""):
        st.error(t(f"pages.not_now.{code}"))
