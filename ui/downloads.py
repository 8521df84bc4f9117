"""A button that hands out a file. What the file is made of and for whom is asked at the click, not when the button was drawn."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import streamlit as st

from nap.monitor import Viewer, viewer_of
from ui.session import house, session_cookie

_TAB = "media"


def download(label: str, make: Callable[[Viewer], bytes], *, name: str, kind: str, key: str, quiet: bool = False) -> None:
    """A button `label` for a file `name` of the media type `kind`, made by `make` for whoever holds the session at the click.

    PermissionError at the click if the session has ended. Streamlit names a file by a fingerprint of its content, type and
    name, and hands it to any session that asks by that name; so that nobody can find another's file by guessing what stands in
    it, the type carries a word that only this tab has.
    """
    token, opened = session_cookie(), house()

    def made() -> bytes:
        person = viewer_of(opened, token)
        if person is None:
            raise PermissionError("the session has ended")
        return make(person)

    tab = st.session_state.setdefault(_TAB, secrets.token_hex(16))
    st.download_button(
        label,
        data=made,
        file_name=name,
        mime=f"{kind}; tab={tab}",
        on_click="ignore",
        key=key,
        type="tertiary" if quiet else "secondary",
    )
