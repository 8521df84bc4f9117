"""What of the record is asked for: kind, person, days and return. All but the days stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from nap.monitor import GROUPS, Verb, Viewer, may, person_text, trail_people
from ui.choices import keep
from ui.session import house, language, t

ALL = "all"


@dataclass(frozen=True)
class Asked:
    """The filters of one run; empty ones ask for everything."""

    act: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    return_id: str = ""

    def filters(self) -> dict[str, Any]:
        """By the names `monitor.trail` gives them."""
        return dict(vars(self))


def asked(person: Viewer) -> Asked:
    """Show the filters and return what they ask for."""
    with st.container(horizontal=True, key="filters"):
        act = _one_of("act", t("trail.filter.act"), {name: t(f"trail.group.{name}") for name in GROUPS})
        who = _person(person) if may(person, Verb.READ_AUDIT) else ""
        since = st.date_input(t("trail.filter.since"), value=None, key="trail_since", format="DD.MM.YYYY")
        until = st.date_input(t("trail.filter.until"), value=None, key="trail_until", format="DD.MM.YYYY")
        about = _return()
    return Asked(act, who, since, until, about)


def _person(person: Viewer) -> str:
    named = {one: person_text(language(), one) for one in trail_people(person, house())}
    return _one_of("person", t("trail.filter.person"), named)


def _return() -> str:
    st.session_state.setdefault("return", st.query_params.get("return", "")[:200])
    return keep("return", st.text_input(t("trail.filter.ret"), key="return", max_chars=200).strip(), "")


def _one_of(name: str, label: str, words: dict[str, str]) -> str:
    words = {ALL: t("pages.all"), **words}
    if st.session_state.get(name) not in words:
        asked_for = st.query_params.get(name, ALL)
        st.session_state[name] = asked_for if asked_for in words else ALL
    chosen = st.selectbox(label, list(words), format_func=words.__getitem__, key=name) or ALL
    keep(name, chosen, ALL)
    return "" if chosen == ALL else chosen
