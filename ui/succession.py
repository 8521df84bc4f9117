"""Indicators that end or continue one another: when, whether their figures can be compared, with links both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from nap.facts import Result
from nap.monitor import Board, Indicator, Plan, Viewer, continued_in, continues_from, predecessor, successors
from nap.words import pick, say
from ui.addresses import address, on
from ui.names import indicator_name
from ui.session import house, language, t


def succession(person: Viewer, lang: str, plan: Plan, indicator: Indicator, today: date) -> None:
    """Show it; nothing for an indicator that stands alone and does not end."""
    lines = [_ending(lang, indicator, today)] if indicator.valid_to else []
    after, before = successors(plan, indicator), predecessor(plan, indicator)
    lines += [_linked(lang, plan, "changes.continued_by", other, comparable=other.comparable) for other in after]
    lines += [_linked(lang, plan, "changes.continues", before, comparable=indicator.comparable)] if before else []
    lines += _in_other_plans(person, indicator)
    if lines:
        st.html(f'<div class="nap-note">{"".join(f"<p>{line}</p>" for line in lines)}</div>')


def _in_other_plans(person: Viewer, indicator: Indicator) -> list[str]:
    """What it continues, or what continues it, in another plan of this installation, with the way there."""
    before = continues_from(person, house(), indicator)
    found = [("standing.continues", *before)] if before else []
    found += [("standing.continued_by", *after) for after in continued_in(person, house(), indicator.code)]
    return [_elsewhere(key, plan, other) for key, plan, other in found]


def _elsewhere(key: str, plan: Plan, other: Indicator) -> str:
    named = f"{other.code} {pick(other.title, language())}"
    with on({}):
        there = address("indicator", plan="" if plan.id == house().as_it_is.plan.id else plan.id, indicator=other.code)
    said = escape(t(key, indicator=named, plan=pick(plan.title, language())))
    return f'{said} <a href="{escape(there)}" target="_self">{escape(t("standing.open"))}</a>'


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
