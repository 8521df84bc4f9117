"""Reminders: what would be said today and to whom, by mail at once or as texts to pass on; who would not hear; what was said."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.facts import Period
from nap.monitor import (
    Reminded,
    Reminder,
    Viewer,
    due_returns,
    is_for_here_only,
    mail_is_set_up,
    pass_reminder_on,
    reminded,
    reminder_letter,
    reminders_due,
    reminders_unheard,
    send_reminders,
)
from nap.words import period_name
from ui.names import partner_name
from ui.people_acting import id_of
from ui.people_link import mailto, whatsapp
from ui.people_texts import plain
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Mark, note, table

_SAID = "reminders_said"
_GOOD = frozenset({"sent", "passed"})


def reminders_page(person: Viewer) -> None:
    """Draw it: what to do today, then what was done."""
    _tell()
    due = reminders_due(person, house())
    unheard = reminders_unheard(person, house())
    st.html(f'<p class="nap-lead">{escape(t("reminders.about"))}</p>')
    if unheard:
        names = "; ".join(partner_name(language(), house().plan, code) for code in unheard)
        note(t("reminders.unheard", partners=names))
    if due:
        _today(person, due)
    else:
        note(t("reminders.cli.none"))
    _beyond_letters(person, due)
    _history(person)


def _today(person: Viewer, due: Sequence[Reminder]) -> None:
    st.header(t_n("reminders.today", len(due)), anchor=False)
    by_mail = [one for one in due if not one.demo] if mail_is_set_up(house()) else []
    if by_mail:
        if st.button(t_n("reminders.send", len(by_mail)), type="primary", key="reminders_send"):
            with st.spinner(t("reminders.sending")):
                st.session_state[_SAID] = send_reminders(person, house())
            st.rerun()
    else:
        note(t("reminders.by_hand"))
    if is_for_here_only(house()):
        note(t("people.link.only_here", address=house().settings.base_url))
    for one in due:
        _one(person, one)


def _beyond_letters(person: Viewer, today: Sequence[Reminder]) -> None:
    """Overdue returns of which nobody is reminded today: after the last letter only a talk is left."""
    told = {(thing.partner, thing.period) for one in today for thing in one.things}
    left = [due for due in due_returns(person, house()) if due.overdue and (due.partner, due.period) not in told]
    if left:
        names = "; ".join(f"{_named(due.partner)}, {period_name(language(), due.period)}" for due in left)
        note(t("reminders.beyond", returns=names))


def _one(person: Viewer, reminder: Reminder) -> None:
    letter = reminder_letter(house(), reminder)
    steps = "; ".join(dict.fromkeys(t(f"reminders.step.{thing.kind}") for thing in reminder.things))
    key = f"{id_of(reminder.person)}_{int(reminder.digest)}"
    with st.expander(f"{plain(reminder.person)} · {steps}", key=f"reminder_{key}"):
        st.code(letter.text, language=None, wrap_lines=True)
        ways = [(whatsapp(letter), t("people.link.whatsapp"))]
        ways += [] if reminder.demo else [(mailto(letter), t("people.link.mailto"))]
        anchors = (
            f'<a class="nap-go" href="{escape(there)}" target="_blank" rel="noopener">{escape(said)}</a>' for there, said in ways
        )
        st.html(" ".join(anchors))
        if st.button(t("reminders.passed"), key=f"reminder_passed_{key}"):
            done = pass_reminder_on(person, house(), reminder)
            st.session_state[_SAID] = t("reminders.passed.done" if done else "reminders.passed.meanwhile", person=reminder.person)
            st.rerun()


def _tell() -> None:
    """How it went with what was just done, once."""
    said: str | Sequence[Reminded] = st.session_state.pop(_SAID, "")
    if isinstance(said, str):
        lines = [said] if said else []
    else:
        lines = [t(f"reminders.cli.{one.outcome}", person=one.reminder.person, n=len(one.reminder.things)) for one in said]
        lines = lines or [t("reminders.cli.none")]
    if lines:
        note(*lines)


def _history(person: Viewer) -> None:
    told = reminded(person, house())
    if not told:
        return
    header = [t(f"pages.column.{name}") for name in ("when", "person")]
    header += [t("reminders.column.what"), t("pages.column.partner"), t("pages.column.period"), t("pages.column.state")]
    rows = [
        [moment(one.at), one.whom, t(f"reminders.step.{one.kind}"), _named(one.partner), _period(one.period), _mark(one.outcome)]
        for one in told
    ]
    st.header(t("reminders.history"), anchor=False)
    table(header, rows, caption=t("reminders.history"))


def _named(partner: str) -> str:
    return partner_name(language(), house().plan, partner) if partner else ""


def _period(text: str) -> str:
    return period_name(language(), Period.parse(text)) if text else ""


def _mark(outcome: str) -> Cell:
    sign, kind = ("✓", "fixed") if outcome in _GOOD else ("!", "warning")
    return Mark(sign, t(f"reminders.outcome.{outcome}"), kind)
