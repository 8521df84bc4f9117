"""Sending a table as a return, and keeping its mapping for the next file. What became of it stands at the top of the page."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePath

import streamlit as st

from nap.monitor import (
    LONGEST_ANSWER,
    Denied,
    MappingRefused,
    NotNow,
    Received,
    Remark,
    TableMapping,
    Understood,
    Unknown,
    Viewer,
    joined,
    mapping_fault_text,
    mapping_of,
    save_mapping,
    send_table,
)
from ui.addresses import address
from ui.findings import findings_board
from ui.receipts import show_receipt
from ui.saving import RETURN
from ui.session import house, language, t
from ui.tables import link, note
from ui.tables_desk import Desk, put_away
from ui.tables_remarks import remarks_board

_SAID, _FAILED = "tables_said", "tables_failed"
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+", re.ASCII)
_MOST = 80


def sending(desk: Desk, person: Viewer, understood: Understood, *, errors: bool) -> None:
    """The form that sends; the mapping is kept with it, or alone."""
    st.header(t("tables.send"), anchor=False)
    with st.form(desk.key("send"), border=False, enter_to_submit=False):
        name = st.text_input(
            t("tables.name"), value=desk.mapping or proposed(desk.name), key=desk.key("name"), max_chars=_MOST, help=None
        )
        st.html(f'<p class="nap-lead">{escape(t("tables.name.hint"))}</p>')
        asked = t("life.correction.table" if person.partner == desk.partner else "tables.because")
        because = st.text_input(asked, key=desk.key("because"), max_chars=LONGEST_ANSWER, autocomplete="off")
        with st.container(horizontal=True):
            send = st.form_submit_button(
                t("tables.send_draft" if errors else "tables.send_now"), type="primary", key="tables_send"
            )
            keep = st.form_submit_button(t("tables.keep_only"), key="tables_keep")
    if send or keep:
        _do(desk, person, understood, name.strip(), because.strip(), send=send)
    _failed()


def proposed(filename: str) -> str:
    """A name for the mapping out of that of the file: small letters, digits, hyphens."""
    return _NOT_IN_A_NAME.sub("-", PurePath(filename).stem.casefold()).strip("-._")[:_MOST]


def _do(desk: Desk, person: Viewer, understood: Understood, name: str, because: str, *, send: bool) -> None:
    """Keep the mapping, then send by it; or say why nothing was changed, with all that was chosen still in its place."""
    mapping, lost = made(desk, understood, name)
    try:
        if send and person.partner != desk.partner and not because:
            raise NotNow("because_needed")
        desk.mapping = save_mapping(person, house(), mapping).name
        if not send:
            st.session_state[_FAILED] = ("saved", name, lost)
            return
        received = send_table(person, house(), desk.data, desk.name, mapping, because, lang=language())
    except (NotNow, MappingRefused, Unknown, Denied) as problem:
        st.session_state[_FAILED] = ("failed", _why(problem), lost)
        return
    st.session_state[_SAID] = received
    put_away()
    st.rerun()


def made(desk: Desk, understood: Understood, name: str) -> tuple[TableMapping, tuple[Remark, ...]]:
    """The mapping of what was chosen, and what of it words cannot hold; what a mapping in use says of other blocks stays."""
    mapping, lost = mapping_of(name, desk.partner, understood, desk.chosen(understood), hints=desk.hints, source=desk.source)
    return (joined(desk.using, mapping) if desk.using is not None and desk.using.name == name else mapping), lost


def _why(problem: Exception) -> tuple[str, ...]:
    if isinstance(problem, MappingRefused):
        return (t(f"tables.mapping.{problem.code}"), *(mapping_fault_text(each, language()) for each in problem.faults))
    if isinstance(problem, NotNow):
        return (t(f"pages.not_now.{problem.code}"),)
    return (t("pages.not_yours"),)


def _failed() -> None:
    said = st.session_state.pop(_FAILED, None)
    if said is None:
        return
    kind, words, lost = said
    if kind == "saved":
        note(t("tables.mapping.saved", name=words))
    else:
        said = "".join(f"<p>{escape(each)}</p>" for each in words)
        st.html(f'<div class="nap-note nap-refusal" role="alert">{said}</div>')
    remarks_board(lost)


def became() -> None:
    """What became of the table that was sent last: the receipt, or why it was not taken."""
    received: Received | None = st.session_state.get(_SAID)
    if received is None:
        return
    if received.receipt is None:
        note(
            t(f"common.verdict.{received.checked.verdict}"),
            t("pages.incident", id=received.incident) if received.incident else "",
        )
        findings_board(language(), house().plan, received.checked.findings)
        return
    show_receipt(received.receipt, old=received.again)
    link(address("returns", **{RETURN: received.receipt.id}), t("tables.became.open"))


def forget_said() -> None:
    """Another table is in hand: what became of the one before is told no longer."""
    st.session_state.pop(_SAID, None)
