"""Who was invited and has not come yet: since when, whether the link still works, and a new text by one click."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from nap.monitor import Account, AccountState, Viewer, new_link, new_links
from ui.people_acting import act, id_of
from ui.people_link import keep_link
from ui.people_list import organisation, state_mark
from ui.people_texts import keep_links, plain
from ui.session import house, moment, t, t_n
from ui.tables import Cell, Link, table

_FEW = 5
"""So many have a button each; of more the list leads to each, and one button serves all whose link has lapsed."""


def not_joined(person: Viewer, accounts: Sequence[Account]) -> None:
    """Draw it; nothing if everybody has come. Whose link has lapsed comes first, then who waits longest."""
    waiting = [one for one in accounts if one.state in (AccountState.INVITED, AccountState.LAPSED)]
    if not waiting:
        return
    waiting.sort(key=lambda one: (one.state is not AccountState.LAPSED, one.invited or house().now(), one.person))
    lapsed = [one.person for one in waiting if one.state is AccountState.LAPSED]
    with st.expander(t_n("setup.waiting", len(waiting)), key="people_waiting_box", expanded=bool(lapsed)):
        st.caption(t("setup.waiting.about"))
        header = [t("people.person"), t("pages.column.partner"), t("people.column.state"), t("people.column.invited")]
        table(header, map(_row, waiting), caption=t("setup.waiting.list"))
        if len(lapsed) > 1 and st.button(t_n("setup.waiting.all", len(lapsed)), key="people_waiting_all"):
            act(lambda: keep_links(new_links(person, house(), lapsed)))
        for one in waiting[:_FEW]:
            if st.button(t("setup.waiting.one", person=plain(one.person)), key=f"people_waiting_{id_of(one.person)}"):
                act(partial(_new_text, person, one.person))


def _new_text(person: Viewer, email: str) -> None:
    keep_link(new_link(person, house(), email))


def _row(account: Account) -> list[Cell]:
    days = (house().now() - account.invited).days if account.invited else None
    since = "" if days is None or account.invited is None else f"{moment(account.invited)}\n{t_n('setup.waiting.days', days)}"
    named = Link(f"{account.name}, {account.person}", f"/people?person={id_of(account.person)}")
    return [named, organisation(account), state_mark(account), since]
