"""What a coordinator can do about a return: accept it, send it back, undo. The monitor decides what is possible.

A click is kept as a wish, together with how the return stood when the buttons were drawn, and done at the beginning of the next
run: by whoever is looking then, and about nothing else than what she had before her.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from nap.monitor import NotNow, ReturnDetail, Viewer, accept, send_back, undo
from ui.session import house, t

_UNDOABLE = {"accepted"}
_DONE, _WISH, _REFUSED = "review_done", "review_wish", "review_refused"


class Wish(NamedTuple):
    """One click: what, about which return, how it stood, the reason as typed, and its name for the sentence afterwards."""

    act: str
    id: str
    seen: str
    reason: str
    name: str


_ACTS: Mapping[str, Callable[[Viewer, Wish], object]] = {
    "accept": lambda person, wish: accept(person, house(), wish.id, wish.reason, seen=wish.seen),
    "send_back": lambda person, wish: send_back(person, house(), wish.id, wish.reason, seen=wish.seen),
    "undo": lambda person, wish: undo(person, house(), wish.id, wish.reason),
}


def do_wish(person: Viewer) -> None:
    """Do what was clicked in the run before; stands before anything of the page is read."""
    wish: Wish | None = st.session_state.pop(_WISH, None)
    if wish is None:
        return
    try:
        _ACTS[wish.act](person, wish)
    except NotNow as problem:
        st.session_state[_REFUSED] = refusal(problem)
    else:
        st.session_state[_DONE] = (wish.act, wish.name)
        st.query_params.pop("return", None)


def refusal(problem: NotNow) -> str:
    """Why nothing was done, in the reader's language; who did what meanwhile, where that is why."""
    if problem.code == "decided_meanwhile":
        return t("queue.meanwhile", person=problem.facts["person"], act=t(f"trail.act.{problem.facts['act']}"))
    return t(f"pages.not_now.{problem.code}")


def tell_done() -> None:
    """What was just decided, and about whose return, or why not: once, above the list."""
    done, name = st.session_state.pop(_DONE, ("", ""))
    if done:
        st.success(t(f"pages.review.done.{done}", name=name))
    if refused := st.session_state.pop(_REFUSED, ""):
        st.error(refused)


def decide(detail: ReturnDetail, name: str) -> None:
    """Accept, send back with a reason, undo with a reason: only what the status allows.

    Each button belongs to its return, so that a second click never decides about the next one, unread.
    """
    id, status = detail.receipt.id, detail.receipt.status
    if status == "submitted":
        st.header(t("pages.review.decide"), anchor=False)
        st.text_area(t("pages.review.reason"), key=f"reason_{id}", max_chars=1000)
        left, right, _ = st.columns([1, 1, 2])
        with left:
            _button("accept", detail, name, f"reason_{id}", main=True)
        with right:
            _button("send_back", detail, name, f"reason_{id}")
    elif status in _UNDOABLE:
        st.header(t("pages.review.decide"), anchor=False)
        st.text_input(t("pages.review.undo_reason"), key=f"undo_reason_{id}", max_chars=1000)
        _button("undo", detail, name, f"undo_reason_{id}", width="content")


def _button(act: str, detail: ReturnDetail, name: str, typed: str, *, main: bool = False, width: str = "stretch") -> None:
    def wish() -> None:
        st.session_state[_WISH] = Wish(act, detail.receipt.id, detail.seen, st.session_state.get(typed, ""), name)

    look = "primary" if main else "secondary"
    st.button(t(f"pages.review.{act}"), type=look, key=f"{act}_{detail.receipt.id}", width=width, on_click=wish)  # type: ignore[arg-type]
