"""Several places in one label: its items go in; the one place, or those it may be, come out."""

from __future__ import annotations

from collections.abc import Sequence

from nap.foreign.labels_parse import Item
from nap.plan import Region

Places = tuple[Region, ...]


def place_of(items: Sequence[Item]) -> Places | None:
    """The place a label names; several where somebody has to be asked; none; None where the words make no sense.

    `Ошская область (без г. Ош)` is the oblast, to which the city does not belong; a district with its city is the district.
    A place without a part of it is no place of the table: somebody has to say which figures these are.
    """
    kept = _without(items)
    if kept is None:
        every = tuple(dict.fromkeys(place for item in items for place in item.places))
        return every if len(every) > 1 else None
    named = list(dict.fromkeys(item.places for item in kept if item.kind == "place"))
    joined = any(item.kind in ("and", "with", "of") for item in kept[1:])
    found = named[0] if named else ()
    for places in named[1:]:
        same = tuple(each for each in found if each in places)  # `Ош / г. Ош`: one place in two languages
        inner = () if joined else same or _inner(found, places)
        found = inner or tuple(dict.fromkeys((*found, *places)))
    return found


def _without(items: Sequence[Item]) -> Sequence[Item] | None:
    """What is left when `без …` is taken away; None if that would leave less than the place."""
    at = next((at for at, item in enumerate(items) if item.kind == "without"), len(items))
    kept, left_out = items[:at], items[at + 1 :]
    if at == len(items):
        return kept
    inside = any(_inner(one.places, other.places) for one in kept for other in left_out)
    return kept if any(item.places for item in kept) and any(item.places for item in left_out) and not inside else None


def _inner(some: Places, others: Places) -> Places:
    """Those places of either that lie within one of the other."""
    found = [inner for inner in (*some, *others) for outer in (*some, *others) if _lies_in(inner, outer)]
    return tuple(each for each in dict.fromkeys(found) if (each in some) != (each in others))


def _lies_in(inner: Region, outer: Region) -> bool:
    return inner.parent == outer.code or (outer.level == "country" and inner.level != "country")
