"""Links that open one release, or the preview of a draft, to whoever holds them. A coordinator makes one and takes it back.

A secret of 256 bits leaves once, when it is made; what is kept is its hash. Whoever tries secrets is slowed down, never whoever
has a right one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from nap.monitor.house import House
from nap.monitor.knowing import end_of
from nap.monitor.limiting import Slowed, count, limits, slowed
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.served import NotServed
from nap.monitor.sessions import key_of
from nap.people import Verb, Viewer
from nap.store import Transaction, releases, share_links
from nap.store.releases import BUILT, DROP
from nap.store.share_links import StoredShareLink

SHARE, PREVIEW = "share", "preview"
PURPOSES = (SHARE, PREVIEW)
"""What a link can open: a published release, or what a draft would be if it were published now."""
LONGEST_LINK = timedelta(days=180)
LONGEST_FOR_WHOM = 120
"""Letters of for whom a link is."""
GUESSES = 20
"""Secrets that open nothing, from one address in a window, before it is told to wait."""
MADE, TAKEN_BACK = "link_shared", "link_taken_back"


@dataclass(frozen=True)
class ShareLink:
    """A link as it was just made. `secret` exists nowhere else; `path` is the link's address below the installation's own."""

    key: str
    purpose: str
    release: int
    secret: str = field(repr=False)
    until: datetime

    @property
    def path(self) -> str:
        """Where it leads."""
        return f"/releases/{'shared' if self.purpose == SHARE else 'preview'}/{self.secret}/"


@dataclass(frozen=True)
class SharedLink:
    """A link as it stands; `key` names it, and opens nothing. `state`: open, expired, taken_back. Moments are in UTC."""

    key: str
    purpose: str
    release: int
    whom: str
    until: datetime
    made: datetime
    person: str
    state: str
    taken_back: datetime | None = None


def make_share_link(viewer: Viewer, house: House, release: int, until: date, whom: str, *, purpose: str = SHARE) -> ShareLink:
    """A new link to a release (of `preview`: to the draft of that number), good to the end of the day `until` at home.

    `whom`: for which office it is. Unknown: release, draft. NotNow: link_until_wrong (past, or more than `LONGEST_LINK` ahead),
    link_whom_needed, reason_too_long, reason_personal. ValueError for another purpose.
    """
    require(viewer, Verb.PUBLISH)
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    said = fit(whom, house.plan.privacy, NotNow, LONGEST_FOR_WHOM)
    if not said:
        raise NotNow("link_whom_needed")
    if not house.today() <= until <= house.today() + LONGEST_LINK:
        raise NotNow("link_until_wrong")
    secret, now = secrets.token_urlsafe(32), house.moment()
    made = StoredShareLink(key_of(secret), house.plan.id, purpose, release, said, end_of(house.plan, until), viewer.person, now)
    with house.store.writing() as transaction:
        _there(transaction, house, purpose, release)
        share_links.add_share_link(transaction, made)
        _record(transaction, house, viewer, MADE, made)
    return ShareLink(made.secret, purpose, release, secret, made.until)


def take_back_link(viewer: Viewer, house: House, key: str) -> None:
    """From the next request on the link opens nothing. Unknown: link. Taken back twice, it stays as it was the first time."""
    require(viewer, Verb.PUBLISH)
    with house.store.writing() as transaction:
        link = share_links.find_share_link(transaction, key)
        if link is None:
            raise Unknown("link", key[:12])
        if link.taken_back is None:
            share_links.take_back_share_link(transaction, key, house.moment())
            _record(transaction, house, viewer, TAKEN_BACK, link)


def links_of(viewer: Viewer, house: House, release: int, *, purpose: str = SHARE) -> tuple[SharedLink, ...]:
    """Every link that was made to a release or draft, the newest first."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        found = share_links.share_links_of(transaction, house.plan.id, purpose, release)
    return tuple(_shared(house, one) for one in found)


def opened_by(house: House, secret: str, purpose: str, origin: str) -> StoredShareLink:
    """The link of that secret, while it is good. `origin`: from where it is asked, for the limit on guessing.

    NotServed: unknown, expired, taken_back, slow_down (too many secrets that are none came from there).
    """
    with house.store.reading() as transaction:
        link = share_links.find_share_link(transaction, key_of(secret))
    if link is None or link.purpose != purpose or (purpose != SHARE and link.plan != house.plan.id):
        raise _guessed(house, origin)  # drafts are those of the plan in force, and are numbered within it
    state = _state(house, link)
    if state != "open":
        raise NotServed(state)
    return link


def _guessed(house: House, origin: str) -> NotServed:
    """Counted, unless it is one too many: whoever goes on guessing makes the store write nothing."""
    limited = limits("share_link", "", origin, GUESSES, GUESSES, GUESSES)[:1]  # a secret that is none belongs to nobody
    with house.store.reading() as transaction:
        found: Slowed | None = slowed(transaction, house, limited)
    if found is None:
        with house.store.writing() as transaction:
            found = count(transaction, house, limited)
    return NotServed("slow_down", minutes=found.minutes) if found else NotServed("unknown")


def _there(transaction: Transaction, house: House, purpose: str, number: int) -> None:
    if purpose == SHARE:
        if number not in releases.fates(transaction, house.plan.id):
            raise Unknown("release", str(number))
    else:
        states = releases.draft_states(transaction, house.plan.id, number)
        if not states or states[-1].act in {DROP, BUILT}:
            raise Unknown("draft", str(number))


def _record(transaction: Transaction, house: House, viewer: Viewer, act: str, link: StoredShareLink) -> None:
    until = link.until.astimezone(ZoneInfo(house.plan.calendar.timezone)).date()
    facts = {"release" if link.purpose == SHARE else "draft": str(link.release), "until": until.isoformat()}
    record(transaction, house, viewer, act, purpose=link.purpose, link=link.secret[:12], **facts)


def _shared(house: House, link: StoredShareLink) -> SharedLink:
    about = (link.secret, link.purpose, link.release, link.whom, link.until, link.at, link.person)
    return SharedLink(*about, _state(house, link), link.taken_back)


def _state(house: House, link: StoredShareLink) -> str:
    if link.taken_back is not None:
        return "taken_back"
    return "open" if house.moment() < link.until else "expired"
