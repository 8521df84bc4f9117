"""History by CSV: the file, everything wrong with it by line, what it would bring beside what is there, then bringing it in."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from nap.finding_texts import finding_text
from nap.monitor import (
    LONGEST_DECISION,
    HistoryPart,
    HistoryRead,
    NotNow,
    Viewer,
    csv_fault_text,
    import_history,
    look_history,
)
from nap.words import period_name
from ui.doing import do, key
from ui.findings import ROWS_OPEN, folded
from ui.names import partner_name
from ui.people_acting import refusal
from ui.session import house, language, t
from ui.tables import Cell, note, table, table_html

_HEADER = "partner,indicator,region,period,breakdown,value,numerator,denominator,state"
_KINDS = ("new", "same", "changed", "finer", "kept")


def history_box(person: Viewer) -> None:
    """Draw it; nothing is kept before the button."""
    st.header(t("files.history"), anchor=False)
    note(t("files.history.about"), t("files.history.whole"))
    st.code(_HEADER, language=None, wrap_lines=True)
    with st.container(key="files_history"):
        chosen = st.file_uploader(t("files.history.file"), type=["csv"], key=key("files_history_file"))
    if chosen is None:
        return
    data = chosen.getvalue()
    try:
        read = look_history(person, house(), data, language())
    except NotNow as problem:
        refusal(t(f"pages.not_now.{problem.code}"))
        return
    _preview(read)
    if not read.blocked:
        _bring_in(person, data, chosen.name)


def _bring_in(person: Viewer, data: bytes, name: str) -> None:
    because = st.text_input(t("files.history.because"), max_chars=LONGEST_DECISION, key=key("files_history_because"))
    if st.button(t("files.history.go"), type="primary", key=key("files_history_go")):
        do(lambda: import_history(person, house(), data, name, because, language()), _said)


def _said(read: HistoryRead) -> list[str]:
    if read.blocked:  # somebody decided on something meanwhile
        return [t("files.history.blocked")]
    new = [one for one in read.parts if not one.again]
    old = [one for one in read.parts if one.again]
    said = [t("files.history.done", n=str(len(new)))]
    said += [t("files.history.again", partners=", ".join(one.partner for one in old))] if old else []
    return [*said, t("files.history.next")]


def _preview(read: HistoryRead) -> None:
    lines = [csv_fault_text(fault, language()) for fault in read.faults]
    lines += [line for part in read.parts for line in _findings(part)]
    if read.blocked:
        refusal(t("files.history.blocked"))
    if lines:
        first, rest = lines[:ROWS_OPEN], lines[ROWS_OPEN:]
        head, caption = [t("pages.column.findings")], t("files.history.found", n=str(len(lines)))
        st.html(_list(head, first, caption) + folded(len(rest), _list(head, rest, caption)))
    if read.parts:
        _counts(read.parts)
        _differing(read.parts)
    elif not lines:
        note(t("files.history.empty"))


def _list(head: list[str], lines: list[str], caption: str) -> str:
    return table_html(head, [[line] for line in lines], caption=caption)


def _findings(part: HistoryPart) -> Iterable[str]:
    """Each finding with the lines of the file it is about."""
    for finding in part.findings:
        at = ", ".join(dict.fromkeys(cell.lstrip("ABCDEFGHI") for cell in finding.cells[:ROWS_OPEN]))
        said = finding_text(finding, language())
        place = t("files.history.line", line=at) if at else part.partner
        yield f"{t(f'common.severity.{finding.severity}')}. {place}: {said.message} {said.fix}".strip()


def _counts(parts: Iterable[HistoryPart]) -> None:
    lang, plan = language(), house().plan
    header = [t("pages.column.partner"), t("pages.column.period"), *(t(f"files.history.kind.{kind}") for kind in _KINDS)]
    rows: list[list[Cell]] = [
        [
            partner_name(lang, plan, one.partner),
            period_name(lang, one.period),
            *(str(one.counts[kind]) for kind in _KINDS),
        ]
        for one in parts
    ]
    table(header, rows, caption=t("files.history.brings"), tight=True)


def _differing(parts: Iterable[HistoryPart]) -> None:
    """What is there already and says something else: both figures side by side."""
    apart = [one for part in parts for one in part.figures if one.kind in {"changed", "finer"}]
    if not apart:
        return
    names = ("partner", "indicator", "region", "period", "breakdown", "before", "after")
    rows = []
    for each in apart[:100]:
        one = each.observation
        before = "" if each.stored is None else _figure(each.stored.observation)
        rows.append([one.partner, one.indicator, one.region, str(one.period), one.breakdown, before, _figure(one)])
    table([t(f"pages.column.{name}") for name in names], rows, caption=t("files.history.differ", n=str(len(apart))), tight=True)


def _figure(one: object) -> str:
    value, upper, lower = (getattr(one, name) for name in ("value", "numerator", "denominator"))
    pair = f"{upper} / {lower}" if upper is not None else ""
    return pair or (str(value) if value is not None else str(getattr(one, "state", "")))
