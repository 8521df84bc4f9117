"""Filters that stand in the address, so that a link shows the same view. Options are short stable codes, labels are words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.facts import Period
from nap.monitor import Plan
from nap.words import period_name, pick
from ui.findings import indicator_name, region_name
from ui.session import language, t


def objective_filter(plan: Plan) -> str:
    """The code of an objective, or empty for all of them."""
    titles = {one.code: f"{one.code} {pick(one.title, language())}" for one in plan.objectives}
    options = ["all", *titles]
    label = t("pages.column.objective")
    chosen = st.selectbox(
        label, options, format_func=lambda code: titles.get(code, t("pages.all")), key="objective", bind="query-params"
    )
    return "" if chosen == "all" or chosen is None else chosen


def period_filter(periods: Sequence[Period], default: Period) -> Period:
    """One of the periods; the default is not repeated in the address."""
    named = {str(period): period for period in reversed(periods)} or {str(default): default}
    options, first = list(named), str(default)
    chosen = st.selectbox(
        t("pages.column.period"),
        options,
        index=options.index(first) if first in named else 0,
        format_func=lambda code: period_name(language(), named[code]),
        key="period",
        bind="query-params",
    )
    return named.get(chosen or "", default)


def indicator_filter(plan: Plan, codes: Sequence[str]) -> str:
    """The code of one indicator."""
    chosen = st.selectbox(
        t("pages.column.indicator"),
        list(codes),
        format_func=lambda code: indicator_name(language(), plan, code),
        key="indicator",
        bind="query-params",
    )
    return chosen or codes[0]


def region_filter(plan: Plan, codes: Sequence[str]) -> str:
    """The code of one region; the country (or the first there is) by default."""
    chosen = st.selectbox(
        t("pages.column.region"),
        list(codes),
        format_func=lambda code: region_name(language(), plan, code),
        key="region",
        bind="query-params",
    )
    return chosen or codes[0]
