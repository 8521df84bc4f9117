"""What was mended on the screen and said to warnings, as it is read afterwards; the files of a version, marked and unmarked."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.gone_texts import gone_text
from nap.monitor import CORRECTION, XLSX, Mend, Receipt, ReturnDetail, explanations, marked_return, original, spot
from nap.row_texts import at_finding
from ui.downloads import download
from ui.findings import ROWS_OPEN, folded
from ui.session import house, language, moment, t
from ui.tables import Cell, note, table_html


def written(finding: Finding, detail: ReturnDetail) -> str:
    """What the partner wrote into the workbook about a warning, in the column of explanations; what a coordinator says to it."""
    theirs = explanations(finding, detail.notes) if finding.severity is Severity.WARNING else ()
    own = "; ".join(dict.fromkeys(text for text in theirs if text))
    return "\n".join(filter(None, (own, at_finding(language(), finding, detail.beside))))


def correction_html(detail: ReturnDetail) -> str:
    """Why figures that were accepted already are corrected, as HTML; empty if nothing was said."""
    said = next((one.text for one in detail.answers if spot(one) == CORRECTION), "")
    title = escape(t("mending.corrected"))
    return f"<p class=nap-lead>{title}</p><blockquote>{escape(said)}</blockquote>" if said else ""


def mends_board(detail: ReturnDetail) -> None:
    """Every cell mended on the screen since the file was sent: from what to what, in which version, by whom."""
    if not detail.mends:
        return
    header = [t(f"mending.column.{name}") for name in ("cell", "before", "after")]
    header += [t("pages.column.version"), t("mending.column.who")]
    rows = [_mend(one) for one in detail.mends]
    caption, first, rest = t("mending.caption"), rows[:ROWS_OPEN], rows[ROWS_OPEN:]
    with st.container(key="mended"):
        st.html(table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption)))


def _mend(one: Mend) -> list[Cell]:
    blank = t("mending.blank")
    after = (one.after or blank) + (f"\n({t('mending.offered')})" if one.offered else "")
    return [f"{one.sheet} {one.cell}", one.before or blank, after, str(one.version), f"{one.person}\n{moment(one.at)}"]


def papers(detail: ReturnDetail) -> None:
    """The workbook with marks, this version's own file, and the file it was made from on the screen."""
    receipt, id = detail.receipt, detail.receipt.id
    if receipt.gone:
        note(gone_text(language(), house().plan, receipt.gone, erased=receipt.erased))
    name = f"{receipt.partner}-{receipt.period}"
    with st.container(horizontal=True, key="papers"):
        if detail.findings and not receipt.mapping and not receipt.gone:
            _marked(id, f"{name}-{receipt.version}-{t('mending.marked.file')}.xlsx")
        for one in (one for one in (receipt, _as_sent(detail)) if one and not one.gone):
            _file(one, detail.filename if one.mapping else f"{name}-{one.version}.xlsx")


def _marked(id: str, name: str) -> None:
    lang = language()
    download(
        t("mending.marked"),
        lambda person: marked_return(person, house(), id, lang).data,
        name=name,
        kind=XLSX,
        key=f"marked_{id}",
        what=None,
    )


def _file(receipt: Receipt, name: str) -> None:
    words = t("mending.file_mended" if receipt.mended_by else "mending.file_as_sent", version=str(receipt.version))
    id, kind = receipt.id, "application/octet-stream" if receipt.mapping else XLSX
    key = f"file_{id}"
    download(words, lambda person: original(person, house(), id).data, name=name, kind=kind, key=key, what=None, quiet=True)


def _as_sent(detail: ReturnDetail) -> Receipt | None:
    """The version whose file somebody sent, if this one was made of it on the screen."""
    first = min((one.version for one in detail.mends), default=0)
    return next((one for one in detail.others if one.version == first - 1), None)
