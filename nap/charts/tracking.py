"""The indicator tracking table as a figure: each indicator on one line, from its baseline to where it stands now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from nap.charts.cells import Amount, Cell, Link
from nap.charts.figure import Figure
from nap.charts.gaps import hidden
from nap.charts.texts import amount_text, assessed, coverage_text, explained_cell, percent_text, status_mark, whole_percent
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Level
from nap.plan.responsible import responsible
from nap.results.tracking import Track
from nap.words import number, period_name, pick, say

Instead = Callable[[Indicator, Period], str]
"""Words for a place where an indicator has no single value, such as how many regions stand at which level; else empty."""
_UNSENT = frozenset({Status.NO_DATA, Status.NOT_DUE})
_SUMMED = frozenset({"flow", "ytd", "since_start"})


@dataclass(frozen=True)
class TrackingHead:
    """The columns: names, and the line above that groups them: (name, how many columns)."""

    names: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]


def tracking_head(lang: str, track: Track) -> TrackingHead:
    """Targets stand together, and the periods of each year."""
    before = ("pages.column.indicator", "pages.column.unit", "pages.column.baseline")
    after = ("formats.column.since_start", "formats.column.progress", "pages.column.status", "pages.column.coverage")
    years = list(dict.fromkeys(period.year for period in track.periods))
    names = (
        *(say(lang, key) for key in before),
        *(say(lang, "formats.column.target", year=track.plan.year(year).year_label) for year in track.years),
        *(period_name(lang, period) for period in track.periods),
        *(say(lang, key) for key in (*after, "tracking.column.responsible")),
    )
    groups = (
        ("", len(before)),
        (say(lang, "tracking.targets"), len(track.years)),
        *((track.plan.year(year).year_label, sum(period.year == year for period in track.periods)) for year in years),
        ("", len(after) + 1),
    )
    return TrackingHead(names, tuple(group for group in groups if group[1]))


def tracking(
    lang: str,
    track: Track,
    lead: Callable[[Indicator], str],
    bodies: Callable[[str], str],
    instead: Instead,
    *,
    title: str,
    name: str,
) -> Figure:
    """`lead`: where an indicator leads; `bodies`: the name of an organisation."""
    rows: list[tuple[Cell, ...]] = []
    for indicator in track.indicators:
        rows.append(_row(lang, track, indicator, lead, bodies, instead))
        rows += (_step(lang, track, indicator, step) for step in indicator.steps)
    head = tracking_head(lang, track)
    return Figure(title=title, words=tracking_words(lang, track), caption=title, header=head.names, rows=tuple(rows), name=name)


def tracking_words(lang: str, track: Track) -> str:
    """How many lines, how many of them rated, and how."""
    if not track.indicators:
        return say(lang, "coverage.nothing_asked")
    tally = track.board.tally(track.indicators, track.place, track.period)
    of = len(track.indicators)
    counts = [f"{say(lang, f'common.status.{status.value}')}: {number(lang, n)}" for status, n in tally.counts.items()]
    silent = [f"{say(lang, 'board.silent')}: {number(lang, tally.silent)}"] if tally.silent else []
    said = [say(lang, "tracking.words", n=of, assessed=assessed(lang, tally, of), what="; ".join([*counts, *silent]))]
    if any(target.hypothetical for one in track.indicators for target in track.targets(one)):
        said.append(say(lang, "pages.goal.hypothetical"))
    return " ".join(said)


def _row(
    lang: str,
    track: Track,
    indicator: Indicator,
    lead: Callable[[Indicator], str],
    bodies: Callable[[str], str],
    instead: Instead,
) -> tuple[Cell, ...]:
    now = track.now(indicator)
    return (
        Link(f"{indicator.code} {pick(indicator.title, lang)}", lead(indicator)),
        pick(indicator.unit, lang),
        _baseline(lang, track, indicator),
        *(_target(lang, track, indicator, year) for year in track.years),
        *(_value(lang, track, indicator, period, instead) for period in track.periods),
        _since(lang, track, indicator, now),
        _progress(lang, now),
        *_standing(lang, track, now),
        "\n".join(bodies(code) for code in responsible(track.plan, indicator)),
    )


def _step(lang: str, track: Track, indicator: Indicator, step: Level) -> tuple[Cell, ...]:
    """A step of a cascade, below the indicator: the figures are its own, all else is the indicator's."""
    told = (track.step(indicator, step, period) for period in track.periods)
    values = ("" if each is None else _amount(lang, indicator, each) for each in told)
    return (f"{indicator.code} – {pick(step.title, lang)}", *[""] * (2 + len(track.years)), *values, *[""] * 5)


def _baseline(lang: str, track: Track, indicator: Indicator) -> Cell:
    baseline = track.baseline(indicator)
    if baseline is None:
        return ""
    shown = amount_text(lang, indicator, baseline.value)
    return f"{shown}\n{say(lang, 'formats.readme.day', date=baseline.date)}"


def _target(lang: str, track: Track, indicator: Indicator, year: int) -> Cell:
    found = track.target(indicator, year)
    if found is None:
        return ""
    told = amount_text(lang, indicator, found.value)
    return f"{told}\n{say(lang, f'formats.target.{found.over}')}" if found.over else Amount(told, found.value)


def _value(lang: str, track: Track, indicator: Indicator, period: Period, instead: Instead) -> Cell:
    if indicator.steps:
        return ""
    result = track.value(indicator, period)
    if result is None:
        return ""
    if result.value is None and (said := instead(indicator, period)):
        return said
    return _amount(lang, indicator, result)


def _amount(lang: str, indicator: Indicator, result: Result) -> Amount:
    """The value; one that was not reported for the period and stands from an earlier one says so."""
    if result.value is None and result.status in _UNSENT:
        return Amount(say(lang, f"common.status.{result.status.value}").lower())
    cell = explained_cell(lang, indicator, result)
    if result.value is not None and result.carried and not result.reported:
        return replace(cell, text=say(lang, "tracking.earlier", value=cell.text))
    return cell


def _since(lang: str, track: Track, indicator: Indicator, now: Result | None) -> Cell:
    """What adds up; of a state the latest one stands beside it already."""
    found = track.since(indicator) if indicator.accumulation in _SUMMED else None
    if found is None:
        return ""
    if found.value is None:
        return Amount(
            hidden(lang, now) if now is not None and now.status is Status.SUPPRESSED else say(lang, "pages.value.hidden")
        )
    text = amount_text(lang, indicator, found.value)
    shown = say(lang, "pages.value.at_least", value=text) if found.at_least else text
    return Amount(shown, round(found.value, indicator.precision))


def _progress(lang: str, now: Result | None) -> Cell:
    if now is None or now.progress is None:
        return Amount(hidden(lang, now)) if now is not None and now.status is Status.SUPPRESSED else ""
    return Amount(percent_text(lang, now.progress), whole_percent(now.progress))


def _standing(lang: str, track: Track, now: Result | None) -> tuple[Cell, Cell]:
    """Status and coverage; a status of another period than the one asked for names it."""
    if now is None:
        return say(lang, "board.silent"), ""
    older = "" if now.period == track.period else period_name(lang, now.period)
    return status_mark(lang, now, small=older), coverage_text(lang, now)
