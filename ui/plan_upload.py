"""A plan file or a matrix brought by the coordinator: chosen, looked at, put away. The tab keeps it until it is adopted."""

from __future__ import annotations

import streamlit as st

from nap.finding_texts import finding_text
from nap.monitor import (
    LARGEST_PLAN,
    XLSX,
    MatrixRead,
    NotNow,
    PlanUpload,
    Viewer,
    matrix_fault_text,
    plan_file,
    plan_from_matrix,
    plan_matrix,
)
from ui.downloads import download
from ui.session import house, language, t
from ui.tables import note
from ui.waiting import let_go

_IN_HAND, _MATRIX, _ROUND = "plan_upload", "plan_matrix_read", "plan_upload_round"
KINDS = ("yaml", "yml", "xlsx")
_ZIP = b"PK"
"""How a workbook begins; a plan file is text."""


def in_hand() -> PlanUpload | None:
    """The plan file that was brought, or was made of a matrix that was; without bytes if none could be made of it."""
    found: PlanUpload | None = st.session_state.get(_IN_HAND)
    return found


def of_matrix() -> bool:
    """True if what is in hand was brought as a matrix."""
    return _MATRIX in st.session_state


def put_away() -> None:
    """Let it go."""
    for key in (_IN_HAND, _MATRIX):
        st.session_state.pop(key, None)


def choose(person: Viewer, waits: bool) -> None:
    """The place for a file. `waits`: another one waits on the server."""
    st.header(t("planfile.upload.title"), anchor=False)
    st.text(t("planfile.upload.lead"))
    if waits:
        note(t("planfile.upload.server"))
    turn = st.session_state.get(_ROUND, 0)
    file = st.file_uploader(t("planfile.upload.label", size=LARGEST_PLAN // 1_000_000), type=KINDS, key=f"{_ROUND}_{turn}")
    if file is None:
        return
    try:
        bring(person, file.name, file.getvalue())
    except NotNow as problem:  # others' files take long; the same is tried when the page runs again
        st.error(t(f"pages.not_now.{problem.code}"))
        return
    st.session_state[_ROUND] = turn + 1
    let_go([file.file_id])
    st.rerun()


def bring(person: Viewer, name: str, data: bytes) -> None:
    """Take a file in hand; a matrix is made into a plan file first."""
    if data.startswith(_ZIP):
        with st.spinner(t("planfile.effects")):
            read = plan_from_matrix(person, house(), data)
        st.session_state[_MATRIX] = read
        data = read.source
    st.session_state[_IN_HAND] = PlanUpload(name, data)


def matrix_remarks() -> bool:
    """What was noticed in the matrix in hand; False if no plan file came of it."""
    read: MatrixRead | None = st.session_state.get(_MATRIX)
    if read is None:
        return True
    if read.finding is not None:
        note(t("matrix.bad"), finding_text(read.finding, language()).message)
        return False
    faults = sorted(read.faults, key=lambda fault: fault.severity != "error")
    if faults or read.plan is None:
        said = t("matrix.bad") if read.plan is None else t("matrix.remarks")
        note(said, *(matrix_fault_text(fault, language()) for fault in faults))
    if read.plan is not None:
        made, name = read.source, f"{read.plan.id}-{read.plan.version}.yaml"
        download(t("matrix.yaml"), lambda _: made, name=name, kind="application/yaml", key="plan_made", what=None, quiet=True)
    return read.plan is not None


def hand_out() -> None:
    """The plan in force as a file, and as a matrix."""
    opened, lang = house(), language()
    name = f"{opened.plan.id}-{opened.plan.version}"
    st.header(t("matrix.title"), anchor=False)
    st.text(t("matrix.lead"))
    with st.container(horizontal=True):
        download(
            t("matrix.button"),
            lambda viewer: plan_matrix(viewer, opened, lang).data,
            name=f"{name}-matrix.xlsx",
            kind=XLSX,
            key="plan_matrix",
            what=None,
        )
        download(
            t("planfile.file"),
            lambda viewer: plan_file(viewer, opened).data,
            name=f"{name}.yaml",
            kind="application/yaml",
            key="plan_file",
            what=None,
        )
