"""The partner's screen: what came back, what is due, the template, sending a return. The monitor decides what is possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from nap.facts import Period
from nap.monitor import (
    XLSX,
    DueReturn,
    Receipt,
    Received,
    Viewer,
    due_returns,
    receive,
    template,
)
from nap.words import day, language_name, period_name
from ui.addresses import address
from ui.by_table import way_to_tables
from ui.downloads import download
from ui.findings import findings_board
from ui.names import partner_name
from ui.receipts import begun_words, return_mark
from ui.saving import RETURN
from ui.session import house, language, t
from ui.tables import Cell, Mark, note, table

_UPLOAD = "upload"
_IN_HAND = frozenset({"submitted", "accepted"})
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


def came_back(person: Viewer, partner: str) -> None:
    """What a coordinator sent back and why: the first thing a partner must know here."""
    for due in reversed(_dues(person, partner)):
        if due.status == "returned":
            title = escape(t("pages.returns.came_back", period=due.period, version=str(due.version)))
            why = f"<blockquote>{escape(due.reason)}</blockquote>" if due.reason else ""
            st.html(
                f'<div class="nap-back" role="note"><p><b aria-hidden="true">!</b> <strong>{title}</strong></p>{why}'
                f"<p>{escape(t('pages.returns.came_back_do'))}</p></div>"
            )


def due_table(person: Viewer, partner: str) -> None:
    """What the partner owes, the latest first: every period that has ended and the one that runs, which is due next."""
    rows = [_due_row(due) for due in reversed(_dues(person, partner))]
    header = [t(f"pages.column.{name}") for name in ("period", "due", "state", "next")]
    table(header, rows, caption=t("pages.returns.due"))


def _dues(person: Viewer, partner: str) -> list[DueReturn]:
    return [due for due in due_returns(person, house()) if due.partner == partner]


def _due_row(due: DueReturn) -> list[Cell]:
    return [
        period_name(language(), due.period),
        day(language(), due.due),
        state_mark(due),
        t(f"pages.next.{next_step(due)}", button=t("pages.submit"), begun=t("mending.drafts")),
    ]


def next_step(due: DueReturn) -> str:
    """What the partner does next: `send`, `later`, `submit`, `mend`, `mend_returned`, `wait` or `nothing`."""
    if due.begun is not None and due.status != "submitted":
        return "mend" if due.begun.errors else "submit"
    match due.status:
        case None:
            return "send" if due.ended else "later"
        case "draft":
            return "mend" if due.errors else "submit"
        case "returned":
            return "mend_returned"
        case "accepted":
            return "nothing"
        case _:
            return "wait"


def state_mark(due: DueReturn) -> Mark:
    """How a due return stands, with a sign and a word."""
    below = t("mending.begun.state", what=begun_words(due.begun)) if due.begun else ""
    if due.overdue:
        status = t(f"common.return_status.{due.status}") if due.status else ""
        return Mark("!", t("pages.overdue"), "error", small="\n".join(filter(None, (status, below))))
    if due.status is None:
        return Mark("○", t("pages.expected" if due.ended else "pages.running"), "info")
    return replace(return_mark(due.status), small=below)


def template_box(person: Viewer, partner: str) -> None:
    """Choose a period and a language, download the workbook to fill."""
    dues = _dues(person, partner)
    st.header(t("pages.returns.step_template"), anchor=False)
    left, right = st.columns(2)
    due = left.selectbox(t("pages.column.period"), dues, format_func=_due_name, key="period", index=_first_offered(dues))
    lang = right.selectbox(
        t("pages.returns.template_language"),
        house().plan.languages,
        format_func=lambda code: language_name(code, code),
        index=house().plan.languages.index(language()),
        key="template_language",
    )
    if due is not None and lang is not None:
        _download(due.partner, due.period, lang)


def _first_offered(dues: Sequence[DueReturn]) -> int:
    """The latest period that waits for the partner; else the latest that is over, for a correction."""
    over = [place for place, due in enumerate(dues) if due.ended]
    waiting = [place for place in over if dues[place].status not in _IN_HAND]
    return (waiting or over or [0])[-1]


def _due_name(due: DueReturn) -> str:
    """The period, with how it stands where nothing is to be done for it now."""
    name = period_name(language(), due.period)
    if due.status in _IN_HAND:
        return f"{name} ({t(f'common.return_status.{due.status}')})"
    return name if due.ended else f"{name} ({t('mending.running')})"


def _download(partner: str, period: Period, lang: str) -> None:
    download(
        t("pages.returns.download_template"),
        lambda person: template(person, house(), partner, period, lang).data,
        name=f"{partner}-{period}-{lang}.xlsx",
        kind=XLSX,
        key="template",
        what=None,
    )


def just_sent() -> bool:
    """Whether a workbook is chosen: what became of it then stands above everything else."""
    return st.session_state.get(_UPLOAD) is not None


def upload_box(person: Viewer) -> None:
    """Take a filled workbook and check it at once; what became of it stands in `uploaded`."""
    st.header(t("pages.returns.step_upload"), anchor=False)
    file = st.file_uploader(t("pages.upload.label"), key=_UPLOAD)
    if file is None:
        return
    kept = st.session_state.get(_RECEIVED)
    if kept is None or kept[0] != file.file_id:
        with st.spinner(t("pages.upload.checking")):
            received = receive(person, house(), file.getvalue(), file.name)
        st.session_state[_RECEIVED] = (file.file_id, received)
        turn_to(received.receipt)
        kept = (file.file_id, received)
    if kept[1].receipt is None:
        _refused(kept[1])
    elif sent_before():
        _nothing_new(person, kept[1].receipt)


def turn_to(receipt: Receipt | None) -> None:
    """From here on the page is about this version, also after it is opened anew."""
    if receipt is not None:
        st.query_params[RETURN] = receipt.id
    else:
        st.query_params.pop(RETURN, None)


def sent_before() -> bool:
    """Whether the workbook that is chosen was handed in before, so that nothing new came."""
    _, received = st.session_state.get(_RECEIVED) or ("", None)
    return just_sent() and received is not None and received.again and received.receipt.status != "draft"


def _nothing_new(person: Viewer, receipt: Receipt) -> None:
    """Perhaps the file of another period was chosen: which one this is, and what is still owed."""
    zone = ZoneInfo(house().plan.calendar.timezone)
    sent, period = day(language(), receipt.received.astimezone(zone).date()), period_name(language(), receipt.period)
    owed = [due for due in _dues(person, receipt.partner) if due.ended and due.status not in _IN_HAND]
    said = "".join(f"<li>{_owed(due)}</li>" for due in reversed(owed))
    listed = f"<p>{escape(t('mending.still_owed'))}</p><ul>{said}</ul>" if owed else f"<p>{escape(t('mending.nothing_owed'))}</p>"
    st.html(
        f'<div class="nap-note" role="status"><p><strong>{escape(t("mending.sent_before", day=sent, period=period))}</strong></p>'
        f"{listed}</div>"
    )


def _owed(due: DueReturn) -> str:
    name = f"<strong>{escape(period_name(language(), due.period))}</strong>"
    by = escape(t("mending.owed_by", day=day(language(), due.due)))
    if due.return_id is None:
        return f"{name}: {by}. {escape(t('pages.next.send'))}"
    there = escape(address("returns", **{RETURN: due.begun.receipt.id if due.begun else due.return_id}))
    return f'<a href="{there}" target="_self">{name}</a>: {by}'


def _refused(received: Received) -> None:
    """Why a file cannot be taken, and under which number it is known."""
    note(t(f"common.verdict.{received.checked.verdict}"), t("pages.incident", id=received.incident) if received.incident else "")
    findings_board(language(), received.checked.plan or house().plan, received.checked.findings)
    way_to_tables(received.checked.findings)
