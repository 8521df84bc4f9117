"""Inviting somebody: who, what they may do, and a link that is shown once."""

from __future__ import annotations

import streamlit as st

from nap.monitor import NewPerson, Viewer, invite, mail_is_set_up
from ui.people_fields import HERE, LONGEST_EMAIL, Faults, Typed, beside, fields, missing, refused
from ui.people_link import keep_link
from ui.session import house, language, t

_FAULTS, _ROUND = "people_invite_faults", "people_invite_round"


def invite_box(person: Viewer, *, alone: bool, listed: bool = False) -> None:
    """Draw the fields, folded away unless nobody else is there yet or something is to be mended in them.

    `listed`: a list is being read, whose button is what the page is for.
    """
    faults: Faults = st.session_state.get(_FAULTS, {})
    key = f"people_invite_{st.session_state.get(_ROUND, 0)}"
    with st.expander(t("people.invite"), expanded=alone or bool(faults), key=f"{key}_box"):
        st.caption(t("people.invite.about"))
        email, typed = _typed(key, faults)
        if st.button(t("people.invite.go"), type="secondary" if listed else "primary", key=f"{key}_go"):
            _invite(person, email, typed)
        beside(HERE, faults)


def _typed(key: str, faults: Faults) -> tuple[str, Typed]:
    email = st.text_input(t("people.field.email"), max_chars=LONGEST_EMAIL, key=f"{key}_email", autocomplete="off")
    if mail_is_set_up(house()):
        st.caption(t("people.invite.mail"))
    beside("email", faults)
    return email, fields(key, Typed(language=language()), faults)


def _invite(person: Viewer, email: str, typed: Typed) -> None:
    """Ask the monitor whatever is missing: it refuses that too, and says of an e-mail that it is none; all is told at once."""
    new = NewPerson(email, typed.name, typed.roles, typed.partner, typed.language)
    faults = refused(lambda: keep_link(invite(person, house(), new)))
    if faults:
        faults |= missing(typed) | ({} if email.strip() else {"email": t("people.missing.email")})
    else:
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_FAULTS] = faults
    st.rerun()
