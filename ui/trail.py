"""The audit trail on the screen: filters, one line an event, newest first, in pages; the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

import streamlit as st

from nap.monitor import (
    Plan,
    Trace,
    Verb,
    Viewer,
    act_name,
    event_text,
    may,
    origin_text,
    person_text,
    return_text,
    trail,
)
from nap.tables import to_csv
from ui.addresses import address
from ui.downloads import download
from ui.saving import RETURN
from ui.session import house, language, moment, t
from ui.tables import Cell, Link, lead, note, table
from ui.trail_chain import show_chain
from ui.trail_filters import Asked, asked

A_PAGE = 50
"""Events shown at once: on a phone each is several lines."""
_MOST = 100_000
"""Events in a file."""
_PAGES, _OF = "trail_pages", "trail_pages_of"
_COLUMNS = ("when", "what", "ret", "origin", "person")
_FILE = ("number", "when", "person", "origin", "act", "what", "ret")


def trail_page(person: Viewer) -> None:
    """Draw the page."""
    everything = may(person, Verb.READ_AUDIT)
    lead(t("trail.lead.all") if everything else t("trail.lead.own"))
    if everything:
        show_chain(person)
    wanted = asked(person)
    before = _before(wanted)
    found = trail(person, house(), **wanted.filters(), before=before, limit=A_PAGE + 1)
    if not found:
        note(t("trail.none"))
    else:
        header = [t(f"trail.column.{name}") for name in (_COLUMNS if everything else _COLUMNS[:-1])]
        with st.container(key="trail"):
            rows = [_row(person, one)[: len(header)] for one in found[:A_PAGE]]
            table(header, rows, caption=t("pages.trail.title"))
    _turn(found)
    _file(wanted)


def _before(wanted: Asked) -> int | None:
    """The number below which the page begins; other filters begin with the newest again."""
    if st.session_state.get(_OF) != wanted:
        st.session_state[_PAGES], st.session_state[_OF] = [], wanted
    pages: list[int] = st.session_state[_PAGES]
    return pages[-1] if pages else None


def _row(person: Viewer, one: Trace) -> list[Cell]:
    lang, plan = language(), house().plan
    return [
        moment(one.at),
        event_text(lang, plan, one),
        _return(person, one),
        origin_text(lang, one.origin),
        person_text(lang, one.person),
    ]


def _return(person: Viewer, one: Trace) -> Cell:
    """The return it is about, with a link to where this reader sees returns."""
    if not one.return_id:
        return ""
    words = return_text(language(), one.return_id)
    if may(person, Verb.REVIEW):
        return Link(words, address("review", **{RETURN: one.return_id, "every": 1}))
    return Link(words, address("returns", **{RETURN: one.return_id})) if may(person, Verb.SEND_RETURN) else words


def _turn(found: tuple[Trace, ...]) -> None:
    with st.container(horizontal=True, key="trail_turn"):
        if st.session_state[_PAGES]:
            st.button(t("trail.newest"), key="trail_newest", on_click=st.session_state[_PAGES].clear)
        if len(found) > A_PAGE:
            after = found[A_PAGE - 1].number
            st.button(t("trail.earlier"), key="trail_earlier", on_click=st.session_state[_PAGES].append, args=(after,))


def _file(wanted: Asked) -> None:
    """Everything the filters let through as a file, made at the click."""
    lang, opened = language(), house()
    header, plan = [t(f"trail.column.{name}") for name in _FILE], opened.plan

    def made(who: Viewer) -> bytes:
        found = trail(who, opened, **wanted.filters(), limit=_MOST)
        return to_csv(header, _lines(lang, plan, found))

    download(t("trail.csv"), made, name=f"{t('trail.file')}.csv", kind="text/csv", key="trail_csv", what="trail", quiet=True)


def _lines(lang: str, plan: Plan, found: Iterable[Trace]) -> Iterator[list[str | int]]:
    zone = ZoneInfo(plan.calendar.timezone)
    for one in found:
        when = one.at.astimezone(zone).isoformat(sep=" ", timespec="seconds")
        said = event_text(lang, plan, one)
        who, where = person_text(lang, one.person), origin_text(lang, one.origin)
        yield [one.number, when, who, where, act_name(lang, one.act), said, one.return_id or ""]
