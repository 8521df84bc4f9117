"""The drawing of one indicator over time, as fractions of a frame. Disclosed results enter, a `Drawing` leaves.

A hidden period has a mark at the foot and nothing else; a missing one its sign. Lines join neighbours on one
side of a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile, pairwise
from typing import Any

from nap.charts.axes import from_zero
from nap.charts.look import SIGNS
from nap.charts.points import as_history, discreet
from nap.charts.promises import Stop, break_before, stops
from nap.charts.serieswords import words
from nap.charts.texts import amount_text, short_text
from nap.charts.timeline import period_of, short_name, timeline
from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.releases.pdf_labels import Box, Label, settle
from nap.releases.pdf_scale import Scale, axis, shown
from nap.releases.release import Release
from nap.words import number, pick, say

MOST = 18
"""So many periods have room; of more the last ones are drawn, the tables have them all."""
_ASIDE = 0.3
"""Names of levels beside the axis take so much of the width at most, and go over several lines."""
_SPACIOUS = 8
"""In so many periods there is room for a word beside every target."""
_EVERY = 6
"""So many values are labelled each; of more the last one."""


@dataclass(frozen=True)
class Frame:
    """How wide the drawing will be with the labels of its axis, how high without them, and its letters: points."""

    width: float
    height: float
    letters: float

    def wide(self, said: str) -> float:
        """About how wide a text is."""
        return len(said) * self.letters * 0.6


def series(lang: str, release: Release, indicator: Indicator, region: str, frame: Frame) -> dict[str, Any] | None:
    """None where fewer than two periods have something to show."""
    told = dropwhile(_mute, release.board.series(indicator, region))
    found = [as_history(release.plan, discreet(one)) for one in told][-MOST:]
    known = [one for one in found if one.value is not None]
    if len(known) < 1 or len(found) < 2:
        return None
    way = stops(release.plan, indicator, region, found[0].period.frequency)
    periods = timeline(found, [stop.day for stop in way if stop.what == "target"])[-MOST - 3 :]
    way = [stop for stop in way if period_of(stop.day, periods[0]) in periods]
    place = release.plan.regions.get(region)
    alt = words(lang, release.plan, indicator, pick(place.names, lang) if place else region, found, way)
    return _Drawing(lang, release, indicator, frame, periods, found, way).told() | {"alt": alt}


def _mute(one: Result) -> bool:
    """Nothing to be drawn before the first figure, unless it is hidden."""
    return one.value is None and one.status is not Status.SUPPRESSED


class _Drawing:
    """One series on its way to fractions."""

    def __init__(
        self,
        lang: str,
        release: Release,
        indicator: Indicator,
        frame: Frame,
        periods: Sequence[Period],
        found: Sequence[Result],
        way: Sequence[Stop],
    ) -> None:
        self.lang, self.release, self.indicator, self.frame = lang, release, indicator, frame
        self.periods, self.found, self.way = periods, [one for one in found if one.period in periods], way
        values = [shown(indicator, value) for value in self._values()]
        self.zero = from_zero(indicator, self.found, way)
        self.scale: Scale = axis(indicator, values, zero=self.zero)
        widest = max(frame.wide(self._tick(tick)) for tick in self.scale.ticks)
        self.aside = round(min(widest + frame.letters, frame.width * _ASIDE), 1)
        self.width = round(frame.width - self.aside, 1)

    def _values(self) -> Iterator[Decimal]:
        yield from (one.value for one in self.found if one.value is not None)
        yield from (stop.value for stop in self.way)

    def told(self) -> dict[str, Any]:
        points, way = [self._point(one) for one in self.found], [self._stop(stop) for stop in self.way]
        self._label(points, way)
        return {
            "ticks": [{"y": self.scale.at(tick), "label": self._tick(tick)} for tick in self.scale.ticks],
            "names": self._names(),
            "points": points,
            "lines": [[[a["x"], a["y"]], [b["x"], b["y"]], a["history"] and b["history"]] for a, b in self._joined(points)],
            "way": way,
            "path": [[stop["x"], stop["y"]] for stop in way] if self.indicator.comparable else [],
            "rules": self._rules(),
            "foot": "" if self.zero else say(self.lang, "figures.not_from_zero"),
            "whole": self.frame.width,
            "aside": self.aside,
            "width": self.width,
            "height": self.frame.height,
            "letters": self.frame.letters,
        }

    def _x(self, period: Period) -> float:
        return round((self.periods.index(period) + 0.5) / len(self.periods), 4)

    def _tick(self, tick: float) -> str:
        level = int(tick)
        if self.indicator.scale:
            return pick(self.indicator.scale[level].title, self.lang)
        fine = 0 if tick == level and all(each == int(each) for each in self.scale.ticks) else max(1, self.indicator.precision)
        said = number(self.lang, Decimal(str(tick)), fine)
        return say(self.lang, "pages.value.percent", value=said) if self.indicator.type == "percentage" else said

    def _names(self) -> list[dict[str, Any]]:
        """Names of periods under the axis, as many as there is room for, the last one always."""
        widest = max(self.frame.wide(short_name(period)) for period in self.periods) + self.frame.letters
        every = max(1, -int(-widest * len(self.periods) // self.width))
        last = len(self.periods) - 1
        return [
            {"x": self._x(period), "label": short_name(period)}
            for place, period in enumerate(self.periods)
            if (last - place) % every == 0
        ]

    def _point(self, one: Result) -> dict[str, Any]:
        point: dict[str, Any] = {"x": self._x(one.period), "history": one.period.year < self.release.plan.years[0]}
        if one.value is None:
            return point | {"y": None, "sign": SIGNS[one.status], "hidden": one.status is Status.SUPPRESSED}
        kind = "partial" if one.incomplete else "carried" if one.carried else ""
        return point | {"y": self.scale.at(shown(self.indicator, one.value)), "kind": kind, "least": bool(one.at_least)}

    def _joined(self, points: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Where a period is missing between two points, or the series breaks, there is no line."""
        first = break_before(self.release.plan, self.indicator, self.periods)
        for (one, a), (other, b) in pairwise(zip(self.found, points, strict=True)):
            apart = one.period != other.period.previous() or (first is not None and one.period < first <= other.period)
            if a["y"] is not None and b["y"] is not None and not apart:
                yield a, b

    def _stop(self, stop: Stop) -> dict[str, Any]:
        period = period_of(stop.day, self.periods[0])
        return {"x": self._x(period), "y": self.scale.at(shown(self.indicator, stop.value)), "what": stop.what}

    def _rules(self) -> list[dict[str, Any]]:
        """Where the plan begins and where the series breaks, with words."""
        inside = [period for period in self.periods if period.year >= self.release.plan.years[0]]
        rules: dict[Period, str] = {}
        if inside and inside[0] != self.periods[0]:
            rules[inside[0]] = say(self.lang, "figures.plan_begins", year=str(self.release.plan.years[0]))
        place = break_before(self.release.plan, self.indicator, self.periods)
        if place is not None:
            rules[place] = say(self.lang, "figures.break")
        return [{"x": round(self.periods.index(period) / len(self.periods), 4), "words": said} for period, said in rules.items()]

    def _label(self, points: Sequence[dict[str, Any]], way: Sequence[dict[str, Any]]) -> None:
        """Writes labels to points and stops, each on the side where it covers least."""
        labels = [*self._of_points(points), *self._of_stops(way)]
        drawn = [(each["x"], each["y"]) for each in (*points, *way) if each["y"] is not None]
        boxes: list[Box] = []
        for label in labels:
            boxes.append(settle(label, self.width, self.frame.height, self.frame.letters, drawn, boxes))

    def _of_points(self, points: Sequence[dict[str, Any]]) -> Iterator[Label]:
        known = [(one, point) for one, point in zip(self.found, points, strict=True) if one.value is not None]
        chosen = known[::-1] if len(known) <= _EVERY and not self.indicator.scale else known[-1:]
        for one, point in chosen:
            half = f"{SIGNS[Status.PARTIAL]} " if one.incomplete else ""
            yield Label(point, half + short_text(self.lang, self.indicator, one), self._wide)

    def _of_stops(self, way: Sequence[dict[str, Any]]) -> Iterator[Label]:
        """Each with its word; among many periods the last target alone has a word, and the baseline is a point of the series."""
        dense = len(self.periods) > _SPACIOUS
        for stop, drawn in [*zip(self.way, way, strict=True)][::-1]:
            if dense and stop.what == "baseline":
                continue
            whole = not dense or stop is self.way[-1]
            yield Label(drawn, self._stop_said(stop) if whole else amount_text(self.lang, self.indicator, stop.value), self._wide)

    def _stop_said(self, stop: Stop) -> str:
        return stop.label(self.lang, self.indicator)

    def _wide(self, said: str) -> float:
        return self.frame.wide(said)
