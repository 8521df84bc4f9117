"""What single keys cannot show: names that lead nowhere, combinations that make no sense, words that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.checks import combinations, goals, names, reach, texts, times, validity
from nap.plan.draft import Draft
from nap.plan.faults import Fault


def check(draft: Draft) -> Iterator[Fault]:
    """Every fault between keys, in no order."""
    yield from names.check(draft)
    yield from texts.check(draft)
    yield from times.check(draft)
    yield from validity.check(draft)
    for indicator, read in draft.indicators:
        yield from combinations.check(indicator, read, draft)
        yield from goals.check(indicator, read, draft.calendar.year_begins)
        yield from reach.check(indicator, read, draft)
