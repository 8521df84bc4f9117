"""Files checked without being sent: choose them, see what is to be mended. Nothing stays when the page is left.

What a file came to is remembered by the id of its upload, so that a run that is interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from textwrap import shorten

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nap.facts import Severity
from nap.finding_texts import finding_text
from nap.monitor import (
    MOST_BYTES,
    MOST_FILES,
    XLSX,
    NotNow,
    Tried,
    Viewer,
    marked_name,
    marked_try,
    own_names,
    partner_of,
    remarks,
    summary,
    try_file,
    why_left_out,
    within_limits,
)
from nap.words import number, period_name
from ui.by_table import way_to_tables
from ui.choices import segments
from ui.downloads import download
from ui.findings import SIGNS, findings_board
from ui.session import house, language, t, t_n
from ui.tables import Amount, Cell, Mark, lead, link, note, table_html
from ui.understood import understood_board
from ui.waiting import let_go

_TRIED, _GIVEN = "tried", "given"
_MEGABYTE = 1024 * 1024
_EACH = 10
"""Megabytes of one file that the server takes."""
_SHORT = 110
"""Letters of a reason that stands in the row of a file; the whole of it stands below."""
_KINDS = {"clean": "fixed", "warnings": "warning", "errors": "error", "refused": "refused"}
_MARKS = {kind.value: sign for kind, sign in SIGNS.items()}

Files = Mapping[str, UploadedFile]
"""Uploads by the names they are shown under."""


def check_page(person: Viewer) -> None:
    """Draw the page: what to choose, then what became of it as it comes."""
    lead(t("checking.lead"))
    files = _chosen()
    if not files:
        forget()
        return
    tried = _tried(person, files)
    if tried:
        _together(tried)
        _one(files, tried)
    link("/returns", t("checking.to_send"))


def forget() -> None:
    """Drop what was found: it is for this page and this choice of files only."""
    st.session_state.pop(_TRIED, None)
    let_go(st.session_state.pop(_GIVEN, ()))


def _chosen() -> Files:
    """The files to check, within the limits; whatever is left out is said."""
    what = segments("what", t("checking.what"), {each: t(f"checking.what.{each}") for each in ("files", "folder")}, "files")
    limits = {"files": MOST_FILES, "size": MOST_BYTES // _MEGABYTE, "each": _EACH}
    if what == "folder":
        given = st.file_uploader(t("checking.upload.folder", **limits), accept_multiple_files="directory", key="check_folder")
        _remember(given)
        given = _without_bystanders(given)
    else:
        given = st.file_uploader(t("checking.upload.files", **limits), accept_multiple_files=True, key="check_files")
        _remember(given)
    given = sorted(given, key=lambda file: file.name.casefold())
    taken = within_limits([file.size for file in given])
    _say_names("checking.waiting", given[taken:])
    names = own_names([file.name for file in given[:taken]])
    return dict(zip(names, given, strict=False))


def _remember(given: Sequence[UploadedFile]) -> None:
    """Which uploads to let go of when the page is left or other files are chosen."""
    st.session_state[_GIVEN] = {*st.session_state.get(_GIVEN, ()), *(file.file_id for file in given)}


def _without_bystanders(given: Sequence[UploadedFile]) -> list[UploadedFile]:
    """A folder without what lies beside the returns in it."""
    skipped = [file for file in given if why_left_out(file.name, _beginning(file))]
    _say_names("checking.skipped", skipped)
    return [file for file in given if file not in skipped]


def _beginning(file: UploadedFile) -> Callable[[], bytes]:
    return lambda: bytes(file.getbuffer()[:8])


def _say_names(key: str, files: Sequence[UploadedFile]) -> None:
    if files:
        note(t(key, files=", ".join(file.name for file in files)))


def _tried(person: Viewer, files: Files) -> list[Tried]:
    """Check what is not checked yet, one after the other; the table grows with each."""
    known: dict[str, Tried] = {id: one for id, one in st.session_state.get(_TRIED, {}).items() if id in _ids(files)}
    st.session_state[_TRIED] = known
    left = sum(file.file_id not in known for file in files.values())
    bar = st.progress(0.0, text=_progress(len(files) - left, len(files))) if left else None
    place = st.empty()
    found: list[Tried] = []
    for name, file in files.items():
        try:
            one = known.get(file.file_id) or try_file(person, house(), name, file.getvalue())
        except NotNow as problem:  # others' files take long; the rest is checked when the page runs again
            st.error(t(f"pages.not_now.{problem.code}"))
            break
        known[file.file_id] = one
        found.append(replace(one, name=name))
        if bar is not None:
            bar.progress(len(found) / len(files), text=_progress(len(found), len(files)))
            place.html(_table(found))
    if bar is not None:
        bar.empty()
    if found:
        place.html(_table(found))
    return found


def _ids(files: Files) -> set[str]:
    return {file.file_id for file in files.values()}


def _progress(done: int, all: int) -> str:
    return t("checking.progress", done=done, all=all)


def _table(tried: Sequence[Tried]) -> str:
    """Each file in one row: whose it is, its verdict, how much is to be mended and explained."""
    remarked = remarks(tried, language())
    words = ("checking.column.file", "pages.column.partner", "pages.column.period", "checking.column.verdict")
    counts = ("checking.column.to_mend", "checking.column.to_explain", "checking.column.rows")
    header = [t(key) for key in (*words, *counts)]
    rows = [_row(one, remarked.get(one.name, "")) for one in tried]
    table = table_html(header, rows, caption=t("checking.table"))
    return f'<div class="nap-files">{table}</div>'


def _row(one: Tried, remark: str) -> list[Cell]:
    lang, checked = language(), one.checked
    period = period_name(lang, checked.period) if checked.period else ""
    kind = _KINDS[checked.verdict]
    small = "\n".join(filter(None, (_why_refused(one), remark)))
    verdict = Mark(_MARKS[kind], t(f"common.verdict.{checked.verdict}"), kind, small=small)
    counts = (Amount(number(lang, count)) for count in (one.to_mend, one.to_explain, checked.rows))
    return [one.name, partner_of(one, lang), period, verdict, *counts]


def _why_refused(one: Tried) -> str:
    """Why a file cannot be taken, in one short sentence."""
    refused = next((each for each in one.checked.findings if each.severity is Severity.REFUSED), None)
    return shorten(finding_text(refused, language()).sentence, _SHORT, placeholder="…") if refused else ""


def _together(tried: Sequence[Tried]) -> None:
    """The same as a workbook, made at the click."""
    lang, today = language(), house().today()
    download(
        t("checking.get.summary"),
        lambda _: summary(tried, lang, today),
        name=f"{t('checking.summary_name')}.xlsx",
        kind=XLSX,
        key="check_summary",
        what=None,
    )


def _one(files: Files, tried: Sequence[Tried]) -> None:
    """One file in full: its findings, and what was understood. The reader chooses which, the gravest is offered first."""
    order = list(_KINDS)
    by_name = {one.name: one for one in sorted(tried, key=lambda one: -order.index(one.checked.verdict))}
    name = next(iter(by_name))
    if len(by_name) > 1:
        name = st.selectbox(t("checking.choose"), list(by_name), key="check_file") or name
    one, lang = by_name.get(name, next(iter(by_name.values()))), language()
    plan = one.checked.plan or house().plan
    st.html(f'<h2 class="nap-title">{escape(one.name)}</h2>')
    note(*_verdict(one))
    _marked(files[name], one)
    if one.checked.findings:
        findings_board(lang, plan, one.checked.findings)
        way_to_tables(one.checked.findings)
    if one.checked.observations:
        understood_board(lang, plan, one.checked.observations, one.checked.period)


def _marked(file: UploadedFile, one: Tried) -> None:
    """The file with its findings marked, or their list where it cannot be written into; made at the click."""
    lang, checked = language(), one.checked
    if not checked.findings:
        return
    download(
        t("checking.get.marked"),
        lambda person: marked_try(person, file.getvalue(), checked, lang),
        name=marked_name(one.name.rpartition("/")[2], lang),
        kind=XLSX,
        key="check_marked",
        what=None,
    )


def _verdict(one: Tried) -> list[str]:
    checked = one.checked
    said = [t(f"common.verdict.{checked.verdict}")]
    if checked.verdict == "warnings":
        said.append(t("pages.explain_where", column=t("workbook.header.description_explanation")))
    if checked.period is not None and checked.rows:
        said.append(t_n("pages.rows_read", checked.rows) + " " + t("pages.for_period", period=checked.period))
    return said
