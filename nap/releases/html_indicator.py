"""Everything a release says of one indicator: figure, status, way, series, regions, parts, the sentence to copy, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nap.charts.promises import promised
from nap.charts.texts import coverage_text, value_text
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.releases import html_files
from nap.releases.elsewhere import period_told, value_told
from nap.releases.html_breakdowns import breakdowns
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_page import Site
from nap.releases.html_parts import Column, cell, facts, folded, head, section, shown, status, table
from nap.releases.html_periods import periods
from nap.releases.html_places import places
from nap.releases.release import Elsewhere
from nap.releases.sentences import place_name, sentence
from nap.releases.svg_series import draw_series, starts_at_zero
from nap.releases.svg_way import draw_way
from nap.results.board import Board
from nap.words import Text, period_name, pick

_BARE = frozenset({"percentage", "ordinal", "milestone", "narrative"})
"""Types whose figures say themselves what they count."""


@dataclass(frozen=True)
class Depth:
    """How much a page tells where everything would be too much for a weak line: districts, tables of regions.

    `folded`: whether tables are opened by whoever wants them, on a page that tells of many indicators."""

    districts: bool = True
    regions: bool = True
    folded: bool = False


def indicator_part(site: Site, indicator: Indicator, depth: Depth) -> Html:
    """The whole part, under a heading of the second rank."""
    head_ = tag("h2", tag("span", indicator.code, class_="code"), " ", pick(indicator.title, site.lang))
    inside = [head_, _definition(site, indicator), *indicator_body(site, indicator, depth, rank="h3")]
    return tag("section", *inside, class_="ind", id=anchor(indicator))


def anchor(indicator: Indicator) -> str:
    """Where on its objective's page an indicator stands."""
    return f"i-{indicator.code}"


def indicator_body(site: Site, indicator: Indicator, depth: Depth, rank: str) -> list[Html]:
    """What stands under its heading; `rank` is that of the headings within."""
    now = latest(site, indicator)
    series = site.release.board.series(indicator, site.release.plan.country)
    return [
        tag("div", _now(site, indicator, now, series), _pictures(site, indicator, now, series), class_="now"),
        NOTHING if indicator.steps else _periods(site, indicator, series, depth),
        places(site, indicator, depth.districts, depth.regions, rank, fold=depth.folded),
        breakdowns(site, indicator, now, rank, fold=depth.folded),
        _elsewhere(site, indicator, rank),
        _ready(site, now, rank, fold=depth.folded),
        html_files.of_indicator(site, indicator.code),
    ]


def _periods(site: Site, indicator: Indicator, series: Sequence[Result], depth: Depth) -> Html:
    found = periods(site, indicator, series)
    return folded(site.say("site.fold.periods"), found, fold=depth.folded) if found else NOTHING


def latest(site: Site, indicator: Indicator) -> Result | None:
    """The figure of the whole country that stands for the release's period."""
    board: Board = site.release.board
    return board.at(indicator, site.release.plan.country, site.release.period)


def _definition(site: Site, indicator: Indicator) -> Html:
    said = pick(indicator.definition, site.lang)
    return tag("p", said, class_="def") if said else NOTHING


def _now(site: Site, indicator: Indicator, now: Result | None, series: Sequence[Result]) -> Html:
    if now is None:
        # What only regions report has no figure of the whole country; its map and table tell it.
        return tag("div", tag("p", site.say("site.no_country"), class_="quiet"), _goals(site, indicator, None, ""))
    stepwise = bool(indicator.steps) and now.value is None and now.status is not Status.SUPPRESSED
    said = join([site.say("site.steps")]) if stepwise else shown(site.lang, indicator, now)
    worded = now.value is None or bool(indicator.scale) or indicator.type == "milestone"
    big = tag("span", said, class_="big words" if worded else "big")
    under = " · ".join(part for part in (_unit(site, indicator, now), period_name(site.lang, now.period)) if part)
    line = tag("p", big, tag("span", under, class_="quiet"))
    return tag(
        "div",
        line,
        tag("p", status(site.lang, now, chip=True)),
        _goals(site, indicator, now, _last(site, indicator, now, series)),
    )


