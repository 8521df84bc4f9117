"""Links that open a release or the preview of a draft: make one for an office, shown once; see those made; take one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import streamlit as st

from nap.monitor import LONGEST_FOR_WHOM, LONGEST_LINK, SharedLink, ShareLink, Viewer, links_of, make_share_link, take_back_link
from ui.doing import do, key
from ui.people_acting import refusal
from ui.session import house, moment, t
from ui.tables import Cell, Mark, note, table

_MADE = "publishing_link"
_SIGNS = {"open": ("✓", "fixed"), "expired": ("–", "info"), "taken_back": ("✗", "error")}
_DAYS = {"share": 30, "preview": 7}
"""How long a link is good, unless the coordinator says otherwise."""


def links_box(person: Viewer, number: int, purpose: str) -> None:
    """Everything about the links to a release (`share`) or to a draft (`preview`)."""
    _show_made(number, purpose)
    _make(person, number, purpose)
    found = links_of(person, house(), number, purpose=purpose)
    if found:
        header = [t("publishing.links.whom"), t("pages.column.state"), t("publishing.links.until"), t("publishing.links.made")]
        table(header, [_line(one) for one in found], caption=t("publishing.links.caption"))
        _take_back(person, [one for one in found if one.state == "open"], f"{purpose}_{number}")


def _make(person: Viewer, number: int, purpose: str) -> None:
    today, name = house().today(), key(f"publishing_link_{purpose}_{number}")
    with st.form(name, border=False, enter_to_submit=False):
        whom = st.text_input(t("publishing.links.for_whom"), max_chars=LONGEST_FOR_WHOM, key=f"{name}_whom", autocomplete="off")
        st.caption(t("publishing.links.for_whom.about"))
        first = today + timedelta(days=_DAYS[purpose])
        last, label = today + LONGEST_LINK, t("publishing.links.last_day")
        until = st.date_input(label, first, min_value=today, max_value=last, format="DD.MM.YYYY", key=f"{name}_until")
        pressed = st.form_submit_button(t(f"publishing.links.make.{purpose}"))
    if pressed and not whom.strip():
        refusal(t("publishing.links.whom_missing"))
    elif pressed:

        def made() -> None:
            st.session_state[_MADE] = make_share_link(person, house(), number, until, whom, purpose=purpose)

        do(made, lambda _: [t("publishing.links.done")])


def _show_made(number: int, purpose: str) -> None:
    """The link that was just made: nobody can show it a second time."""
    made: ShareLink | None = st.session_state.get(_MADE)
    if made is None or (made.release, made.purpose) != (number, purpose):
        return
    with st.container(border=True, key="publishing_link_made"):
        note(t("publishing.links.once", until=moment(made.until)), t("publishing.links.whoever"))
        st.code(house().settings.base_url.rstrip("/") + made.path, language=None, wrap_lines=True)
        st.button(t("publishing.links.passed_on"), key="publishing_link_done", on_click=lambda: st.session_state.pop(_MADE, None))


def _line(one: SharedLink) -> list[Cell]:
    sign, kind = _SIGNS[one.state]
    made = f"{moment(one.made)}\n{one.person}"
    return [one.whom, Mark(sign, t(f"publishing.links.state.{one.state}"), kind), moment(one.until), made]


def _take_back(person: Viewer, found: Sequence[SharedLink], name: str) -> None:
    if not found:
        return
    named = {one.key: f"{one.whom} · {moment(one.made)}" for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"publishing_back_{name}"):
        chosen = st.selectbox(
            t("publishing.links.which"), list(named), format_func=named.__getitem__, key=key(f"publishing_which_{name}")
        )
        if st.button(t("publishing.links.take_back"), key=key(f"publishing_back_{name}")) and chosen:
            do(partial(take_back_link, person, house(), chosen), lambda _: [t("publishing.links.taken_back")])
