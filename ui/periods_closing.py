"""Closing a period, opening it again for one organisation and closing it once more: what it means stands before the button."""

from __future__ import annotations

from functools import partial

import streamlit as st

from nap.monitor import LONGEST_DECISION, Closing, PeriodState, Reopening, Viewer, close_period, reopen_period
from nap.words import period_name
from ui.doing import do, key
from ui.names import partner_name
from ui.session import house, language, moment, t
from ui.tables import facts, note


def close_box(person: Viewer, one: PeriodState) -> None:
    """For a period that is over: what is missing, what closing means, the button; nothing for any other."""
    if one.state != "over":
        return
    st.header(t("periods.close"), anchor=False)
    named = ", ".join(_name(code) for code in one.missing)
    missing = t("periods.close.missing", partners=named) if named else t("periods.close.complete")
    note(missing, t("periods.close.effect"), t("periods.close.shown"))
    reason = st.text_input(
        t("periods.close.words"), max_chars=LONGEST_DECISION, key=key("periods_close_words"), autocomplete="off"
    )
    if st.button(t("periods.close.go", period=one.period), type="primary", key=key("periods_close")):
        name = period_name(language(), one.period)
        with st.spinner(t("periods.close.at_work")):
            do(lambda: close_period(person, house(), one.period, reason=reason), lambda _: [t("periods.closed", period=name)])


def reopen_box(person: Viewer, one: PeriodState, closing: Closing) -> None:
    """For a closed period: who closed it, for whom it is open again, and opening it for one more."""
    facts([(t("periods.closed_by"), f"{closing.person}, {moment(closing.at)}"), (t("pages.column.remark"), closing.reason)])
    for opened in closing.reopened:
        _opened(person, one, opened)
    shut = [each.partner for each in one.partners if not each.reopened]
    if shut:
        _open(person, one, shut)


def _opened(person: Viewer, one: PeriodState, opened: Reopening) -> None:
    name = _name(opened.partner)
    said = t("periods.open_for", partner=name, person=opened.person, when=moment(opened.at))
    note(said, t("periods.open_because", reason=opened.reason))
    if st.button(t("periods.close_again", partner=name), key=key(f"periods_again_{opened.partner}")):
        again = partial(close_period, person, house(), one.period, opened.partner)
        do(again, lambda _: [t("periods.closed_again", partner=name)])


def _open(person: Viewer, one: PeriodState, shut: list[str]) -> None:
    st.header(t("periods.reopen"), anchor=False)
    note(t("periods.reopen.effect"))
    chosen = st.selectbox(t("pages.column.partner"), shut, index=None, format_func=_name, key=key("periods_reopen_partner"))
    reason = st.text_input(
        t("periods.reopen.reason"), max_chars=LONGEST_DECISION, key=key("periods_reopen_reason"), autocomplete="off"
    )
    if st.button(t("periods.reopen.go"), type="primary", key=key("periods_reopen")):
        partner = str(chosen or "")
        if not partner:
            note(t("periods.reopen.whom"))
            return
        said = [t("periods.reopened", partner=_name(partner)), t("periods.reopen.published")]
        do(lambda: reopen_period(person, house(), one.period, partner, reason), lambda _: said)


def _name(partner: str) -> str:
    return partner_name(language(), house().plan, partner)
