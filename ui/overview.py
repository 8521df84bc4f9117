"""The plan at a glance: how each objective stands, what to look at first, the map, objectives by region, what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from nap.charts import Figure, Link, Square, outline_map, standing, tile_map
from nap.facts import Period
from nap.monitor import Indicator, Outlines, Verb, Viewer, due_returns, may, next_due, region_outlines
from nap.words import pick
from ui.addresses import address
from ui.cards import Card, card, footer, show, show_all, signs
from ui.changing import show_changes
from ui.compare import compare_link
from ui.compare_filters import one_of
from ui.filters import Filters
from ui.session import house, t, t_n
from ui.tables import link, note
from ui.view import MOST, View, concern_list, objective_bars, view_of


def show_overview(person: Viewer) -> None:
    """Draw the page."""
    filters = Filters()
    view = view_of(person, filters)
    filters.tell()
    if view is None:
        return
    _returns(person)
    here = address("overview", period=view.period)
    glance, first, table = view.made("overview", lambda: _cards(view, here))
    show_all([glance, first], (1, 1))
    _map(view)
    show(table)
    show_changes(view, view.country)
    signs()
    footer()


def _returns(person: Viewer) -> None:
    """When the next figures are due, for everybody; which are overdue, for those who may see returns, with the way there.
    What is not of today owes nothing."""
    if house().only_read:
        return
    coming = next_due(house())
    said = [escape(t("board.next_due", period=coming[0], date=coming[1]))] if coming is not None else []
    overdue = sum(due.overdue for due in due_returns(person, house())) if may(person, Verb.SEE_RETURNS) else 0
    if overdue:
        told = t_n("pages.start.partners_overdue" if may(person, Verb.REVIEW) else "pages.start.overdue", overdue)
        there = "/coverage" if may(person, Verb.REVIEW) else "/start"
        said.append(f'<a href="{there}" target="_self"><b class="nap-warning" aria-hidden="true">!</b> {escape(told)}</a>')
    if said:
        st.html(f'<p class="nap-due">{" ".join(said)}</p>')


def _cards(view: View, here: str) -> Sequence[Card]:
    country = view.country
    return [
        card(objective_bars(view, country, title=view.say("board.glance", period=view.period)), here),
        card(concern_list(view, country, title=view.say("board.attention")), here, MOST),
        card(_standing(view), here),
    ]


def _standing(view: View) -> Figure:
    objectives = view.plan.objectives
    return standing(
        view.lang,
        [f"{one.code} {pick(one.title, view.lang)}" for one in objectives],
        [
            (Link(view.place(region), view.region_at(region)), [_square(view, one.code, region) for one in objectives])
            for region in view.board.regions()
        ],
        title=view.say("board.standing", period=view.period),
        name=f"regions-{view.period}",
    )


def _square(view: View, objective: str, region: str) -> Square:
    tally = view.board.tally(view.board.indicators(objective), region, view.period)
    return Square(tally, view.objective_at(objective, region), whole=region == view.country)


def _map(view: View) -> None:
    """The map with its own two switches: which indicator, and which of the periods it has figures of."""
    offered = view.shelf.made(("on the map", view.period), lambda: _offered(view))
    if not offered:
        note(t("board.map.empty"))
        return
    with st.container(border=True, key="map"):
        filters = Filters("map_filters")
        code = filters.indicator(view.plan, list(offered), _telling(offered))
        chosen = offered[code]
        period = filters.period(chosen.periods, chosen.fullest, "on")
        filters.tell()
        outlines = region_outlines(view.shelf.viewer, view.shelf.house)
        drawn = _drawn(outlines)
        here = address("overview", period=view.period, indicator=code, on=period, **({"as": MAP} if drawn == MAP else {}))
        kept = ("map", code, period, outlines if drawn == MAP else None)
        for made in view.made(kept, lambda: [card(_places(view, chosen.indicator, period, kept[-1]), here)]):
            show(made, framed=False)
        link(*compare_link(chosen.indicator))


TILES, MAP = "tiles", "map"


def _drawn(outlines: Outlines | None) -> str:
    """Equal tiles or true outlines, as the address says; tiles where there is no file of outlines, which is said."""
    if outlines is not None:
        return one_of("as", t("places.map.as"), {TILES: t("places.map.tiles"), MAP: t("places.map.map")}, TILES)
    if st.query_params.get("as") == MAP:
        note(t("places.map.none"))
    return TILES


def _places(view: View, indicator: Indicator, period: Period, outlines: Outlines | None) -> Figure:
    regions = view.plan.regions.level("region")
    found = {region.code: view.board.at(indicator, region.code, period) for region in regions}
    asked = view.lang, view.plan, indicator, period, found, lambda region: view.indicator_at(region)(indicator)
    return tile_map(*asked) if outlines is None else outline_map(*asked, outlines)


class _Offer(NamedTuple):
    """An indicator a map can be drawn of: the periods to choose from, and which of them has figures of most regions."""

    indicator: Indicator
    periods: Sequence[Period]
    known: int
    fullest: Period


def _offered(view: View) -> Mapping[str, _Offer]:
    """What can be drawn, by code. Kept by the caller: looking for it asks for every region at every period."""
    ended = {one: _ended(view, one) for one in view.board.indicators()}
    return {
        one.code: _Offer(one, periods, *max((_known(view, one, period), period) for period in periods))
        for one, periods in ended.items()
        if periods
    }


def _telling(offered: Mapping[str, _Offer]) -> str:
    """The indicator that tells most on a map: figures for most regions, the latest first."""
    return max(offered, key=lambda code: (offered[code].known, offered[code].fullest.end))


def _ended(view: View, indicator: Indicator) -> list[Period]:
    """The periods of the map: those over by the end of the page's period, because a running one is not all there yet."""
    return [period for period in view.board.shown(indicator) if period.end <= view.period.end]


def _known(view: View, indicator: Indicator, period: Period) -> int:
    found = (view.board.at(indicator, region.code, period) for region in view.plan.regions.level("region"))
    return sum(result is not None and result.value is not None for result in found)
