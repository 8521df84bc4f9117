"""The tables at the end of the PDF: every indicator over time, by region, by its parts. A release enters, rows of words leave.

Tables are cut so that they fit across a page; what does not fit stands in the next one, with the names again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from nap.charts.look import SIGNS
from nap.charts.texts import amount_text, short_text
from nap.charts.timeline import short_name
from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator
from nap.plan.parts import breakdown_name
from nap.releases.pdf_cards import Told, standing, status
from nap.releases.release import Line, Release
from nap.words import period_name, pick, say

_YEARS = 6
_ACROSS = 9
"""So many regions stand beside each other."""


def tables(lang: str, release: Release) -> list[Told]:
    """All tables that have rows.

    Of each `title`, `lead`, `head`, `rows` of cells (a text alone is a title between them), `wide` (how the columns share the
    page), `numbers` (the columns that end on the right).
    """
    found = [_over_time(lang, release), *_by_region(lang, release), _of_whom(lang, release)]
    return [each for each in found if each["rows"]]


def _cell(lang: str, indicator: Indicator, result: Result | None) -> str:
    """A value as short as a table needs it; a sign where there is none, as the legend explains."""
    if result is None:
        return ""
    if result.value is None:
        return SIGNS[result.status]
    half = f"{SIGNS[Status.PARTIAL]} " if result.incomplete else ""
    return half + short_text(lang, indicator, result)


def _name(lang: str, indicator: Indicator) -> str:
    unit = pick(indicator.unit, lang)
    shown = f", {unit}" if unit and indicator.type != "percentage" and not indicator.scale else ""
    return f"{indicator.code} {pick(indicator.title, lang)}{shown}"


def _over_time(lang: str, release: Release) -> Told:
    country, own = release.plan.country, release.period
    years = sorted({one.period for one in _of_country(release) if one.period.frequency is Frequency.YEAR})[-_YEARS:]
    periods = [*years, *([] if own in years else [own])]
    head = [say(lang, "pages.column.indicator"), say(lang, "pages.column.baseline"), *(short_name(one) for one in periods)]
    head += [say(lang, "pages.column.target"), say(lang, "pages.column.status")]
    rows: list[object] = []
    for title, indicator in _grouped(lang, release):
        rows += [title] if title else []
        found = [release.board.of_period(indicator, country, period) for period in periods]
        line = standing(release, indicator)
        rows.append(
            [
                _name(lang, indicator),
                _baseline(lang, indicator),
                *(_cell(lang, indicator, one) for one in found),
                _target(lang, indicator),
                status(lang, line.result if line else None),
            ]
        )
    wide = [3.4, 1.0, *([0.9] * len(periods)), 1.1, 1.5]
    return _table(lang, "time", head, rows, wide, range(1, len(head) - 1))


def _grouped(lang: str, release: Release) -> Iterator[tuple[str, Indicator]]:
    """Every indicator, the first of an objective with the title that stands above it."""
    for objective in release.plan.objectives:
        title = f"{objective.code} · {pick(objective.title, lang)}"
        for nth, indicator in enumerate(release.board.indicators(objective.code)):
            yield "" if nth else title, indicator


def _of_country(release: Release) -> Iterable[Result]:
    return (line.result for line in release.lines if line.result.region == release.plan.country and not line.result.breakdown)


def _baseline(lang: str, indicator: Indicator) -> str:
    if indicator.baseline is None:
        return ""
    return f"{amount_text(lang, indicator, indicator.baseline.value)} ({indicator.baseline.date.year})"


def _target(lang: str, indicator: Indicator) -> str:
    if not indicator.targets:
        return ""
    return f"{amount_text(lang, indicator, indicator.targets[-1].value)} ({indicator.targets[-1].date.year})"


def _by_region(lang: str, release: Release) -> Iterable[Told]:
    """Country and first-level regions beside each other, for the release's period or the latest figure by then."""
    country = release.plan.regions.country
    present = [code for code in release.board.regions() if code != country.code]
    named = [(code, pick(one.names, lang)) for code in present if (one := release.plan.regions.get(code)) is not None]
    for nth, group in enumerate(_groups(named)):
        codes = [country.code, *(code for code, _ in group)]
        head = [say(lang, "pages.column.indicator"), pick(country.names, lang), *(name for _, name in group)]
        rows = [row for one in release.indicators if (row := _region_row(lang, release, one, codes, release.period)) is not None]
        yield _table(lang, "regions", head, rows, [3.0, 1.1, *([1.0] * len(group))], range(1, len(head)), again=nth > 0)


def _groups(named: Sequence[tuple[str, str]]) -> Iterable[Sequence[tuple[str, str]]]:
    left = iter(named)
    while group := list(islice(left, _ACROSS)):
        yield group


def _region_row(lang: str, release: Release, indicator: Indicator, codes: Sequence[str], period: Period) -> list[object] | None:
    found = [release.board.at(indicator, code, period) for code in codes]
    if all(one is None or (one.value is None and one.status is not Status.SUPPRESSED) for one in found[1:]):
        return None
    times = {one.period for one in found if one is not None and one.value is not None}
    usual = times.pop() if len(times) == 1 else period
    name = _name(lang, indicator)
    named = name if usual == period else f"{name} ({short_name(usual)})"
    return [named, *(_dated(lang, indicator, one, usual) for one in found)]


def _dated(lang: str, indicator: Indicator, result: Result | None, period: Period) -> str:
    """A figure of another period than the row's says which."""
    told = _cell(lang, indicator, result)
    older = result is not None and result.value is not None and result.period != period
    return f"{told} ({short_name(result.period)})" if older and result else told


def _of_whom(lang: str, release: Release) -> Told:
    """The parts of the country's totals, each figure with its number."""
    columns = ("indicator", "period", "breakdown", "value", "figure")
    head = [say(lang, f"pages.column.{name}") for name in columns[:-1]] + [say(lang, "print.figure")]
    rows: list[list[object]] = []
    for indicator in release.indicators:
        line = standing(release, indicator)
        for published in () if line is None else _parts(release, indicator, line.result):
            part = published.result
            of_whom = breakdown_name(lang, indicator, part.breakdown)
            cells = (_name(lang, indicator), period_name(lang, part.period), of_whom, _cell(lang, indicator, part))
            rows.append([*cells, release.name(published)])
    return _table(lang, "parts", head, rows, [3.2, 1.4, 2.2, 1.0, 0.9], range(3, 4))


def _parts(release: Release, indicator: Indicator, total: Result) -> Iterator[Line]:
    """The parts of a total that say something."""
    for part in indicator.categories:
        line = release.line(total.indicator, total.region, total.period, part)
        if line is not None and (line.result.value is not None or line.result.status is Status.SUPPRESSED):
            yield line


def _table(
    lang: str,
    name: str,
    head: Sequence[str],
    rows: Sequence[object],
    wide: Sequence[float],
    numbers: range,
    *,
    again: bool = False,
) -> Told:
    title = say(lang, f"print.table.{name}")
    return {
        "title": say(lang, "print.table.again", title=title) if again else title,
        "lead": say(lang, f"print.table.{name}.lead"),
        "head": list(head),
        "rows": list(rows),
        "wide": list(wide),
        "numbers": list(numbers),
        "again": again,
    }
