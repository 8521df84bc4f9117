"""The indicator tracking table that donors expect: each indicator on one line, from its baseline to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nap.charts.texts import amount_text
from nap.facts import Frequency, Period, Result
from nap.plan import Indicator, Level, Target
from nap.releases.lines import hidden, number
from nap.releases.release import Release
from nap.releases.since_start import since_start
from nap.releases.sources import unnamed
from nap.releases.workbook_paper import Band, Cell, Column, Number, Row
from nap.releases.workbook_told import coverage_cell, figure_cell, hidden_mark, status_cell, value_cell
from nap.words import period_name, pick, say


@dataclass(frozen=True)
class Track:
    """What the columns of the table are: the years with targets, the periods since the plan began."""

    years: tuple[int, ...]
    periods: tuple[Period, ...]

    @classmethod
    def of(cls, release: Release) -> Track:
        """As far as the release has figures of them."""
        targets = sorted({target.date.year for one in release.indicators for target in one.targets})
        wanted = {release.plan.calendar.frequency, Frequency.YEAR}
        told = {line.result.period for line in release.lines if not line.result.breakdown}
        kept = (period for period in told if period.frequency in wanted and period.year >= release.plan.years[0])
        return cls(tuple(targets), tuple(sorted(kept)))


def tracking_columns(lang: str, track: Track) -> list[Column]:
    """Their names, HXL tags and widths."""
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
        _column(lang, "figure", "#meta+figure+id", 11),
        _column(lang, "source", "#meta+source", 26),
    ]


def tracking_rows(release: Release, lang: str, track: Track) -> Iterator[Row]:
    """A band for each objective, then its indicators in the plan's order."""
    for objective in release.plan.objectives:
        indicators = release.board.indicators(objective.code)
        if indicators:
            yield Band(f"{objective.code}  {pick(objective.title, lang)}")
        for indicator in indicators:
            yield _row(release, lang, track, indicator)
            yield from (_step(release, lang, track, indicator, step) for step in indicator.steps)


def _row(release: Release, lang: str, track: Track, indicator: Indicator) -> list[Cell]:
    country, board = release.plan.country, release.board
    now = board.at(indicator, country, release.period)
    return [
        indicator.code,
        pick(indicator.title, lang),
        pick(indicator.unit, lang),
        *_baseline(lang, indicator),
        *(_target(lang, indicator, year) for year in track.years),
        _target_kind(lang, indicator),
        *([None] * len(track.periods) if indicator.steps else _values(release, lang, track, indicator)),
        _since(release, lang, indicator),
        _progress(lang, now),
        status_cell(lang, now),
        coverage_cell(lang, now),
        figure_cell(release, now),
        unnamed(release.plan, indicator, pick(indicator.verification, lang)),
    ]


def _values(release: Release, lang: str, track: Track, indicator: Indicator) -> Iterator[Cell]:
    country = release.plan.country
    return (value_cell(lang, indicator, release.board.of_period(indicator, country, period)) for period in track.periods)


def _step(release: Release, lang: str, track: Track, indicator: Indicator, step: Level) -> list[Cell]:
    """A cascade has no figure of its own, each of its steps has one."""
    country, breakdown = release.plan.country, f"step={step.code}"
    lines = [release.line(indicator.code, country, period, breakdown) for period in track.periods]
    latest = next((line for line in reversed(lines) if line is not None), None)
    return [
        None,
        f"– {pick(step.title, lang)}",
        *[None] * (len(track.years) + 4),
        *(value_cell(lang, indicator, line.result if line else None) for line in lines),
        *[None] * 4,
        None if latest is None else release.name(latest),
        None,
    ]


def _baseline(lang: str, indicator: Indicator) -> Sequence[Cell]:
    if indicator.baseline is None:
        return (None, None)
    if indicator.scale:
        return (amount_text(lang, indicator, indicator.baseline.value), indicator.baseline.date)
    return (Number(number(indicator.baseline.value) or 0, indicator.precision), indicator.baseline.date)


def _target(lang: str, indicator: Indicator, year: int) -> Cell:
    """The last one of the year."""
    found: Target | None = max((t for t in indicator.targets if t.date.year == year), key=lambda each: each.date, default=None)
    if found is None:
        return None
    if indicator.scale:
        return amount_text(lang, indicator, found.value)
    return Number(number(found.value) or 0, indicator.precision)


def _target_kind(lang: str, indicator: Indicator) -> Cell:
    if not indicator.targets:
        return None
    return say(lang, f"formats.target.{indicator.targets[-1].over or 'state'}")


def _since(release: Release, lang: str, indicator: Indicator) -> Cell:
    found = since_start(release, indicator)
    if found is None or indicator.type == "milestone":
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
    return None if now.progress is None else Number(number(now.progress) or 0, percent=True)


def _column(lang: str, name: str, tag: str, width: int, **facts: str) -> Column:
    return Column(say(lang, f"formats.column.{name}", **facts), tag, width)


def _tag(period: Period) -> str:
    return str(period).lower().replace("-", "_")
