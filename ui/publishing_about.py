"""Period, title, who may read it, until when organisations answer, which release it corrects and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from nap.monitor import LONGEST_BECAUSE, RELEASE_VISIBLE, DraftContent, PublishedRelease, ReleaseDraft, Viewer
from ui.doing import key
from ui.publishing_begin import period_field, periods_offered, title_fields
from ui.publishing_names import language_label, title_of
from ui.publishing_saving import save
from ui.session import house, t


def about_step(person: Viewer, draft: ReleaseDraft, published: Sequence[PublishedRelease]) -> None:
    """The fields, filled with what is in the draft, and one button to keep them."""
    before, name = draft.content, key(f"publishing_about_{draft.number}")
    with st.form(name, enter_to_submit=False):
        period = period_field(periods_offered(person), before.period, name)
        title = title_fields(before.title, name)
        visible = visible_field(before.visible, name)
        answer_by = _answer_by(before, name)
        st.caption(t("publishing.field.answer_by.about"))
        replaces, because = _correction(before, published, name)
        pressed = st.form_submit_button(t("publishing.keep"), type="primary")
    if pressed:
        shown = replace(before, period=period, title=title, visible=visible, answer_by=answer_by)
        save(person, draft, replace(shown, replaces=replaces, because=because if replaces else {}))


def visible_field(before: str, name: str, *, headed: bool = False) -> str:
    """For whom a release is, each with what that means; `headed`: its heading stands above already."""
    words = {code: t(f"publishing.visible.{code}") for code in RELEASE_VISIBLE}
    chosen = st.radio(
        t("publishing.field.visible"),
        RELEASE_VISIBLE,
        index=RELEASE_VISIBLE.index(before),
        format_func=words.__getitem__,
        captions=[t(f"publishing.visible.{code}.about") for code in RELEASE_VISIBLE],
        label_visibility="collapsed" if headed else "visible",
        key=f"{name}_visible",
    )
    return chosen or before


def _answer_by(before: DraftContent, name: str) -> date | None:
    """The day may have passed since it was set; then it may stand."""
    today, chosen = house().today(), before.answer_by
    first = min(today, chosen or today)
    return st.date_input(t("publishing.field.answer_by"), chosen, min_value=first, format="DD.MM.YYYY", key=f"{name}_until")


def _correction(before: DraftContent, published: Sequence[PublishedRelease], name: str) -> tuple[int, dict[str, str]]:
    if not published:
        return 0, {}
    named = {0: t("publishing.corrects.none")}
    named |= {one.number: t("publishing.number", n=str(one.number), title=title_of(one.title)) for one in published}
    with st.expander(t("publishing.corrects"), expanded=bool(before.replaces)):
        st.caption(t("publishing.corrects.about"))
        chosen = st.selectbox(
            t("publishing.field.replaces"),
            list(named),
            index=list(named).index(before.replaces),
            format_func=named.__getitem__,
            key=f"{name}_replaces",
        )
        return int(chosen or 0), _because(before, name)


def _because(before: DraftContent, name: str) -> dict[str, str]:
    typed = {
        lang: st.text_area(
            t("publishing.field.because", language=language_label(lang)),
            before.because.get(lang, ""),
            max_chars=LONGEST_BECAUSE,
            height=90,
            key=f"{name}_because_{lang}",
        )
        for lang in house().plan.languages
    }
    return {lang: said.strip() for lang, said in typed.items() if said.strip()}
