"""What differs from the release before, and why. The lines of a release with their earlier figures enter, `Moved` leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nap.facts import Period, Result, Status
from nap.plan import Plan
from nap.releases.release import METHOD, Key, Line, Moved, key_of

Causes = Mapping[Key, tuple[str, ...]]
"""What happened to returns since the release before, by the figure they report."""
KINDS = ("new_returns", "corrected", "withdrawn_return", "method", "plan", "hidden", "shown", "status", "due")
"""In the order in which they are told. `due`: the day until which it must be reported has passed since."""
_UNSENT = frozenset({Status.NOT_DUE, Status.NO_DATA})


def moves(lines: Sequence[Line], then: Mapping[Key, Result], history: History) -> tuple[Moved, ...]:
    """Every figure that was in the release before (`then`) and is not the same now."""
    told = ((line, then.get(line.key)) for line in lines)
    found = ((line, _kinds(line.result, before, history)) for line, before in told if before is not None)
    return tuple(Moved(line, kinds) for line, kinds in found if kinds)


def _kinds(now: Result, then: Result, history: History) -> tuple[str, ...]:
    hidden = [each.status is Status.SUPPRESSED for each in (then, now)]
    if any(hidden):
        return () if all(hidden) else ("hidden",) if hidden[1] else _uncovered(now, history)
    if _said(now) == _said(then):
        return ()
    kinds = {kind for kind in history.causes_of(key_of(now)) if kind in KINDS} | history.redefined(now.indicator)
    kinds |= {"status"} if now.overridden != then.overridden else set()
    kinds |= {"due"} if {now.status, then.status} == _UNSENT else set()
    return tuple(kind for kind in KINDS if kind in (kinds or _likely(now, then)))


def _uncovered(now: Result, history: History) -> tuple[str, ...]:
    """A hidden figure can be shown now, or there is none any more."""
    if now.value is not None:
        return ("shown",)
    noted = {*history.causes_of(key_of(now))}
    return tuple(kind for kind in KINDS if kind in noted) or ("withdrawn_return",)


def _said(result: Result) -> tuple[object, ...]:
    """Everything that a reader is told of it."""
    numbers = (result.value, result.increment, result.numerator, result.denominator, result.at_least)
    return (*numbers, result.reported, result.expected, result.carried, result.status, result.overridden)


def _likely(now: Result, then: Result) -> set[str]:
    """Where nobody has noted what happened, coverage tells whether figures came or went; else some were corrected."""
    came = (now.reported or 0) - (then.reported or 0)
    return {"new_returns"} if came > 0 else {"withdrawn_return"} if came < 0 else {"corrected"}


@dataclass(frozen=True)
class History:
    """What happened since the release before: to the plan (`old`: the one it was made with), to the method, to returns."""

    plan: Plan
    old: Plan | None
    method: int
    causes: Causes

    def redefined(self, indicator: str) -> set[str]:
        """Whether another method or another wording in the plan may have changed the figures of an indicator."""
        kinds = {"method"} if self.method != METHOD else set()
        other = self.old is not None and self.old.indicator(indicator) != self.plan.indicator(indicator)
        return kinds | {"plan"} if other else kinds

    def causes_of(self, key: Key) -> Iterable[str]:
        """The causes noted for the figure itself, else for what lies in its place and period, else for earlier periods of it."""
        indicator, region, period, _ = key
        if key in self.causes:
            return self.causes[key]
        inside = self._noted.get((indicator, region), {})
        during = {kind for when, kinds in inside.items() if period.contains(when) for kind in kinds}
        return during or {kind for when, kinds in inside.items() if when.end <= period.end for kind in kinds}

    @cached_property
    def _noted(self) -> Mapping[tuple[str, str], Mapping[Period, set[str]]]:
        """What was noted within each place, by indicator and place."""
        noted: dict[tuple[str, str], dict[Period, set[str]]] = {}
        for (indicator, region, period, _), kinds in self.causes.items():
            for place in self._around(region):
                noted.setdefault((indicator, place), {}).setdefault(period, set()).update(kinds)
        return noted

    def _around(self, place: str) -> set[str]:
        """The place itself and those it lies in."""
        parent = self.plan.regions.parent_region(place)
        return {place, self.plan.country} | ({parent.code} if parent else set())
