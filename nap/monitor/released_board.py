"""The board as a release shows it: a house and a release's number enter, the same house with that release's figures leaves.

The forum's edition is shown: it is for whoever browses results, and is made of the same pattern of hidden cells as all others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

from nap.monitor.house import House
from nap.monitor.memory import Memory
from nap.monitor.once import Once
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.publishing import release_data
from nap.monitor.release_reading import FORUM, Standing, listed_releases
from nap.people import Verb, Viewer
from nap.releases.release import Kind, Release

_RELEASES: Once[Release] = Once(4)
"""Of this process. A published release never changes; whether it may be read is asked every time."""


def shown_releases(viewer: Viewer, house: House) -> tuple[Standing, ...]:
    """The releases of the house's plan that this viewer can browse, the newest first: neither withdrawn nor suspended."""
    require(viewer, Verb.BROWSE_RESULTS)
    return tuple(_readable(viewer, house))


def released_house(viewer: Viewer, house: House, number: int | None = None) -> House:
    """The house as that release shows it, or the newest one; it is only read. Unknown: release, also where she may not read it.

    `results_for`, `browse` and all that stands on them then give the release's figures; its plan, its day and what was on record
    when it was published hold for everything else.
    """
    found = next((one for one in shown_releases(viewer, house) if number in {None, one.release.number}), None)
    if found is None:
        raise Unknown("release", "" if number is None else str(number))
    now, key = house.of_today, ("release", found.release.number, found.release.sha256)
    with now.memory.lock:
        now.memory.turn_to(now.store.counting_version())
        shown: House | None = now.memory.beside.get(key)
    # Outside the lock: a release takes long to read the first time, and nobody else need wait for it.
    return shown or _kept(now, key, found)


def _kept(now: House, key: Hashable, found: Standing) -> House:
    made = _shown(now, found)
    with now.memory.lock:
        kept: House = now.memory.beside.setdefault(key, made)
    return kept


def board_release(house: House, standing: Standing) -> Release:
    """The release of that standing with its short numbers, made once; whoever calls has asked whether it may be read."""
    told = standing.release
    return _RELEASES.made(kept_as(house, standing), lambda: release_data(house, told.number, Kind.FORUM))


def kept_as(house: House, standing: Standing) -> Hashable:
    """Under what this process keeps what it made of a release: the store and the plan it is of, its number and hash."""
    told = standing.release
    return house.settings.database_url, house.plan.id, told.number, told.sha256


def _readable(viewer: Viewer, house: House) -> Iterator[Standing]:
    for one in listed_releases(house.of_today, viewer):
        if one.plan == house.plan.id and one.release.withdrawn is None and not one.suspended and FORUM in one.release.editions:
            yield one


def _shown(house: House, standing: Standing) -> House:
    told, release = standing.release, board_release(house, standing)
    return replace(
        house,
        store=house.store.for_reading(),
        plan=release.plan,
        today=lambda: release.as_of,
        until=told.at,
        present=house,
        released=told.number,
        published=tuple(line.result for line in release.lines),
        memory=Memory(totals=house.memory.totals),
    )
