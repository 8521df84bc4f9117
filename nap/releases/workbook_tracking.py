"""The indicator tracking table that donors expect: each indicator on one line, from its baseline to where it stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.charts.texts import amount_text
from nap.facts import Period, Result
from nap.plan import Indicator, Level
from nap.releases.lines import hidden, number
from nap.releases.release import Release
from nap.releases.sources import unnamed
from nap.releases.workbook_paper import Band, Cell, Column, Number, Row
from nap.releases.workbook_told import coverage_cell, figure_cell, hidden_mark, status_cell, value_cell
from nap.results.tracking import Track
from nap.words import period_name, pick, say

Name = Callable[[Result | None], Cell]
"""What a figure is cited by."""


@dataclass(frozen=True)
class Beside:
    """A column that a table has beside those of every tracking table."""

    column: Column
    cell: Callable[[Indicator], Cell]


@dataclass(frozen=True)
class TrackingTable:
    """Columns and rows in one language. `name`: without it figures are not cited; `beside` stands at the end."""

    lang: str
    track: Track
    name: Name | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """Their names, HXL tags and widths."""
        lang, track = self.lang, self.track
        wanted = [_column(lang, "target", f"#indicator+target+y{year}+num", 11, year=str(year)) for year in track.years]
        told = [Column(period_name(lang, each), f"#indicator+value+p{_tag(each)}+num", 12) for each in track.periods]
        return [
            _column(lang, "code", "#indicator+code", 6),
            _column(lang, "indicator", "#indicator+name", 36),
            _column(lang, "unit", "#indicator+unit", 14),
            _column(lang, "baseline", "#indicator+baseline+num", 10),
            _column(lang, "baseline_date", "#date+baseline", 11),
            *wanted,
            _column(lang, "target_kind", "#indicator+target+type", 13),
            *told,
            _column(lang, "since_start", "#indicator+since_start+num", 12),
            _column(lang, "progress", "#indicator+progress+pct", 10),
            _column(lang, "status", "#status+progress", 19),
            _column(lang, "coverage", "#meta+coverage", 18),
            *([_column(lang, "figure", "#meta+figure+id", 11)] if self.name else []),
            _column(lang, "source", "#meta+source", 26),
            *(one.column for one in self.beside),
        ]

    def rows(self) -> Iterator[Row]:
        """A band for each objective, then its indicators in the plan's order."""
        for objective in self.track.plan.objectives:
            indicators = self.track.of(objective.code)
            if indicators:
                yield Band(f"{objective.code}  {pick(objective.title, self.lang)}")
            for indicator in indicators:
                yield self._row(indicator)
                yield from (self._step(indicator, step) for step in indicator.steps)

    def _row(self, indicator: Indicator) -> list[Cell]:
        lang, track = self.lang, self.track
        now = track.now(indicator)
        return [
            indicator.code,
            pick(indicator.title, lang),
            pick(indicator.unit, lang),
            *_baseline(lang, track, indicator),
            *(_target(lang, track, indicator, year) for year in track.years),
            _target_kind(lang, track, indicator),
            *([None] * len(track.periods) if indicator.steps else _values(lang, track, indicator)),
            _since(lang, track, indicator),
            _progress(lang, now),
            status_cell(lang, now),
            coverage_cell(lang, now),
            *self._cited(now),
            unnamed(track.plan, indicator, pick(indicator.verification, lang)),
            *(one.cell(indicator) for one in self.beside),
        ]

    def _step(self, indicator: Indicator, step: Level) -> list[Cell]:
        """A cascade has no figure of its own, each of its steps has one."""
        lang, track = self.lang, self.track
        told = [track.step(indicator, step, period) for period in track.periods]
        latest = next((each for each in reversed(told) if each is not None), None)
        return [
            None,
            f"– {pick(step.title, lang)}",
            *[None] * (len(track.years) + 4),
            *(value_cell(lang, indicator, each) for each in told),
            *[None] * 4,
            *self._cited(latest),
            None,
            *[None] * len(self.beside),
        ]

    def _cited(self, result: Result | None) -> list[Cell]:
        return [self.name(result)] if self.name else []


def released_table(release: Release, lang: str) -> TrackingTable:
    """The table of a release: the whole country, every figure with its short number."""
    track = Track(release.board, release.plan.country, release.period, release.indicators)
    return TrackingTable(lang, track, lambda result: figure_cell(release, result))


def _values(lang: str, track: Track, indicator: Indicator) -> Iterator[Cell]:
    return (value_cell(lang, indicator, track.value(indicator, period)) for period in track.periods)


def _baseline(lang: str, track: Track, indicator: Indicator) -> Sequence[Cell]:
    baseline = track.baseline(indicator)
    if baseline is None:
        return (None, None)
    if indicator.scale:
        return (amount_text(lang, indicator, baseline.value), baseline.date)
    return (Number(number(baseline.value) or 0, indicator.precision), baseline.date)


def _target(lang: str, track: Track, indicator: Indicator, year: int) -> Cell:
    found = track.target(indicator, year)
    if found is None:
        return None
    if indicator.scale:
        return amount_text(lang, indicator, found.value)
    return Number(number(found.value) or 0, indicator.precision)


def _target_kind(lang: str, track: Track, indicator: Indicator) -> Cell:
    targets = track.targets(indicator)
    return say(lang, f"formats.target.{targets[-1].over or 'state'}") if targets else None


def _since(lang: str, track: Track, indicator: Indicator) -> Cell:
    found = track.since(indicator)
    if found is None:
        return None
    if found.value is None:
        return hidden_mark(lang)
    if indicator.scale:
        return amount_text(lang, indicator, found.value)
    return Number(number(found.value) or 0, indicator.precision, found.at_least)


def _progress(lang: str, now: Result | None) -> Cell:
    if now is None:
        return None
    if hidden(now):
        return hidden_mark(lang)
    return None if now.progress is None else Number(number(now.progress) or 0, _decimals(now.progress), percent=True)


def _decimals(share: Decimal) -> int:
    """So many that what is nearly the whole is not shown as the whole, nor as nothing what is nearly nothing."""
    told = abs(share * 100)
    near = (places for places in range(9) if round(told, places) not in {0, 100} or told in {0, 100})
    return next(near, 9)


def _column(lang: str, name: str, tag: str, width: int, **facts: str) -> Column:
    return Column(say(lang, f"formats.column.{name}", **facts), tag, width)


def _tag(period: Period) -> str:
    return str(period).lower().replace("-", "_")
