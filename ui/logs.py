"""Streamlit's own lines in our log: it gives every logger of its own a way past all others, also those that come later."""

from __future__ import annotations

from streamlit import logger as theirs

from nap.logs import let_through, set_up


def set_up_all(kind: str) -> None:
    """Set logging up as the setting `NAP_LOG` says, Streamlit's included. Call it again once everything is loaded."""
    theirs.setup_formatter = let_through
    set_up(kind)
