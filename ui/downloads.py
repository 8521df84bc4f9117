"""A button that hands out a file. What the file is made of and for whom is asked at the click, not when the button was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from nap.monitor import Viewer, downloaded, hidden_since, viewer_of
from ui.owning import mark, marked
from ui.session import begun, came_from, house, looker, session_cookie

_OF_FIGURES = frozenset({"figures_behind"})
"""Files of results; those of a figure itself are no buttons (`ui.taking`)."""


def download(
    label: str, make: Callable[[Viewer], bytes], *, name: str, kind: str, key: str, what: str | None, quiet: bool = False
) -> None:
    """A button `label` for a file `name` of the media type `kind`, made by `make` for whoever holds the session at the click.

    PermissionError at the click if the session has ended, the person's rights are others by now, or figures were hidden since.
    Streamlit names a file by a fingerprint of its content, type and name, and hands it to anybody who asks by that name; its type
    says whose it is, so that the door gives it to nobody else and nobody can find it by guessing what stands in it.

    `what` goes on record with `name` at the click, one of `DOWNLOADS`; None where `make` asks a verb that records by itself, or
    where nothing of the store is handed out.
    """
    drawn = looker()
    if drawn is not None:
        made = _asked(drawn, make, name, what)
        look: Literal["tertiary", "secondary"] = "tertiary" if quiet else "secondary"
        kind = marked(kind, drawn)
        st.download_button(label, data=made, file_name=name, mime=kind, on_click="ignore", key=key, type=look)


def _asked(drawn: Viewer, make: Callable[[Viewer], bytes], name: str, what: str | None) -> Callable[[], bytes]:
    """`make` for whoever holds the session at the click, who must be whom it was drawn for."""
    token, opened, origin, drawn_at = session_cookie(), house(), came_from(), begun()

    def made() -> bytes:
        person = viewer_of(opened, token, origin)
        if person is None or mark(person) != mark(drawn):
            raise PermissionError("the session has ended, or its rights are others than when this was drawn")
        if what in _OF_FIGURES and hidden_since(person, opened, drawn_at):
            raise PermissionError("figures were hidden since this was drawn")
        data = make(person)
        if what is not None:
            downloaded(person, opened, what, about=name)
        return data

    return made
