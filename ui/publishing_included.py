"""Which indicators are in a release: everything but some, or only some; by objective, each with how its figures are protected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from html import escape

import streamlit as st

from nap.monitor import Indicator, ReleaseDraft, Viewer
from nap.words import pick
from ui.doing import key
from ui.names import indicator_name
from ui.people_acting import refusal
from ui.publishing_saving import save
from ui.session import house, language, t
from ui.tables import Cell, Mark, note, table_html

_WITHOUT, _ONLY = "without", "only"


def included_step(person: Viewer, draft: ReleaseDraft) -> None:
    """What is in it now, and one choice to change that; whatever is left out stands nowhere in the release."""
    everything = [one.code for one in house().plan.indicators]
    before = draft.content.included or tuple(everything)
    note(t("publishing.included.about"), t("publishing.included.sensitive"))
    chosen = _chosen(everything, before, key(f"publishing_included_{draft.number}"))
    if chosen is not None and not chosen:
        refusal(t("publishing.included.nothing"))
    elif chosen:
        save(person, draft, replace(draft.content, included=() if len(chosen) == len(everything) else tuple(chosen)))
    st.html(
        f'<div class="nap-consents">{"".join(_objective(one.code, one.title, before) for one in house().plan.objectives)}</div>'
    )


def _chosen(everything: list[str], before: Collection[str], name: str) -> list[str] | None:
    """The codes that are to be in it, at the press of the button; None before."""
    out = [code for code in everything if code not in before]
    few, words = len(out) <= len(before), {code: indicator_name(language(), house().plan, code) for code in everything}
    ways = {code: t(f"publishing.included.{code}") for code in (_WITHOUT, _ONLY)}
    with st.form(name, enter_to_submit=False):
        way = st.radio(
            t("publishing.included.way"),
            list(ways),
            index=0 if few else 1,
            format_func=ways.__getitem__,
            key=f"{name}_way",
        )
        named = st.multiselect(
            t("publishing.included.which"),
            everything,
            out if few else list(before),
            format_func=words.__getitem__,
            placeholder=t("publishing.included.choose"),
            key=f"{name}_named",
        )
        if not st.form_submit_button(t("publishing.keep"), type="primary"):
            return None
    return [code for code in everything if (code in named) == (way == _ONLY)]


def _objective(code: str, title: Mapping[str, str], before: Collection[str]) -> str:
    found = [one for one in house().plan.indicators if one.objective == code]
    if not found:
        return ""
    name, count = f"{code} {pick(title, language())}", sum(one.code in before for one in found)
    header = [t("pages.column.indicator"), t("pages.column.state"), t("pages.column.protection")]
    told = table_html(header, [_line(one, one.code in before) for one in found], caption=name)
    said = t("publishing.included.count", n=str(count), m=str(len(found)))
    return f"<details><summary><strong>{escape(name)}</strong> {escape(said)}</summary>{told}</details>"


def _line(one: Indicator, inside: bool) -> list[Cell]:
    mark = Mark("✓", t("publishing.included.in"), "fixed") if inside else Mark("–", t("publishing.included.out"), "warning")
    level = one.sensitivity if one.sensitivity == "sensitive" else "people" if one.about_people else "public"
    return [indicator_name(language(), house().plan, one.code), mark, t(f"pages.sensitivity.{level}")]
