"""One indicator: its figure with words and table twin, and what it means. Enters a `Figure` and an `Indicator`."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.charts import Figure, goals, series
from nap.facts import Result
from nap.monitor import Indicator, Plan
from nap.words import pick, say
from ui.names import region_name
from ui.session import t
from ui.tables import facts, note, table


def show_figure(figure: Figure) -> None:
    """The picture, its words for everybody, its numbers as a table."""
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, width="stretch", alt=figure.words)
    st.text(figure.words)
    table(figure.header, reversed(figure.rows), caption=t("pages.indicator.table"))


def show_series(lang: str, plan: Plan, indicator: Indicator, region: str, results: Sequence[Result]) -> None:
    """The series of one region, or one sentence where none of it may be shown yet."""
    if results and all(result.reason == "not_shown_yet" for result in results):
        note(t("pages.indicator.not_shown_yet"))
        return
    show_figure(series(lang, indicator, region_name(lang, plan, region), results))


def about(lang: str, plan: Plan, indicator: Indicator) -> None:
    """Definition, unit, baseline and targets with their sources, who reports it, what it is comparable with."""
    st.subheader(t("pages.indicator.about"), anchor=False)
    lead = plan.partner(indicator.lead) if indicator.lead else None
    facts(
        [
            (t("pages.column.definition"), pick(indicator.definition, lang)),
            (t("pages.column.unit"), pick(indicator.unit, lang)),
            (t("pages.column.numerator"), pick(indicator.numerator or {}, lang)),
            (t("pages.column.denominator"), pick(indicator.denominator or {}, lang)),
            (t("pages.column.goals"), " ".join(goals(lang, indicator))),
            (t("pages.column.source"), _source(indicator)),
            (t("pages.column.verification"), pick(indicator.verification or {}, lang)),
            (t("pages.column.lead"), pick(lead.name, lang) if lead else ""),
            (t("pages.column.protection"), say(lang, f"pages.sensitivity.{indicator.sensitivity}")),
            (t("pages.column.maps_to"), ", ".join(indicator.maps_to)),
        ]
    )


def _source(indicator: Indicator) -> str:
    return (indicator.baseline.source or "") if indicator.baseline else ""
