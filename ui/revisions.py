"""How the baseline and targets of an indicator were revised: old value, new value, when, by whom, why. Its history enters."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from nap.charts import Figure
from nap.charts.revisions import told
from nap.monitor import Adoption, Indicator, Plan, Viewer, goal_history
from nap.words import day
from ui.session import house, language, moment, t
from ui.tables import Cell, table_html
from ui.view import View


def revised(view: View, indicator: Indicator, region: str, figure: Figure) -> Figure:
    """The series' figure with a sentence that its line of targets was another one before; as it is if it never was."""
    history = goal_history(view.shelf.viewer, view.shelf.house, indicator.code, region)
    if not history:
        return figure
    dates = ", ".join(dict.fromkeys(day(view.lang, one.at.date()) for one in history))
    said = view.say("revisions.goals.note", version=str(view.plan.version), dates=dates)
    return replace(figure, words=f"{figure.words} {said}")


def goals_history(person: Viewer, plan: Plan, indicator: Indicator, region: str) -> None:
    """A table of every revision, the latest first; nothing where nothing was revised."""
    history = goal_history(person, house(), indicator.code, region)
    if history:
        header = [t(f"pages.column.{name}") for name in ("when", "difference", "before", "after", "person", "reason")]
        rows = [row for one in reversed(history) for row in _rows(plan, one)]
        st.html(table_html(header, rows, caption=t("revisions.goals.title")))


def who(adoption: Adoption) -> str:
    """The person for those who may know, else the role."""
    return adoption.person or t("common.role.coordinator")


def _rows(plan: Plan, adoption: Adoption) -> list[list[Cell]]:
    said = [told(language(), plan, one) for one in adoption.revisions]
    return [[moment(adoption.at), one.what, one.old, one.new, who(adoption), adoption.reason] for one in said]
