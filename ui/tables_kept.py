"""Kept mappings: the list, one of them as text to read, edit, take along or delete, and bringing one in from a file."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import (
    Denied,
    KnownMapping,
    MappingRefused,
    Unknown,
    Verb,
    Viewer,
    delete_mapping,
    import_mapping,
    mapping_fault_text,
    may,
    table_mappings,
)
from ui.downloads import download
from ui.names import partner_name
from ui.session import house, language, moment, t
from ui.tables import Cell, note, table
from ui.waiting import let_go

_TOLD, _ROUND = "tables_kept_told", "tables_kept_round"
_YAML = "application/yaml"


def kept(person: Viewer) -> None:
    """Draw the list, and what can be done with one."""
    known = table_mappings(person, house())
    st.header(t("tables.kept"), anchor=False)
    _told()
    if known:
        header = [t(f"tables.kept.{name}") for name in ("name", "partner", "indicators", "changed")]
        table(header, [_row(each) for each in known], caption=t("tables.kept.caption"))
        _one(person, {each.name: each for each in known})
    else:
        st.html(f'<p class="nap-lead">{escape(t("tables.kept.none"))}</p>')
    with st.expander(t("tables.kept.import")):
        _import(person)


def _row(known: KnownMapping) -> list[Cell]:
    tables = known.mapping.tables if known.mapping else ()
    indicators = ", ".join(dict.fromkeys(each.choice.indicator for each in tables))
    changed = t("tables.kept.shipped") if known.at is None else f"{moment(known.at)}\n{known.person}"
    return [known.name, partner_name(language(), house().plan, known.partner), indicators, changed]


def _one(person: Viewer, known: dict[str, KnownMapping]) -> None:
    name = st.selectbox(
        t("tables.kept.choose"), list(known), index=None, key="tables_kept", placeholder=t("tables.kept.choose.hint")
    )
    if name is None or name not in known:
        return
    one = known[name]
    if not may(person, Verb.SEND_RETURN, one.partner):
        st.code(one.text, language="yaml", wrap_lines=True)
        return
    key = f"tables_text|{name}|{one.version}|{st.session_state.get(_ROUND, 0)}"
    text = st.text_area(t("tables.kept.text"), value=one.text, key=key, height=320)
    with st.container(horizontal=True):
        if st.button(t("tables.kept.save"), key="tables_kept_save", type="primary"):
            _bring_in(person, text.encode(), name)
        download(
            t("tables.kept.export"),
            lambda _: one.text.encode(),
            name=f"{name}.yaml",
            kind=_YAML,
            key="tables_kept_export",
            what="mapping",
        )
        with st.popover(t("tables.kept.delete")):
            st.html(f"<p>{escape(t('tables.kept.delete.sure', name=name))}</p>")
            if st.button(t("tables.kept.delete.yes"), key=f"tables_delete|{name}"):
                _delete(person, name)


def _import(person: Viewer) -> None:
    number = st.session_state.get(_ROUND, 0)
    file = st.file_uploader(t("tables.kept.file"), type=("yaml", "yml"), key=f"tables_mapping_{number}")
    if file is not None:
        data = file.getvalue()
        let_go([file.file_id])
        st.session_state[_ROUND] = number + 1
        _bring_in(person, data, file.name)


def _bring_in(person: Viewer, data: bytes, filename: str) -> None:
    """Keep the text of a mapping, or say what is wrong with it by its lines; what was typed stays."""
    try:
        saved = import_mapping(person, house(), data, filename)
    except MappingRefused as problem:
        faults = tuple(mapping_fault_text(each, language()) for each in problem.faults)
        st.session_state[_TOLD] = ("refused", (t(f"tables.mapping.{problem.code}"), *faults))
    except Unknown as problem:
        st.session_state[_TOLD] = ("refused", (t("tables.mapping.partner", code=problem.id),))
    except Denied:
        st.session_state[_TOLD] = ("refused", (t("tables.mapping.denied"),))
    else:
        st.session_state[_TOLD] = ("saved", (t("tables.mapping.saved", name=saved.name),))
    st.rerun()


def _delete(person: Viewer, name: str) -> None:
    delete_mapping(person, house(), name)
    st.session_state[_TOLD] = ("saved", (t("tables.mapping.deleted", name=name),))
    st.rerun()


def _told() -> None:
    kind, words = st.session_state.pop(_TOLD, ("", ()))
    if kind == "saved":
        note(*words)
    elif words:
        said = "".join(f"<p>{escape(each)}</p>" for each in words)
        st.html(f'<div class="nap-note nap-refusal" role="alert">{said}</div>')
