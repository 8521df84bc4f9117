"""How the baseline and targets of an indicator were revised: old value, new value, when, by whom, why. Its history enters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from nap.charts import Figure
from nap.charts.revisions import told
from nap.monitor import Adoption, Indicator, Plan, Viewer, goal_history
from nap.words import day
from ui.session import house, language, t
from ui.tables import lead, link, table_html
from ui.view import View

_EARLIER = "earlier-goals"
"""Where the revisions stand on the page."""


def revised(view: View, indicator: Indicator, region: str, figure: Figure) -> Figure:
    """The series' figure with a sentence that its line of targets was another one before; as it is if it never was."""
    history = goal_history(view.shelf.viewer, view.shelf.house, indicator.code, region)
    said = _note(view.plan, history)
    return replace(figure, words=f"{figure.words} {said}") if said else figure


def goals_note(person: Viewer, plan: Plan, indicator: Indicator, region: str) -> None:
    """The same sentence above the picture, which draws the targets in force alone."""
    said = _note(plan, goal_history(person, house(), indicator.code, region))
    if said:
        lead(said)
        link(f"#{_EARLIER}", t("revisions.goals.earlier"))


def goals_history(person: Viewer, plan: Plan, indicator: Indicator, region: str) -> None:
    """Every revision, the latest decision first, each with its reason; nothing where nothing was revised."""
    history = goal_history(person, house(), indicator.code, region)
    if history:
        title = f'<h2 class="nap-title">{escape(t("revisions.goals.title"))}</h2>'
        st.html(f'<div class="nap-about" id="{_EARLIER}">{title}{"".join(_block(plan, one) for one in reversed(history))}</div>')


def who(adoption: Adoption) -> str:
    """The person for those who may know, else the role."""
    return adoption.person or t("common.role.coordinator")


def _note(plan: Plan, history: Sequence[Adoption]) -> str:
    if not history:
        return ""
    dates = ", ".join(dict.fromkeys(_day(one) for one in history))
    return t("revisions.goals.note", version=str(plan.version), dates=dates)


def _block(plan: Plan, adoption: Adoption) -> str:
    """When and by whom, old and new values, why."""
    about = f"{_day(adoption)} · {t('revisions.version')} {adoption.version} · {who(adoption)}"
    header = [t(f"pages.column.{name}") for name in ("difference", "before", "after")]
    rows = [(one.what, one.old, one.new) for one in (told(language(), plan, each) for each in adoption.revisions)]
    reason = f"{t('pages.column.reason')}: {adoption.reason}"
    return f"{table_html(header, rows, caption=about)}<p>{escape(reason)}</p>"


def _day(adoption: Adoption) -> str:
    return day(language(), adoption.at.astimezone(house().moment().tzinfo).date())
