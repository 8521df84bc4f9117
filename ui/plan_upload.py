"""A plan file brought by the coordinator: chosen, looked at, put away. Its bytes are kept by the tab until it is adopted."""

from __future__ import annotations

import streamlit as st

from nap.monitor import LARGEST_PLAN, PlanUpload, plan_file
from ui.downloads import download
from ui.session import house, t
from ui.tables import note
from ui.waiting import let_go

_IN_HAND, _ROUND = "plan_upload", "plan_upload_round"
KINDS = ("yaml", "yml")


def in_hand() -> PlanUpload | None:
    """The file that was brought, if one was."""
    found: PlanUpload | None = st.session_state.get(_IN_HAND)
    return found


def put_away() -> None:
    """Let it go."""
    st.session_state.pop(_IN_HAND, None)


def choose(waits: bool) -> None:
    """The place for a file. `waits`: another one waits on the server."""
    st.subheader(t("planfile.upload.title"), anchor=False)
    st.text(t("planfile.upload.lead"))
    if waits:
        note(t("planfile.upload.server"))
    turn = st.session_state.get(_ROUND, 0)
    file = st.file_uploader(t("planfile.upload.label", size=LARGEST_PLAN // 1_000_000), type=KINDS, key=f"{_ROUND}_{turn}")
    if file is not None:
        st.session_state[_IN_HAND] = PlanUpload(file.name, file.getvalue())
        st.session_state[_ROUND] = turn + 1
        let_go([file.file_id])
        st.rerun()


def hand_out() -> None:
    """The plan in force as a file."""
    name = f"{house().plan.id}-{house().plan.version}.yaml"
    opened = house()
    download(
        t("planfile.file"),
        lambda viewer: plan_file(viewer, opened).data,
        name=name,
        kind="application/yaml",
        key="plan_file",
        what=None,
    )
