"""The screen about partners: everybody on record with what is owed next, one partner, a new one, and the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.monitor import PartnerLine, Viewer, partner_history, partner_lines, partner_owing, partner_time
from nap.words import day, pick
from ui.addresses import address
from ui.names import region_name
from ui.partners_acting import forget, tell_done
from ui.partners_adding import add_box
from ui.partners_history import history_table
from ui.partners_one import one_partner
from ui.session import house, language, t
from ui.tables import Cell, Link, Mark, lead, link, note, table, table_html

PARTNER = "partner"
"""Who is asked for in the address."""
FEW = 3
"""So many places are named in the list."""
SIGNS = {"asked": ("✓", "fixed"), "later": ("▲", "info"), "ended": ("■", "info"), "removed": ("✗", "info")}


def partners_page(person: Viewer) -> None:
    """Draw it."""
    lines = partner_lines(person, house())
    asked = st.query_params.get(PARTNER, "")
    chosen = next((line for line in lines if line.code == asked), None)
    if chosen is not None:
        link("/partners", t("partners.back"))
        one_partner(person, chosen)
        return
    if asked:
        note(t("partners.unknown"))
    lead(t("pages.partners.lead"))
    forget()
    tell_done()
    _everybody(lines)
    add_box(person)
    _history(person)


def state_mark(line: PartnerLine) -> Mark:
    """How it stands with a partner, with a sign, and in what it is not as in the plan file."""
    sign, kind = SIGNS[line.state]
    times = partner_time(language(), line.since, line.until) if line.since or line.until else ""
    return Mark(sign, t(f"partners.state.{line.state}"), kind, small=times)


def _everybody(lines: Sequence[PartnerLine]) -> None:
    there = [line for line in lines if line.state != "removed"]
    gone = [line for line in lines if line.state == "removed"]
    header = [t("pages.column.partner"), t("pages.column.state"), t("partners.column.places"), t("partners.column.indicators")]
    header.append(t("partners.column.next"))
    table(header, map(_row, there), caption=t("partners.list", n=len(there)))
    apart = [line for line in lines if line.differs]
    if apart:
        note(t("partners.differs", n=len(apart)))
    if gone:
        caption = t("partners.gone", n=len(gone))
        inner = table_html(header[:1], [[_named(line)] for line in gone], caption=caption)
        st.html(f'<details class="nap-twin"><summary>{escape(caption)}</summary>{inner}</details>')


def _row(line: PartnerLine) -> list[Cell]:
    return [_named(line), state_mark(line), _places(line), str(len(line.indicators)), _next(line)]


def _places(line: PartnerLine) -> str:
    named = [region_name(language(), house().plan, code) for code in line.regions]
    return ", ".join(named) if len(named) <= FEW else t("partners.places", n=len(named))


def _named(line: PartnerLine) -> Link:
    return Link(f"{pick(line.name, language())} ({line.code})", address("partners", partner=line.code))


def _next(line: PartnerLine) -> Cell:
    if line.next is None:
        return t("partners.owes.nothing")
    said = partner_owing(language(), line, day(language(), line.next.due))
    if line.next.due < house().today():
        return Mark("!", t("partners.overdue"), "warning", small=said)
    return said


def _history(person: Viewer) -> None:
    told = partner_history(person, house())
    if told:
        with st.expander(t("partners.history.all"), key="partners_history"):
            history_table(told, named=True)
