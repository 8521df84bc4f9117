"""The partner's screen: what is due, the template, sending a return, the history. The monitor decides what is possible."""

from __future__ import annotations

import streamlit as st

from nap.facts import Period, Severity
from nap.monitor import (
    DueReturn,
    NotNow,
    Receipt,
    Received,
    ReturnLine,
    Viewer,
    due_returns,
    my_returns,
    receive,
    return_detail,
    submit,
    template,
)
from nap.words import day, languages, period_name, say
from ui.findings import findings_table, understood_table
from ui.names import partner_name
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Mark, facts, note, table

_RECEIVED = "received"
"""Where this tab keeps what became of its last upload: (id of the uploaded file, result)."""


def sender(person: Viewer) -> str:
    """The code of the organisation whose returns are shown: the person's own, else the one a coordinator chooses."""
    if person.partner is not None:
        return person.partner
    plan = house().plan
    named = {one.code: partner_name(language(), plan, one.code) for one in plan.partners}
    chosen = st.selectbox(t("pages.returns.partner"), list(named), format_func=named.__getitem__, key="partner")
    return chosen or next(iter(named))


def due_table(person: Viewer, partner: str) -> None:
    """What the partner owes, the latest first: every period that has ended, and a running one if something was sent for it."""
    rows = [_due_row(due) for due in reversed(_dues(person, partner)) if due.ended or due.status]
    header = [t(f"pages.column.{name}") for name in ("period", "due", "state")]
    table(header, rows, caption=t("pages.returns.due"))


def _dues(person: Viewer, partner: str) -> list[DueReturn]:
    return [due for due in due_returns(person, house()) if due.partner == partner]


def _due_row(due: DueReturn) -> list[Cell]:
    return [period_name(language(), due.period), day(language(), due.due), state_mark(due)]


def state_mark(due: DueReturn) -> Mark:
    """How a due return stands, with a sign and a word."""
    if due.overdue:
        below = t(f"common.return_status.{due.status}") if due.status else ""
        return Mark("!", t("pages.overdue"), "error", small=below)
    if due.status is None:
        return Mark("○", t("pages.expected"), "info")
    return return_mark(due.status)


_RETURN_SIGNS = {"accepted": ("✓", "fixed"), "returned": ("!", "error"), "submitted": ("▲", "info"), "draft": ("…", "warning")}


def return_mark(status: str) -> Mark:
    """The status of a return, with a sign and a word."""
    sign, kind = _RETURN_SIGNS.get(status, ("•", "info"))
    return Mark(sign, t(f"common.return_status.{status}"), kind)


def template_box(person: Viewer, partner: str) -> None:
    """Choose a period and a language, download the workbook to fill."""
    dues = _dues(person, partner)
    open_ones = [due for due in dues if due.ended and due.status != "accepted"] or dues
    st.subheader(t("pages.returns.step_template"), anchor=False)
    left, right = st.columns(2)
    due = left.selectbox(t("pages.column.period"), open_ones, format_func=_due_name, key="period", index=len(open_ones) - 1)
    lang = right.selectbox(
        t("pages.returns.template_language"),
        languages(),
        format_func=lambda code: say(code, f"common.language.{code}"),
        index=languages().index(language()),
        key="template_language",
    )
    if due is not None and lang is not None:
        _download(person, due.partner, due.period, lang)


def _due_name(due: DueReturn) -> str:
    return period_name(language(), due.period)


def _download(person: Viewer, partner: str, period: Period, lang: str) -> None:
    st.download_button(
        t("pages.returns.download_template"),
        data=lambda: template(person, house(), partner, period, lang).data,
        file_name=f"{partner}-{period}-{lang}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="template",
    )


