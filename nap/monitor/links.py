"""One-time links and the passwords set by them. A secret enters; who is bidden, or the token of a new session, leaves."""

from __future__ import annotations

import secrets
from datetime import timedelta

from nap.monitor.account_views import Bidden, Link, Purpose
from nap.monitor.choosing import fit_password
from nap.monitor.house import House
from nap.monitor.limiting import count, limits, slowed
from nap.monitor.problems import LinkRefused
from nap.monitor.recording import record_of
from nap.monitor.sessions import begin_session, key_of
from nap.monitor.signing_in import forgive, working
from nap.people import Role
from nap.people.emails import folded_email
from nap.store import Transaction, links, persons, sessions
from nap.store.links import StoredLink
from nap.store.persons import Person

LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=24)}
BY_MAIL = timedelta(hours=2)
"""How long a link lasts that somebody asked for who is not known to be the person."""
REMEMBERED = timedelta(days=30)
"""How long it is known of a link that it has expired or was used."""
ASKED_PAIR, ASKED_ADDRESS, ASKED_ACCOUNT = 3, 10, 10
"""How often in a window a forgotten password is heard."""


def bidden(house: House, secret: str) -> Bidden:
    """Whom a link is for; looking does not use it up. LinkRefused."""
    with house.store.reading() as transaction:
        link, person = _holding(transaction, house, secret)
    sends = bool({Role.PARTNER, Role.COORDINATOR} & person.roles)
    return Bidden(person.person, person.name, Purpose(link.purpose), person.language, link.ends, sends)


def set_password(house: House, secret: str, password: str, again: str, origin: str, browser: str = "") -> str:
    """Set the password by a link, which is used then; every other session of the person ends. Returns a new session's token.

    LinkRefused, PasswordRefused; NotNow(busy).
    """
    with house.store.reading() as transaction:
        link, person = _holding(transaction, house, secret)
        kept = persons.password_of(transaction, person.person)
    with working():
        hashed = fit_password(house, person, password, again, kept)
    with house.store.writing() as transaction:
        link, person = _holding(transaction, house, secret)
        replace_password(transaction, house, person.person, hashed)
        forgive(transaction, house, person.person, origin)
        record_of(transaction, house, person.person, origin, "password_set", purpose=link.purpose)
        return begin_session(transaction, house, person.person, link.purpose, origin, browser)


def replace_password(transaction: Transaction, house: House, person: str, hashed: str, but: str = "") -> None:
    """Keep the hash of a new password; links and sessions made before end, except the session of the token `but`."""
    persons.set_password(transaction, person, hashed)
    links.end_links_of(transaction, person, house.now())
    sessions.end_sessions_of(transaction, person, but=key_of(but))


def forgot_password(house: House, email: str, origin: str) -> Link | None:
    """Note that a password is forgotten; a link to be sent by mail if there is mail and an active account of that e-mail.

    An e-mail nobody has takes the same steps. Asked too often, nothing happens, nor is anything written.
    """
    person, secret = folded_email(email), secrets.token_urlsafe(32)
    limited = limits("forgot", person, origin, ASKED_PAIR, ASKED_ADDRESS, ASKED_ACCOUNT)
    with house.store.reading() as transaction:
        if slowed(transaction, house, limited) is not None:
            return None
    with house.store.writing() as transaction:
        if count(transaction, house, limited) is not None:
            return None
        links.drop_old_links(transaction, house.now() - REMEMBERED)
        made = StoredLink(key_of(secret), person, Purpose.RESET, house.now(), house.now() + BY_MAIL)
        known = links.add_link(transaction, made) if house.settings.mail else False
        persons.note_asked(transaction, person, house.now())
        ours = persons.is_known(transaction, person, active=True)
        record_of(transaction, house, person if ours else "", origin, "password_forgotten")
    return Link(person, Purpose.RESET, secret, made.ends) if known else None


def make_link(transaction: Transaction, house: House, person: str, purpose: Purpose) -> Link:
    """A new link for that account; older ones stop working."""
    secret, now = secrets.token_urlsafe(32), house.now()
    links.drop_old_links(transaction, now - REMEMBERED)
    links.end_links_of(transaction, person, now)
    made = StoredLink(key_of(secret), person, purpose, now, now + LASTS[purpose])
    links.add_link(transaction, made)
    persons.note_answered(transaction, person)
    return Link(person, purpose, secret, made.ends)


def _holding(transaction: Transaction, house: House, secret: str) -> tuple[StoredLink, Person]:
    """The link and its person, or LinkRefused."""
    link = links.find_link(transaction, key_of(secret))
    person = None if link is None else persons.find_person(transaction, link.person)
    if link is None or person is None:
        raise LinkRefused("unknown")
    if link.over is not None:
        raise LinkRefused("used")
    if house.now() > link.ends:
        raise LinkRefused("expired")
    return link, person
