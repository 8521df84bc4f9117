"""What an organisation keeps of its own work: its figures over time, a workbook for its own donor, its due dates."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.charts.own import own_trend
from nap.facts import Observation
from nap.monitor import XLSX, Viewer, own_figures, own_workbook, plan_of
from nap.words import pick
from ui.cards import card, show
from ui.downloads import download
from ui.names import region_name
from ui.session import house, language, t
from ui.tables import link, note


def own_board(person: Viewer, partner: str) -> None:
    """Everything that counts of this organisation, one indicator and place at a time; and files to take along."""
    st.header(t("own.title"), anchor=False)
    totals = [one.said for one in own_figures(person, house(), partner, parts=False) if not one.said.breakdown]
    if not totals:
        note(t("own.nothing_yet"))
    else:
        note(t("own.lead"))
        _trend(person, totals)
        _workbook(partner)
    link(f"/calendar/{partner}.ics?lang={language()}", t("own.calendar.get"))


def _trend(person: Viewer, totals: Sequence[Observation]) -> None:
    plan, lang = plan_of(person, house()), language()
    names = {one.code: f"{one.code} {pick(one.title, lang)}" for one in plan.indicators}
    codes = [code for code in names if any(one.indicator == code for one in totals)]
    left, right = st.columns(2)
    code = left.selectbox(t("pages.column.indicator"), codes, format_func=names.__getitem__, key="own_indicator")
    mine = [one for one in totals if one.indicator == code]
    places = list(dict.fromkeys(one.region for one in mine))
    region = right.selectbox(
        t("pages.column.region"), places, format_func=lambda place: region_name(lang, plan, place), key=f"own_region_{code}"
    )
    indicator = plan.indicator(code or "")
    if indicator is None or region is None:
        return
    series = [one for one in mine if one.region == region and one.period.frequency is indicator.frequency]
    figure = own_trend(lang, plan, indicator, region_name(lang, plan, region), series)
    show(card(figure, "/returns", first=6, explained=False))


def _workbook(partner: str) -> None:
    st.html(f'<h3 class="nap-h3">{escape(t("own.workbook"))}</h3>')
    whole = st.checkbox(t("own.workbook.whole"), key="own_whole")
    note(t("own.workbook.warning" if whole else "own.workbook.protected"))

    name = f"{partner}-{house().today()}-{language()}.xlsx"
    opened, lang = house(), language()
    download(
        t("own.workbook.get"),
        lambda person: own_workbook(person, opened, partner, lang, protected=not whole).data,
        name=name,
        kind=XLSX,
        key="own_workbook",
        what=None,
    )
