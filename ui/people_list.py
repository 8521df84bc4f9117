"""Everybody with an account: who, role, organisation, how it stands, last seen; searched and filtered when there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.monitor import Account, AccountState, Viewer
from ui.findings import folded
from ui.names import partner_name
from ui.people_acting import id_of
from ui.session import house, language, moment, t
from ui.tables import Cell, Link, Mark, note, table_html

OPEN = 40
"""So many stand open, the others unfold."""
FEW = 8
"""So many are found without searching."""
_SIGNS = {
    AccountState.INVITED: ("▲", "info"),
    AccountState.LAPSED: ("!", "warning"),
    AccountState.ACTIVE: ("✓", "fixed"),
    AccountState.DISABLED: ("■", "info"),
}
_ALL = "all"


def state_mark(account: Account) -> Mark:
    """How it stands with the account in words with a sign, and what else is to be known of it below."""
    sign, kind = _SIGNS[account.state]
    more = []
    if account.state is AccountState.INVITED and account.link_ends is not None:
        more.append(t("people.until", until=moment(account.link_ends)))
    more += [t("people.asked")] if account.asked is not None else []
    return Mark(sign, t(f"people.state.{account.state.value}"), kind, small="\n".join(more))


def role_words(account: Account) -> str:
    """The roles in the reader's language."""
    return ", ".join(t(f"common.role.{role.value}") for role in sorted(account.roles))


def organisation(account: Account) -> str:
    """The organisation's name; empty without one."""
    return partner_name(language(), house().plan, account.partner) if account.partner else ""


def everybody(person: Viewer, accounts: Sequence[Account]) -> None:
    """Draw the list, each name a link to the person; the people of a demonstration, with whom nothing can be done, below it."""
    own = [one for one in accounts if not one.demo]
    if own:
        _list(person, own)
    else:
        note(t("people.list.empty"))
    demo = [[_called(one), one.person, role_words(one)] for one in accounts if one.demo]
    if demo:
        header = [t("people.person"), t("people.column.email"), t("people.column.roles")]
        caption = t("people.demo.list", n=len(demo))
        inner = f"<p>{escape(t('people.one.demo'))}</p>{table_html(header, demo, caption=caption)}"
        st.html(f'<details class="nap-twin nap-people"><summary>{escape(caption)}</summary>{inner}</details>')


def _list(person: Viewer, accounts: Sequence[Account]) -> None:
    found = _filtered(accounts) if len(accounts) > FEW else list(accounts)
    if not found:
        note(t("people.list.none"))
        return
    all_of_them = len(found) == len(accounts)
    caption = t("people.list", n=len(found)) if all_of_them else t("people.list.found", found=len(found), n=len(accounts))
    header = [t("people.person"), t("people.column.email"), t("people.column.roles")]
    header += [t("pages.column.partner"), t("people.column.state"), t("people.column.seen")]
    rows = [_row(person, one) for one in found]
    rest = folded(len(rows) - OPEN, table_html(header, rows[OPEN:], caption=caption)) if rows[OPEN:] else ""
    st.html(table_html(header, rows[:OPEN], caption=caption) + rest)


def _called(account: Account) -> str:
    """Demo people are named by code or by the first language of the plan; here as the reader says it."""
    return organisation(account) or role_words(account)


def _row(person: Viewer, account: Account) -> list[Cell]:
    email = account.person if account.person != person.person else f"{account.person}\n{t('people.you')}"
    seen = moment(account.last_seen) if account.last_seen else t("people.never")
    named = Link(account.name, f"/people?person={id_of(account.person)}")
    return [named, email, role_words(account), organisation(account), state_mark(account), seen]


def _filtered(accounts: Sequence[Account]) -> list[Account]:
    counts = Counter(one.state.value for one in accounts)
    words = {_ALL: t("people.state.all", n=len(accounts))}
    words |= {
        code: t("people.state.counted", state=t(f"people.state.{code}"), n=counts[code]) for code in AccountState if counts[code]
    }
    left, right = st.columns([2, 1])
    typed = left.text_input(t("people.search"), max_chars=100, key="people_search").casefold().split()
    state = right.selectbox(t("people.state"), list(words), format_func=words.__getitem__, key="people_state")
    fits = (one for one in accounts if state in (_ALL, one.state.value))
    return [one for one in fits if all(word in _searched(one) for word in typed)]


def _searched(account: Account) -> str:
    named = (account.name, account.person, role_words(account), organisation(account), account.partner or "")
    return " ".join(named).casefold()
