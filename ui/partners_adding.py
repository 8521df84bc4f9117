"""Putting a new partner on record: code, names, places, indicators, from when; all that is wrong is told at once."""

from __future__ import annotations

import streamlit as st

from nap.monitor import PartnerTyped, Viewer, add_partner
from nap.words import pick
from ui.partners_acting import HERE, act, beside, faults_at, key_of
from ui.partners_fields import name_fields, period_field, reason_field, running_period, task_fields
from ui.session import house, language, t

_LONGEST_CODE = 20


def add_box(person: Viewer) -> None:
    """Draw the fields, folded away unless something is to be mended in them."""
    key = key_of("new")
    faults = faults_at(key)
    with st.expander(t("partners.add"), expanded=bool(faults), key=f"{key}_box"):
        st.caption(t("partners.add.about"))
        code = st.text_input(t("partners.field.code"), max_chars=_LONGEST_CODE, key=f"{key}_code", autocomplete="off")
        beside(faults, "code")
        names = name_fields(key, {}, faults)
        regions, indicators = task_fields(key, (), (), faults)
        since = period_field(key, "since", t("partners.field.first"), t("partners.all_along"), running_period(), faults)
        until = period_field(key, "until", t("partners.field.until"), t("partners.open_end"), "", faults)
        reason = reason_field(key, faults)
        if st.button(t("partners.add.go"), type="primary", key=f"{key}_go"):
            typed = PartnerTyped(code, names, tuple(regions), tuple(indicators), since, until)
            done = t("partners.add.done", name=pick(names, language()))
            act(key, lambda: add_partner(person, house(), typed, reason), done)
        beside(faults, HERE)
