"""Regions or periods of one indicator side by side, on one scale, or the parts of its total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from nap.charts import Figure, Row, Side, multiples, side_by_side
from nap.facts import Period, Result, Status
from nap.monitor import Board, Indicator, Viewer, browse, is_share, moved, plan_of
from nap.words import known, period_name, pick
from ui.addresses import address
from ui.cards import card, footer, show, signs
from ui.compare_filters import one_of, several
from ui.filters import Filters
from ui.known import nothing_told
from ui.names import breakdown_name, region_name
from ui.session import house, language, t
from ui.tables import note
from ui.view import View

REGIONS, PERIODS, PARTS = "regions", "periods", "parts"
MOST_PERIODS = 3
"""So many periods can be told apart in one row."""
_UNCOUNTED = frozenset({"narrative"})


def compare_link(indicator: Indicator, what: str = REGIONS) -> tuple[str, str]:
    """Address and words that lead here from another page of who may browse: for `ui.tables.link`."""
    return address("compare", indicator=indicator.code, what="" if what == REGIONS else what), t(f"places.link.{what}")


def show_compare(person: Viewer) -> None:
    """Draw the page."""
    plan, shelf = plan_of(person, house()), browse(person, house())
    board, filters = shelf.board(), Filters()
    offered = shelf.made("compare offers", lambda: [one.code for one in board.indicators() if _comparable(board, one)])
    if not offered:
        note(nothing_told(t("places.nothing")))
        footer()
        return
    indicator = plan.indicator(filters.indicator(plan, offered))
    assert indicator is not None
    view = View(shelf, language(), plan, board, max(_periods(board, indicator)))
    ways = _ways(view, indicator)
    what = one_of("what", t("places.what"), {way: t(f"places.what.{way}") for way in ways}, ways[0])
    {REGIONS: _regions, PERIODS: _between, PARTS: _parts}[what](view, indicator, filters)
    signs()
    footer()


def _comparable(board: Board, indicator: Indicator) -> bool:
    there = [] if indicator.type in _UNCOUNTED else _periods(board, indicator)
    return bool(there) and bool(len(there) > 1 or _kinds(indicator) or board.places(indicator)[1:])


def _periods(board: Board, indicator: Indicator) -> list[Period]:
    """Periods in which the country or a first-level region has a figure or hides one, in order."""
    places = [region.code for level in ("country", "region") for region in board.plan.regions.level(level)]
    found = (one for place in places for one in board.totals.get((indicator.code, place), ()))
    return sorted(
        {one.period for one in found if one.value is not None or one.status is Status.SUPPRESSED or _split(indicator, one)}
    )


def _split(indicator: Indicator, result: Result) -> bool:
    """Of a cascade only the steps have figures."""
    return bool(indicator.steps and result.reported)


def _ways(view: View, indicator: Indicator) -> list[str]:
    """What can be compared of it: regions where any was asked, the parts where it is split."""
    several_periods = len(_periods(view.board, indicator)) > 1
    there = {REGIONS: bool(_places(view, indicator)), PERIODS: several_periods, PARTS: bool(_kinds(indicator))}
    found = [way for way, offered in there.items() if offered] or [PERIODS]
    return found[::-1] if indicator.steps else found


def _places(view: View, indicator: Indicator) -> list[str]:
    asked = set(view.board.places(indicator))
    return [region.code for region in view.plan.regions.level("region") if region.code in asked]


def _kinds(indicator: Indicator) -> list[str]:
    """The breakdowns it has, `step` for a cascade."""
    return list(dict.fromkeys(category.partition("=")[0] for category in indicator.categories))


def _named(view: View, codes: Sequence[str]) -> Mapping[str, str]:
    return {code: region_name(view.lang, view.plan, code) for code in codes}


def _title(view: View, indicator: Indicator) -> str:
    return f"{indicator.code} {pick(indicator.title, view.lang)}"


def _shown(view: View, filters: Filters, kept: tuple[object, ...], make: object, here: str) -> None:
    """One card, made once."""
    filters.tell()
    assert callable(make)
    show(view.made(("compare", *kept), lambda: card(make(), here)))


def _regions(view: View, indicator: Indicator, filters: Filters) -> None:
    """Chosen regions over time."""
    places = _places(view, indicator)
    chosen = several("regions", t("places.regions"), _named(view, places))
    named = ",".join(chosen) if len(chosen) < len(places) else ""
    here = address("compare", indicator=indicator.code, regions=named)
    _shown(view, filters, (REGIONS, indicator.code, tuple(chosen)), lambda: _over_time(view, indicator, chosen), here)


def _over_time(view: View, indicator: Indicator, chosen: Sequence[str]) -> Figure:
    sides = [_side(view, indicator, code) for code in chosen]
    return multiples(
        view.lang,
        view.plan,
        indicator,
        view.say("pages.column.region"),
        _since_first(sides),
        view.board.series(indicator, view.country),
        title=view.say("places.title.regions", indicator=_title(view, indicator)),
        name=f"compare-{indicator.code}-regions",
    )


def _side(view: View, indicator: Indicator, region: str) -> Side:
    return Side(
        view.place(region), _begun(view, view.board.series(indicator, region)), view.indicator_at(region)(indicator), region
    )


def _since_first(sides: Sequence[Side]) -> list[Side]:
    """Without the periods before the first in which any of them has a figure or hides one."""
    there = [one.period for side in sides for one in side.results if one.value is not None or one.status is Status.SUPPRESSED]
    first = min(there, default=None)
    return [replace(side, results=[one for one in side.results if first is None or one.period >= first]) for side in sides]


def _begun(view: View, results: Sequence[Result]) -> list[Result]:
    """Without periods that wait for their figures still."""
    return [one for one in results if one.period.end < view.shelf.today or one.value is not None]


def _between(view: View, indicator: Indicator, filters: Filters) -> None:
    """Two or three periods, regions as rows."""
    # A sum of the country would dwarf its regions, and says nothing beside them.
    places = _places(view, indicator)
    places = [view.country, *places] if is_share(indicator) or not places else places
    chosen = several("regions", t("places.regions"), _named(view, places)) if len(places) > 1 else places
    periods = _periods(view.board, indicator)
    words = {str(period): period_name(view.lang, period) for period in periods}
    default = [str(period) for period in _usual(view, indicator, periods)]
    asked = several("periods", t("places.periods", n=MOST_PERIODS), words, default)
    if len(asked) > MOST_PERIODS:
        note(t("places.too_many", n=MOST_PERIODS))
    taken = [Period.parse(code) for code in asked[-MOST_PERIODS:]]
    regions = ",".join(chosen) if len(chosen) < len(places) else ""
    told = ",".join(str(period) for period in taken)
    here = address("compare", indicator=indicator.code, what=PERIODS, regions=regions, periods=told)
    kept = (PERIODS, indicator.code, tuple(chosen), told)
    _shown(view, filters, kept, lambda: _by_period(view, indicator, chosen, taken), here)


def _usual(view: View, indicator: Indicator, periods: Sequence[Period]) -> list[Period]:
    """The latest two of one length in which something was reported, so that they can differ; else the latest two."""
    places = _places(view, indicator) or [view.country]
    found = (view.board.of_period(indicator, place, period) for period in periods for place in places)
    fresh = sorted({one.period for one in found if one is not None and one.reported})
    alike = [period for period in fresh if period.frequency is fresh[-1].frequency]
    return alike[-2:] if len(alike) > 1 else list(periods[-2:])


def _by_period(view: View, indicator: Indicator, chosen: Sequence[str], periods: Sequence[Period]) -> Figure:
    rows = [_row(view, indicator, code, periods) for code in chosen]
    told = ", ".join(period_name(view.lang, period) for period in periods)
    return side_by_side(
        view.lang,
        view.plan,
        indicator,
        periods,
        rows,
        title=view.say("places.title.periods", indicator=_title(view, indicator), periods=told),
        name="-".join(["compare", indicator.code, *map(str, periods)]),
    )


def _row(view: View, indicator: Indicator, region: str, periods: Sequence[Period]) -> Row:
    results = [view.board.of_period(indicator, region, period) for period in periods]
    changes = [moved(view.board, indicator, region, then, now) for then, now in pairwise(periods)]
    return Row(view.place(region), region, view.indicator_at(region)(indicator), results, changes)


def _parts(view: View, indicator: Indicator, filters: Filters) -> None:
    """The parts of one breakdown in one place over time."""
    region = filters.region(view.plan, [view.country, *_places(view, indicator)])
    kinds = _kinds(indicator)
    by = filters.one_of("breakdown", t("pages.column.breakdown"), _by_words(kinds), kinds[0]) if len(kinds) > 1 else kinds[0]
    here = address("compare", indicator=indicator.code, what=PARTS, region=region, breakdown=by)
    _shown(view, filters, (PARTS, indicator.code, region, by), lambda: _split_up(view, indicator, region, by), here)


def _by_words(kinds: Sequence[str]) -> Mapping[str, str]:
    return {by: t(f"figures.by.{by}" if known(f"figures.by.{by}") else "figures.by.other") for by in kinds}


def _split_up(view: View, indicator: Indicator, region: str, by: str) -> Figure:
    totals = _begun(view, view.board.series(indicator, region))
    found = {one.period: {part.breakdown: part for part in view.board.parts(one)} for one in totals}
    categories = [category for category in indicator.categories if category.partition("=")[0] == by]
    sides = [
        Side(breakdown_name(view.lang, indicator, category), [parts[category] for parts in found.values() if category in parts])
        for category in categories
    ]
    return multiples(
        view.lang,
        view.plan,
        indicator,
        view.say("pages.column.breakdown"),
        _since_first([side for side in sides if side.results]),
        title=view.say("places.title.parts", indicator=_title(view, indicator), place=view.place(region)),
        name=f"compare-{indicator.code}-{region}-{by}",
    )
