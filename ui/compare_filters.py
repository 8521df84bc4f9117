"""Several of a few things, chosen by buttons side by side; the address holds their codes with commas between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.choices import keep, segments
from ui.session import t
from ui.tables import note


def one_of(name: str, label: str, words: Mapping[str, str], default: str) -> str:
    """One of the codes, as `segments`; what a link asks for anew wins over what was chosen here, and in vain it is told."""
    asked, before = st.query_params.get(name), f"address_{name}"
    if asked is not None and asked != st.session_state.get(before):
        st.session_state[name] = asked if asked in words else default
        _tell(label, [asked] if asked not in words else [])
    chosen = segments(name, label, words, default)
    st.session_state[before] = st.query_params.get(name)
    return chosen


def several(name: str, label: str, words: Mapping[str, str], default: Sequence[str] = ()) -> list[str]:
    """Those of the codes in `words` that are chosen, in the order of `words`; `default` (empty: all of them) where none is.

    What a link asks for anew wins over what was chosen here; a code that is not there is told and left out.
    """
    asked, before = st.query_params.get(name), f"address_{name}"
    kept = [code for code in st.session_state.get(name, ()) if code in words]
    if asked != st.session_state.get(before) or kept != st.session_state.get(name):
        named = asked.split(",") if asked else list(default)
        st.session_state[name] = [code for code in words if code in named]
        _tell(label, [code for code in named if code not in words])
    chosen = st.pills(label, list(words), format_func=words.__getitem__, selection_mode="multi", key=name)
    ordered = [code for code in words if code in chosen]
    keep(name, ",".join(ordered), ",".join(code for code in words if code in default))
    st.session_state[before] = st.query_params.get(name)
    return ordered or list(default) or list(words)


def _tell(label: str, vain: Sequence[str]) -> None:
    if vain:
        told = ", ".join(t("board.ignored.one", label=label, value=code[:40]) for code in vain[:5])
        note(t("board.ignored", filters=told))
