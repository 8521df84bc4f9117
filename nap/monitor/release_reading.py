"""Files of published releases for whoever reads them: release, edition and path enter, the file leaves, or why there is none.

Files never change, so they are kept in memory. Who may read, what was withdrawn and what is hidden at once is asked of the store
at every request: it holds from the next one on, in every process.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from nap.monitor.hiding_now import suspended
from nap.monitor.house import House
from nap.monitor.once import Once
from nap.monitor.plans_beside import houses_of_all
from nap.monitor.published import LISTED, published
from nap.monitor.release_views import PublishedRelease
from nap.monitor.served import Body, Notice, NotServed, ServedFile
from nap.monitor.share_links import SHARE, opened_by
from nap.people import Verb, Viewer, may
from nap.store import Store, Transaction, audit, hidings, releases as kept

DONOR, FORUM = "donor", "forum"
EDITIONS = {DONOR: Verb.READ_RELEASES, FORUM: Verb.BROWSE_RESULTS}
"""What a reader has to be allowed to read each edition behind sign-in."""
MOST_FILES = 1000
"""That are kept in memory, some tens of megabytes; the one longest unread goes first."""
_ACTS = (*kept.ACTS, *hidings.ACTS)
"""The events after which another answer may be right."""


class Standing(NamedTuple):
    """How it stands with a release at this moment."""

    release: PublishedRelease
    suspended: bool
    plan: str = ""
    """The id of the plan it is of: a release stays where it is when the next plan comes into force."""


@dataclass
class _Shelf:
    """What is known of the releases of one store."""

    lock: RLock = field(default_factory=RLock)
    version: tuple[int, int] = (0, -1)
    standings: Mapping[int, Standing] = field(default_factory=dict)
    bodies: Once[Body] = field(default_factory=lambda: Once(MOST_FILES))


_SHELVES: WeakKeyDictionary[Store, _Shelf] = WeakKeyDictionary()
_NEW = RLock()


def released_file(house: House, viewer: Viewer | None, number: int, edition: str, path: str) -> ServedFile:
    """A file of a release; `viewer` is None for whoever is not signed in.

    NotServed: unknown (also where this reader may not), no_file, withdrawn, suspended.
    """
    standing = standings(house).get(number)
    if standing is None or not _may(viewer, standing.release, edition):
        raise NotServed("unknown")
    everybody = edition == DONOR and standing.release.visible == "everybody"
    return _file(house, standing, edition, path, everybody=everybody)


def shared_file(house: House, secret: str, path: str, origin: str) -> ServedFile:
    """A file of the release that a link opens.

    NotServed: unknown, no_file, expired, taken_back, slow_down, withdrawn, suspended.
    """
    link = opened_by(house, secret, SHARE, origin)
    return _file(house, standings(house)[link.release], DONOR, path)


def listed_releases(house: House, viewer: Viewer | None) -> tuple[Standing, ...]:
    """The releases that this reader finds in the list, the newest first; those withdrawn or suspended stay in it."""
    found = standings(house).values()
    return tuple(one for one in found if _may(viewer, one.release, DONOR))


def newest_release(house: House, viewer: Viewer | None) -> Standing | None:
    """The newest of them that can be read now."""
    readable = (one for one in listed_releases(house, viewer) if one.release.withdrawn is None and not one.suspended)
    return next(readable, None)


def file_at_hand(house: House, known: Mapping[int, Standing], number: int, path: str) -> ServedFile | None:
    """A file for donors that everybody may read, if it is in memory already: nothing is asked of the store.

    `known`: the standings as they were asked just now. None: whoever wants it asks `released_file`.
    """
    standing = known.get(number)
    if standing is None or standing.suspended or standing.release.withdrawn or standing.release.visible != "everybody":
        return None
    body = _shelf(house).bodies.known(_key(standing, DONOR, path))
    return None if body is None else ServedFile(number, DONOR, path, body, everybody=True, plan=standing.plan)


def standings(house: House) -> Mapping[int, Standing]:
    """Every release by its number, the newest first, of all plans; asked anew only after an event that may have changed one."""
    shelf = _shelf(house)
    with house.store.reading() as transaction:
        version = (len(house.plans), audit.version(transaction, _ACTS))
        with shelf.lock:
            if shelf.version == version:
                return shelf.standings
    everyone = houses_of_all(house)
    with house.store.reading() as transaction, shelf.lock:
        found = [one for each in everyone for one in _standings(transaction, each)]
        # Where two plans once had a release of one number, that of the plan in force is meant.
        numbered = {one.release.number: one for one in reversed(found)}
        shelf.standings = dict(sorted(numbered.items(), reverse=True))
        shelf.version = (len(house.plans), audit.version(transaction, _ACTS))
        return shelf.standings


def _standings(transaction: Transaction, house: House) -> list[Standing]:
    found: Iterable[PublishedRelease] = published(transaction, house)
    return [Standing(one, suspended(transaction, house, one.number), house.plan.id) for one in found]


def _may(viewer: Viewer | None, release: PublishedRelease, edition: str) -> bool:
    if edition not in EDITIONS:
        return False
    if may(viewer, Verb.PUBLISH) or (edition == DONOR and release.visible == "everybody"):
        return True
    return release.visible in LISTED and may(viewer, EDITIONS[edition])


def _file(house: House, standing: Standing, edition: str, path: str, *, everybody: bool = False) -> ServedFile:
    release = standing.release
    if release.withdrawn is not None:
        gone = release.withdrawn
        raise NotServed("withdrawn", notice=Notice(release.number, release.title, gone.reason, gone.at, release.replaced_by))
    if standing.suspended:
        raise NotServed("suspended")
    return ServedFile(release.number, edition, path, _body(house, standing, edition, path), everybody, standing.plan)


def _body(house: House, standing: Standing, edition: str, path: str) -> Body:
    """From memory, else from the store: one reader fetches it while the others wait for the same bytes."""
    return _shelf(house).bodies.made(_key(standing, edition, path), lambda: _read(house, standing, edition, path))


def _key(standing: Standing, edition: str, path: str) -> Hashable:
    return standing.plan, standing.release.number, edition, path


def _read(house: House, standing: Standing, edition: str, path: str) -> Body:
    if not path.isprintable():  # no file is called so, and not every database can be asked for it
        raise NotServed("no_file")
    with house.store.reading() as transaction:
        found = kept.file_of(transaction, standing.plan, standing.release.number, edition, path)
    if found is None:
        raise NotServed("no_file")
    return Body.of(path, found[1], found[0])


def _shelf(house: House) -> _Shelf:
    with _NEW:
        return _SHELVES.setdefault(house.store, _Shelf())
