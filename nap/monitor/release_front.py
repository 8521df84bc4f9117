"""The newest release that a reader may read, as its first page says it: what a donor finds when signed in. It never changes."""

from __future__ import annotations

from typing import NamedTuple

from nap.monitor.house import House
from nap.monitor.once import Once
from nap.monitor.permission import require
from nap.monitor.publishing import release_data
from nap.monitor.release_reading import Standing, newest_release
from nap.people import Verb, Viewer
from nap.releases.summary import Front, front

_FRONTS: Once[Front] = Once(30)
"""Of this process: of a release in a language. They are made of what is published, so they stay as they are."""


class NewestRelease(NamedTuple):
    """A release and its first page in one language."""

    standing: Standing
    front: Front


def newest_front(viewer: Viewer, house: House, lang: str) -> NewestRelease | None:
    """The newest release that this viewer may read now; None before there is one."""
    require(viewer, Verb.READ_RELEASES)
    newest = newest_release(house, viewer)
    if newest is None:
        return None
    number = newest.release.number
    key = (house.settings.database_url, house.plan.id, number, newest.release.sha256, lang)
    return NewestRelease(newest, _FRONTS.made(key, lambda: front(release_data(house, number), lang)))
