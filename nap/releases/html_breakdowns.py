"""The parts of one total: a table for each way it is split, with a bar beside each figure. A hidden part has no bar."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from nap.charts.points import discreet
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.plan.parts import breakdown_name
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_page import Site
from nap.releases.html_parts import Column, figure_cell, folded, head, number_cell, section, table
from nap.releases.html_places import all_hidden
from nap.releases.sentences import place_name
from nap.releases.svg import rect
from nap.words import known, period_name, say


def breakdowns(site: Site, indicator: Indicator, total: Result | None, rank: str, *, fold: bool = False) -> Html:
    """One table a split of this total; nothing where it is not split."""
    if total is None:
        return NOTHING
    parts = site.shelf.parts.get(indicator.code, {}).get((total.region, total.period), ())
    groups = groupby((discreet(each) for each in parts), key=lambda each: each.breakdown.partition("=")[0])
    inside = join([_split(site, indicator, total, by, list(found)) for by, found in groups])
    if fold:
        return folded(site.say("site.parts"), inside) if inside else NOTHING
    return section(site, "site.parts", inside, rank=rank)


def _split(site: Site, indicator: Indicator, total: Result, by: str, found: Sequence[Result]) -> Html:
    if all(one.value is None and one.status is not Status.SUPPRESSED for one in found):
        return NOTHING
    key = f"figures.by.{by}" if known(f"figures.by.{by}") else "figures.by.other"
    place, period = place_name(site.release, site.lang, total.region), period_name(site.lang, total.period)
    caption = site.say("site.table.parts", by=say(site.lang, key), place=place, period=period)
    if all(one.status is Status.SUPPRESSED for one in found):
        return join([tag("p", caption, class_="small"), tag("p", all_hidden(site))])
    columns = [Column(site.say("pages.column.breakdown")), Column(site.say("pages.column.value"), right=True)]
    columns += [Column(site.say("site.bar")), Column(site.say("site.figure"))]
    most = _most(indicator, found)
    return table(caption, columns, [_row(site, indicator, one, most) for one in found])


def _most(indicator: Indicator, found: Sequence[Result]) -> Decimal:
    """What the longest bar stands for; hidden figures have no say in it."""
    values = [one.value for one in found if one.value is not None]
    most = max(values, default=Decimal(1))
    return Decimal(100) if indicator.type == "percentage" and most <= 100 else most if most > 0 else Decimal(1)


def _row(site: Site, indicator: Indicator, one: Result, most: Decimal) -> list[Html]:
    name = head(breakdown_name(site.lang, indicator, one.breakdown))
    return [
        name,
        figure_cell(site.lang, indicator, one),
        tag("td", _bar(indicator, one, most), class_="barcell"),
        number_cell(site, one),
    ]


def _bar(indicator: Indicator, one: Result, most: Decimal) -> Html:
    """As long as the rounded figure beside it says; the words of the row are its alternative."""
    if one.value is None or one.value < 0:
        return NOTHING
    wide = float(round(one.value, indicator.precision) / most)
    return tag("svg", rect(0, 2, min(wide, 1), 13, "accent", rx="2"), aria_hidden="true", height="17")
