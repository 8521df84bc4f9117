"""Indicators that end or continue one another: when, whether their figures can be compared, with links both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from nap.facts import Result
from nap.monitor import Board, Indicator, Plan, predecessor, successors
from nap.words import say
from ui.addresses import address
from ui.names import indicator_name


def succession(lang: str, plan: Plan, indicator: Indicator, today: date) -> None:
    """Show it; nothing for an indicator that stands alone and does not end."""
    lines = [_ending(lang, indicator, today)] if indicator.valid_to else []
    after, before = successors(plan, indicator), predecessor(plan, indicator)
    lines += [_linked(lang, plan, "changes.continued_by", other, comparable=other.comparable) for other in after]
    lines += [_linked(lang, plan, "changes.continues", before, comparable=indicator.comparable)] if before else []
    if lines:
        st.html(f'<div class="nap-note">{"".join(f"<p>{line}</p>" for line in lines)}</div>')


def _ending(lang: str, indicator: Indicator, today: date) -> str:
    over = indicator.valid_to is not None and indicator.valid_to < today
    return escape(say(lang, "changes.ended" if over else "changes.ends", date=indicator.valid_to))


def _linked(lang: str, plan: Plan, key: str, other: Indicator, *, comparable: bool) -> str:
    link = f'<a href="{escape(address("indicator", indicator=other.code))}" target="_self">'
    told = say(lang, "changes.comparable" if comparable else "changes.incomparable")
    return f"{escape(say(lang, key))} {link}{escape(indicator_name(lang, plan, other.code))}</a>. {escape(told)}"


def earlier_figures(plan: Plan, board: Board, indicator: Indicator, region: str, told: Sequence[Result]) -> list[Result]:
    """The figures of the indicator it continues, from before its own first one, where they are of the same kind and frequency."""
    before = predecessor(plan, indicator)
    if before is None or not told or (before.type, before.scale) != (indicator.type, indicator.scale):
        return []
    first = told[0].period
    found = board.series(before, region)
    return [result for result in found if result.period.frequency is first.frequency and result.period < first]
