"""Doing something about a person: what was done is told once after the next run, what was refused where it was asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from html import escape
from typing import TypeVar

import streamlit as st

from nap.monitor import Account, Denied, NotNow, PersonRefused, Unknown
from ui.session import t
from ui.tables import note

_DONE, _ROUND = "people_done", "people_round"
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
    """Say at the top of the next run that something was done; fields and boxes begin anew there."""
    st.session_state[_DONE] = words
    begin_anew()


def begin_anew() -> None:
    """From the next run on every field is as if drawn for the first time, every box folded: what is told above is in sight."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def key_of(account: Account) -> str:
    """What the keys of all fields and buttons of this very person begin with, until they begin anew."""
    return f"people_{id_of(account.person)}_{st.session_state.get(_ROUND, 0)}"


def id_of(email: str) -> str:
    """What stands for the person in an address."""
    return hashlib.sha256(email.encode()).hexdigest()[:12]


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
