"""What differs between two states of the results: before and after enter, what moved, what is hidden or shown since leave.

Both states are of the same day and the same audience; only what counts differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nap.facts import Period, Result, Status

Key = tuple[str, str, Period, str]
"""Indicator, region, period and breakdown."""


@dataclass(frozen=True)
class Shift:
    """One row whose figure or status is another one; None where there is no row (a place nobody is asked for)."""

    before: Result | None
    after: Result | None

    @property
    def result(self) -> Result:
        """The row as it is afterwards, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def moved(self) -> bool:
        """Whether the figure is another one, and not its status alone."""
        return _value(self.before) != _value(self.after)

    @property
    def rated(self) -> bool:
        """Whether the status is another one."""
        return _status(self.before) is not _status(self.after)

    @property
    def gone(self) -> bool:
        """Whether there is no figure any more."""
        return _value(self.before) is not None and _value(self.after) is None

    @property
    def lapsed(self) -> bool:
        """Whether a status that a coordinator had set no longer holds."""
        set_before = self.before is not None and self.before.overridden is not None
        return set_before and (self.after is None or self.after.overridden is None)


def shifts(before: Iterable[Result], after: Iterable[Result]) -> tuple[Shift, ...]:
    """Every row whose figure or status differs, in the order of the later state; what is gone at the end."""
    old, new = by_key(before), by_key(after)
    both = [Shift(old.get(key), new.get(key)) for key in (*new, *(key for key in old if key not in new))]
    return tuple(each for each in both if each.moved or each.rated)


def newly_hidden(before: Iterable[Result], after: Iterable[Result]) -> tuple[Key, ...]:
    """The cells that this audience may not read in the later state, and could, or had none to read, in the earlier."""
    old = _hidden(before)
    return tuple(key for key in _hidden(after) if key not in old)


def by_key(results: Iterable[Result]) -> Mapping[Key, Result]:
    """The results to be looked up."""
    return {(one.indicator, one.region, one.period, one.breakdown): one for one in results}


def _hidden(results: Iterable[Result]) -> Mapping[Key, Result]:
    return by_key(one for one in results if one.status is Status.SUPPRESSED)


def _value(result: Result | None) -> object:
    return None if result is None else result.value


def _status(result: Result | None) -> Status | None:
    # A place that has no row yet and one of which nothing is known are the same to a reader.
    return Status.NO_DATA if result is None else result.status
