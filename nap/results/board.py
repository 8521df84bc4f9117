"""What readers ask of results: which one stands for a period, how many stand how, what changed, what needs a look first.

Enters the results of one audience (already disclosed), leaves answers about them; nothing is added up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from types import MappingProxyType

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Plan

RATED = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.BEHIND,
    Status.OFF_TRACK,
    Status.REGRESSING,
    Status.NOT_ACHIEVED,
)
"""The statuses that are a judgement, the best first; all others say why there is none."""
ORDER = (
    *RATED,
    Status.TOO_EARLY,
    Status.PARTIAL,
    Status.CONTEXT,
    Status.NOT_ASSESSABLE,
    Status.NOT_DUE,
    Status.NO_DATA,
    Status.SUPPRESSED,
)
"""Every status in the order in which readers meet them."""
ALARMING = frozenset({Status.OFF_TRACK, Status.REGRESSING, Status.NOT_ACHIEVED})
UNREPORTED = frozenset({Status.NO_DATA, Status.PARTIAL})


@dataclass(frozen=True)
class Tally:
    """How many indicators stand how, in `ORDER`. `silent`: nothing was ever asked for there and nothing came.
    `by_hand`: of how many a coordinator set the status."""

    counts: Mapping[Status, int]
    silent: int = 0
    reported: int = 0
    expected: int = 0
    by_hand: int = 0

    @property
    def of(self) -> int:
        """All that were asked for."""
        return sum(self.counts.values())

    @property
    def assessed(self) -> int:
        """Those that could be judged."""
        return sum(count for status, count in self.counts.items() if status in RATED)


@dataclass(frozen=True)
class Change:
    """One indicator whose judgement differs from the earlier period's. `kind`: better, worse, rated (for the first time)
    or unrated (no longer). `before` is None where nothing stood then."""

    kind: str
    indicator: Indicator
    before: Result | None
    after: Result | None


@dataclass(frozen=True)
class Concern:
    """One indicator to look at first. `kind`: off_track, worse or not_reported; `before` is the earlier period's result."""

    kind: str
    indicator: Indicator
    result: Result
    before: Result | None = None


Split = Mapping[tuple[str, Period], Sequence[Result]]
"""The parts of the totals of one indicator by region and period, in the plan's order of categories."""


def split_of(results: Iterable[Result]) -> Split:
    """The parts among the results of one indicator."""
    split: dict[tuple[str, Period], list[Result]] = {}
    for result in results:
        if result.breakdown:
            split.setdefault((result.region, result.period), []).append(result)
    return MappingProxyType(split)


