"""Rows of a consent: an organisation's own figures by indicator, and whether the total each goes into would be a number."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.monitor import ConsentRow
from nap.words import number, period_name
from ui.names import breakdown_name, indicator_name, region_name
from ui.session import house, language, t
from ui.tables import Amount, Cell, Mark, table_html

_FEW = 12
"""So many rows stand open; of more the indicators are told with their numbers, each to be unfolded."""


def rows_list(rows: Sequence[ConsentRow]) -> None:
    """By indicator, the latest period first."""
    codes = dict.fromkeys(one.indicator for one in rows)
    parts = "".join(_of(code, [one for one in rows if one.indicator == code], unfolded=len(rows) <= _FEW) for code in codes)
    st.html(
        f'<div class="nap-consents"><p class="nap-field">{escape(t("publishing.asks.rows", n=str(len(rows))))}</p>{parts}</div>'
    )


def _of(code: str, rows: Sequence[ConsentRow], *, unfolded: bool) -> str:
    name = indicator_name(language(), house().plan, code)
    latest = sorted(rows, key=lambda one: one.period.end, reverse=True)
    header = [t("publishing.column.place"), t("publishing.column.own"), t("publishing.column.total")]
    told = table_html(header, [_line(one) for one in latest], caption=name)
    summary = f"<summary><strong>{escape(name)}</strong> {escape(t('publishing.asks.of', n=str(len(rows))))}</summary>"
    return f"<details{' open' if unfolded else ''}>{summary}{told}</details>"


def _line(one: ConsentRow) -> list[Cell]:
    lang, plan = language(), house().plan
    of_whom = breakdown_name(lang, plan.indicator(one.indicator), one.breakdown) if one.breakdown else ""
    place = ", ".join(said for said in (region_name(lang, plan, one.region), of_whom) if said)
    return [f"{place}\n{period_name(lang, one.period)}", _own(one), _total(one)]


def _total(one: ConsentRow) -> Mark | str:
    if one.number is None:
        return t("publishing.total.unknown")
    return Mark("●", t("publishing.total.shown"), "info") if one.number else Mark("*", t("publishing.total.hidden"), "fixed")


def _own(one: ConsentRow) -> Amount:
    lang = language()
    if one.numerator is not None and one.denominator is not None:
        return Amount(t("publishing.own.part", n=number(lang, one.numerator), m=number(lang, one.denominator)))
    return Amount(number(lang, one.value) if one.value is not None else "")
