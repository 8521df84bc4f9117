"""The coordinator's screen: waiting returns, one in full, accept, send back, undo. The monitor decides what is possible."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nap.facts import Finding, Note, Severity
from nap.monitor import (
    NotNow,
    ReturnDetail,
    ReturnLine,
    Viewer,
    accept,
    all_returns,
    original,
    plan_of,
    return_detail,
    send_back,
    undo,
    waiting_returns,
)
from nap.words import period_name, pick
from ui.findings import findings_table, understood_table
from ui.names import indicator_name, partner_name
from ui.returns import receipt_facts, return_mark
from ui.session import house, language, moment, t
from ui.tables import Cell, facts, table

_MEASURE_STATUSES = ("not_begun", "in_progress", "done")
_UNDOABLE = {"accepted", "returned"}
_DONE = "review_done"


def choose_return(person: Viewer) -> ReturnLine | None:
    """The waiting returns and, if asked, every other; the choice stands in the address."""
    _tell_done()
    everything = st.toggle(t("pages.review.all"), key="all_returns")
    lines = all_returns(person, house()) if everything else waiting_returns(person, house())
    if not lines:
        st.text(t("pages.review.nothing"))
        return None
    header = [t(f"pages.column.{name}") for name in ("partner", "period", "version", "status", "received", "errors", "warnings")]
    caption = t("pages.review.every" if everything else "pages.review.waiting", n=len(lines))
    table(header, [_line_row(line) for line in lines], caption=caption)
    named = {line.receipt.id: line for line in lines}
    chosen = st.selectbox(t("pages.review.choose"), list(named), format_func=lambda id: _line_name(named[id]), key="return")
    return named.get(chosen or "")


def one_return(person: Viewer, line: ReturnLine) -> None:
    """One return in full, with what can be done about it."""
    detail = return_detail(person, house(), line.receipt.id)
    lang = language()
    st.subheader(_line_name(line), anchor=False)
    facts([*receipt_facts(detail.receipt), (t("pages.column.reason"), detail.reason)])
    st.download_button(
        t("pages.review.original"),
        data=lambda: original(person, house(), line.receipt.id).data,
        file_name=detail.filename or f"{line.receipt.partner}-{line.receipt.period}.xlsx",
        on_click="ignore",
        key=f"original_{line.receipt.id}",
    )
    decide(person, detail, _line_name(line))
    if detail.findings:
        findings_table(lang, house().plan, detail.findings, explained=_explanation(detail))
    _words_of_partner(detail)
    understood_table(lang, plan_of(person, house()), detail.observations, own=False)


def decide(person: Viewer, detail: ReturnDetail, name: str) -> None:
    """Accept, send back with a reason, undo with a reason: only what the status allows.

    Each button belongs to its return, so that a second click never decides about the next one, unread.
    """
    id, status = detail.receipt.id, detail.receipt.status
    if status == "submitted":
        reason = st.text_area(t("pages.review.reason"), key=f"reason_{id}", max_chars=1000)
        left, right, _ = st.columns([1, 1, 2])
        if left.button(t("pages.review.accept"), type="primary", key=f"accept_{id}", width="stretch"):
            _do(lambda: accept(person, house(), id, reason), "accept", name)
        if right.button(t("pages.review.send_back"), key=f"send_back_{id}", width="stretch"):
            _do(lambda: send_back(person, house(), id, reason), "send_back", name)
    elif status in _UNDOABLE:
        reason = st.text_input(t("pages.review.undo_reason"), key=f"undo_reason_{id}", max_chars=1000)
        if st.button(t("pages.review.undo"), key=f"undo_{id}"):
            _do(lambda: undo(person, house(), id, reason), "undo", name)


def _do(act: Callable[[], object], done: str, name: str) -> None:
    try:
        act()
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    else:
        st.session_state[_DONE] = (done, name)
        st.rerun()


def _tell_done() -> None:
    """What was just decided, and about whose return: once, above the one that comes next."""
    done, name = st.session_state.pop(_DONE, ("", ""))
    if done:
        st.success(t(f"pages.review.done.{done}", name=name))


def _explanation(detail: ReturnDetail) -> Callable[[Finding], str]:
    """What the partner wrote about a warning: the explanation in the same row of the return, or that there is none."""
    said = {(note.indicator, note.region): note.text for note in detail.notes if note.kind == "explanation"}

    def explained(finding: Finding) -> str:
        if finding.severity is not Severity.WARNING:
            return ""
        return said.get((finding.indicator or "", finding.region or "")) or t("pages.review.unexplained")

    return explained


def _words_of_partner(detail: ReturnDetail) -> None:
    """Narratives and comments, as plain text: for coordinators only."""
    words = [note for note in detail.notes if note.kind != "explanation" and note.text]
    if words:
        header = [t(f"pages.column.{name}") for name in ("indicator", "kind", "words")]
        rows: list[list[Cell]] = [[_about(note), t(f"pages.note.{note.kind}"), _said(note)] for note in words]
        table(header, rows, caption=t("pages.review.words"))


def _about(note: Note) -> str:
    plan = house().plan
    measure = next((one for one in plan.measures if one.code == note.indicator), None)
    return f"{measure.code} {pick(measure.title, language())}" if measure else indicator_name(language(), plan, note.indicator)


def _said(note: Note) -> str:
    return t(f"workbook.measure_status.{note.text}") if note.text in _MEASURE_STATUSES else note.text


def _line_row(line: ReturnLine) -> list[Cell]:
    receipt = line.receipt
    received = moment(receipt.received) + ("\n" + t("pages.late") if line.late else "")
    name = partner_name(language(), house().plan, receipt.partner)
    period = period_name(language(), receipt.period)
    return [name, period, str(receipt.version), return_mark(receipt.status), received, str(line.errors), str(line.warnings)]


def _line_name(line: ReturnLine) -> str:
    receipt = line.receipt
    name = partner_name(language(), house().plan, receipt.partner)
    return f"{name}, {period_name(language(), receipt.period)} ({receipt.version})"
