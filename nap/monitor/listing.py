"""The entries of a list, put together from all accepted returns; for coordinators, since words tell more than numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nap.facts import Item, Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Verb, Viewer
from nap.store import counted


@dataclass(frozen=True)
class Entry:
    """One entry with where it came from. `alike`: another organisation gave one of the same title, day and place."""

    partner: str
    period: Period
    return_id: str
    item: Item
    alike: bool = False


def entries(viewer: Viewer, house: House, indicator: str, region: str = "") -> tuple[Entry, ...]:
    """The union of what the accepted returns list, by day; of one place (with the places inside it) if asked.

    Unknown for an indicator that the plan does not have. Entries that look the same are marked and never merged: two alerts of
    one title on one day may be two.
    """
    require(viewer, Verb.REVIEW)
    if house.plan.indicator(indicator) is None:
        raise Unknown("indicator", indicator)
    with house.store.reading() as transaction:
        found = counted.items(transaction, house.plan.id, indicator, house.until)
    inside = [Entry(*one) for one in found if not region or _lies_in(house, one[3].region, region)]
    return tuple(sorted(marked(inside), key=lambda one: (one.item.started, one.partner, one.item.title)))


def _lies_in(house: House, place: str, region: str) -> bool:
    parent = house.plan.regions.parent_region(place)
    return region in {house.plan.country, place, parent.code if parent else place}


def marked(found: Sequence[Entry]) -> list[Entry]:
    """The same, those marked of which another organisation gave one that looks alike."""
    senders: dict[tuple[object, ...], set[str]] = {}
    for one in found:
        senders.setdefault(_same(one.item), set()).add(one.partner)
    return [Entry(one.partner, one.period, one.return_id, one.item, len(senders[_same(one.item)]) > 1) for one in found]


def _same(item: Item) -> tuple[object, ...]:
    return " ".join(item.title.casefold().split()), item.started, item.region
