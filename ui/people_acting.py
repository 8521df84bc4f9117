"""Doing something about a person: what was done is told once after the next run, what was refused where it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeVar

import streamlit as st

from nap.monitor import Denied, NotNow, PersonRefused, Unknown
from ui.session import t
from ui.tables import note

_DONE = "people_done"
Done = TypeVar("Done")


def act(do: Callable[[], Done], done: Callable[[Done], str] = lambda _: "") -> None:
    """Do it and draw the page anew, with what `done` says of the outcome told above; or say why not, here."""
    try:
        outcome = do()
    except (Denied, NotNow, PersonRefused, Unknown) as problem:
        refusal(why(problem))
    else:
        tell(done(outcome))
        st.rerun()


def tell(words: str) -> None:
    """Say at the top of the next run that something was done."""
    st.session_state[_DONE] = words


def tell_done() -> None:
    """What was just done, once."""
    told = st.session_state.pop(_DONE, "")
    if told:
        note(f"✓ {told}")


def why(problem: Exception) -> str:
    """The refusal as a sentence in the reader's language."""
    match problem:
        case PersonRefused():
            return t(f"people.refused.{problem.code}", found=problem.found, there=", ".join(problem.there))
        case NotNow():
            return t(f"pages.not_now.{problem.code}")
        case Unknown():
            return t("people.refused.gone")
        case _:
            return t("pages.not_yours")


def refusal(words: str) -> None:
    """Show why something was not done, or is not taken: beside the field or button it is about."""
    st.html(f'<div class="nap-note nap-refusal" role="alert"><p><b aria-hidden="true">✗</b> {escape(words)}</p></div>')
