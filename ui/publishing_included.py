"""Which indicators are in a release, by objective, each with how its figures are protected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from nap.monitor import Indicator, ReleaseDraft, Viewer
from nap.words import pick
from ui.doing import key
from ui.names import indicator_name
from ui.people_acting import refusal
from ui.publishing_names import label
from ui.publishing_saving import save
from ui.session import house, language, t
from ui.tables import note


def included_step(person: Viewer, draft: ReleaseDraft) -> None:
    """One box to tick for each indicator; whatever is left out stands nowhere in the release."""
    plan, name = house().plan, key(f"publishing_included_{draft.number}")
    before = draft.content.included or tuple(one.code for one in plan.indicators)
    note(t("publishing.included.about"), t("publishing.included.sensitive"))
    with st.form(name, enter_to_submit=False):
        ticked = [code for one in plan.objectives for code in _of_objective(one.code, pick(one.title, language()), before, name)]
        pressed = st.form_submit_button(t("publishing.keep"), type="primary")
    if pressed and not ticked:
        refusal(t("publishing.included.nothing"))
    elif pressed:
        everything = len(ticked) == len(plan.indicators)
        save(person, draft, replace(draft.content, included=() if everything else tuple(ticked)))


def _of_objective(code: str, title: str, before: Sequence[str], name: str) -> list[str]:
    found = [one for one in house().plan.indicators if one.objective == code]
    if not found:
        return []
    st.html(f'<h3 class="nap-h3">{escape(f"{code} {title}")}</h3>')
    return [one.code for one in found if _tick(one, one.code in before, name)]


def _tick(one: Indicator, ticked: bool, name: str) -> bool:
    level = one.sensitivity if one.sensitivity == "sensitive" else "people" if one.about_people else ""
    words = label(indicator_name(language(), house().plan, one.code))
    return st.checkbox(f"{words} · {t(f'publishing.level.{level}')}" if level else words, ticked, key=f"{name}_{one.code}")
