"""Targets that no figure can ever meet or be compared with, because of what is asked for, and where (docs/results.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.plan.checks.asking import places_asked
from nap.plan.draft import Draft, fault, items, place, warning
from nap.plan.faults import Fault
from nap.plan.model import Indicator
from nap.plan.reading import Read
from nap.plan.regions import Region, Regions

_NEVER_RATED = frozenset({"list", "cascade"})


def check(indicator: Indicator, read: Read, draft: Draft) -> Iterator[Fault]:
    """Faults of targets and places."""
    if indicator.type in _NEVER_RATED and (indicator.targets or indicator.regional_targets):
        yield warning("target-never-compared", read.at("targets") or place(read, "regional_targets"), type=indicator.type)
    asked = places_asked(indicator, draft)
    if asked:
        yield from _national(indicator, read, asked)
    if draft.regions is not None:
        yield from _regional(indicator, read, asked, draft.regions)


def _national(indicator: Indicator, read: Read, asked: Sequence[Region]) -> Iterator[Fault]:
    whole = any(each.level == "country" for each in asked)
    if indicator.regions == "none" and indicator.targets and not whole:
        yield warning("target-without-national-figure", place(read, "targets"))
    if indicator.type == "milestone" and indicator.regions == "sum":
        # The country counts the places that got there; a row of its own is 1 or 0.
        most = max(sum(each.level != "country" for each in asked), 1)
        yield from _beyond(items(read, "targets"), most)


def _regional(indicator: Indicator, read: Read, asked: Sequence[Region] | None, regions: Regions) -> Iterator[Fault]:
    for key in ("regional_targets", "regional_baselines"):
        written = read.at(key)
        for code, entry in written.value.items() if written is not None else ():
            region = regions.get(code)
            if region is not None and region.level == "country":
                yield fault("regional-for-country", entry, key=key, found=code, expected=key.removeprefix("regional_"))
            elif region is not None and key == "regional_targets":
                yield from _place(indicator, region, entry, asked, regions)


def _place(
    indicator: Indicator, region: Region, written: Read, asked: Sequence[Region] | None, regions: Regions
) -> Iterator[Fault]:
    inside = [each for each in asked or () if region in (each, regions.parent_region(each.code))]
    if asked and not inside:
        yield warning("nobody-reports-there", written, found=region.code)
    elif asked and indicator.type == "milestone":
        yield from _beyond(written.value, len(inside))
    stood = indicator.baseline
    if any(target.get("over") == "plan" for target in written.value):
        return  # what is added up since the baseline starts from nothing everywhere
    if indicator.additive and region.code not in indicator.regional_baselines and stood is not None and stood.value != 0:
        yield warning("regional-target-without-baseline", written, found=region.code, baseline=stood.value)


def _beyond(targets: Sequence[Read], most: int) -> Iterator[Fault]:
    for target in targets:
        value = target.at("value")
        if value is not None and value.value > most:
            yield warning("milestone-beyond-places", value, found=value.value, high=most)
