"""The coordinator's screen about people: a link to pass on, who forgot the password, inviting, one person, everybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from nap.monitor import Account, Viewer, mail_is_set_up, new_link, people
from ui.people_acting import act, id_of, tell_done
from ui.people_changing import forget_changes
from ui.people_inviting import invite_box
from ui.people_link import forget_link, keep_link, show_link
from ui.people_list import everybody
from ui.people_many import forget_list, list_in_hand, many_box
from ui.people_not_joined import not_joined
from ui.people_one import one_person
from ui.people_texts import forget_links, show_links
from ui.session import house, moment, t
from ui.tables import link, note

PERSON = "person"
"""Who is asked for in the address: not by e-mail, which would stand in the browser's history and in the logs on the way."""


def leave() -> None:
    """Another page is shown: no link and nothing half typed stays in the tab."""
    forget_link()
    forget_links()
    forget_list()
    forget_changes()


def people_page(person: Viewer) -> None:
    """Draw it."""
    accounts = people(person, house())
    if show_link() or show_links():  # alone, so that it stands in sight on a phone too, wherever the button was
        return
    chosen = _chosen(accounts)
    if chosen is not None:
        link("/people", t("people.one.back"))
        one_person(person, chosen)
        return
    tell_done()
    forget_changes()
    _forgotten(person, accounts)
    invite_box(person, listed=list_in_hand(), alone=len([one for one in accounts if not one.demo]) < 2)
    many_box(person)
    not_joined(person, accounts)
    everybody(person, accounts)


def _chosen(accounts: Sequence[Account]) -> Account | None:
    asked = st.query_params.get(PERSON, "")
    found = next((one for one in accounts if id_of(one.person) == asked), None)
    if asked and found is None:
        note(t("people.one.unknown"))
    return found


def _forgotten(person: Viewer, accounts: Sequence[Account]) -> None:
    """Who cannot get in and waits for somebody, those who wait longest first."""
    waiting = sorted((one.asked, one.name, one) for one in accounts if one.asked is not None)
    if not waiting:
        return
    st.header(t("people.forgotten"), anchor=False)
    note(t("people.forgotten.about"), t("people.forgotten.mail") if mail_is_set_up(house()) else "")
    for asked, name, one in waiting:
        said, button = st.columns([3, 1], vertical_alignment="center")
        about = t("people.forgotten.asked", when=moment(asked))
        said.html(f'<p class="nap-lead"><strong>{escape(name)}</strong> · {escape(one.person)}<br>{escape(about)}</p>')
        if button.button(t("people.forgotten.link"), key=f"people_forgotten_{id_of(one.person)}", width="stretch"):
            act(partial(_make_link, person, one.person))


def _make_link(person: Viewer, email: str) -> None:
    keep_link(new_link(person, house(), email))
