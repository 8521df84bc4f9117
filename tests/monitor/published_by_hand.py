"""Releases put straight into the store, for tests of how they are read: what stands in their files does not matter there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from nap.monitor import House, NewestRelease, Viewer, newest_release
from nap.releases.release import Kind
from nap.releases.summary import front
from nap.store import audit, releases
from nap.store.releases import BEGIN, StoredDraft, StoredRelease
from tests.monitor.building import COORDINATOR, H1
from tests.releases.making import small

PAGE = b"<!DOCTYPE html><title>Women, peace, security</title>" + b"<p>What was promised, what is done.</p>" * 40
TABLE = b"INDICATOR,REF_AREA,OBS_VALUE\n2.2,KG-B,21\n"
DONORS = {"index.html": PAGE, "en/index.html": PAGE, "ky/index.html": PAGE, "figures.csv": TABLE, "en/release.pdf": b"%PDF-1.7"}
FORUMS = {"index.html": PAGE, "en/region-KG-B.html": PAGE}
TITLE = {"en": "First half <b>of</b> 2026", "ru": "Первое полугодие", "ky": "Биринчи жарым жылдык"}


def publish(
    house: House,
    number: int = 1,
    visible: str = "everybody",
    files: Mapping[str, bytes] = DONORS,
    forum: Mapping[str, bytes] = FORUMS,
    replaces: int = 0,
) -> int:
    """A release of indicator 2.2 with these files for donors and for the forum; returns its number."""
    about = StoredRelease(
        *(
            number,
            "donor",
            H1,
            TITLE,
            {},
            ("2.2",),
            {},
            "",
            "0" * 64,
            number,
            number,
            house.plan.version,
            1,
            number - 1,
            replaces,
        ),
        as_of=date(2026, 11, 15),
        person=COORDINATOR.person,
        at=house.moment(),
    )
    with house.store.writing() as transaction:
        releases.add_release(transaction, house.plan.id, about)
        for edition, found in (("donor", files), ("forum", forum)):
            kept = {path: (hashlib.sha256(data).hexdigest(), data) for path, data in found.items()}
            releases.add_files(transaction, house.plan.id, number, edition, kept)
        told = {"release": str(number), "visible": visible}
        audit.append(transaction, house.moment(), COORDINATOR.person, releases.PUBLISH, house.plan.id, **told)
    return number


def draft(house: House, act: str = BEGIN, change: int = 1) -> int:
    """A state of draft 1; returns its number."""
    about = (1, change, act, H1, TITLE, {}, ("2.2",), {}, "donors", "", 0, None, COORDINATOR.person, house.moment())
    with house.store.writing() as transaction:
        releases.add_draft(transaction, house.plan.id, StoredDraft(*about))
    return 1


def newest_by_hand(viewer: Viewer, house: House, lang: str) -> NewestRelease | None:
    """In the place of `newest_front`: which release it is as ever, its first page that of a small one."""
    newest = newest_release(house, viewer)
    return None if newest is None else NewestRelease(newest, front(small(Kind.DONOR, number=newest.release.number), lang))
