"""The tables: all indicators on one page, then a page of tables for each objective. What has no room there is named, with where
it stands in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nap.charts.look import SIGNS
from nap.charts.texts import short_text
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Region
from nap.plan.parts import breakdown_name
from nap.releases import html_files
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_objective import at_a_glance
from nap.releases.html_page import Site, over
from nap.releases.html_parts import shown
from nap.words import pick


@dataclass(frozen=True)
class Width:
    """How much of the figures a page of tables holds: so many periods, districts too, the parts of the country's totals."""

    periods: int
    districts: bool
    parts: bool
    regions: bool = True


WIDTHS = (
    Width(40, districts=True, parts=True),
    Width(16, districts=True, parts=True),
    Width(16, districts=False, parts=True),
    Width(8, districts=False, parts=True),
    Width(8, districts=False, parts=False, regions=False),
)
"""From everything to what a weak line can bear; the first that is light enough is taken."""


def tables_page(site: Site) -> Html:
    """All indicators at a glance, and the way to their tables."""
    top = tag(
        "div",
        over(site),
        tag("h1", site.say("site.tables")),
        tag("p", site.say("site.tables.lead"), class_="lead"),
        class_="title",
    )
    found = [_glance(site, code, indicators) for code, indicators in site.shelf.by_objective.items()]
    return join([top, html_files.take(site), *found])


def _glance(site: Site, code: str, indicators: Sequence[Indicator]) -> Html:
    objective = site.release.plan.objective(code)
    title = tag("h2", f"{code} {pick(objective.title, site.lang) if objective else ''}")
    all_of = tag("p", tag("a", site.say("site.tables.of", code=code), href=site.page(f"tables-{code}.html")))
    return join([title, at_a_glance(site, indicators, lead=True, base=site.page(f"objective-{code}.html")), all_of])


def objective_tables(site: Site, code: str, width: Width) -> Html:
    """Every figure of an objective's indicators, as far as the width goes."""
    objective = site.release.plan.objective(code)
    title = tag("h1", site.say("site.tables"), ": ", f"{code} {pick(objective.title, site.lang) if objective else ''}")
    lead = tag("p", _reading(site), class_="lead")
    notes = [tag("p", site.say("site.tables.shortened"), html_files.whole(site), class_="note")] if width != WIDTHS[0] else []
    parts = [_of_indicator(site, one, width) for one in site.shelf.by_objective[code]]
    return join([tag("div", over(site), title, lead, class_="title"), *notes, *parts])


def _reading(site: Site) -> str:
    said = site.say("site.tables.reading")
    if site.release.draft or not site.release.lines:
        return said
    first = site.release.lines[0]
    return f"{site.say('site.tables.numbers', n=first.number, name=site.release.name(first))} {said}"


def _of_indicator(site: Site, indicator: Indicator, width: Width) -> Html:
    totals = site.shelf.at_places.get(indicator.code, {})
    parts = site.shelf.parts.get(indicator.code, {}) if width.parts else {}
    rows = [row for region in site.release.plan.regions.all if region.code in totals and _kept(region, width) for row in [region]]
    periods = _periods(totals, rows)[-width.periods :]
    if not periods:
        return NOTHING
    lines = [line for region in rows for line in _lines(site, indicator, region, periods, totals[region.code], parts)]
    title = f"{indicator.code} {pick(indicator.title, site.lang)}"
    unit = pick(indicator.unit, site.lang)
    heads = [
        tag("th", site.say("pages.column.region"), scope="col"),
        *(tag("th", short_name(one), scope="col") for one in periods),
    ]
    caption = tag("caption", tag("span", site.say("site.unit", unit=unit) if unit else title))
    inner = tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *lines), class_="periods")
    return join([tag("h2", title), tag("div", inner, class_="box", role="group", tabindex="0", aria_label=title)])


def _kept(region: Region, width: Width) -> bool:
    return (
        region.level == "country"
        or (width.regions and region.level == "region")
        or (width.districts and region.level == "district")
    )


def _periods(totals: Mapping[str, Sequence[Result]], regions: Sequence[Region]) -> list[Period]:
    """Those in which any place has a figure or hides one."""
    return sorted({one.period for region in regions for one in totals[region.code] if _speaks(one)})


def _speaks(result: Result) -> bool:
    return result.value is not None or result.status is Status.SUPPRESSED


def _lines(
    site: Site,
    indicator: Indicator,
    region: Region,
    periods: Sequence[Period],
    totals: Sequence[Result],
    parts: Mapping[tuple[str, Period], Sequence[Result]],
) -> list[Html]:
    """The row of a place and, for the country, those of its parts; no row for a place without any figure."""
    if not any(_speaks(one) for one in totals):
        return []
    found = [_line(site, indicator, pick(region.names, site.lang), periods, {one.period: one for one in totals}, region.level)]
    if region.level == "country":
        found += _split(site, indicator, periods, region, parts)
    return found


def _split(
    site: Site,
    indicator: Indicator,
    periods: Sequence[Period],
    region: Region,
    parts: Mapping[tuple[str, Period], Sequence[Result]],
) -> list[Html]:
    found: dict[str, dict[Period, Result]] = {}
    for period in periods:
        for one in parts.get((region.code, period), ()):
            found.setdefault(one.breakdown, {})[period] = one
    told = {key: results for key, results in found.items() if any(_speaks(one) for one in results.values())}
    return [
        _line(site, indicator, breakdown_name(site.lang, indicator, key), periods, results, "part")
        for key, results in told.items()
    ]


def _line(
    site: Site, indicator: Indicator, name: str, periods: Sequence[Period], found: Mapping[Period, Result], level: str
) -> Html:
    cells = [_cell(site, indicator, found.get(period)) for period in periods]
    return tag("tr", tag("th", name, scope="row"), *cells, class_="sub" if level in {"district", "part"} else None)


def _cell(site: Site, indicator: Indicator, result: Result | None) -> Html:
    """The figure and its number; a sign where there is none."""
    if result is None:
        return tag("td")
    if result.status is Status.SUPPRESSED:
        return tag("td", shown(site.lang, indicator, result), _number(site, result))
    if result.value is None:
        return tag("td", SIGNS[result.status]) if result.expected else tag("td")
    mark = f"{SIGNS[Status.PARTIAL]} " if result.incomplete else ""
    return tag("td", mark, short_text(site.lang, indicator, result), _number(site, result))


def _number(site: Site, result: Result) -> Html:
    line = site.line(result)
    return NOTHING if line is None or site.release.draft else tag("small", f" {line.number}", class_="ref")
