"""The text of the first page and of each objective, in every language of the plan side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from nap.monitor import LONGEST_TEXT, ReleaseDraft, Viewer
from nap.words import pick
from ui.doing import key
from ui.publishing_names import label, language_label, languages_named, missing_languages
from ui.publishing_saving import save
from ui.session import house, language, t
from ui.tables import note

_FRONT = ""
_HEIGHT = 260


def texts_step(person: Viewer, draft: ReleaseDraft) -> None:
    """One box for each text, with its own button; which languages are missing stands on the box."""
    note(t("publishing.texts.about"), t("publishing.texts.keep_first"), t("publishing.texts.safe"))
    names = {_FRONT: t("publishing.texts.front")}
    names |= {one.code: label(f"{one.code} {pick(one.title, language())}") for one in house().plan.objectives}
    for code, name in names.items():
        _one(person, draft, code, name)


def _one(person: Viewer, draft: ReleaseDraft, code: str, name: str) -> None:
    before, place = draft.content.texts.get(code, {}), key(f"publishing_text_{draft.number}_{code or 'front'}")
    with st.expander(f"{name} · {_state(before)}", key=f"{place}_box"), st.form(place, border=False, enter_to_submit=False):
        typed = _fields(before, place)
        pressed = st.form_submit_button(t("publishing.texts.keep"), type="primary")
    if pressed:
        save(person, draft, replace(draft.content, texts={**draft.content.texts, code: typed}))


def _fields(before: Mapping[str, str], place: str) -> dict[str, str]:
    spoken = house().plan.languages
    typed = {
        lang: column.text_area(
            language_label(lang), before.get(lang, ""), max_chars=LONGEST_TEXT, height=_HEIGHT, key=f"{place}_{lang}"
        )
        for lang, column in zip(spoken, st.columns(len(spoken)), strict=True)
    }
    return {lang: said.strip() for lang, said in typed.items() if said.strip()}


def _state(text: Mapping[str, str]) -> str:
    """Plain words for the label: Markdown is never made of what people typed."""
    if not text:
        return f"○ {t('publishing.texts.none')}"
    left = missing_languages(text)
    return f"! {t('publishing.texts.missing', languages=languages_named(left))}" if left else f"✓ {t('publishing.texts.whole')}"
