"""The donor's summary: headline counts, then one table per objective. Enters the disclosed results of the summary, draws only."""

from __future__ import annotations

import streamlit as st

from nap.charts import SIGNS, amount_text
from nap.facts import Result
from nap.monitor import Board, Indicator, Plan, Viewer, last_closed, plan_of, summary_for
from nap.words import period_name, pick
from ui.results import result_mark, status_counts
from ui.session import house, language, t
from ui.tables import Cell, cards, table


def show_summary(person: Viewer) -> None:
    """Everything on one page, in the order of the plan."""
    plan, lang = plan_of(person, house()), language()
    period = last_closed(house())
    if period is None:
        st.text(t("pages.summary.not_yet"))
        return
    board = Board.of(plan, summary_for(person, house()))
    st.text(t("pages.summary.as_of", period=period, date=period.end))
    found = {code: board.at(indicator, plan.regions.country.code, period) for code, indicator in _shown(plan, board).items()}
    cards((str(n), f"{SIGNS[status]} {t(f'common.status.{status.value}')}") for status, n in status_counts(found.values()))
    for objective in plan.objectives:
        rows = [_row(lang, plan, code, result) for code, result in found.items() if _belongs(plan, code, objective.code)]
        if rows:
            header = [t(f"pages.column.{name}") for name in ("indicator", "unit", "baseline", "period", "status", "target")]
            table(header, rows, caption=f"{objective.code} {pick(objective.title, lang)}")
    st.text(t("pages.summary.how_to_read"))


def _shown(plan: Plan, board: Board) -> dict[str, Indicator]:
    """The indicators the summary speaks of, in the plan's order."""
    spoken = {code for code, _ in board.totals}
    return {indicator.code: indicator for indicator in plan.indicators if indicator.code in spoken}


def _belongs(plan: Plan, code: str, objective: str) -> bool:
    indicator = plan.indicator(code)
    return indicator is not None and indicator.objective == objective


def _row(lang: str, plan: Plan, code: str, result: Result | None) -> list[Cell]:
    indicator = plan.indicator(code)
    assert indicator is not None
    baseline = indicator.baseline
    target = indicator.targets[-1] if indicator.targets else None
    return [
        f"{code} {pick(indicator.title, lang)}",
        pick(indicator.unit, lang),
        f"{amount_text(lang, indicator, baseline.value)} ({baseline.date.year})" if baseline else "",
        period_name(lang, result.period) if result else "",
        result_mark(lang, indicator, result) if result else "",
        f"{amount_text(lang, indicator, target.value)} ({target.date.year})" if target else "",
    ]
