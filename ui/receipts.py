"""How returns and their receipts look wherever they stand: status marks, a receipt's facts, the link to the page that prints."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from nap.gone_texts import gone_text
from nap.monitor import Receipt, ReturnLine
from nap.words import period_name
from ui.session import house, language, moment, t, t_n
from ui.tables import Mark, facts, note

_SIGNS = {"accepted": ("✓", "fixed"), "returned": ("!", "error"), "submitted": ("▲", "info"), "draft": ("…", "warning")}


def return_mark(status: str) -> Mark:
    """The status of a return, with a sign and a word."""
    sign, kind = _SIGNS.get(status, ("•", "info"))
    return Mark(sign, t(f"common.return_status.{status}"), kind)


def receipt_address(id: str) -> str:
    """The page of the return's receipt, in the reader's language."""
    return f"/receipt/{quote(id, safe='')}?lang={language()}"


def receipt_link(receipt: Receipt) -> str:
    """A link that opens the receipt in a tab of its own, as HTML: what stands in this tab is not lost."""
    there = escape(receipt_address(receipt.id))
    words = t("mending.receipt_of_draft") if receipt.status == "draft" else t("pages.receipt.open")
    return f'<a href="{there}" target="_blank" rel="noopener">{escape(words)}</a>'


def begun_words(line: ReturnLine) -> str:
    """A draft in a few words: its version, and how many errors are left."""
    left = t_n("pages.findings.error", line.errors) if line.errors else t("mending.nothing_left")
    return t("mending.begun", version=str(line.receipt.version), left=left)


def show_receipt(receipt: Receipt, *, old: bool = False) -> None:
    """What the sender keeps. `old`: nothing new came, so that nothing is told as a success."""
    if old:
        st.html(f'<h2 class="nap-h2">{escape(t("mending.receipt_of_then"))}</h2>')
    elif receipt.status in {"withdrawn", "superseded"}:
        note(t(f"life.receipt.{receipt.status}"))
    else:
        st.success(t(f"pages.receipt.{receipt.status}") if receipt.status in {"submitted", "accepted"} else t("pages.receipt"))
    facts(receipt_facts(receipt))
    st.html(f'<p class="nap-lead">{receipt_link(receipt)}</p>')


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
        (t("mending.caption"), receipt.mended_by),
        (t("receipt.mapping"), receipt.mapping),
        (t("pages.column.sha256"), receipt.sha256),
        (t("receipt.gone"), gone_text(language(), house().plan, receipt.gone, erased=receipt.erased)),
        (t("pages.column.remark"), t("pages.no_second_pair") if receipt.no_second_pair else ""),
    ]
