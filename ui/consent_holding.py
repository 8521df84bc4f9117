"""“Hold my figures”: an organisation takes its sensitive figures out of whatever is published next, and gives them free again."""

from __future__ import annotations

import streamlit as st

from nap.monitor import LONGEST_CONSENT, HeldFigures, Viewer, figures_held, free_figures, hold_figures
from ui.doing import do, key
from ui.session import house, moment, t
from ui.tables import facts, note


def holding_box(person: Viewer, partner: str, *, own: bool) -> None:
    """How it stands, and the one thing that can be done about it."""
    st.header(t("publishing.hold"), anchor=False)
    held = figures_held(person, house(), partner)
    if held is None:
        _hold(person, partner)
    else:
        _held(person, held, own=own)


def _hold(person: Viewer, partner: str) -> None:
    note(t("publishing.hold.about"), t("publishing.hold.published"))
    name = key(f"consent_hold_{partner}")
    with st.form(name, border=False, enter_to_submit=False):
        reason = st.text_input(t("publishing.hold.reason"), max_chars=LONGEST_CONSENT, key=f"{name}_reason", autocomplete="off")
        pressed = st.form_submit_button(t("publishing.hold.go"))
    if pressed:
        do(lambda: hold_figures(person, house(), reason, partner), lambda _: [t("publishing.hold.done")])


def _held(person: Viewer, held: HeldFigures, *, own: bool) -> None:
    note("✗ " + t("publishing.held"), t("publishing.held.means"))
    facts([(t("publishing.held.since"), f"{moment(held.since)}, {held.person}"), (t("pages.column.reason"), held.reason)])
    if own and st.button(t("publishing.free.go"), key=key(f"consent_free_{held.partner}")):
        do(lambda: free_figures(person, house()), lambda _: [t("publishing.free.done")])
    elif not own:
        note(t("publishing.free.not_yours"))
