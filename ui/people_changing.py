"""Changing what is known of a person. What somebody else changed meanwhile is refused and shown, never overwritten."""

from __future__ import annotations

import streamlit as st

from nap.monitor import Account, Viewer, change_person
from ui.people_acting import begin_anew, key_of, tell
from ui.people_fields import HERE, Faults, Typed, beside, fields, missing, refused
from ui.session import house, t

_SEEN, _FAULTS = "people_change_seen", "people_change_faults"


def change_box(person: Viewer, account: Account, key: str) -> None:
    """Draw the fields, folded away unless something is to be mended in them."""
    seen, faults = _as_first_drawn(key, account), _faults(key)
    with st.expander(t("people.change"), key=f"{key}_change_box", expanded=bool(faults)):
        st.caption(t("people.change.about"))
        typed = fields(key, _before(seen), faults)
        if st.button(t("people.change.go"), type="primary", key=f"{key}_save"):
            _save(person, seen, typed, key, stale=_before(account) != _before(seen))
        beside(HERE, faults)


def forget_changes() -> None:
    """Nothing is being changed any more: the fields begin anew."""
    for name in (_SEEN, _FAULTS):
        st.session_state.pop(name, None)


def _as_first_drawn(key: str, account: Account) -> Account:
    """The account that the fields were filled from, however it stands by now."""
    kept: tuple[str, Account] = st.session_state.get(_SEEN, ("", account))
    if kept[0] != key:
        kept = st.session_state[_SEEN] = (key, account)
    return kept[1]


def _faults(key: str) -> Faults:
    whose, faults = st.session_state.get(_FAULTS, ("", {}))
    return faults if whose == key else {}


def _before(seen: Account) -> Typed:
    return Typed(seen.name, frozenset(role.value for role in seen.roles), seen.partner or "", seen.language or "")


def _save(person: Viewer, seen: Account, typed: Typed, key: str, *, stale: bool) -> None:
    faults = missing(typed) or refused(lambda: change_person(person, house(), seen.person, **vars(typed), seen=seen))
    if not faults:
        tell(t("people.change.done", name=typed.name))
    elif stale:
        begin_anew()
    st.session_state[_FAULTS] = (key_of(seen) if stale else key, faults)
    st.rerun()
