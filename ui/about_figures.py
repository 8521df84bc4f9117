"""What can be said of the figures a reader sees: how many are hidden, how complete, how sure, what others publish beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from nap.charts.cells import Amount, Cell, Link
from nap.facts import UNSURE, Period, Result, Status
from nap.monitor import Board, DataDescribed, Indicator, Plan, elsewhere_period, elsewhere_value
from nap.words import number, pick, say
from ui.about_rules import Section, said
from ui.addresses import address, explanation_address
from ui.cards import folded
from ui.names import indicator_name, region_name
from ui.tables import table_html

_FLAGS: tuple[tuple[str, Callable[[Result], object]], ...] = (
    *((quality, lambda one, quality=quality: quality in one.flags) for quality in sorted(UNSURE, reverse=True)),
    ("at_least", lambda one: one.at_least),
    ("carried", lambda one: one.carried),
    ("by_hand", lambda one: one.overridden),
)
"""What makes a figure less than certain, by name."""
Counted = Mapping[str, Sequence[Result]]
"""Results by indicator."""


def editions(lang: str, described: DataDescribed, *, released: bool) -> str:
    """As of when this reader reads sensitive figures."""
    read = described.edition
    if released:
        return say(lang, "about.edition.released")
    if described.live:
        return say(lang, "about.edition.live")
    if read is None:
        return say(lang, "about.edition.none")
    return say(lang, f"about.edition.{read.cause}", date=read.as_of, period=read.period)


def figures(lang: str, plan: Plan, board: Board, period: Period | None, today: date, described: DataDescribed) -> list[Section]:
    """The sections that speak of figures; `period`: the last that is closed."""
    counted = {each.code: _counted(plan, board, each, today) for each in board.indicators()}
    changing = said(say(lang, "about.of_figures")) if described.live or described.edition else ""
    return [
        ("shown", changing + _shown(lang, plan, counted, live=described.live)),
        ("complete", _complete(lang, plan, board, period)),
        ("sure", _sure(lang, plan, counted)),
        ("official", said(say(lang, "board.not_official")) + _elsewhere(lang, plan, described)),
    ]


def _counted(plan: Plan, board: Board, indicator: Indicator, today: date) -> list[Result]:
    """The totals that are counted: of every place, of the indicator's own periods of the plan that have ended."""
    found = (result for place in board.places(indicator) for result in board.totals.get((indicator.code, place), ()))
    own = (result for result in found if result.period.frequency is indicator.frequency)
    return [result for result in own if result.period.year >= plan.years[0] and result.period.end < today]


def _shown(lang: str, plan: Plan, counted: Counted, *, live: bool) -> str:
    header = [say(lang, key) for key in ("pages.column.objective", "about.column.shown", "about.column.hidden")]
    codes = {each.code: [one.code for one in plan.indicators if one.objective == each.code] for each in plan.objectives}
    rows = [(_objective(lang, plan, code), *_counts(lang, counted, several)) for code, several in codes.items()]
    rows.append((say(lang, "about.all"), *_counts(lang, counted, list(counted))))
    told = said(say(lang, "about.shown.lead"), say(lang, "about.shown.coordinator") if live else "")
    return told + table_html(header, rows, caption=say(lang, "about.section.shown"))


def _counts(lang: str, counted: Counted, codes: Sequence[str]) -> tuple[Amount, Amount]:
    results = [result for code in codes for result in counted.get(code, ())]
    hidden = sum(each.status is Status.SUPPRESSED for each in results)
    return _number(lang, sum(each.value is not None for each in results)), _number(lang, hidden)


def _complete(lang: str, plan: Plan, board: Board, period: Period | None) -> str:
    if period is None:
        return said(say(lang, "about.no_period"))
    header = [say(lang, key) for key in ("pages.column.objective", "about.column.came", "about.column.expected")]
    rows = []
    for objective in plan.objectives:
        tally = board.tally(board.indicators(objective.code), plan.country, period)
        rows.append((_objective(lang, plan, objective.code), _number(lang, tally.reported), _number(lang, tally.expected)))
    link = f'<p><a href="{escape(address("coverage"))}" target="_self">{escape(say(lang, "pages.coverage.title"))}</a></p>'
    table = table_html(header, rows, caption=say(lang, "about.section.complete"))
    return said(say(lang, "about.complete.lead", period=period, page=say(lang, "pages.coverage.title"))) + table + link


def _sure(lang: str, plan: Plan, counted: Counted) -> str:
    lists = "".join(_flagged(lang, plan, name, _holding(counted, holds)) for name, holds in _FLAGS)
    return said(say(lang, "about.sure.lead")) + lists


def _holding(counted: Counted, holds: Callable[[Result], object]) -> dict[str, list[Result]]:
    """By indicator the figures of which it holds."""
    found = {code: [one for one in several if one.value is not None and holds(one)] for code, several in counted.items()}
    return {code: several for code, several in found.items() if several}


def _flagged(lang: str, plan: Plan, name: str, held: Mapping[str, Sequence[Result]]) -> str:
    """How many, and to unfold of which indicators; each leads to the last such figure and how it came about."""
    title = f"{say(lang, f'about.flag.{name}')}: {number(lang, sum(map(len, held.values())))}"
    if not held:
        return said(title)
    return folded(title, f"<ul>{''.join(_linked(lang, plan, code, several) for code, several in held.items())}</ul>")


def _linked(lang: str, plan: Plan, code: str, results: Sequence[Result]) -> str:
    last = max(results, key=lambda each: each.period)
    where = explanation_address(code, last.region, last.period)
    told = say(lang, "about.sure.entry", indicator=indicator_name(lang, plan, code), n=len(results))
    return f'<li><a href="{escape(where)}" target="_self">{escape(told)}</a></li>'


def _elsewhere(lang: str, plan: Plan, described: DataDescribed) -> str:
    if not described.elsewhere:
        return said(say(lang, "about.elsewhere.none"))
    header = [say(lang, key) for key in ("pages.column.indicator", "pages.column.region", "pages.column.period")]
    header += [say(lang, key) for key in ("about.column.others", "about.column.by", "about.column.why")]
    rows: list[tuple[Cell, ...]] = []
    for each in described.elsewhere:
        indicator = plan.indicator(each.indicator)
        if indicator is None:
            continue
        link = Link(
            indicator_name(lang, plan, each.indicator), address("indicator", indicator=each.indicator, region=each.region)
        )
        told = (elsewhere_period(lang, each.period), elsewhere_value(lang, indicator, each), each.source, pick(each.why, lang))
        rows.append((link, region_name(lang, plan, each.region), *told))
    table = table_html(header, rows, caption=say(lang, "about.section.official"))
    return said(say(lang, "about.elsewhere.lead")) + table


def _objective(lang: str, plan: Plan, code: str) -> str:
    found = plan.objective(code)
    return f"{code} {pick(found.title, lang)}" if found else code


def _number(lang: str, count: int) -> Amount:
    return Amount(number(lang, count))
