"""One partner: what is on record, what can be changed about it, each act with what will follow from it, and its history."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from nap.monitor import (
    PartnerLine,
    PartnerTyped,
    Viewer,
    bring_back,
    change_partner,
    end_partner,
    partner_history,
    partner_owing,
    partner_time,
    remove_partner,
)
from nap.words import day, pick
from ui.names import indicator_name, region_name
from ui.partners_acting import HERE, act, as_first_drawn, beside, faults_at, key_of, tell_done
from ui.partners_fields import name_fields, period_field, reason_field, running_period, task_fields
from ui.partners_history import history_table
from ui.session import house, language, t
from ui.tables import facts_html, note


def one_partner(person: Viewer, line: PartnerLine) -> None:
    """Draw the partner. Every field and button belongs to what is on record now."""
    st.html(f'<h2 class="nap-h2">{escape(pick(line.name, language()))} <small>({escape(line.code)})</small></h2>')
    tell_done()
    as_first_drawn(line)
    st.html(facts_html(_facts(line)))
    if line.differs:
        note(t("partners.differs.one", what=", ".join(t(f"partners.differs.{what}") for what in line.differs)))
    if line.state != "removed":
        _change(person, line)
    if line.state != "removed":
        _end(person, line)
    if line.state == "removed" or line.until is not None:
        _back(person, line)
    if line.state != "removed":
        _remove(person, line)
    told = partner_history(person, house(), line.code)
    if told:
        history_table(told)
    else:
        note(t("partners.history.none"))


def _facts(line: PartnerLine) -> list[tuple[str, str]]:
    plan, lang = house().plan, language()
    owing = partner_owing(lang, line, day(lang, line.next.due)) if line.next else t("partners.owes.nothing")
    gone = line.state == "removed"
    return [
        (t("pages.column.state"), t(f"partners.state.{line.state}")),
        (t("partners.column.time"), "" if gone else partner_time(lang, line.since, line.until)),
        (t("partners.column.places"), ", ".join(region_name(lang, plan, code) for code in line.regions)),
        (t("partners.column.indicators"), "\n".join(indicator_name(lang, plan, code) for code in line.indicators)),
        (t("partners.column.next"), "" if gone else owing),
    ]


def _change(person: Viewer, line: PartnerLine) -> None:
    key = key_of(f"{line.code}_change")
    faults = faults_at(key)
    with st.expander(t("partners.change"), expanded=bool(faults), key=f"{key}_box"):
        st.caption(t("partners.change.about"))
        names = name_fields(key, line.name, faults)
        regions, indicators = task_fields(key, line.regions, line.indicators, faults)
        since = period_field(key, "since", t("partners.field.since"), t("partners.all_along"), running_period(), faults)
        reason = reason_field(key, faults)
        if st.button(t("partners.change.go"), type="primary", key=f"{key}_go"):
            typed = PartnerTyped(line.code, names, tuple(regions), tuple(indicators), since)
            act(key, lambda: change_partner(person, house(), typed, reason, seen=as_first_drawn(line)), t("partners.change.done"))
        beside(faults, HERE, "code")


def _end(person: Viewer, line: PartnerLine) -> None:
    key = key_of(f"{line.code}_end")
    faults = faults_at(key)
    with st.expander(t("partners.end"), expanded=bool(faults), key=f"{key}_box"):
        st.caption(t("partners.end.about"))
        until = period_field(key, "until", t("partners.field.until"), "", str(line.until or running_period()), faults)
        reason = reason_field(key, faults)
        if st.button(t("partners.end.go"), key=f"{key}_go"):
            do = partial(end_partner, person, house(), line.code, until, reason, seen=as_first_drawn(line))
            act(key, do, t("partners.end.done"))
        beside(faults, HERE, "code")


def _back(person: Viewer, line: PartnerLine) -> None:
    key = key_of(f"{line.code}_back")
    faults = faults_at(key)
    with st.expander(t("partners.bring_back"), expanded=bool(faults), key=f"{key}_box"):
        st.caption(t("partners.bring_back.about"))
        since = period_field(key, "since", t("partners.field.again"), t("partners.never_gone"), "", faults)
        reason = reason_field(key, faults)
        if st.button(t("partners.bring_back.go"), key=f"{key}_go"):
            do = partial(bring_back, person, house(), line.code, reason, since=since, seen=as_first_drawn(line))
            act(key, do, t("partners.bring_back.done"))
        beside(faults, HERE, "code", "name", "regions", "indicators")


def _remove(person: Viewer, line: PartnerLine) -> None:
    key = key_of(f"{line.code}_remove")
    faults = faults_at(key)
    with st.expander(t("partners.remove"), expanded=bool(faults), key=f"{key}_box"):
        st.caption(t("partners.remove.about"))
        reason = reason_field(key, faults)
        if st.button(t("partners.remove.go"), key=f"{key}_go"):
            do = partial(remove_partner, person, house(), line.code, reason, seen=as_first_drawn(line))
            act(key, do, t("partners.remove.done"))
        beside(faults, HERE, "code")
