"""What a coordinator types about a person enters; an account that fits the plan leaves, or why it does not."""

from __future__ import annotations

from nap.monitor.account_views import NewPerson
from nap.monitor.house import House
from nap.monitor.problems import PersonRefused
from nap.monitor.reasons import seen
from nap.people import Role
from nap.people.emails import email_of, name_of
from nap.store.persons import Person

_SHOWN = 120
"""Letters of what was typed that a refusal says again."""


def fit_person(house: House, new: NewPerson) -> Person:
    """The account as it is kept. PersonRefused, naming what was typed and what there is instead."""
    email, name = email_of(new.email), name_of(new.name)
    if email is None:
        raise PersonRefused("bad_email", _cut(new.email))
    if name is None:
        raise PersonRefused("bad_name", _cut(new.name))
    roles = _roles(new.roles)
    partner = new.partner.strip() or None
    codes = [one.code for one in house.plan.partners]
    if partner is not None and partner not in codes:
        raise PersonRefused("unknown_partner", _cut(partner), codes)
    if Role.PARTNER in roles and partner is None:
        raise PersonRefused("no_partner", there=codes)
    language = new.language.strip() or None
    if language is not None and language not in house.plan.languages:
        raise PersonRefused("unknown_language", _cut(language), house.plan.languages)
    return Person(email, name, roles, partner, language)


def _roles(typed: frozenset[str]) -> frozenset[str]:
    known = [role.value for role in Role]
    unknown = sorted(typed - set(known))
    if unknown:
        raise PersonRefused("unknown_role", _cut(unknown[0]), known)
    if not typed:
        raise PersonRefused("no_role", there=known)
    return frozenset(str(role) for role in typed)


def _cut(typed: str) -> str:
    """Enough of it to see which one was meant, without what nobody sees."""
    return seen(typed[:_SHOWN])
