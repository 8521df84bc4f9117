"""What a coordinator can do about a return: accept it, send it back, undo. The monitor decides what is possible."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nap.monitor import NotNow, ReturnDetail, Viewer, accept, send_back, undo
from ui.session import house, t

_UNDOABLE = {"accepted"}
_DONE = "review_done"


def decide(person: Viewer, detail: ReturnDetail, name: str) -> None:
    """Accept, send back with a reason, undo with a reason: only what the status allows.

    Each button belongs to its return, so that a second click never decides about the next one, unread.
    """
    id, status = detail.receipt.id, detail.receipt.status
    if status == "submitted":
        st.subheader(t("pages.review.decide"), anchor=False)
        reason = st.text_area(t("pages.review.reason"), key=f"reason_{id}", max_chars=1000)
        left, right, _ = st.columns([1, 1, 2])
        if left.button(t("pages.review.accept"), type="primary", key=f"accept_{id}", width="stretch"):
            _do(lambda: accept(person, house(), id, reason), "accept", name)
        if right.button(t("pages.review.send_back"), key=f"send_back_{id}", width="stretch"):
            _do(lambda: send_back(person, house(), id, reason), "send_back", name)
    elif status in _UNDOABLE:
        st.subheader(t("pages.review.decide"), anchor=False)
        reason = st.text_input(t("pages.review.undo_reason"), key=f"undo_reason_{id}", max_chars=1000)
        if st.button(t("pages.review.undo"), key=f"undo_{id}"):
            _do(lambda: undo(person, house(), id, reason), "undo", name)


def tell_done() -> None:
    """What was just decided, and about whose return: once, above the list; which return is read next, the reader chooses."""
    done, name = st.session_state.pop(_DONE, ("", ""))
    if done:
        st.success(t(f"pages.review.done.{done}", name=name))


def _do(act: Callable[[], object], done: str, name: str) -> None:
    try:
        act()
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    else:
        st.session_state[_DONE] = (done, name)
        st.query_params.pop("return", None)
        st.rerun()
