"""A choice that stands in the address as a short code, so that a link shows the same view in the reader's own language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def segments(name: str, label: str, words: Mapping[str, str], default: str) -> str:
    """One of the codes in `words`, shown side by side; `name` is both the widget's key and the name in the address."""
    _take(name, words, default)
    chosen = st.segmented_control(label, list(words), format_func=words.__getitem__, key=name, required=True) or default
    return keep(name, str(chosen), default)


def switch(name: str, label: str) -> bool:
    """On or off; on stands in the address as 1."""
    if name not in st.session_state:
        st.session_state[name] = st.query_params.get(name) == "1"
    return keep(name, "1" if st.toggle(label, key=name) else "", "") == "1"


def _take(name: str, words: Mapping[str, str], default: str) -> None:
    if st.session_state.get(name) not in words:
        asked = st.query_params.get(name, default)
        st.session_state[name] = asked if asked in words else default


def keep(name: str, chosen: str, default: str) -> str:
    """Put the choice into the address; the default need not stand there."""
    if chosen != default:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return chosen
