"""Filters that stand in the address, so that a link shows the same view. The address holds short stable codes, never words.

Streamlit's own binding would write the words of the reader's language into the address, so the two are kept equal here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.facts import Period
from nap.monitor import Plan
from nap.words import period_name, pick
from ui.names import indicator_name, region_name
from ui.session import language, t

ALL = "all"


def objective_filter(plan: Plan) -> str:
    """The code of an objective, or empty for all of them."""
    titles = {one.code: f"{one.code} {pick(one.title, language())}" for one in plan.objectives}
    chosen = _choice("objective", t("pages.column.objective"), {ALL: t("pages.all"), **titles}, ALL)
    return "" if chosen == ALL else chosen


def period_filter(periods: Sequence[Period], default: Period) -> Period:
    """One of the periods, the latest first; the default is not repeated in the address."""
    named = {str(period): period for period in reversed(periods)} or {str(default): default}
    first = str(default) if str(default) in named else next(iter(named))
    words = {code: period_name(language(), period) for code, period in named.items()}
    return named[_choice("period", t("pages.column.period"), words, first)]


def indicator_filter(plan: Plan, codes: Sequence[str]) -> str:
    """The code of one indicator."""
    words = {code: indicator_name(language(), plan, code) for code in codes}
    return _choice("indicator", t("pages.column.indicator"), words, codes[0])


def region_filter(plan: Plan, codes: Sequence[str]) -> str:
    """The code of one region; the first there is by default."""
    return _choice("region", t("pages.column.region"), {code: region_name(language(), plan, code) for code in codes}, codes[0])


def _choice(name: str, label: str, words: Mapping[str, str], default: str) -> str:
    """One of the codes in `words`: chosen here, else asked for in the address (if it is one of them), else the default."""
    if st.session_state.get(name) not in words:
        asked = st.query_params.get(name, default)
        st.session_state[name] = asked if asked in words else default
    chosen = st.selectbox(label, list(words), format_func=words.__getitem__, key=name) or default
    if chosen != default:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return chosen
