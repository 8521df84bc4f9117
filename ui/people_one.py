"""One person: what is known of the account, and what a coordinator can do about it, each act with what will follow from it."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import Account, AccountState, Viewer, disable_person, enable_person, end_sessions, new_link, person_text
from nap.words import language_name
from ui.people_acting import act, key_of, tell_done
from ui.people_changing import change_box
from ui.people_link import keep_link
from ui.people_list import organisation, role_words, state_mark
from ui.session import house, language, moment, t
from ui.tables import facts_html, mark_html, note

_LONGEST_REASON = 1000


def one_person(person: Viewer, account: Account) -> None:
    """Draw the account. Every field and button belongs to this very person."""
    _known(person, account)
    tell_done()
    if account.demo:
        note(t("people.one.demo"))
        return
    key = key_of(account)
    if account.state is AccountState.DISABLED:
        _enable(person, account, key)
    else:
        _renew(person, account, key)
    change_box(person, account, key)
    if account.state is not AccountState.DISABLED:
        _end(person, account, key)
        _disable(person, account, key)


def _known(person: Viewer, account: Account) -> None:
    mark = state_mark(account)
    you = f" <small>{escape(t('people.you'))}</small>" if account.person == person.person else ""
    st.html(
        f'<h2 class="nap-h2">{escape(account.name)}{you}</h2>'
        f'<p class="nap-lead">{mark_html(mark.sign, mark.word, mark.kind)}</p>' + facts_html(_facts(account))
    )


def _facts(account: Account) -> list[tuple[str, str]]:
    invited = [moment(account.invited)] if account.invited else []
    invited += [person_text(language(), account.invited_by)] if account.invited_by else []
    return [
        (t("people.column.email"), account.person),
        (t("people.column.roles"), role_words(account)),
        (t("pages.column.partner"), organisation(account)),
        (t("people.column.language"), language_name(account.language, account.language) if account.language else ""),
        (t("people.column.invited"), ", ".join(invited)),
        (t("people.column.link_ends"), moment(account.link_ends) if account.link_ends else ""),
        (t("people.column.asked"), moment(account.asked) if account.asked else ""),
        (t("people.column.seen"), moment(account.last_seen) if account.last_seen else t("people.never")),
    ]


def _renew(person: Viewer, account: Account, key: str) -> None:
    with st.expander(t("people.renew"), key=f"{key}_renew_box", expanded=account.asked is not None):
        st.caption(t("people.renew.reset" if account.password else "people.renew.invitation"))
        if st.button(t("people.renew.go"), key=f"{key}_renew"):
            act(lambda: keep_link(new_link(person, house(), account.person)))


def _end(person: Viewer, account: Account, key: str) -> None:
    with st.expander(t("people.end"), key=f"{key}_end_box"):
        st.caption(t("people.end.about"))
        if st.button(t("people.end.go"), key=f"{key}_end"):
            act(lambda: end_sessions(person, house(), account.person), lambda n: t("people.end.done", n=n, name=account.name))


def _disable(person: Viewer, account: Account, key: str) -> None:
    with st.expander(t("people.disable"), key=f"{key}_disable_box"):
        if account.person == person.person:
            st.caption(t("people.disable.oneself"))
            return
        st.caption(t("people.disable.about"))
        reason = st.text_input(t("people.disable.reason"), max_chars=_LONGEST_REASON, key=f"{key}_reason")
        if st.button(t("people.disable.go"), key=f"{key}_disable"):
            done = t("people.disable.done", name=account.name)
            act(lambda: disable_person(person, house(), account.person, reason), lambda _: done)


def _enable(person: Viewer, account: Account, key: str) -> None:
    with st.expander(t("people.enable"), key=f"{key}_enable_box"):
        st.caption(t("people.enable.about"))
        if st.button(t("people.enable.go"), key=f"{key}_enable"):
            act(lambda: enable_person(person, house(), account.person), lambda _: t("people.enable.done", name=account.name))
