"""The people of an installation as a coordinator keeps them: invited, changed, disabled, let in again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nap.monitor.account_views import Account, AccountState, Link, NewPerson, Purpose
from nap.monitor.accounts import account_of, accounts
from nap.monitor.house import House, begin
from nap.monitor.links import make_link
from nap.monitor.permission import operator, require
from nap.monitor.problems import Denied, NotNow, PersonRefused, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.sessions import active_viewers, demo_viewers, find_viewer
from nap.monitor.typing_people import fit_person
from nap.people import Role, Verb, Viewer, may
from nap.people.emails import folded_email
from nap.store import Transaction, links, persons, sessions
from nap.store.persons import Person


def people(viewer: Viewer, house: House) -> tuple[Account, ...]:
    """Everybody who has an account, by name; demo people last, while there are any."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        return accounts(transaction, house)


def invite(viewer: Viewer, house: House, new: NewPerson) -> Link:
    """Make an account and the link by which its person comes in. PersonRefused."""
    (link,) = invite_together(viewer, house, [new])
    return link


def invite_together(viewer: Viewer, house: House, people: Sequence[NewPerson]) -> tuple[Link, ...]:
    """Invite all of them or, if one cannot be, nobody; their links in the same order. PersonRefused of the first that cannot."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        _still(transaction, house, viewer)
        if not house.settings.demo:
            begin(transaction, house)
        return tuple(_invite(transaction, viewer, house, new) for new in people)


def _invite(transaction: Transaction, viewer: Viewer, house: House, new: NewPerson) -> Link:
    person = replace(fit_person(house, new), joined=False)
    if find_account(transaction, house, person.person) is not None:
        raise PersonRefused("exists", person.person)
    persons.add_person(transaction, person, invited_by=viewer.person, invited=house.now())
    facts = {"partner": person.partner} if person.partner else {}
    record(transaction, house, viewer, "invite", whom=person.person, roles=_codes(person.roles), **facts)
    return make_link(transaction, house, person.person, Purpose.INVITATION)


def new_link(viewer: Viewer, house: House, email: str) -> Link:
    """A fresh invitation, or for whoever has a password a link to set it anew; older ones stop. PersonRefused, Unknown."""
    (link,) = new_links(viewer, house, [email])
    return link


def new_links(viewer: Viewer, house: House, emails: Sequence[str]) -> tuple[Link, ...]:
    """The same for all of them or, if it cannot be for one, for nobody; in the same order."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        return tuple(_new_link(transaction, viewer, house, email) for email in emails)


def _new_link(transaction: Transaction, viewer: Viewer, house: House, email: str) -> Link:
    person = _to_change(transaction, house, viewer, email)
    if not person.active:
        raise PersonRefused("not_active", person.person)
    has = persons.password_of(transaction, person.person) is not None
    purpose = Purpose.RESET if has else Purpose.INVITATION
    record(transaction, house, viewer, "link_made", whom=person.person, purpose=purpose)
    return make_link(transaction, house, person.person, purpose)


