"""One objective: how it stands in every region, and each of its indicators in the chosen place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from nap.charts import SIGNS
from nap.facts import Status
from nap.monitor import Plan, Viewer, plan_of
from nap.words import pick
from ui.cards import Card, card, footer, show_all, signs
from ui.changing import show_changes
from ui.filters import Filters
from ui.narrowing import narrowed
from ui.session import house, language, t
from ui.tables import subject
from ui.view import View, indicator_list, region_bars, view_of


def show_objective(person: Viewer) -> None:
    """Draw the page."""
    head, filters, plan = st.container(), Filters(), plan_of(person, house())
    code = filters.objective(plan)
    with head:
        subject(t("pages.objective.title"), _title(plan, code))
    view = view_of(person, filters)
    if view is not None:
        region = filters.region(plan, view.board.regions(one.code for one in view.board.indicators(code)))
        status = filters.status(list(SIGNS))
        view = replace(view, narrowed=narrowed(person, filters, plan))
        filters.tell()
        show_all(view.made(("objective", code, region, status), lambda: _cards(view, code, region, status)))
        show_changes(view, region, code, "objective")
    signs()
    footer()


def _title(plan: Plan, code: str) -> str:
    objective = plan.objective(code)
    return f"{code} {pick(objective.title, language())}" if objective else code


def _cards(view: View, code: str, region: str, status: Status | None) -> Sequence[Card]:
    here = view.objective_at(code, region, status)
    bars = region_bars(view, code, title=view.say("board.objective_by_region", period=view.period))
    listed = indicator_list(view, region, code, status, view.objective_at(code, region))
    asked_for_a_part = status is not None or region != view.country
    first, second = (listed, bars) if asked_for_a_part else (bars, listed)
    return [card(figure, here) for figure in (first, second)]
