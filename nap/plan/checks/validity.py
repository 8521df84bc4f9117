"""When indicators are asked for, and which one continues which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nap.plan.draft import Draft, fault, items, place, warning
from nap.plan.faults import Fault
from nap.plan.model import Indicator
from nap.plan.reading import Read, last


def check(draft: Draft) -> Iterator[Fault]:
    """Faults of `valid_from`, `valid_to` and `successor_of`."""
    known = {indicator.code: indicator for indicator, _ in draft.indicators}
    years = (draft.file.get("plan") or {}).get("years") or ()
    for indicator, read in draft.indicators:
        yield from _in_time(indicator, read, years)
        yield from _circle(indicator, read, known)
        yield from _together(indicator, read, known)


def _in_time(indicator: Indicator, read: Read, years: tuple[int, ...]) -> Iterator[Fault]:
    first, end = indicator.valid_from, indicator.valid_to
    if first is not None and end is not None and first > end:
        yield fault("validity-reversed", place(read, "valid_from"), first=first, last=end)
        return
    if first is not None and years and first.year > years[-1]:
        yield warning("valid-after-plan", place(read, "valid_from"), found=first, last=str(years[-1]))
    for day in (day for target in items(read, "targets") if (day := target.at("date"))):
        if end is not None and day.value > end:
            yield warning("target-after-validity", day, key=last(day.path), date=day.value, last=end)


def _circle(indicator: Indicator, read: Read, known: Mapping[str, Indicator]) -> Iterator[Fault]:
    """Told once, at the member that stands first in the file; one that names itself is another fault."""
    way, earlier = [indicator.code], indicator.successor_of
    while earlier is not None and earlier in known and earlier not in way:
        way.append(earlier)
        earlier = known[earlier].successor_of
    if earlier == indicator.code and len(way) > 1 and way[0] == min(way, key=list(known).index):
        yield fault("succession-circle", place(read, "successor_of"), found=", ".join(way))


def _together(indicator: Indicator, read: Read, known: Mapping[str, Indicator]) -> Iterator[Fault]:
    earlier = known.get(indicator.successor_of or "")
    if earlier is None or earlier is indicator:
        return
    if earlier.valid_to is None or indicator.valid_from is None or indicator.valid_from <= earlier.valid_to:
        yield warning("succession-overlap", place(read, "successor_of"), found=earlier.code)
