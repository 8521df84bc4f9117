"""The page for a successor, made to be printed: tables and sentences only, everything open."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from nap.monitor import (
    AccountState,
    DueReturn,
    HandingOver,
    Seat,
    Trace,
    Viewer,
    event_text,
    handover,
    person_text,
    plan_of,
    return_text,
)
from nap.words import day, period_name, pick
from ui.names import partner_name
from ui.people_list import role_words
from ui.receipts import return_mark
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Mark, lead, note, table

WEEK = ("read", "sign_in", "people", "queue", "dates", "backup", "chain")
"""What to do in the first week, in this order."""


def handover_page(person: Viewer) -> None:
    """Draw it."""
    told = handover(person, house())
    plan = plan_of(person, house())
    facts = {"plan": pick(plan.title, language()), "version": str(plan.version), "date": told.as_of}
    lead(t("setup.handover.about", **facts))
    note(t("setup.handover.print"))
    _first_week()
    _people(told)
    _under_way(told)
    _dates(told)
    _decided(person, told.decided)
    _open_points(told)
    _kept(told)


def _head(name: str) -> None:
    st.html(f'<h2 class="nap-h2">{escape(t(f"setup.handover.{name}"))}</h2>')


def _list(lines: Iterable[str], *, numbered: bool = False) -> None:
    kind = "ol" if numbered else "ul"
    st.html(f'<{kind} class="nap-points">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</{kind}>')


def _first_week() -> None:
    _head("week")
    _list((t(f"setup.week.{name}") for name in WEEK), numbered=True)


def _people(told: HandingOver) -> None:
    _head("people")
    header = [t("people.person"), t("people.column.email"), t("people.column.roles"), t("people.column.state")]
    rows = [
        [one.name, one.person, role_words(one), t(f"people.state.{one.state.value}")]
        for one in told.coordinators
        if one.state is not AccountState.DISABLED
    ]
    table(header, rows, caption=t("setup.handover.coordinators"))
    counts = [t(f"setup.handover.{role}", n=n) for role, n in told.readers.items()]
    _list(counts)
    header = [t("pages.column.partner"), t("setup.handover.joined"), t("setup.handover.waiting")]
    table(header, map(_seat, told.seats), caption=t("setup.handover.seats"))


def _seat(seat: Seat) -> list[Cell]:
    nobody = not seat.joined
    joined: Cell = Mark("!", t("setup.handover.nobody"), "warning") if nobody else str(seat.joined)
    return [partner_name(language(), house().plan, seat.partner), joined, str(seat.waiting) if seat.waiting else ""]


def _under_way(told: HandingOver) -> None:
    if not told.under_way:
        _head("under_way")
        st.html(f"<p>{escape(t('setup.handover.nothing'))}</p>")
        return
    header = [t(f"pages.column.{name}") for name in ("partner", "period", "due", "state")]
    table(header, map(_due, told.under_way), caption=t("setup.handover.under_way"))


def _due(one: DueReturn) -> list[Cell]:
    lang = language()
    name, period = partner_name(lang, house().plan, one.partner), period_name(lang, one.period)
    state: Cell = return_mark(one.status) if one.status else Mark("–", t("coverage.state.not_reported"), "error")
    return [name, period, day(lang, one.due), state]


def _dates(told: HandingOver) -> None:
    _head("dates")
    lang, plan = language(), house().plan
    lines = [t("setup.handover.date", period=period, date=due) for period, due in told.coming]
    for period, again in told.closed.items():
        names = "; ".join(partner_name(lang, plan, code) for code in again)
        lines.append(t("setup.handover.reopened" if again else "setup.handover.closed", period=period, partners=names))
    _list(lines or [t("setup.handover.no_dates")])


def _decided(person: Viewer, events: Iterable[Trace]) -> None:
    lang, plan = language(), plan_of(person, house())
    rows = [[moment(one.at), person_text(lang, one.person), _about(one), event_text(lang, plan, one)] for one in events]
    if not rows:
        _head("decided")
        st.html(f"<p>{escape(t('setup.handover.undecided'))}</p>")
        return
    header = [t("pages.column.when"), t("pages.column.person"), t("setup.handover.about_what"), t("pages.column.act")]
    table(header, rows, caption=t("setup.handover.decided"))


def _about(event: Trace) -> str:
    return return_text(language(), event.return_id) if event.return_id else ""


def _open_points(told: HandingOver) -> None:
    _head("open")
    lines = [t(f"setup.step.{item.step.value}") for item in told.steps]
    lines = [t("setup.handover.step", step=line) for line in lines]
    lines += [t_n("setup.handover.lapsed", told.lapsed)] if told.lapsed else []
    _list(lines or [t("setup.handover.no_open")])


def _kept(told: HandingOver) -> None:
    _head("kept")
    held = told.chain
    whole = t("setup.handover.chain", n=held.count, head=f"{held.number}:{held.sha256[:16]}")
    broken = t("setup.handover.broken", n=str(held.broken))
    _list(
        [
            t("setup.handover.sqlite" if told.sqlite else "setup.handover.postgres"),
            t("setup.handover.plan_file"),
            t("setup.handover.secrets"),
            whole if held.broken is None else broken,
        ]
    )
    if told.settings:
        header = [t("setup.handover.setting"), t("pages.column.value")]
        table(header, [[name, text] for name, text in sorted(told.settings.items())], caption=t("setup.handover.settings"))
