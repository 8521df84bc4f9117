"""One version of a return as its sender works on it: how it stands, what was found, mending, what changed, submitting."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import (
    CORRECTION,
    LONGEST_ANSWER,
    Denied,
    NotMended,
    NotNow,
    ReturnDetail,
    ToMend,
    Unknown,
    Verb,
    Viewer,
    difference,
    may,
    open_drafts,
    return_detail,
    spot,
    submit,
    to_mend,
)
from nap.words import period_name
from ui.addresses import address
from ui.by_table import came_by, help_for_table, table_board
from ui.confirming import confirming, own_word
from ui.differences import difference_board
from ui.findings import findings_board
from ui.going_back import withdraw_box
from ui.holding_back import holding_board
from ui.mended import mends_board, papers, written
from ui.mending import being_typed, mending_board, set_aside
from ui.receipts import begun_words, return_mark, show_receipt
from ui.remarking import remarks_board
from ui.saving import RETURN, tell_saved
from ui.session import house, language, t, t_n
from ui.tables import link, mark_html, note
from ui.understood import understood_board


def asked_for(person: Viewer) -> str:
    """The version named in the address, if this person may see it; else empty, and the reader is told."""
    id = st.query_params.get(RETURN, "")
    if not id:
        return ""
    try:
        return return_detail(person, house(), id).receipt.id
    except (Denied, Unknown):
        note(t("mending.no_such"))
        return ""


def drafts_board(person: Viewer, partner: str, chosen: str) -> None:
    """What was begun and not handed in, also at another computer: each leads on to where it can be mended or submitted."""
    found = [one for one in open_drafts(person, house(), partner) if one.receipt.id != chosen]
    if not found:
        return
    rows = []
    for one in found:
        mark = return_mark(one.receipt.status)
        words = t("mending.go_on", version=str(one.receipt.version))
        there = address("returns", **{RETURN: one.receipt.id})
        left = begun_words(one)
        rows.append(
            f'<li class="nap-is-warning"><div><p><strong>{escape(period_name(language(), one.receipt.period))}</strong></p>'
            f"<p>{mark_html(mark.sign, mark.word, mark.kind)} · {escape(left)}</p></div>"
            f'<a class="nap-go" href="{escape(there)}" target="_self">{escape(words)}</a></li>'
        )
    st.html(f'<h2 class="nap-h2">{escape(t("mending.drafts"))}</h2><ul class="nap-tasks">{"".join(rows)}</ul>')


def version(person: Viewer, id: str, *, old: bool = False) -> None:
    """Everything about one version, the most urgent first; what can be done with it depends on how it stands.

    `old`: the reader chose a file that had been handed in before.
    """
    detail, found = return_detail(person, house(), id), to_mend(person, house(), id)
    plan = house().plans.get((house().plan.id, detail.plan_version), house().plan)
    tell_saved()
    _standing(person, detail, old=old)
    if found.newer is not None:
        link(address("returns", **{RETURN: found.newer.id}), t("mending.newer", version=str(found.newer.version)))
    help_for_table(detail)
    if found.unread:
        _unread(detail, found.unread)
    remarks_board(detail)
    holding_board(person, detail, plan)
    if detail.findings and not found.unread and (found.open or (found.fields and being_typed(detail))):
        mending_board(person, detail, found, plan)
    elif detail.findings:
        findings_board(language(), plan, detail.findings, explained=lambda each: written(each, detail))
    difference_board(language(), plan, difference(person, house(), id))
    table_board(person, plan, detail)
    mends_board(detail)
    if found.open and detail.receipt.status == "draft" and not detail.beside.open_errors:
        _submit_box(person, detail, found)
    withdraw_box(person, detail)
    if detail.observations:
        understood_board(language(), plan, detail.observations, detail.receipt.period)


def _standing(person: Viewer, detail: ReturnDetail, *, old: bool) -> None:
    """How it stands, whether it came late, the partner's own word where somebody else sent it, the papers."""
    if detail.receipt.status in {"draft", "returned"}:
        note(*_verdict(detail))
    else:
        show_receipt(detail.receipt, old=old)
    if detail.line.late:
        st.html(f"<p>{mark_html('!', t('pages.late'), 'warning')}</p>")
    (confirming if may(person, Verb.REVIEW) and person.partner != detail.receipt.partner else own_word)(person, detail)
    papers(detail)


def _unread(detail: ReturnDetail, why: str) -> None:
    """Instead of the fields: that they could not be got just now, and a way to try again; what was typed waits for them."""
    set_aside(detail)
    note(t(f"pages.not_now.{why}"))
    if why != "file_gone":  # it will not come back
        st.button(t("mending.try_again"), key="mend_again")


def _verdict(detail: ReturnDetail) -> list[str]:
    receipt, lang = detail.receipt, language()
    name = t("mending.version", period=period_name(lang, receipt.period), version=str(receipt.version))
    errors = detail.beside.open_errors
    back = receipt.status == "returned" and not errors and not receipt.mapping
    said = [f"{name}." if back else f"{name}. {t(f'common.verdict.{detail.verdict}')}"]
    if receipt.mapping:
        said.append(came_by(receipt))
    if receipt.mended_by:
        said.append(t("mending.mended_by", people=receipt.mended_by))
    if errors:
        said.append(t_n("mending.errors", errors))
    if back:
        said.append(t("mending.returned"))
    elif detail.verdict == "warnings":
        said.append(t("mending.explain"))
    if detail.line.rows:
        said.append(t_n("pages.rows_read", detail.line.rows) + " " + t("pages.for_period", period=receipt.period))
    return said


def _submit_box(person: Viewer, detail: ReturnDetail, found: ToMend) -> None:
    receipt = detail.receipt
    st.header(t("mending.submit"), anchor=False)
    if detail.findings:  # the fields above are a form of their own, which this button does not send
        st.caption(t("mending.submit.saved_only"))
    foreign = person.partner != receipt.partner and detail.handover is None
    because = st.text_input(t("pages.because"), key="because") if foreign else ""
    correction = _why_corrected(detail, found.accepted.version) if found.accepted is not None else ""
    with st.container(horizontal=True, key="hand_in"):
        pressed = st.button(t("pages.submit"), type="primary", key="submit")
    if pressed:
        _hand_in(person, receipt.id, because, correction)


def _why_corrected(detail: ReturnDetail, accepted: int) -> str:
    """The line for the reason, without which accepted figures are not corrected."""
    label, hint = t("mending.correction", version=str(accepted)), t("mending.correction.hint")
    before = next((one.text for one in detail.answers if spot(one) == CORRECTION), "")
    return st.text_input(label, value=before, placeholder=hint, max_chars=LONGEST_ANSWER, key="correction", autocomplete="off")


def _hand_in(person: Viewer, id: str, because: str, correction: str) -> None:
    try:
        submit(person, house(), id, because, correction)
    except NotNow as problem:
        st.error(t(f"pages.not_now.{problem.code}"))
    except NotMended as problem:
        st.error(t(f"mending.refused.{problem.code}"))
    else:
        st.rerun()
