"""The preview of a draft for whoever has a link to it: exactly what donors would get, marked as a draft, under embargo.

It is made when it is asked for, once for all who ask, and made anew after whatever would change it. Nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from nap.monitor.house import House
from nap.monitor.once import Once
from nap.monitor.permission import operator
from nap.monitor.release_making import MADE_UPON
from nap.monitor.release_reading import DONOR
from nap.monitor.served import Body, NotServed, ServedFile
from nap.monitor.share_links import PREVIEW, opened_by
from nap.store import audit, releases
from nap.store.releases import BUILT, DROP

_MADE: Once[Mapping[str, Body]] = Once(3)
"""Of this process; a preview takes a few megabytes."""


def previewed_file(house: House, secret: str, path: str, origin: str) -> ServedFile:
    """A file of the preview that a link opens.

    NotServed: unknown, no_file, expired, taken_back, slow_down, published (the draft was published or given up). NotNow if it
    cannot be made just now.
    """
    link = opened_by(house, secret, PREVIEW, origin)
    body = _MADE.made(_stands(house, link.release), lambda: _make(house, link.release)).get(path)
    if body is None:
        raise NotServed("no_file")
    return ServedFile(0, DONOR, path, body)


def _stands(house: House, draft: int) -> Hashable:
    """What the preview is made of: as long as this is the same, so is the preview."""
    with house.store.reading() as transaction:
        states = releases.draft_states(transaction, house.plan.id, draft)
        version = audit.version(transaction, MADE_UPON)
    if not states or states[-1].act in {DROP, BUILT}:
        raise NotServed("published")
    return house.settings.database_url, house.plan.id, house.plan.version, draft, states[-1].change, version, house.today()


def _make(house: House, draft: int) -> Mapping[str, Body]:
    """By the right of whoever gave the link away; the one who opens it has none."""
    from nap.monitor.publishing import preview
    from nap.releases.writing import files

    made = files(preview(operator(), house, draft), house.moment())
    return {path: Body.of(path, data) for path, data in made.items()}
