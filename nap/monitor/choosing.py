"""Choosing a password: a new one, typed twice, and whose it is enter; its hash leaves, or why it is not taken."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.problems import PasswordRefused
from nap.people import passwords
from nap.store.persons import Person


def fit_password(house: House, person: Person, new: str, again: str, kept: str | None) -> str:
    """The hash of the new password; asks for a turn before. PasswordRefused."""
    code = passwords.unfit(new, own_words(house, person))
    if code:
        limit = {"too_short": passwords.SHORTEST, "too_long": passwords.LONGEST}.get(code, 0)
        raise PasswordRefused(code, limit)
    if passwords.normal(new) != passwords.normal(again):
        raise PasswordRefused("differs")
    if kept is not None and passwords.verify(new, kept):
        raise PasswordRefused("same")
    return passwords.hashed(new)


def own_words(house: House, person: Person) -> tuple[str, ...]:
    """What others know of the person and would try first: name, e-mail, organisation."""
    partner = house.plan.partner(person.partner) if person.partner else None
    names = (partner.code, *partner.name.values()) if partner else ()
    return passwords.own_words((person.name, person.person, *names))
