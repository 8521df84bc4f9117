"""The figures of one indicator over time as a table, one column a period: the same that its picture draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from nap.charts.look import SIGNS
from nap.charts.points import as_history
from nap.charts.promises import Stop, path_value, stops
from nap.charts.texts import amount_text, plain_status
from nap.charts.timeline import short_name
from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_page import Site
from nap.releases.html_parts import shown, tone
from nap.releases.sentences import place_name
from nap.releases.svg_series import MOST, shown as drawn_ones
from nap.words import number, period_name

Tell = Callable[[Result], Html]
_OWN = 6
"""So many of the indicator's own periods stand beside whole years, if its targets speak of whole years."""


def periods(site: Site, indicator: Indicator, series: Sequence[Result], region: str = "") -> Html:
    """The tables of a place: of the series that is drawn and, where that is of whole years, of the last periods within them."""
    plan = site.release.plan
    region = region or plan.country
    found = [one for one in site.shelf.at_places.get(indicator.code, {}).get(region, ()) if _speaks(one)]
    own = [one for one in found if one.period.frequency is indicator.frequency]
    whole = [one for one in series if _speaks(one)]
    again = bool(whole) and whole[0].period.frequency is indicator.frequency
    return join([_table(site, indicator, region, whole, MOST), NOTHING if again else _table(site, indicator, region, own, _OWN)])


def _speaks(result: Result) -> bool:
    return result.value is not None or result.status is Status.SUPPRESSED or bool(result.expected)


def _table(site: Site, indicator: Indicator, region: str, found: Sequence[Result], most: int) -> Html:
    if not found:
        return NOTHING
    results = [as_history(site.release.plan, each) for each in drawn_ones(found, most)]
    caption = site.say("site.table.periods", place=place_name(site.release, site.lang, region))
    if len(found) > len(results):
        caption = f"{caption} {site.say('site.table.last', n=len(results))}"
    brief = len(results) > _OWN
    heads = [tag("th", _when(site.lang, each.period, brief=brief), scope="col") for each in results]
    first = tag("th", site.say("pages.column.period"), scope="col")
    rows = [_row(words, results, tell) for words, tell in _rows(site, indicator, region, results)]
    inner = tag(
        "table",
        tag("caption", tag("span", caption)),
        tag("thead", tag("tr", first, *heads)),
        tag("tbody", *rows),
        class_="periods",
    )
    return tag("div", inner, class_="box", role="group", tabindex="0", aria_label=caption)


def _when(lang: str, period: Period, *, brief: bool) -> str:
    """A year is a year in every language; the name of a part of one is as long as there is room for."""
    return short_name(period) if brief or period.frequency is Frequency.YEAR else period_name(lang, period)


def _row(words: str, results: Sequence[Result], tell: Tell) -> Html:
    told = [(said, _wide(result, said)) for result in results for said in [tell(result)]]
    if not any(said for said, _ in told):
        return NOTHING
    cells: list[Html] = []
    for (said, wide), run in groupby(told):
        # Neighbours of which the same is to be said are told together; numbers never are.
        n = len(list(run))
        cells += [tag("td", said, colspan=n)] if wide and n > 1 else [tag("td", said)] * n
    return tag("tr", tag("th", words, scope="row"), *cells)


def _wide(result: Result, said: Html) -> bool:
    """Whether the same words of neighbours may be told once: of the hidden, and that a figure is history."""
    return result.status is Status.SUPPRESSED or (result.reason == "history" and "<small" in said)


def _rows(site: Site, indicator: Indicator, region: str, results: Sequence[Result]) -> list[tuple[str, Tell]]:
    way = stops(site.release.plan, indicator, region, results[0].period.frequency)
    return [
        (site.say("pages.column.value"), lambda one: _value(site, indicator, one)),
        (site.say("site.ratio"), lambda one: _ratio(site, indicator, one)),
        (site.say("pages.column.target"), lambda one: _target(site, indicator, one, way)),
        (site.say("site.path"), lambda one: _path(site, indicator, one)),
        (site.say("pages.column.status"), lambda one: _status(site, one)),
        (site.say("pages.column.coverage"), lambda one: _coverage(site, one)),
        (site.say("site.carried"), lambda one: _carried(site, one)),
        (site.say("site.figure"), lambda one: _number(site, one)),
    ]  # fmt: skip


def _value(site: Site, indicator: Indicator, result: Result) -> Html:
    return tag("span", shown(site.lang, indicator, result), class_="num" if result.value is not None else None)


def _ratio(site: Site, indicator: Indicator, result: Result) -> Html:
    if not indicator.has_ratio or result.value is None or result.numerator is None or result.denominator is None:
        return NOTHING
    return join([f"{number(site.lang, result.numerator)} / {number(site.lang, result.denominator)}"])


def _target(site: Site, indicator: Indicator, result: Result, way: Sequence[Stop]) -> Html:
    here = [stop for stop in way if stop.what == "target" and result.period.start <= stop.day <= result.period.end]
    return join([amount_text(site.lang, indicator, here[-1].value)]) if here else NOTHING


def _path(site: Site, indicator: Indicator, result: Result) -> Html:
    path = path_value(site.release.plan, indicator, result)
    return NOTHING if path is None or result.value is None else join([amount_text(site.lang, indicator, path)])


def _status(site: Site, result: Result) -> Html:
    """What lies before the plan is not rated, which needs saying once only."""
    if result.reason == "history":
        return tag("small", site.say("site.history"), class_="quiet")
    word = plain_status(site.lang, result)
    return tag("span", tag("b", SIGNS[result.status], aria_hidden="true"), " ", word, class_=f"st {tone(result.status)}")


def _coverage(site: Site, result: Result) -> Html:
    if result.reported is None or not result.expected:
        return NOTHING
    return join([site.say("site.came", n=result.reported, m=result.expected)])


def _carried(site: Site, result: Result) -> Html:
    return join([number(site.lang, result.carried)]) if result.carried and result.value is not None else NOTHING


def _number(site: Site, result: Result) -> Html:
    name = site.number(result)
    return tag("span", name, class_="ref", id=name) if name else NOTHING
