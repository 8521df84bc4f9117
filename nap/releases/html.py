"""A release as web pages: it enters with the fingerprints of its other files, pages by path leave, the same bytes each time.

`pages` is what donors read, `forum_pages` the edition for the women's NGOs. Nothing in them runs or is fetched from elsewhere.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from nap.charts.points import discreet
from nap.facts import Status
from nap.releases.html_forum import forum_front, indicator_page, region_page, told_places
from nap.releases.html_front import changes_table, front_page
from nap.releases.html_indicator import Depth
from nap.releases.html_markup import Html, join, tag
from nap.releases.html_methods import methods_page
from nap.releases.html_objective import objective_page
from nap.releases.html_page import MARK, Shelf, Site, Way, document, over, page
from nap.releases.html_tables import WIDTHS, objective_tables, tables_page
from nap.releases.release import Line, Release
from nap.releases.summary import changes
from nap.words import language_name, pick, say

LIMIT = 235_000
"""Bytes of a page as sent (gzip); a page that would be heavier tells less and says where the rest is."""
_BEARABLE = 120_000
"""The same for the forum's edition, which is read on phones."""
_DEPTHS = (Depth(), Depth(districts=False), Depth(districts=False, regions=False))

Make = Callable[[], Html]


def pages(release: Release, assets: Mapping[str, str]) -> dict[str, bytes]:
    """Every page of the donors' edition by path. `assets`: paths of the release's other files, each with its SHA-256."""
    shelf = Shelf(_discreet(release), assets)
    made = {"index.html": choice(release)}
    for lang in release.plan.languages:
        made.update(_of_language(Site(shelf, lang)))
    return made


def forum_pages(release: Release, assets: Mapping[str, str] = {}) -> dict[str, bytes]:
    """Every page of the forum's edition by path."""
    shelf = Shelf(_discreet(release), assets)
    made = {"index.html": choice(release)}
    for lang in release.plan.languages:
        made.update(_of_forum(Site(shelf, lang)))
    return made


def _discreet(release: Release) -> Release:
    """The same without any number in a hidden line: a second lock behind disclosure control."""
    lines = tuple(_without(line) for line in release.lines)
    return replace(release, lines=lines, moved=tuple(replace(one, line=_without(one.line)) for one in release.moved))


def _without(line: Line) -> Line:
    return replace(line, result=discreet(line.result), before=None) if line.result.status is Status.SUPPRESSED else line


def choice(release: Release) -> bytes:
    """The first address of all: in which language to read."""
    languages = release.plan.languages
    title = pick(release.title, languages[0])
    links = [tag("li", _choice(release, code)) for code in languages]
    body = tag("main", tag("h1", tag("span", title, lang=languages[0])), tag("ul", *links, class_="choose"), class_="title")
    brand = tag("header", tag("div", tag("span", MARK, say(languages[0], "pages.monitor")), class_="brand wide"))
    return document(languages[0], title, brand, body)


def _choice(release: Release, code: str) -> Html:
    inside = [tag("strong", language_name(code, code)), tag("span", pick(release.title, code))]
    return tag("a", *inside, href=f"{code}/index.html", lang=code, hreflang=code)


def _ways(site: Site) -> list[Way]:
    goals = [Way(site.say("site.way_to.objective", code=code), f"objective-{code}.html") for code in site.shelf.by_objective]
    last = [Way(site.say("site.tables"), "tables.html"), Way(site.say("site.methods.short"), "methods.html")]
    return [Way(site.say("site.way_to.front"), "index.html"), *goals, *last]


def _of_language(site: Site) -> Iterator[tuple[str, bytes]]:
    release, ways = site.release, _ways(site)
    here = site.at("index.html")
    yield here.place, page(here, pick(release.title, site.lang), front_page(here), ways)
    for code in site.shelf.by_objective:
        yield from _objective(site, code, ways)
    for name, key, make in (("tables", "site.tables", tables_page), ("methods", "site.methods", methods_page)):
        here = site.at(f"{name}.html")
        yield here.place, page(here, site.say(key), make(here), ways)
    here = site.at("changes.html")
    yield here.place, page(here, site.say("site.changes"), _changes(here), ways)


def _objective(site: Site, code: str, ways: Sequence[Way]) -> Iterator[tuple[str, bytes]]:
    objective = site.release.plan.objective(code)
    title = f"{code} {pick(objective.title, site.lang) if objective else ''}"
    here = site.at(f"objective-{code}.html")
    yield here.place, _fit(here, title, ways, [partial(objective_page, here, code, depth) for depth in _DEPTHS], LIMIT)
    here = site.at(f"tables-{code}.html")
    made = [partial(objective_tables, here, code, width) for width in WIDTHS]
    yield here.place, _fit(here, f"{site.say('site.tables')}: {title}", ways, made, LIMIT)


def _fit(site: Site, title: str, ways: Sequence[Way], made: Sequence[Make], limit: int) -> bytes:
    """The first of the ways to make a page that is light enough; the last one whatever it weighs."""
    for make in made[:-1]:
        data = page(site, title, make(), ways)
        if len(data) < limit or len(gzip.compress(data, mtime=0)) <= limit:
            return data
    return page(site, title, made[-1](), ways)


def _changes(site: Site) -> Html:
    """Every figure that differs from the release before, and why."""
    told = changes(site.release, site.lang)[:_MOST]
    top = tag("div", over(site), tag("h1", site.say("site.changes")), class_="title")
    more = [tag("p", site.say("site.changes.more"))] if len(site.release.moved) > len(told) else []
    none = tag("p", site.say("site.changes.none"))
    return join([top, changes_table(site, told) if told else none, *more])


_MOST = 1500
"""So many changed figures stand on one page."""


def _of_forum(site: Site) -> Iterator[tuple[str, bytes]]:
    release = site.release
    ways = [Way(site.say("site.way_to.front"), "index.html"), Way(site.say("site.methods.short"), "methods.html")]
    here = site.at("index.html")
    yield here.place, page(here, pick(release.title, site.lang), forum_front(here), ways)
    here = site.at("methods.html")
    yield here.place, page(here, site.say("site.methods"), methods_page(here, indicators=False), ways)
    for region in told_places(site):
        here = site.at(f"region-{region.code}.html")
        yield here.place, page(here, pick(region.names, site.lang), region_page(here, region), ways)
    for indicator in release.indicators:
        here = site.at(f"indicator-{indicator.code}.html")
        made = [partial(indicator_page, here, indicator, depth) for depth in _DEPTHS]
        title = f"{indicator.code} {pick(indicator.title, site.lang)}"
        yield here.place, _fit(here, title, ways, made, _BEARABLE)
