"""Tables of a workbook by region, by district and by breakdown. A release and a language enter, columns and rows leave."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Frequency, Period
from nap.plan import Indicator, Region
from nap.plan.parts import breakdown_name
from nap.releases.lines import hidden, row
from nap.releases.release import Line, Release
from nap.releases.workbook_paper import Cell, Column
from nap.releases.workbook_told import count_cell, coverage_cell, figure_cell, parts_of, status_cell, value_cell
from nap.words import period_name, pick, say


def regions_of(release: Release, level: str) -> list[Region]:
    """The places of a level that the release has figures of, in the plan's order."""
    told = {line.result.region for line in release.lines if not line.result.breakdown}
    return [region for region in release.plan.regions.level(level) if region.code in told]


def region_columns(release: Release, lang: str) -> list[Column]:
    """The country, then every region."""
    places = [release.plan.regions.country, *regions_of(release, "region")]
    return [
        *_what(lang),
        _column(lang, "period", "#date+period", 20),
        *(
            Column(pick(place.names, lang), f"#indicator+value+{_tag(place.code)}+num", 15 if place.level == "country" else 13)
            for place in places
        ),
    ]


def region_rows(release: Release, lang: str) -> Iterator[list[Cell]]:
    """A row for each indicator and period since the plan began that any region has a figure of."""
    regions = [region.code for region in regions_of(release, "region")]
    for indicator in release.indicators:
        for period in _periods(release, indicator, regions):
            places = (release.plan.country, *regions)
            told = (release.board.of_period(indicator, place, period) for place in places)
            cells = [value_cell(lang, indicator, result) for result in told]
            yield [*_names(lang, indicator), period_name(lang, period), *cells]


def _periods(release: Release, indicator: Indicator, regions: list[str]) -> list[Period]:
    found = (each for place in regions for each in release.board.totals.get((indicator.code, place), ()))
    wanted = {release.plan.calendar.frequency, Frequency.YEAR}
    kept = {one.period for one in found if one.period.frequency in wanted and (one.value is not None or hidden(one))}
    return sorted(period for period in kept if period.year >= release.plan.years[0])


def district_columns(lang: str) -> list[Column]:
    """One figure a row."""
    return [
        *_what(lang),
        _column(lang, "region", "#adm1+name", 18),
        _column(lang, "district", "#adm2+name", 22),
        _column(lang, "area_code", "#adm2+code", 12),
        _column(lang, "period", "#date+period", 20),
        _column(lang, "value", "#indicator+value+num", 14),
        _column(lang, "coverage", "#meta+coverage", 16),
        _column(lang, "status", "#status+progress", 18),
        _column(lang, "figure", "#meta+figure+id", 11),
    ]


def district_rows(release: Release, lang: str) -> Iterator[list[Cell]]:
    """What stands for each district at the end of the release's period."""
    districts = regions_of(release, "district")
    for indicator in release.indicators:
        for district in districts:
            result = release.board.at(indicator, district.code, release.period)
            if result is None:
                continue
            above = release.plan.regions.parent_region(district.code)
            yield [
                *_names(lang, indicator),
                pick(above.names, lang) if above else "",
                pick(district.names, lang),
                district.code,
                period_name(lang, result.period),
                value_cell(lang, indicator, result),
                coverage_cell(lang, result),
                status_cell(lang, result),
                figure_cell(release, result),
            ]


def breakdown_columns(lang: str) -> list[Column]:
    """One part a row."""
    return [
        *_what(lang),
        _column(lang, "place", "#loc+name", 20),
        _column(lang, "period", "#date+period", 20),
        _column(lang, "group", "#group+name", 24),
        _column(lang, "value", "#indicator+value+num", 14),
        _column(lang, "numerator", "#indicator+numerator+num", 12),
        _column(lang, "denominator", "#indicator+denominator+num", 12),
        _column(lang, "figure", "#meta+figure+id", 11),
    ]


def breakdown_rows(release: Release, lang: str) -> Iterator[list[Cell]]:
    """The parts of what stands for the country and each region at the end of the release's period, under their total."""
    parts = parts_of(release.lines)
    places = [release.plan.regions.country, *regions_of(release, "region")]
    for indicator in release.indicators:
        for place in places:
            total = release.board.at(indicator, place.code, release.period)
            found = [] if total is None else parts.get((indicator.code, place.code, str(total.period)), [])
            if total is None or not found:
                continue
            whole = release.line(total.indicator, total.region, total.period)
            for line in [*([whole] if whole else []), *found]:
                yield _part(release, lang, indicator, place, line)


def _part(release: Release, lang: str, indicator: Indicator, place: Region, line: Line) -> list[Cell]:
    result, told = line.result, row(line)
    return [
        *_names(lang, indicator),
        pick(place.names, lang),
        period_name(lang, result.period),
        breakdown_name(lang, indicator, result.breakdown) or say(lang, "formats.total"),
        value_cell(lang, indicator, result),
        count_cell(told["numerator"]),
        count_cell(told["denominator"]),
        release.name(line),
    ]


def _what(lang: str) -> list[Column]:
    return [_column(lang, "code", "#indicator+code", 7), _column(lang, "indicator", "#indicator+name", 38)]


def _names(lang: str, indicator: Indicator) -> list[Cell]:
    return [indicator.code, pick(indicator.title, lang)]


def _column(lang: str, name: str, tag: str, width: int) -> Column:
    return Column(say(lang, f"formats.column.{name}"), tag, width)


def _tag(code: str) -> str:
    return "loc_" + code.lower().replace("-", "_").replace(".", "_")
