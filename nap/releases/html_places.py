"""One indicator by region: the map of tiles and the table of the same, then districts. Disclosed results enter, markup leaves.

Regions stand in the plan's order, never by size: this is no league table, and an order by size would tell hidden figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from nap.charts.look import SIGNS
from nap.charts.promises import next_target
from nap.charts.texts import amount_text, coverage_text, plain_status
from nap.charts.tiles import SHADES, shade
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Region
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_page import Site
from nap.releases.html_parts import Column, cell, figure_cell, folded, head, number_cell, section, shown, status, table
from nap.words import period_name, pick

Found = Mapping[str, Result | None]


def places(site: Site, indicator: Indicator, districts: bool, regions: bool, rank: str, *, fold: bool = False) -> Html:
    """Map, table of the regions and of those districts that have a figure; nothing where no region has one."""
    when = _shown(site, indicator)
    if not when:
        return NOTHING
    period, all_of = when[-1], site.release.plan.regions
    found = {one.code: site.release.board.of_period(indicator, one.code, period) for one in all_of.level("region")}
    small = {one.code: site.release.board.of_period(indicator, one.code, period) for one in all_of.level("district")}
    told = [one for one in all_of.level("district") if _tells(small[one.code])]
    if not told and all(_hidden(one) for one in found.values() if one is not None):
        return section(site, "site.regions", tag("p", all_hidden(site)), rank=rank)
    inside = [tile_map(site, indicator, period, found)]
    by_region = place_table(site, indicator, period, all_of.level("region"), found) if regions else NOTHING
    inside += [folded(site.say("site.fold.regions"), by_region, fold=fold)] if regions else []
    if told and districts:
        by_district = place_table(site, indicator, period, told, small)
        inside.append(tag("details", tag("summary", site.say("site.districts", n=len(told))), by_district))
    elif told:
        inside.append(tag("p", site.say("site.districts.left_out"), class_="small"))
    return section(site, "site.regions", *inside, rank=rank)


def _shown(site: Site, indicator: Indicator) -> list[Period]:
    return site.release.board.shown(indicator)


def _hidden(result: Result | None) -> bool:
    return result is not None and result.status is Status.SUPPRESSED


def all_hidden(site: Site) -> Html:
    """Instead of a table in which every figure wears the mark."""
    return join([tag("b", SIGNS[Status.SUPPRESSED], aria_hidden="true"), " ", site.say("site.all_hidden")])


def _tells(result: Result | None) -> bool:
    return result is not None and (result.value is not None or result.status is Status.SUPPRESSED)


def place_table(site: Site, indicator: Indicator, period: Period, regions: Sequence[Region], found: Found) -> Html:
    """One row a place that is asked: value, target, status, completeness, number. What is the same for all stands below."""
    told = [(region, result) for region in regions if (result := found.get(region.code)) is not None]
    names = ", ".join(pick(region.names, site.lang) for region in regions if found.get(region.code) is None)
    aimed = any(indicator.regional_targets.get(region.code) for region, _ in told)
    alike = _alike([result for _, result in told])
    columns = [Column(site.say("pages.column.region")), Column(site.say("pages.column.value"), right=True)]
    columns += [Column(site.say("pages.column.target"), right=True)] if aimed else []
    columns += [] if alike else [Column(site.say("pages.column.status"))]
    columns += [Column(site.say("pages.column.coverage")), Column(site.say("site.figure"))]
    rows = [_row(site, indicator, period, region, result, aimed, alike is None) for region, result in told]
    caption = site.say("site.table.regions", period=period_name(site.lang, period))
    below = [tag("p", site.say("site.alike"), " ", status(site.lang, alike), class_="small")] if alike else []
    below += [tag("p", site.say("site.not_asked", places=names), class_="small")] if names else []
    return join([table(caption, columns, rows), *below])


def _alike(results: Sequence[Result]) -> Result | None:
    """One of them, if none is rated, all for the same reason, so that it need not be said of each.

    Hidden ones are told by their mark, whatever stands with the others."""
    told = [one for one in results if one.status is not Status.SUPPRESSED]
    kinds = {(one.status, one.reason, one.gaps) for one in told}
    unrated = all(one.status is Status.NOT_ASSESSABLE and one.overridden is None for one in told)
    return told[0] if len(told) > 1 and unrated and len(kinds) == 1 else None


def _row(
    site: Site, indicator: Indicator, period: Period, region: Region, result: Result, aimed: bool, stands: bool
) -> list[Html]:
    cells = [head(pick(region.names, site.lang)), figure_cell(site.lang, indicator, result)]
    cells += [_target(site, indicator, period, region.code)] if aimed else []
    cells += [cell(status(site.lang, result))] if stands else []
    return [*cells, cell(coverage_text(site.lang, result)), number_cell(site, result)]


def _target(site: Site, indicator: Indicator, period: Period, region: str) -> Html:
    stop = next_target(site.release.plan, indicator, region, period)
    if stop is None:
        return cell()
    return cell(f"{amount_text(site.lang, indicator, stop.value)} ({stop.day.year})", right=True)


def tile_map(site: Site, indicator: Indicator, period: Period, found: Found) -> Html:
    """Equal tiles in the places of the regions, so that a large empty region does not outshout a small full one."""
    regions = site.release.plan.regions.level("region")
    if any(region.tile is None for region in regions):
        return NOTHING
    known = [result.value for result in found.values() if result is not None and result.value is not None]
    tiles = [_tile(site, indicator, region, found.get(region.code), known) for region in regions]
    caption = site.say("site.map", period=period_name(site.lang, period))
    scale = _scale(site, indicator, known) if len(set(known)) > 1 else NOTHING
    return tag("figure", tag("figcaption", caption), tag("ul", *tiles, class_="tiles"), scale)


def _tile(site: Site, indicator: Indicator, region: Region, result: Result | None, known: Sequence[Decimal]) -> Html:
    row, column = region.tile or (0, 0)
    name = tag("span", pick(region.names, site.lang))
    body = tag("div", name, *_inside(site, indicator, result), class_=f"tile {_look(result, known)}")
    return tag("li", body, class_=f"r{row + 1} c{column + 1}")


def _inside(site: Site, indicator: Indicator, result: Result | None) -> list[Html]:
    if result is None:
        return [tag("em", site.say("board.not_asked"))]
    value = [tag("strong", shown(site.lang, indicator, result))] if result.value is not None else []
    if value and result.status is Status.NOT_ASSESSABLE:
        return value
    return [*value, tag("em", tag("b", SIGNS[result.status], aria_hidden="true"), " ", plain_status(site.lang, result))]


def _look(result: Result | None, known: Sequence[Decimal]) -> str:
    if result is None:
        return "unasked"
    if result.status is Status.SUPPRESSED:
        return "hidden"
    if result.value is None:
        return "missing"
    return f"v{shade(result.value, known)}" + (" partial" if result.incomplete else "")


def _scale(site: Site, indicator: Indicator, known: Sequence[Decimal]) -> Html:
    low, high = (tag("span", amount_text(site.lang, indicator, value)) for value in (min(known), max(known)))
    swatches = [tag("i", class_=f"v{step}") for step in range(1, SHADES + 1)]
    return tag("p", low, *swatches, high, tag("span", site.say("board.map.scale")), class_="scale")