def _last(site: Site, indicator: Indicator, now: Result, series: Sequence[Result]) -> str:
    """The last figure there was, where the latest one is missing; of a hidden one nothing is added."""
    known = [one for one in series if one.value is not None and one.period < now.period]
    if not known or now.value is not None or now.status is Status.SUPPRESSED:
        return ""
    return f"{value_text(site.lang, indicator, known[-1])} ({period_name(site.lang, known[-1].period)})"


def _unit(site: Site, indicator: Indicator, now: Result) -> str:
    return "" if indicator.type in _BARE or now.value is None else pick(indicator.unit, site.lang)


def _goals(site: Site, indicator: Indicator, now: Result | None, last: str) -> Html:
    plan, lang = site.release.plan, site.lang
    way = join((tag("span", each) for each in promised(lang, plan, indicator, plan.country)), tag("br"))
    came = join([coverage_text(lang, now) if now is not None else ""])
    number = join([site.number(now) if now is not None else ""])
    return facts(
        [
            (site.say("site.last"), join([last])),
            (site.say("pages.column.goals"), way),
            (site.say("pages.column.coverage"), came),
            (site.say("site.figure"), tag("span", number, class_="num") if number else NOTHING),
        ]
    )


def _pictures(site: Site, indicator: Indicator, now: Result | None, series: Sequence[Result]) -> Html:
    plan, lang = site.release.plan, site.lang
    way = draw_way(lang, plan, indicator, now) if now is not None else None
    time = draw_series(lang, plan, indicator, place_name(site.release, lang, plan.country), series)
    found = [_figure(site.say("site.way"), way)] if way else []
    found += [_figure(_over_time(site, indicator, series), time)] if time else []
    return tag("div", *found) if found else NOTHING


def _over_time(site: Site, indicator: Indicator, series: Sequence[Result]) -> str:
    unit = "" if indicator.scale else pick(indicator.unit, site.lang)
    said = site.say("site.series", unit=unit) if unit else site.say("site.series.bare")
    return said if starts_at_zero(site.release.plan, indicator, series) else f"{said}. {site.say('figures.not_from_zero')}"


def _figure(caption: str, picture: Html) -> Html:
    return tag("figure", tag("figcaption", caption), picture)


def _elsewhere(site: Site, indicator: Indicator, rank: str) -> Html:
    """What others have published of the same, and why it differs."""
    found = [one for one in site.release.elsewhere if one.indicator == indicator.code]
    if not found:
        return NOTHING
    columns = [Column(site.say(f"pages.column.{name}")) for name in ("region", "period")]
    columns += [Column(site.say("pages.column.value"), right=True), Column(site.say("pages.column.origin"))]
    columns += [Column(site.say("site.why_differs"))]
    rows = [_other(site, one) for one in found]
    return section(site, "site.elsewhere", table(site.say("site.elsewhere.caption"), columns, rows), rank=rank)


def _other(site: Site, one: Elsewhere) -> list[Html]:
    why: Text = one.why
    place = place_name(site.release, site.lang, one.region)
    indicator = site.release.plan.indicator(one.indicator)
    value = one.value if indicator is None else value_told(site.lang, indicator, one)
    said = [cell(one.source), cell(pick(why, site.lang))]
    return [head(place), cell(period_told(site.lang, one.period)), cell(value, right=True), *said]


def _ready(site: Site, now: Result | None, rank: str, *, fold: bool) -> Html:
    line = site.line(now) if now is not None else None
    if line is None:
        return NOTHING
    said = tag("p", sentence(site.release, site.lang, line))
    if fold:
        return folded(site.say("site.ready"), tag("div", said, class_="say"))
    return tag("div", tag(rank, site.say("site.ready")), said, class_="say")
