"""Erasing a file for a person's sake: who waits for a second person, asking, confirming, dropping; what it takes away is told."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial

import streamlit as st

from nap.facts import Period
from nap.monitor import (
    LONGEST_DECISION,
    Erased,
    ErasureAsked,
    GoneFile,
    KeptFile,
    Viewer,
    ask_erasure,
    confirm_erasure,
    drop_erasure,
    refused_uploads,
)
from nap.words import day, period_name
from ui.doing import do, key
from ui.names import partner_name
from ui.people_acting import refusal
from ui.session import house, language, moment, t
from ui.tables import facts, note


def waiting(person: Viewer, asked: Sequence[ErasureAsked]) -> None:
    """What somebody asked for: another coordinator erases it, anybody drops it with a reason."""
    st.header(t("files.erase.waiting"), anchor=False)
    for one in asked:
        with st.container(border=True, key=f"files_asked_{one.subject}"):
            _asked(person, one)


def ask_box(person: Viewer, files: Sequence[KeptFile | GoneFile], asked: Set[str]) -> None:
    """Which return or refused upload, and why; nothing is taken out yet."""
    st.header(t("files.erase"), anchor=False)
    note(t("files.erase.about"), t("files.erase.two"))
    names = {one.return_id: _version(one.partner, one.period, one.version) for one in files}
    names = dict(sorted(names.items(), key=lambda each: each[1]))
    refused = [one for one in refused_uploads(person, house()) if one.findings or one.filename]
    names |= {one.id: f"{t('files.erase.refused_upload')} {one.id}, {moment(one.at)}" for one in refused}
    chosen = [subject for subject in names if subject not in asked]
    with st.container(key="files_ask"):
        label = t("files.erase.of")
        subject = st.selectbox(label, chosen, index=None, format_func=names.__getitem__, key=key("files_subject"))
        reason = _reason(t("files.erase.reason"), "files_reason")
        if st.button(t("files.erase.ask"), key=key("files_ask_go")):
            _ask(person, subject or "", reason)


def _ask(person: Viewer, subject: str, reason: str) -> None:
    if subject:
        do(lambda: ask_erasure(person, house(), subject, reason), _said)
    else:
        refusal(t("files.erase.which"))


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
    return _version(one.partner, one.period, one.version)


def _version(partner: str, period: Period, number: int) -> str:
    version = t("pages.version", version=str(number))
    return f"{partner_name(language(), house().plan, partner)}, {period_name(language(), period)} ({version})"


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
