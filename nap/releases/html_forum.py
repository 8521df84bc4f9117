"""The forum's edition: a page for each region and each indicator, short enough for a phone on a weak line."""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts.texts import coverage_text
from nap.charts.timeline import short_name
from nap.facts import Result
from nap.plan import Indicator, Region
from nap.releases.html_front import four
from nap.releases.html_indicator import Depth, indicator_body
from nap.releases.html_markup import NOTHING, Html, join, paragraphs, tag
from nap.releases.html_methods import short
from nap.releases.html_page import Site, over
from nap.releases.html_parts import Column, cell, counts, figure_cell, head, number_cell, squares, status, table
from nap.releases.summary import front
from nap.words import period_name, pick


def forum_front(site: Site) -> Html:
    """The four answers, then the way to every indicator and every region."""
    told = front(site.release, site.lang)
    top = tag("div", over(site, told.period), tag("h1", told.title), paragraphs(told.text, class_="lead"), class_="title")
    goals = [_objective(site, code, indicators) for code, indicators in site.shelf.by_objective.items()]
    places = [tag("h2", site.say("site.regions")), _places(site)]
    return join([top, four(site, told), *goals, *places])


def _objective(site: Site, code: str, indicators: Sequence[Indicator]) -> Html:
    objective, country = site.release.plan.objective(code), site.release.plan.country
    tally = site.release.board.tally(indicators, country, site.release.period)
    title = tag("h2", f"{code} {pick(objective.title, site.lang) if objective else ''}", id=f"o-{code}")
    rows = [_row(site, one, country) for one in indicators]
    return join([title, squares(tally), counts(site.lang, tally), _table(site, site.say("site.glance"), rows)])


def _table(site: Site, caption: str, rows: Sequence[Sequence[Html]], *, headed: bool = False) -> Html:
    columns = [Column(site.say("pages.column.indicator")), Column(site.say("pages.column.value"), right=True)]
    columns += [Column(site.say(f"pages.column.{name}")) for name in ("status", "coverage")] + [Column(site.say("site.figure"))]
    return table(caption, columns, rows, "toc", headed=headed)


def _row(site: Site, indicator: Indicator, region: str) -> list[Html]:
    now: Result | None = site.release.board.at(indicator, region, site.release.period)
    name = head(
        tag("a", f"{indicator.code} {pick(indicator.title, site.lang)}", href=site.page(f"indicator-{indicator.code}.html"))
    )
    if now is None:
        return [name, cell(), cell(tag("span", site.say("board.silent"), class_="quiet")), cell(), cell()]
    value = figure_cell(site.lang, indicator, now, tag("small", short_name(now.period)))
    stands, came = cell(status(site.lang, now, reason=False)), cell(coverage_text(site.lang, now))
    return [name, value, stands, came, number_cell(site, now)]


def told_places(site: Site) -> list[Region]:
    """Every place below the country of which the release has figures, in the plan's order."""
    spoken = {region for regions in site.shelf.at_places.values() for region in regions}
    return [one for one in site.release.plan.regions.all if one.level != "country" and one.code in spoken]


def _places(site: Site) -> Html:
    """First-level regions, each with its districts."""
    told = told_places(site)
    wide = [one for one in told if one.level == "region"]
    return tag("ul", *(_place(site, one, [each for each in told if each.parent == one.code]) for one in wide))


def _place(site: Site, region: Region, within: Sequence[Region]) -> Html:
    inner = tag("ul", *(tag("li", _link(site, one)) for one in within)) if within else NOTHING
    return tag("li", _link(site, region), inner)


def _link(site: Site, region: Region) -> Html:
    return tag("a", pick(region.names, site.lang), href=site.page(f"region-{region.code}.html"))


def region_page(site: Site, region: Region) -> Html:
    """One place: its indicators by objective."""
    period = period_name(site.lang, site.release.period)
    parent = site.release.plan.regions.get(region.parent or "")
    wider = tag("p", _link(site, parent)) if parent is not None and parent.level == "region" else NOTHING
    top = tag("div", over(site, period), tag("h1", pick(region.names, site.lang)), wider, class_="title")
    return join([top, *(_of_objective(site, region, code) for code in site.shelf.by_objective), _within(site, region)])


def _of_objective(site: Site, region: Region, code: str) -> Html:
    told = site.shelf.at_places
    found = [one for one in site.shelf.by_objective[code] if region.code in told.get(one.code, {})]
    if not found:
        return NOTHING
    objective = site.release.plan.objective(code)
    title = f"{code} {pick(objective.title, site.lang) if objective else ''}"
    return join([tag("h2", title), _table(site, title, [_row(site, one, region.code) for one in found], headed=True)])


def _within(site: Site, region: Region) -> Html:
    small = [one for one in told_places(site) if one.parent == region.code]
    links = tag("ul", *(tag("li", _link(site, one)) for one in small))
    return join([tag("h2", site.say("site.districts.of")), links]) if small else NOTHING


def indicator_page(site: Site, indicator: Indicator, depth: Depth) -> Html:
    """One indicator: the same as in the donors' edition, with every place the forum may see."""
    objective = site.release.plan.objective(indicator.objective)
    code, title = indicator.code, pick(indicator.title, site.lang)
    above = pick(objective.title, site.lang) if objective else ""
    top = [over(site, above), tag("h1", tag("span", code, class_="code"), " ", title)]
    body = indicator_body(site, indicator, depth, rank="h2")
    return join([tag("div", *top, class_="title"), *body, short(site, indicator)])
