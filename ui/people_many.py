"""Inviting many people at once: the list to fill in, what is wrong in it cell by cell, what would be invited, one button."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.monitor import (
    MOST_PEOPLE,
    XLSX,
    Denied,
    NewPerson,
    NotNow,
    PeopleFault,
    PeopleList,
    PersonRefused,
    Viewer,
    invite_together,
    people_sheet,
    read_people,
)
from nap.words import language_name
from ui.downloads import download
from ui.names import partner_name
from ui.people_acting import refusal, why
from ui.people_texts import keep_links
from ui.session import house, language, t, t_n
from ui.tables import Cell, note, table
from ui.waiting import let_go

_READ, _ROUND = "people_many_read", "people_many_round"
_KINDS = ("xlsx", "ods", "xls", "csv")


def many_box(person: Viewer) -> None:
    """Draw it, folded away until a list is being read."""
    key = f"people_many_{st.session_state.get(_ROUND, 0)}"
    with st.expander(t("setup.many"), key=f"{key}_box", expanded=_READ in st.session_state):
        st.caption(t("setup.many.about"))
        _sheet()
        file = st.file_uploader(t("setup.many.upload"), type=_KINDS, key=f"{key}_file")
        if file is None:
            forget_list()
            return
        _show(person, _read(person, file))


def list_in_hand() -> bool:
    """True from the moment on when a list is chosen, before it is read."""
    return bool(st.session_state.get(f"people_many_{st.session_state.get(_ROUND, 0)}_file"))


def forget_list() -> None:
    """What was read of a list stays no longer than the list is chosen."""
    id, _ = st.session_state.pop(_READ, ("", None))
    let_go([id] if id else [])


def _sheet() -> None:
    lang = language() if language() in house().plan.languages else house().plan.languages[0]
    download(
        t("setup.many.sheet"),
        lambda viewer: people_sheet(viewer, house(), lang).data,
        name=f"people-{lang}.xlsx",
        kind=XLSX,
        key="people_many_sheet",
        what=None,
    )


def _read(person: Viewer, file: UploadedFile) -> PeopleList | Finding | str:
    """What the list holds; a refusal as a sentence. Read once for each upload."""
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != file.file_id:
        try:
            with st.spinner(t("setup.many.reading")):
                read: PeopleList | Finding | str = read_people(person, house(), file.getvalue())
        except (NotNow, Denied) as problem:
            return why(problem)
        kept = st.session_state[_READ] = (file.file_id, read)
    found: PeopleList | Finding | str = kept[1]
    return found


def _show(person: Viewer, read: PeopleList | Finding | str) -> None:
    match read:
        case str():
            refusal(read)
        case Finding():
            told = finding_text(read, language())
            refusal(f"{told.sentence} {told.fix}")
        case PeopleList(faults=()):
            _preview(person, read)
        case _:
            _faults(read)


def _faults(read: PeopleList) -> None:
    refusal(t_n("setup.many.faults", len(read.faults)))
    header = [t("pages.column.cell"), t("setup.many.wrong")]
    table(header, [[one.cell or "–", _sentence(one)] for one in read.faults], caption=t("setup.many.wrong"))


def _sentence(fault: PeopleFault) -> str:
    return t(f"setup.fault.{fault.code}", found=fault.found, other=fault.other, most=MOST_PEOPLE)


def _preview(person: Viewer, read: PeopleList) -> None:
    header = [t(f"setup.sheet.{name}") for name in ("name", "email", "roles", "partner", "language")]
    table(header, map(_row, read.people), caption=t("setup.many.list", n=len(read.people)))
    note(t("setup.many.go.about"))
    if st.button(t_n("setup.many.go", len(read.people)), type="primary", key="people_many_go"):
        try:
            keep_links(invite_together(person, house(), read.people))
        except (PersonRefused, NotNow, Denied) as problem:
            refusal(f"{t('setup.many.nobody')} {why(problem)}")
            return
        forget_list()
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _row(new: NewPerson) -> list[Cell]:
    roles = ", ".join(t(f"common.role.{role}") for role in sorted(new.roles))
    partner = partner_name(language(), house().plan, new.partner) if new.partner else ""
    spoken = new.language or house().plan.languages[0]
    return [new.name, new.email, roles, partner, language_name(spoken, spoken)]
