"""Which figures stand in a release and under which number. Disclosed results of one audience enter, a `Release` leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from nap.facts import Period, Result, Status
from nap.plan import Plan
from nap.releases.elsewhere import beside
from nap.releases.lines import published
from nap.releases.moving import Causes, History, moves
from nap.releases.release import METHOD, Elsewhere, Key, Kind, Line, Release, Stamp, key_of
from nap.releases.sources import unnamed
from nap.words import Text


@dataclass(frozen=True)
class Earlier:
    """The release before, as far as the next one speaks of it: its figures as they were published, plan and method."""

    number: int
    as_of: date
    results: tuple[Result, ...]
    plan: Plan | None = None
    method: int = METHOD

    @classmethod
    def of(cls, release: Release) -> Earlier:
        """What a published release leaves to the next."""
        return cls(release.number, release.as_of, tuple(line.result for line in release.lines), release.plan, release.method)


class Said(TypedDict, total=False):
    """What a release says beside its figures, each as in `Release`."""

    title: Required[Text]
    texts: Mapping[str, Text]
    asked: int
    accepted: int
    replaces: Stamp | None
    because: Text
    draft: bool
    base_url: str


def build(
    plan: Plan,
    results: Iterable[Result],
    *,
    number: int,
    kind: Kind,
    period: Period,
    as_of: date,
    included: Collection[str] | None = None,
    previous: Earlier | Release | None = None,
    causes: Causes | None = None,
    elsewhere: Sequence[Elsewhere] = (),
    illustrative: bool = False,
    **said: Unpack[Said],
) -> Release:
    """The release of these results, which must be what the audience of `kind` may see (`nap.results.hiding.shown`).

    In it stands every row of the included indicators (None: all) whose period has ended by then and that has a figure, hides one
    or lacks one that was expected. A figure that outsiders get has the same number in both kinds: those that only the forum gets
    are counted after them. `causes`: why figures may have changed since the release before, by what they are figures of.
    The same arguments always give the same release. ValueError if the release before was made for others.
    """
    before = _earlier(previous, kind)
    then = {} if before is None else {key_of(each): each for each in before.results}
    lines = _lines(plan, _chosen(plan, results, period, included), kind, then)
    compared: dict[str, Any] = {}
    if before is not None:
        moved = moves(lines, then, History(plan, before.plan, before.method, causes or {}))
        compared = {"previous": Stamp(before.number, before.as_of), "moved": moved, "gone": _gone(then, lines)}
    others, unreal = beside(elsewhere, lines), illustrative or plan.status == "illustrative"
    return Release(number, kind, plan, period, as_of, lines=lines, elsewhere=others, illustrative=unreal, **compared, **said)


def _earlier(previous: Earlier | Release | None, kind: Kind) -> Earlier | None:
    if not isinstance(previous, Release):
        return previous
    if previous.kind is not kind:
        raise ValueError(previous.kind)
    return Earlier.of(previous)


def for_outside(plan: Plan, result: Result) -> bool:
    """True if people outside get this row: the country and its regions; smaller places of public indicators only."""
    indicator, region = plan.indicator(result.indicator), plan.regions.get(result.region)
    if indicator is None or region is None:
        return False
    return region.level in {"country", "region"} or indicator.sensitivity == "public"


def _chosen(plan: Plan, results: Iterable[Result], period: Period, included: Collection[str] | None) -> list[Result]:
    """The rows in the plan's order, whatever order they came in: the numbers of figures hang on it."""
    indicators = {one.code: place for place, one in enumerate(plan.indicators) if included is None or one.code in included}
    regions = {one.code: place for place, one in enumerate(plan.regions.all)}
    kept = [each for each in results if each.indicator in indicators and each.region in regions and _tells(each, period)]
    parts = {code: _parts(plan, code) for code in indicators}
    times = {when: place for place, when in enumerate(sorted({each.period for each in kept}))}

    def order(result: Result) -> tuple[int, int, int, int, str]:
        known = parts[result.indicator].get(result.breakdown, len(parts[result.indicator]))
        return indicators[result.indicator], regions[result.region], times[result.period], known, result.breakdown

    return sorted(kept, key=order)


def _parts(plan: Plan, code: str) -> Mapping[str, int]:
    indicator = plan.indicator(code)
    return {part: place for place, part in enumerate(("", *(indicator.categories if indicator else ())))}


def _tells(result: Result, period: Period) -> bool:
    """Whether the row has something to say by the end of the release's period."""
    if result.period.end > period.end:
        return False
    return result.value is not None or result.status is Status.SUPPRESSED or bool(result.expected or result.reported)


def _lines(plan: Plan, results: Sequence[Result], kind: Kind, then: Mapping[Key, Result]) -> tuple[Line, ...]:
    outside = [each for each in results if for_outside(plan, each)]
    numbers = {key_of(each): number for number, each in enumerate(outside, 1)}
    for each in results:
        numbers.setdefault(key_of(each), len(numbers) + 1)
    shown = outside if kind is Kind.DONOR else results
    return tuple(_line(plan, numbers, each, then) for each in shown)


def _line(plan: Plan, numbers: Mapping[Key, int], result: Result, then: Mapping[Key, Result]) -> Line:
    """A figure that is hidden now does not carry the one that was shown before: that would tell it again."""
    before = None if result.status is Status.SUPPRESSED else then.get(key_of(result))
    return Line(numbers[key_of(result)], _bare(plan, result), None if before is None else _bare(plan, before))


def _bare(plan: Plan, result: Result) -> Result:
    """Without what only disclosure control needs: no reader learns from whom a figure comes, or anything of a hidden one."""
    told, indicator = published(result), plan.indicator(result.indicator)
    if told.overridden is not None and indicator is not None:
        because = unnamed(plan, indicator, told.overridden.because)
        told = replace(told, overridden=replace(told.overridden, because=because))
    return replace(told, contributors=frozenset(), missing=()) if told.contributors or told.missing else told


def _gone(then: Mapping[Key, Result], lines: Sequence[Line]) -> tuple[Key, ...]:
    here = {line.key for line in lines}
    return tuple(key for key in then if key not in here)
