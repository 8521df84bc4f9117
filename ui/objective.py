"""One objective: how it stands in every region, and each of its indicators in the chosen place."""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts import SIGNS
from nap.facts import Status
from nap.monitor import Viewer, plan_of
from nap.words import pick
from ui.cards import Card, card, footer, show_all
from ui.filters import Filters
from ui.session import house
from ui.view import View, change_list, indicator_list, region_bars, view_of


def show_objective(person: Viewer) -> None:
    """Draw the page."""
    filters, plan = Filters(), plan_of(person, house())
    code = filters.objective(plan)
    view = view_of(person, filters)
    if view is not None:
        region = filters.region(plan, view.board.regions(one.code for one in view.board.indicators(code)))
        status = filters.status(list(SIGNS))
        filters.tell()
        show_all(view.made(("objective", code, region, status), lambda: _cards(view, code, region, status)))
    footer()


def _cards(view: View, code: str, region: str, status: Status | None) -> Sequence[Card]:
    objective = view.plan.objective(code)
    assert objective is not None
    here = view.objective_at(code, region, status)
    title = f"{code} {pick(objective.title, view.lang)}"
    figures = (
        indicator_list(view, region, code, status),
        region_bars(view, code, title=view.say("board.objective_by_region", objective=title)),
        change_list(view, region, code),
    )
    return [card(figure, here) for figure in figures]