@dataclass(frozen=True)
class Board:
    """The results of an audience, ready to be looked up: (indicator, region) → results in order of time."""

    plan: Plan
    totals: Mapping[tuple[str, str], Sequence[Result]]
    split: Callable[[str], Split]
    """The parts of every total of one indicator."""

    @classmethod
    def of(cls, plan: Plan, results: Iterable[Result], split: Callable[[str], Split] | None = None) -> Board:
        """Sort what comes in order of time already. `split` finds the parts of an indicator when somebody asks for them; without
        it they are among the results."""
        kept = list(results)
        totals: dict[tuple[str, str], list[Result]] = {}
        for result in kept:
            if not result.breakdown:
                totals.setdefault((result.indicator, result.region), []).append(result)
        return cls(plan, MappingProxyType(totals), split or (lambda code: split_of(one for one in kept if one.indicator == code)))

    def at(self, indicator: Indicator, region: str, period: Period) -> Result | None:
        """The result that stands for the period: its own, else the indicator's latest by then; None if none was asked for."""
        best = _latest(self.totals.get((indicator.code, region), ()), indicator.frequency, period)
        return None if best is None or _silent(best) else best

    def of_period(self, indicator: Indicator, region: str, period: Period) -> Result | None:
        """The result of exactly that period; None if there is none or none was asked for."""
        found = next((one for one in self.totals.get((indicator.code, region), ()) if one.period == period), None)
        return None if found is None or _silent(found) else found

    def series(self, indicator: Indicator, region: str) -> list[Result]:
        """Results of one frequency in order of time: of the year where targets speak of whole years, else the indicator's own.

        The years before the first figure, for which none was ever asked, are left out.
        """
        yearly = any(target.over == "year" for target in indicator.targets)
        wanted = Frequency.YEAR if yearly else indicator.frequency
        found = [result for result in self.totals.get((indicator.code, region), ()) if result.period.frequency is wanted]
        return list(dropwhile(_silent, found))

    def parts(self, result: Result) -> Sequence[Result]:
        """The parts of this total; empty where it is not split."""
        return self.split(result.indicator).get((result.region, result.period), ())

    def periods(self, frequency: Frequency) -> list[Period]:
        """Periods with results: of that frequency and whole years, in order."""
        return sorted(period for period in self._periods if period.frequency in {frequency, Frequency.YEAR})

    @cached_property
    def _periods(self) -> frozenset[Period]:
        """Walked once: every page asks, and the results of a board never change."""
        return frozenset(result.period for found in self.totals.values() for result in found)

    def shown(self, indicator: Indicator) -> list[Period]:
        """Periods in which at least one first-level region has a figure or hides one, in order."""
        seen = {
            result.period
            for region in self.plan.regions.level("region")
            for result in self.totals.get((indicator.code, region.code), ())
            if result.value is not None or result.status is Status.SUPPRESSED
        }
        return sorted(seen)

    def regions(self, codes: Iterable[str] | None = None) -> list[str]:
        """Country and first-level regions that any of the indicators has results for, in the plan's order."""
        wanted = None if codes is None else set(codes)
        seen = {region for indicator, region in self.totals if wanted is None or indicator in wanted}
        return [region.code for region in self.plan.regions.all if region.code in seen and region.level in {"country", "region"}]

    def places(self, indicator: Indicator) -> list[str]:
        """Every place the indicator was ever asked for or came from, in the plan's order; the country if there is none."""
        told = {
            region for (code, region), found in self.totals.items() if code == indicator.code and not all(map(_silent, found))
        }
        return [region.code for region in self.plan.regions.all if region.code in told] or [self.plan.regions.country.code]

    def indicators(self, objective: str = "") -> list[Indicator]:
        """The indicators this audience has results of, of one objective or of all, in the plan's order."""
        spoken = {code for code, _ in self.totals}
        return [one for one in self.plan.indicators if one.code in spoken and objective in {"", one.objective}]

    def tally(self, indicators: Iterable[Indicator], region: str, period: Period) -> Tally:
        """How these indicators stand in the region at the end of the period."""
        found = [self.at(indicator, region, period) for indicator in indicators]
        known = [result for result in found if result is not None]
        counted = Counter(result.status for result in known)
        return Tally(
            {status: counted[status] for status in ORDER if counted[status]},
            len(found) - len(known),
            sum(result.reported or 0 for result in known),
            sum(result.expected or 0 for result in known),
            sum(result.overridden is not None for result in known),
        )

    def changes(self, indicators: Iterable[Indicator], region: str, before: Period, after: Period) -> list[Change]:
        """Where the judgement of the two periods differs: worse first, then better, rated, unrated; else the plan's order."""
        found = (self._change(indicator, region, before, after) for indicator in indicators)
        return sorted((change for change in found if change), key=lambda change: _KINDS.index(change.kind))

    def concerns(self, indicators: Iterable[Indicator], region: str, before: Period, period: Period) -> list[Concern]:
        """What to look at first, each indicator once: off track, then worse than before, then not (wholly) reported."""
        found = (self._concern(indicator, region, before, period) for indicator in indicators)
        known = [concern for concern in found if concern]
        return sorted(known, key=lambda one: (_CONCERNS.index(one.kind), -ORDER.index(one.result.status)))

    def _change(self, indicator: Indicator, region: str, before: Period, after: Period) -> Change | None:
        then, now = self.at(indicator, region, before), self.at(indicator, region, after)
        kind = judged(then, now)
        return Change(kind, indicator, then, now) if kind else None

    def _concern(self, indicator: Indicator, region: str, before: Period, period: Period) -> Concern | None:
        then, now = self.at(indicator, region, before), self.at(indicator, region, period)
        if now is None:
            return None
        if now.status in ALARMING:
            return Concern("off_track", indicator, now, then)
        if judged(then, now) == "worse":
            return Concern("worse", indicator, now, then)
        return Concern("not_reported", indicator, now, then) if now.status in UNREPORTED else None


_KINDS = ("worse", "better", "rated", "unrated")
_CONCERNS = ("off_track", "worse", "not_reported")


def judged(then: Result | None, now: Result | None) -> str:
    """How two judgements differ: worse, better, rated (for the first time), unrated (no longer); empty where they do not."""
    return _kind(_rank(then), _rank(now))


def _rank(result: Result | None) -> int | None:
    return RATED.index(result.status) if result is not None and result.status in RATED else None


def _kind(then: int | None, now: int | None) -> str:
    if then == now:
        return ""
    if then is None:
        return "rated"
    if now is None:
        return "unrated"
    return "worse" if now > then else "better"


def _latest(found: Sequence[Result], own: Frequency, period: Period) -> Result | None:
    """From the end backwards, because reading the end of a period costs more than looking at few of them."""
    latest, end = None, period.end
    for result in reversed(found):
        its_end = result.period.end
        if result.period == period:
            return result
        if latest is None and its_end <= end and result.period.frequency is own:
            latest = result
        if latest is not None and its_end < end:
            break
    return latest


def _silent(result: Result) -> bool:
    """True where nothing was asked for and nothing came; what is hidden is not silent."""
    unrated = result.status is Status.NOT_ASSESSABLE and result.value is None and not result.reported
    return (result.status in {Status.NO_DATA, Status.NOT_DUE} or unrated) and not result.expected
