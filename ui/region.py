"""One region: how each objective stands there, what to look at first, and its indicators."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.charts import SIGNS
from nap.facts import Status
from nap.monitor import Viewer, plan_of
from ui.cards import Card, card, footer, show, show_all, signs
from ui.changing import show_changes
from ui.filters import Filters
from ui.hiding import hide_link
from ui.names import region_name
from ui.session import house, language, t
from ui.tables import subject
from ui.view import MOST, View, concern_list, indicator_list, objective_bars, view_of


def show_region(person: Viewer) -> None:
    """Draw the page."""
    head, filters, plan = st.container(), Filters(), plan_of(person, house())
    code = filters.region(plan, [region.code for region in plan.regions.level("region")])
    with head:
        subject(t("pages.region.title"), region_name(language(), plan, code))
    view = view_of(person, filters)
    if view is not None:
        objective = filters.objective(plan, everything=True)
        status = filters.status(list(SIGNS))
        filters.tell()
        glance, first, listed = view.made(("region", code, objective, status), lambda: _cards(view, code, objective, status))
        show_all([glance, first], (5, 4))
        show(listed)
        show_changes(view, code, objective, "region")
    hide_link(person, "region", code)
    signs()
    footer()


def _cards(view: View, code: str, objective: str, status: Status | None) -> Sequence[Card]:
    here = view.region_at(code, status, objective)
    return [
        card(objective_bars(view, code, title=view.say("board.glance", period=view.period)), here),
        card(concern_list(view, code, title=view.say("board.attention")), here, MOST),
        card(indicator_list(view, code, objective, status, view.region_at(code, objective=objective)), here),
    ]