def change_person(
    viewer: Viewer,
    house: House,
    email: str,
    *,
    name: str,
    roles: frozenset[str],
    partner: str,
    language: str,
    seen: Account,
) -> Account:
    """Replace what is known of a person; works at her next click. `seen`: as it was shown. PersonRefused, Unknown."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        before = _to_change(transaction, house, viewer, email)
        if before != replace(before, **_as_shown(seen)):
            raise PersonRefused("changed_meanwhile", before.person)
        typed = fit_person(house, NewPerson(before.person, name, roles, partner, language))
        after = replace(typed, active=before.active, joined=before.joined)
        if after != before:
            _keep_a_coordinator(transaction, house, viewer, before, after)
            _keep_own_organisation(transaction, house, viewer, before, after)
            persons.change_person(transaction, after)
            record(transaction, house, viewer, "person_changed", whom=after.person, **_changes(before, after))
        return account_of(transaction, house, after.person)


def disable_person(viewer: Viewer, house: House, email: str, reason: str = "") -> None:
    """Let a person in no more: sessions and links end at once. Disabled already: nothing happens.

    PersonRefused, Unknown; NotNow for the reason.
    """
    require(viewer, Verb.ADMINISTER)
    why = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        before = _to_change(transaction, house, viewer, email)
        if not before.active:
            return
        if before.person == viewer.person:
            raise PersonRefused("oneself", before.person)
        _keep_a_coordinator(transaction, house, viewer, before, replace(before, active=False))
        persons.set_active(transaction, before.person, False)
        persons.note_answered(transaction, before.person)
        links.end_links_of(transaction, before.person, house.now())
        sessions.end_sessions_of(transaction, before.person)
        record(transaction, house, viewer, "person_disabled", whom=before.person, **({"reason": why} if why else {}))


def enable_person(viewer: Viewer, house: House, email: str) -> None:
    """Let a disabled person in again, with the password there was. Unknown.

    PersonRefused(unknown_partner) if the organisation has left the plan.
    """
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        person = _to_change(transaction, house, viewer, email)
        if person.active:
            return
        if person.partner is not None and house.plan.partner(person.partner) is None:
            raise PersonRefused("unknown_partner", person.partner, [one.code for one in house.plan.partners])
        persons.set_active(transaction, person.person, True)
        record(transaction, house, viewer, "person_enabled", whom=person.person)


def end_sessions(viewer: Viewer, house: House, email: str) -> int:
    """Sign a person out everywhere; returns how many sessions ended. Unknown."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        person = _to_change(transaction, house, viewer, email)
        ended = sessions.end_sessions_of(transaction, person.person)
        if ended:
            record(transaction, house, viewer, "sessions_ended", whom=person.person, sessions=str(ended))
    return ended


def find_account(transaction: Transaction, house: House, email: str) -> Person | None:
    """The account of that e-mail, disabled or not. PersonRefused(demo) for a demo person."""
    person = folded_email(email)
    if any(one.person == person for one in demo_viewers(transaction, house)):
        raise PersonRefused("demo", person)
    return persons.find_account(transaction, person)


def _to_change(transaction: Transaction, house: House, viewer: Viewer, email: str) -> Person:
    _still(transaction, house, viewer)
    found = find_account(transaction, house, email)
    if found is None:
        raise Unknown("person", email)
    return found


def _still(transaction: Transaction, house: House, viewer: Viewer) -> None:
    """Two coordinators can disable each other at the same moment; the second is none any more when her turn comes."""
    if viewer != operator() and not may(find_viewer(transaction, house, viewer.person), Verb.ADMINISTER):
        raise Denied(Verb.ADMINISTER)


def _keep_a_coordinator(transaction: Transaction, house: House, viewer: Viewer, before: Person, after: Person) -> None:
    """Nobody takes the role from oneself, nor from the last who could give it back."""
    if not _coordinates(before) or _coordinates(after):
        return
    if before.person == viewer.person:
        raise PersonRefused("oneself", before.person)
    others = (one for one in active_viewers(transaction, house) if one.person != before.person)
    if not any(Role.COORDINATOR in one.roles for one in others):
        raise PersonRefused("last_coordinator", before.person)


def _keep_own_organisation(transaction: Transaction, house: House, viewer: Viewer, before: Person, after: Person) -> None:
    """A coordinator leaves her organisation by another one's hand: else she could decide about its returns a moment later."""
    if before.person != viewer.person or before.partner is None or after.partner == before.partner:
        return
    others = (one for one in active_viewers(transaction, house) if one.person != before.person)
    if _coordinates(before) and any(Role.COORDINATOR in one.roles for one in others):
        raise PersonRefused("own_organisation", before.partner)


def _coordinates(person: Person) -> bool:
    return person.active and Role.COORDINATOR in person.roles


def _as_shown(seen: Account) -> dict[str, Any]:
    known = {name: getattr(seen, name) for name in ("person", "name", "partner", "language")}
    return known | {"roles": frozenset(map(str, seen.roles)), "active": seen.state is not AccountState.DISABLED}


def _changes(before: Person, after: Person) -> dict[str, str]:
    """What was and what is, where they differ; of a name only that it did."""
    facts: dict[str, str] = {}
    if before.roles != after.roles:
        facts |= {"roles_before": _codes(before.roles), "roles": _codes(after.roles)}
    if before.partner != after.partner:
        facts |= {"partner_before": before.partner or "", "partner": after.partner or ""}
    if before.language != after.language:
        facts |= {"language": after.language or ""}
    if before.name != after.name:
        facts |= {"name": "changed"}
    return facts


def _codes(roles: frozenset[str]) -> str:
    return ", ".join(sorted(roles))
