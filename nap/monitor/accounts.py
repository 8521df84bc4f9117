"""Accounts as a coordinator sees them: what the store keeps of people, their links and sessions enters, `Account`s leave."""

from __future__ import annotations

from datetime import datetime

from nap.monitor.account_views import Account, AccountState
from nap.monitor.house import House
from nap.monitor.sessions import demo_viewers
from nap.people import Role, Viewer
from nap.store import Transaction, links, persons, sessions
from nap.store.links import StoredLink
from nap.store.persons import Person, Story


def accounts(transaction: Transaction, house: House) -> tuple[Account, ...]:
    """Every account by name, then the demo people."""
    waiting, lives = links.open_links(transaction), persons.stories(transaction)
    everybody = [_account(one, lives[one.person], waiting.get(one.person), house) for one in persons.all_people(transaction)]
    seen = sessions.last_seen(transaction)
    demo = (_demo_account(one, seen.get(one.person)) for one in demo_viewers(transaction, house))
    return (*sorted(everybody, key=lambda one: (one.name.casefold(), one.person)), *demo)


def account_of(transaction: Transaction, house: House, person: str) -> Account:
    """The account of an e-mail that has one."""
    (found,) = (one for one in accounts(transaction, house) if one.person == person)
    return found


def _account(person: Person, story: Story, link: StoredLink | None, house: House) -> Account:
    return Account(
        person.person,
        person.name,
        frozenset(map(Role, person.roles)),
        person.partner,
        person.language,
        _state(person, link, house.now()),
        story.password,
        story.invited_by,
        story.invited,
        link.ends if link else None,
        story.seen,
        story.asked,
    )


def _demo_account(viewer: Viewer, seen: datetime | None) -> Account:
    known = (viewer.person, viewer.name, viewer.roles, viewer.partner, viewer.language)
    return Account(*known, AccountState.ACTIVE, password=False, last_seen=seen, demo=True)


def _state(person: Person, link: StoredLink | None, now: datetime) -> AccountState:
    if not person.active:
        return AccountState.DISABLED
    if person.joined:
        return AccountState.ACTIVE
    return AccountState.INVITED if link is not None and now <= link.ends else AccountState.LAPSED
