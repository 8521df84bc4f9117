"""Changing one's own password: the old one and a new one, typed twice, enter; every other session ends."""

from __future__ import annotations

from nap.monitor.choosing import fit_password
from nap.monitor.house import House
from nap.monitor.links import replace_password
from nap.monitor.permission import require
from nap.monitor.problems import PasswordRefused
from nap.monitor.recording import record
from nap.monitor.signing_in import forgive, matched, working
from nap.people import Verb, Viewer
from nap.store import persons


def change_password(viewer: Viewer, house: House, token: str, old: str, new: str, again: str) -> None:
    """Set another password; the session of `token` stays, all others end.

    PasswordRefused, SignInRefused(slow_down), NotNow(busy).
    """
    require(viewer, Verb.OWN_ACCOUNT)
    kept = matched(house, viewer.person, old, viewer.origin, how="change")
    if kept is None:
        raise PasswordRefused("wrong_old")
    with house.store.writing() as transaction:
        forgive(transaction, house, viewer.person, viewer.origin)
        person = persons.find_person(transaction, viewer.person)
    if person is None:
        raise PasswordRefused("wrong_old")
    with working():
        hashed = fit_password(house, person, new, again, kept)
    with house.store.writing() as transaction:
        if persons.password_of(transaction, viewer.person) != kept:
            raise PasswordRefused("wrong_old")
        replace_password(transaction, house, viewer.person, hashed, but=token)
        record(transaction, house, viewer, "password_changed")
