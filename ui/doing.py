"""Doing what was asked for: told at the top of the next run if it was done, where it was asked for if not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from nap.monitor import Denied, NotNow, Unknown
from ui.people_acting import refusal
from ui.session import t
from ui.tables import note

_DONE, _ROUND = "doing_done", "doing_round"
Done = TypeVar("Done")


def do(act: Callable[[], Done], said: Callable[[Done], list[str]]) -> None:
    """Do it and draw the page anew, with the sentences that `said` makes of the outcome above; or say here why not."""
    try:
        outcome = act()
    except NotNow as problem:
        refusal(t(f"pages.not_now.{problem.code}"))
    except Unknown as problem:
        refusal(t("files.no_such", id=problem.id))
    except Denied:
        refusal(t("pages.not_yours"))
    else:
        st.session_state[_DONE] = said(outcome)
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def key(name: str) -> str:
    """The key of a field or button, another one after each thing done: its field begins empty again."""
    return f"{name}_{st.session_state.get(_ROUND, 0)}"


def tell_done() -> None:
    """What was just done, once."""
    told: list[str] = st.session_state.pop(_DONE, [])
    if told:
        first, *others = told
        note(f"✓ {first}", *others)