def upload_box(person: Viewer) -> None:
    """Take a filled workbook, check it at once, show what was found and understood, offer to submit."""
    st.subheader(t("pages.returns.step_upload"), anchor=False)
    file = st.file_uploader(t("pages.upload.label"), key="upload")
    if file is None:
        return
    kept = st.session_state.get(_RECEIVED)
    if kept is None or kept[0] != file.file_id:
        with st.spinner(t("pages.upload.checking")):
            kept = (file.file_id, receive(person, house(), file.getvalue(), file.name))
        st.session_state[_RECEIVED] = kept
    outcome(person, kept[1])


def outcome(person: Viewer, received: Received) -> None:
    """What became of the upload: verdict, findings, the submit button, what was understood."""
    lang, checked = language(), received.checked
    note(*_verdict(received))
    if checked.findings:
        findings_table(lang, checked.plan or house().plan, checked.findings)
    if received.receipt is not None:
        _submit_box(person, received)
    if checked.plan is not None and checked.observations:
        understood_table(lang, checked.plan, checked.observations)


def _verdict(received: Received) -> list[str]:
    checked = received.checked
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    said = [t(f"common.verdict.{checked.verdict}")]
    if received.incident:
        said.append(t("pages.incident", id=received.incident))
    if errors:
        said.append(t_n("pages.errors_to_mend", errors))
    if checked.verdict == "warnings":
        said.append(t("pages.explain_where", column=t("workbook.header.description_explanation")))
    if checked.period is not None:
        said.append(t_n("pages.rows_read", checked.rows) + " " + t("pages.for_period", period=checked.period))
    return said


def _submit_box(person: Viewer, received: Received) -> None:
    """The button stands only where submitting is possible; afterwards the receipt takes its place."""
    receipt = received.receipt
    assert receipt is not None
    current = return_detail(person, house(), receipt.id).receipt
    if current.status != "draft":
        show_receipt(current)
    elif received.checked.verdict in {"clean", "warnings"}:
        _submit_button(person, receipt)


def _submit_button(person: Viewer, receipt: Receipt) -> None:
    because = st.text_input(t("pages.because"), key="because") if person.partner != receipt.partner else ""
    if not st.button(t("pages.submit"), type="primary", key="submit"):
        return
    try:
        submit(person, house(), receipt.id, because)
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    else:
        st.rerun()


def show_receipt(receipt: Receipt) -> None:
    """What the sender keeps."""
    st.success(t(f"pages.receipt.{receipt.status}") if receipt.status in {"submitted", "accepted"} else t("pages.receipt"))
    facts(receipt_facts(receipt))


def receipt_facts(receipt: Receipt) -> list[tuple[str, str]]:
    """The receipt as names and values."""
    return [
        (t("pages.column.id"), receipt.id),
        (t("pages.column.period"), period_name(language(), receipt.period)),
        (t("pages.column.version"), str(receipt.version)),
        (t("pages.column.status"), t(f"common.return_status.{receipt.status}")),
        (t("pages.column.received"), moment(receipt.received)),
        (t("pages.column.by"), receipt.by),
        (t("pages.column.because"), receipt.because),
        (t("pages.column.sha256"), receipt.sha256),
        (t("pages.column.remark"), t("pages.no_second_pair") if receipt.no_second_pair else ""),
    ]


def history(person: Viewer) -> None:
    """The partner's own returns with status, and the coordinator's reason where one was sent back."""
    lines = my_returns(person, house())
    if not lines:
        st.text(t("pages.returns.none_yet"))
        return
    header = [t(f"pages.column.{name}") for name in ("period", "version", "status", "received", "id", "reason")]
    table(header, [_history_row(person, line) for line in lines], caption=t("pages.returns.history"))


def _history_row(person: Viewer, line: ReturnLine) -> list[Cell]:
    receipt = line.receipt
    reason = return_detail(person, house(), receipt.id).reason if receipt.status == "returned" else ""
    received = moment(receipt.received)
    return [
        period_name(language(), receipt.period),
        str(receipt.version),
        return_mark(receipt.status),
        received,
        receipt.id,
        reason,
    ]
