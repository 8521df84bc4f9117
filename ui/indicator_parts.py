"""One part of an indicator over time (`sex=F`), and what one organisation gave of it, where this reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from nap.charts import Figure, series
from nap.charts.own import own_trend
from nap.facts import Period, Result
from nap.monitor import Indicator, Plan, Verb, Viewer, may, own_figures, reporters
from ui.addresses import address
from ui.cards import card, show
from ui.explaining import PART
from ui.filters import Filters
from ui.names import breakdown_name, partner_name
from ui.session import house, t
from ui.view import View

_GOAL = 4
"""The column of the target: a part has none."""


def chosen_part(filters: Filters, lang: str, indicator: Indicator) -> str:
    """The part that is looked at; empty for the total, and where the indicator has no parts."""
    names = {key: breakdown_name(lang, indicator, key) for key in indicator.categories}
    return filters.choice(PART, t("pages.column.breakdown"), names) if names else ""


def series_of_part(view: View, indicator: Indicator, region: str, told: Sequence[Result], part: str) -> list[Figure]:
    """The part in the periods of the series; nothing where it was never asked for there. Baseline and targets are the total's."""
    found = [one for result in told for one in view.board.parts(result) if one.breakdown == part]
    if not found:
        return []
    bare = replace(indicator, baseline=None, targets=(), regional_targets={}, regional_baselines={})
    place = f"{view.place(region)}, {breakdown_name(view.lang, indicator, part)}"
    whole = series(view.lang, view.plan, bare, place, found)
    rows = tuple(row[:_GOAL] for row in whole.rows)
    return [replace(whole, header=whole.header[:_GOAL], rows=rows, name=f"{whole.name}-{part.replace('=', '-')}")]


def of_organisation(person: Viewer, view: View, indicator: Indicator, region: str, period: Period) -> None:
    """What one organisation gave over time: for coordinators any that reports, for an organisation its own, else nothing."""
    offered = _offered(person, view.plan, indicator)
    if not offered or house().until is not None:
        return
    st.html(f'<p class="nap-see">{escape(t("about.of_organisation"))}</p>')
    filters = Filters("filters_partner")
    chosen = filters.partner(view.plan, offered)
    filters.tell()
    if not chosen:
        return
    here = address("indicator", indicator=indicator.code, region=region, period=period, partner=chosen)
    made = view.shelf.made(
        (view.lang, "of", indicator.code, region, chosen), lambda: _trend(person, view, indicator, region, chosen)
    )
    show(card(made, here, first=6, explained=False))


def _offered(person: Viewer, plan: Plan, indicator: Indicator) -> list[str]:
    return [code for code in reporters(plan, indicator) if may(person, Verb.SEE_RETURNS, code)]


def _trend(person: Viewer, view: View, indicator: Indicator, region: str, partner: str) -> Figure:
    given = [one.said for one in own_figures(person, house(), partner, parts=False)]
    totals = [one for one in given if (one.indicator, one.region, one.breakdown) == (indicator.code, region, "")]
    own = [one for one in totals if one.period.frequency is indicator.frequency]
    place = f"{view.place(region)}, {partner_name(view.lang, view.plan, partner)}"
    return replace(own_trend(view.lang, view.plan, indicator, place, own), name=f"own-{indicator.code}-{region}-{partner}")
