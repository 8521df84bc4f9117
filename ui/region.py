"""One region: how each objective stands there, what to look at first, its indicators, its districts; or one of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from nap.charts import SIGNS, Figure
from nap.charts.districts import districts
from nap.facts import Status
from nap.monitor import Board, Plan, Viewer, browse, plan_of
from ui.addresses import address
from ui.cards import Card, card, footer, show, show_all, signs
from ui.changing import show_changes
from ui.filters import Filters
from ui.hiding import hide_link
from ui.names import region_name
from ui.narrowing import narrowed
from ui.session import house, language, t
from ui.tables import subject
from ui.view import View, concern_list, indicator_list, objective_bars, view_of

_FIRST = 4
"""So many to look at first stand as high as the bars beside them; the others unfold."""


def show_region(person: Viewer) -> None:
    """Draw the page."""
    head, filters, plan = st.container(), Filters(), plan_of(person, house())
    places = _places(plan, browse(person, house()).board())
    code = filters.region(plan, places)
    with head:
        subject(t("responses.district" if _above(plan, code) else "pages.region.title"), region_name(language(), plan, code))
        st.html(_ways(plan, code, places))
    view = view_of(person, filters)
    if view is not None:
        objective = filters.objective(plan, everything=True)
        status = filters.status(list(SIGNS))
        view = replace(view, narrowed=narrowed(person, filters, plan))
        filters.tell()
        _show(view, code, objective, status)
        show_changes(view, code, objective, "region")
    hide_link(person, "region", code)
    signs()
    footer()


def _places(plan: Plan, board: Board) -> list[str]:
    """Every first-level region, each followed by those of its districts that something is known of."""
    told = [one.code for one in plan.regions.level("district") if _told(plan, board, one.code)]
    return [
        code
        for region in plan.regions.level("region")
        for code in (region.code, *(one for one in told if _above(plan, one) == region.code))
    ]


def _told(plan: Plan, board: Board, district: str) -> bool:
    return any(district in board.places(one) for one in plan.indicators if (one.code, district) in board.totals)


def _above(plan: Plan, code: str) -> str:
    """The region a district lies in; empty for a region."""
    parent = plan.regions.parent_region(code)
    return parent.code if parent is not None and parent.code != code else ""


def _ways(plan: Plan, code: str, places: Sequence[str]) -> str:
    """From a district up to its region; from a region to its districts, its page for a meeting and the comparison with others."""
    above = _above(plan, code)
    if above:
        name = region_name(language(), plan, above)
        ways = [(address("region", region=above), t("responses.up", region=name))]
    else:
        ways = [
            (address("region", region=one), region_name(language(), plan, one)) for one in places if _above(plan, one) == code
        ]
        ways += [(address("brief", region=code), t("responses.to_brief")), (address("compare"), t("responses.to_compare"))]
        ways.append((address("responses", region=code), t("pages.responses.title")))
        ways.append((address("promises"), t("pages.promises.title")))
    links = "".join(f'<a href="{escape(there)}" target="_self">{escape(words)}</a>' for there, words in ways)
    return f'<p class="nap-onward">{links}</p>'


def _show(view: View, code: str, objective: str, status: Status | None) -> None:
    if _above(view.plan, code):
        show_all(view.made(("district", code, objective, status), lambda: [_listed(view, code, objective, status)]))
        return
    cards = view.made(("region", code, objective, status), lambda: _cards(view, code, objective, status))
    show_all(cards[:2], (1, 1))
    for one in cards[2:]:
        show(one)


def _cards(view: View, code: str, objective: str, status: Status | None) -> Sequence[Card]:
    here = view.region_at(code, status, objective)
    return [
        card(objective_bars(view, code, title=view.say("board.glance", period=view.period)), here),
        card(concern_list(view, code, title=view.say("board.attention")), here, _FIRST),
        _listed(view, code, objective, status),
        *(card(one, here) for one in _districts(view, code, objective)),
    ]


def _listed(view: View, code: str, objective: str, status: Status | None) -> Card:
    everything = view.region_at(code, objective=objective)
    return card(indicator_list(view, code, objective, status, everything), view.region_at(code, status, objective))


def _districts(view: View, code: str, objective: str) -> list[Figure]:
    """What is known of the districts of the region, whatever its status: few figures come from there."""
    lang, plan, board = view.lang, view.plan, view.board
    inside = [one.code for one in plan.regions.level("district") if _above(plan, one.code) == code]
    # Of protected indicators nothing stands below the region, for coordinators neither: screens are printed and passed on.
    open_ = [one for one in view.indicators(objective) if one.sensitivity != "sensitive"]
    found = {one.code: [board.at(one, district, view.period) for district in inside] for one in open_}
    rows = [one for one in open_ if any(found[one.code])]
    places = [number for number, _ in enumerate(inside) if any(found[one.code][number] for one in rows)]
    if not rows:
        return []
    return [
        districts(
            lang,
            code,
            [(inside[number], view.place(inside[number])) for number in places],
            [(one, [found[one.code][number] for number in places]) for one in rows],
            view.period,
            lambda indicator, district: address("indicator", indicator=indicator, region=district, period=view.period),
            title=view.say("responses.districts", region=view.place(code), period=view.period),
            name=f"districts-{code}-{view.period}",
        )
    ]
