"""Published releases: who may read which, until when, and how one is withdrawn. Nothing of one is ever changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.release_views import VISIBLE, WIDER, PublishedRelease, Withdrawal
from nap.people import Verb, Viewer, may
from nap.store import Transaction, consents, releases as kept
from nap.store.releases import VISIBLE as SET_VISIBLE, WITHDRAW, Fate, StoredRelease

LONGEST_NOTICE = 400
"""Letters of why a release was withdrawn: it is what its readers find in its place."""
LISTED = frozenset({"donors", "everybody"})
"""Releases that whoever may read releases finds in the list; the others are opened by a link."""


def releases(viewer: Viewer, house: House) -> tuple[PublishedRelease, ...]:
    """The releases that this viewer may read, the newest first. One that was withdrawn stays in the list, with the reason."""
    require(viewer, Verb.READ_RELEASES)
    with house.store.reading() as transaction:
        found = published(transaction, house)
    all_of_them = may(viewer, Verb.PUBLISH)
    return tuple(_for(one, all_of_them) for one in found if all_of_them or one.visible in LISTED)


def release(viewer: Viewer, house: House, number: int) -> PublishedRelease:
    """One release. Unknown: release, also where this viewer may not read it."""
    for one in releases(viewer, house):
        if one.number == number:
            return one
    raise Unknown("release", str(number))


def withdraw_release(viewer: Viewer, house: House, number: int, reason: str) -> None:
    """Withdraw a release for good: its readers find a notice with the reason in its place.

    Unknown: release. NotNow: release_withdrawn, reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.PUBLISH)
    said = fit(reason, house.plan.privacy, NotNow, LONGEST_NOTICE, needed=True)
    with house.store.writing() as transaction:
        _standing(transaction, house, number)
        record(transaction, house, viewer, WITHDRAW, release=str(number), reason=said)


def set_visibility(viewer: Viewer, house: House, number: int, visible: str) -> None:
    """Say for whom a release is: one of `VISIBLE`. Nothing happens if it is so already.

    Where organisations agreed to sensitive figures in it, never for more people than they agreed to.
    Unknown: release. NotNow: visible_unknown, release_withdrawn, wider_than_agreed.
    """
    require(viewer, Verb.PUBLISH)
    if visible not in VISIBLE:
        raise NotNow("visible_unknown")
    with house.store.writing() as transaction:
        standing = _standing(transaction, house, number)
        if _wider_than_agreed(transaction, house, standing, visible):
            raise NotNow("wider_than_agreed")
        if standing.visible != visible:
            record(transaction, house, viewer, SET_VISIBLE, release=str(number), visible=visible)


def _wider_than_agreed(transaction: Transaction, house: House, release: PublishedRelease, visible: str) -> bool:
    published_for = kept.fates(transaction, house.plan.id)[release.number].published_for
    if WIDER.index(visible) <= WIDER.index(published_for):
        return False
    answers = consents.answers_to(consents.history(transaction, house.plan.id), release.draft)
    return any(one.answer == consents.AGREE for one in answers.values())


def published(transaction: Transaction, house: House) -> tuple[PublishedRelease, ...]:
    """Every release, the newest first, with all that coordinators know of it."""
    rows, fates = kept.find_releases(transaction, house.plan.id), kept.fates(transaction, house.plan.id)
    replaced = {one.replaces: one.number for one in rows if one.replaces}
    return tuple(_view(one, fates[one.number], replaced) for one in reversed(rows))


def find_published(transaction: Transaction, house: House, number: int) -> PublishedRelease:
    """One of them. Unknown: release."""
    return _of(published(transaction, house), number)


def _of(found: Iterable[PublishedRelease], number: int) -> PublishedRelease:
    for one in found:
        if one.number == number:
            return one
    raise Unknown("release", str(number))


def _standing(transaction: Transaction, house: House, number: int) -> PublishedRelease:
    found = find_published(transaction, house, number)
    if found.withdrawn is not None:
        raise NotNow("release_withdrawn", person=found.withdrawn.person)
    return found


def _view(one: StoredRelease, fate: Fate, replaced: Mapping[int, int]) -> PublishedRelease:
    gone = None if fate.withdrawn is None else Withdrawal(fate.withdrawn, fate.reason, fate.person)
    stamp = (one.number, one.period, one.title, one.as_of, one.at, one.version, one.method, one.sha256, fate.visible)
    others = (one.previous, one.replaces, replaced.get(one.number, 0))
    return PublishedRelease(*stamp, one.because, *others, gone, person=one.person, draft=one.draft, edition=one.edition)


def _for(one: PublishedRelease, everything: bool) -> PublishedRelease:
    """The release without what is for coordinators only."""
    if everything:
        return one
    gone = None if one.withdrawn is None else Withdrawal(one.withdrawn.at, one.withdrawn.reason)
    shown = {name: getattr(one, name) for name in PublishedRelease.__dataclass_fields__}
    return PublishedRelease(**{**shown, "withdrawn": gone, "person": "", "draft": 0, "edition": 0})
