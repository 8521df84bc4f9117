"""Erasing a file for a person's sake: who waits for a second person, asking, confirming, dropping; what it takes away is told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from nap.monitor import LONGEST_DECISION, Erased, ErasureAsked, Viewer, ask_erasure, confirm_erasure, drop_erasure
from nap.words import day, period_name
from ui.doing import do, key
from ui.names import partner_name
from ui.session import house, language, moment, t
from ui.tables import facts, note


def waiting(person: Viewer, asked: Sequence[ErasureAsked]) -> None:
    """What somebody asked for: another coordinator erases it, anybody drops it with a reason."""
    st.subheader(t("files.erase.waiting"), anchor=False)
    for one in asked:
        with st.container(border=True, key=f"files_asked_{one.subject}"):
            _asked(person, one)


def ask_box(person: Viewer) -> None:
    """The number of a return or a refused upload, and why; nothing is taken out yet."""
    st.subheader(t("files.erase"), anchor=False)
    note(t("files.erase.about"), t("files.erase.two"))
    with st.container(key="files_ask"):
        subject = st.text_input(t("files.erase.number"), placeholder=t("files.erase.example"), key=key("files_subject"))
        reason = _reason(t("files.erase.reason"), "files_reason")
        if st.button(t("files.erase.ask"), key=key("files_ask_go")):
            do(lambda: ask_erasure(person, house(), subject.strip(), reason), _said)


def _asked(person: Viewer, one: ErasureAsked) -> None:
    facts(
        [
            (t("pages.column.id"), one.subject),
            (t("files.erase.of"), _name(one)),
            (t("files.erase.by"), f"{one.person}, {moment(one.at)}"),
            (t("pages.column.reason"), one.reason),
        ]
    )
    if one.person == person.person:
        note(t("files.erase.own"))
    else:
        note(t("files.erase.effect"))
        if st.button(t("files.erase.confirm"), type="primary", key=key(f"files_confirm_{one.subject}")):
            do(partial(confirm_erasure, person, house(), one.subject), _said)
    why = _reason(t("files.erase.drop.reason"), f"files_drop_reason_{one.subject}")
    if st.button(t("files.erase.drop"), key=key(f"files_drop_{one.subject}")):
        do(lambda: drop_erasure(person, house(), one.subject, why), lambda _: [t("files.erase.dropped", id=one.subject)])


def _reason(label: str, name: str) -> str:
    return st.text_input(label, max_chars=LONGEST_DECISION, key=key(name), autocomplete="off")


def _name(one: ErasureAsked) -> str:
    if one.period is None:
        return t("files.erase.refused_upload")
    version = t("pages.version", version=str(one.version))
    return f"{partner_name(language(), house().plan, one.partner)}, {period_name(language(), one.period)} ({version})"


def _said(erased: Erased) -> list[str]:
    others = [t("files.erase.others", ids=", ".join(erased.others))] if erased.others else []
    if not erased.done:
        return [t("files.erase.asked", id=erased.subject), *others]
    return [t("files.erase.done", id=erased.subject), *_backups(erased), *others]


def _backups(erased: Erased) -> list[str]:
    """Where it may still be, as far as that can be known."""
    until = erased.backups_until
    said = [t("files.backups.until", date=day(language(), until)) if until else t("files.backups.destroy")]
    said += [t("files.backups.copies", names=", ".join(erased.copies))] if erased.copies else []
    return said if erased.swept else [*said, t("files.erase.unswept")]
