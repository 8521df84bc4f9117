"""The queue: one row for each return somebody has to do something about, with whose turn it is and three clocks in days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from nap.facts import Period
from nap.monitor import Waiting
from nap.words import day, period_name
from ui.by_table import came_by
from ui.choices import keep, segments
from ui.findings import ROWS_OPEN, folded
from ui.names import partner_name
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Link, Mark, table_html

TURNS = ("reviewer", "partner", "both")
_SOON = 14
"""Days before the due date from which on the clock of the due date is marked."""
_LONG = 7
"""Days after which a wait is marked."""
_COLUMNS = ("due", "reviewer", "partner")


def chosen_of(found: Sequence[Waiting], *, reading: bool) -> Sequence[Waiting]:
    """Those of whose turn and which period the reader chooses to see; `reading`: one is open, so nothing is asked."""
    if reading:
        return _of_turn(found, st.query_params.get("turn", TURNS[0]))
    words = {turn: t(f"queue.turn.{turn}", n=len(_of_turn(found, turn))) for turn in TURNS}
    return _of_period(_of_turn(found, segments("turn", t("queue.turn"), words, TURNS[0])))


def show_queue(found: Sequence[Waiting], *, folded_away: bool) -> None:
    """The table; folded away once one return is chosen, so that it is not far below on a phone."""
    header = [t("pages.column.partner"), t("pages.column.period"), *(t(f"queue.column.{name}") for name in _COLUMNS)]
    header.append(t("pages.column.findings"))
    caption = t("queue.caption", n=len(found))
    rows = [_row(one) for one in found]
    first, rest = rows[:ROWS_OPEN], rows[ROWS_OPEN:]
    shown = table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption))
    if folded_away:
        shown = f'<details class="nap-finds"><summary>{escape(caption)}</summary>{shown}</details>'
    st.html(shown)


def _of_turn(found: Sequence[Waiting], turn: str) -> Sequence[Waiting]:
    return [one for one in found if turn in ("both", one.turn)]


def _of_period(found: Sequence[Waiting]) -> Sequence[Waiting]:
    """Of one period or of all; no choice where there is but one."""
    periods = sorted({one.period for one in found})
    if len(periods) < 2:
        return found
    words: Mapping[str, str] = {"": t("queue.when.all"), **{str(one): period_name(language(), one) for one in periods}}
    asked = st.query_params.get("when", "")
    if "when" not in st.session_state or st.session_state["when"] not in words:
        st.session_state["when"] = asked if asked in words else ""
    chosen = keep("when", str(st.selectbox(t("pages.column.period"), list(words), format_func=words.__getitem__, key="when")), "")
    return [one for one in found if chosen in ("", str(one.period))]


def _row(one: Waiting) -> list[Cell]:
    return [
        _name(one),
        _period(one, one.period),
        _due(one),
        _wait(one, "reviewer"),
        _wait(one, "partner"),
        _findings(one),
    ]


def _name(one: Waiting) -> Cell:
    name = partner_name(language(), house().plan, one.partner)
    return Link(name, _address(one.line.receipt.id, one)) if one.line else name


def _address(id: str, one: Waiting) -> str:
    """Where the return is read; the list around it stays as it is."""
    kept = {name: st.query_params[name] for name in ("turn", "when") if name in st.query_params}
    return "/review?" + urlencode({"return": id, **kept})


def _period(one: Waiting, period: Period) -> str:
    receipt = one.line.receipt if one.line else None
    version = t("pages.version", version=str(receipt.version)) if receipt else ""
    return "\n".join(filter(None, (period_name(language(), period), version, came_by(receipt) if receipt else "")))


def _due(one: Waiting) -> Cell:
    if one.due is None or one.days_left is None:
        return ""
    when = day(language(), one.due)
    if one.corrects:
        return Mark("·", t("queue.correction"), "", small=when)
    if one.turn == "reviewer":  # it has come: what is told is whether in time
        late = one.line is not None and one.line.late
        sign, word, kind = ("!", t("queue.came_late"), "warning") if late else ("✓", t("queue.came_in_time"), "fixed")
        return Mark(sign, word, kind, small=when)
    if one.days_left < 0:
        return Mark("!", t_n("queue.overdue", -one.days_left), "error", small=when)
    sign, kind = ("!", "warning") if one.days_left <= _SOON else ("·", "")
    return Mark(sign, t_n("queue.left", one.days_left), kind, small=when)


def _wait(one: Waiting, turn: str) -> Cell:
    """The clock of one of the two; empty while it stands still."""
    if one.turn != turn:
        return ""
    told = [t(f"queue.state.{one.state}"), _sent(one), t("queue.own") if one.own and turn == "reviewer" else ""]
    words = t_n("queue.waits", one.days) if one.days else t("queue.waits.today")
    return Mark("▶", words, "warning" if one.days > _LONG else "", small="\n".join(filter(None, told)))


def _sent(one: Waiting) -> str:
    """When it was first sent, and last: a wait survives a second sending."""
    if one.first_sent is None or one.sent is None:
        return ""
    first, last = moment(one.first_sent), moment(one.sent)
    if one.rounds < 2:
        return t("queue.sent", first=first)
    return "\n".join((t("queue.sent.first", first=first), t("queue.sent.last", last=last), t_n("queue.rounds", one.rounds)))


def _findings(one: Waiting) -> Cell:
    if one.line is None:
        return ""
    line = one.line
    counted = [t_n("pages.findings.error", line.errors)] if line.errors else []
    counted += [t_n("pages.findings.warning", line.warnings)] if line.warnings else []
    if not counted:
        return t("pages.review.no_findings")
    told = ", ".join(counted)
    if not one.unexplained:
        return told
    return Mark("!", told, "warning", small=t_n("queue.unexplained", one.unexplained))
