"""What a reader sees when our own code fails: a number to pass on, never a traceback. The log keeps both together."""

from __future__ import annotations

import logging

import streamlit as st

from nap.logs import trouble
from nap.monitor import NotNow
from nap.tallies import PUT_OFF
from ui.session import t

_LOG = logging.getLogger("nap.screens")


def show_trouble(error: BaseException) -> bool:
    """Log the failure under a number and show the number; True: nothing else is to be shown.

    What only has to wait (a store that is full or locked, many files being read) is no failure of ours and is said as it is.
    """
    if isinstance(error, NotNow):
        PUT_OFF.add(error.code)
        _LOG.warning("not now: %s", error.code)
        st.error(t(f"pages.not_now.{error.code}"))
        return True
    st.error(t("pages.broken", id=trouble("page", error)))
    return True
