"""What to do next, by role. Enters a viewer, draws a few sentences and links."""

from __future__ import annotations

import streamlit as st

from nap.monitor import Verb, Viewer, due_returns, may, waiting_returns
from ui.menu import SCREENS
from ui.session import house, t, t_n
from ui.tables import link, note

_LEADS = ("returns", "review", "overview", "summary")
"""Screens the landing page points to; the others are reached from these."""


def next_steps(person: Viewer) -> None:
    """One sentence about what waits, then the screens this person may open, each with what it is for."""
    note(*_waiting(person))
    for screen in SCREENS:
        if screen.name in _LEADS and may(person, screen.verb) and not (screen.name == "returns" and person.partner is None):
            st.subheader(t(f"pages.{screen.name}.title"), anchor=False)
            st.text(t(f"pages.{screen.name}.lead"))
            link(f"/{screen.name}", t("pages.open"))


def _waiting(person: Viewer) -> list[str]:
    """What somebody waits for from this person; nothing if nobody does."""
    said = []
    if person.partner is not None and may(person, Verb.SEND_RETURN, person.partner):
        dues = due_returns(person, house())
        overdue = sum(due.overdue for due in dues)
        returned = sum(due.status == "returned" for due in dues)
        said += [t_n("pages.start.overdue", overdue)] if overdue else []
        said += [t_n("pages.start.returned", returned)] if returned else []
        said += [] if overdue or returned else [t("pages.start.nothing_due")]
    if may(person, Verb.REVIEW):
        said.append(t_n("pages.start.to_review", len(waiting_returns(person, house()))))
    return said or [t("pages.start.welcome")]
