"""How the plan stands: objectives by region, or the indicators of one objective by region, at the end of a period."""

from __future__ import annotations

import streamlit as st

from nap.monitor import Board, Verb, last_closed, plan_of, results_for
from nap.words import period_name
from ui.filters import objective_filter, period_filter
from ui.results import indicators_by_region, objectives_by_region
from ui.session import house, language, require, t
from ui.tables import table

person = require(Verb.BROWSE_RESULTS)
plan, lang = plan_of(person, house()), language()
board = Board.of(plan, results_for(person, house()))
left, right = st.columns(2)
with left:
    objective = objective_filter(plan)
with right:
    ended = [period for period in board.periods(plan.calendar.frequency) if period.end < house().today()]
    period = period_filter(ended, last_closed(house()) or ended[-1])
if objective:
    header, rows = indicators_by_region(lang, board, objective, period)
    st.text(t("pages.progress.how_to_read_objective"))
else:
    header, rows = objectives_by_region(lang, board, period)
    st.text(t("pages.progress.how_to_read"))
table(header, rows, caption=t("pages.progress.caption", period=period_name(lang, period)), tight=True)
