"""One indicator in one region over time: picture, the same as a table, what it means and where it comes from."""

from __future__ import annotations

import streamlit as st

from nap.monitor import Board, Verb, plan_of, results_for
from ui.filters import indicator_filter, region_filter
from ui.indicator import about, show_series
from ui.session import house, language, require, t

person = require(Verb.BROWSE_RESULTS)
plan, lang = plan_of(person, house()), language()
left, right = st.columns(2)
with left:
    code = indicator_filter(plan, [indicator.code for indicator in plan.indicators])
indicator = plan.indicator(code)
assert indicator is not None
board = Board.of(plan, results_for(person, house(), indicators=[code]))
regions = [region for chosen, region in board.totals if chosen == code]
if not regions:
    st.text(t("pages.indicator.nothing"))
else:
    with right:
        region = region_filter(plan, regions)
    show_series(lang, plan, indicator, region, board.series(indicator, region))
about(lang, plan, indicator)
