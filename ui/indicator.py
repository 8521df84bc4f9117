"""One indicator. What a reader asks first comes first: what it counts, how it stands, how the number is made; then the regions,
the parts and what changed, and folded what else the plan says of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.charts import Figure, by_category, by_region, series
from nap.facts import Period, Result
from nap.monitor import Board, Indicator, Plan, Viewer, browse, plan_of
from nap.words import pick
from ui.addresses import address
from ui.cards import Card, card, footer, show_all, signs
from ui.changing import compared_with_before
from ui.explaining import show_explanation
from ui.filters import Filters
from ui.hiding import hide_link
from ui.indicator_links import see_also
from ui.indicator_parts import chosen_part, of_organisation, series_of_part
from ui.kinds import levels_of_regions, listed_entries
from ui.known import nothing_told
from ui.method import about
from ui.names import breakdown_name
from ui.overriding import judge, tell_by_hand
from ui.revisions import goals_history, goals_note, revised
from ui.session import house, language, t
from ui.succession import earlier_figures, succession
from ui.tables import lead, note, subject
from ui.view import View


def show_indicator(person: Viewer) -> None:
    """Draw the page."""
    head, filters = st.container(), Filters()
    plan, shelf = plan_of(person, house()), browse(person, house())
    board = shelf.board()
    code = filters.indicator(plan, [indicator.code for indicator in board.indicators()])
    indicator = plan.indicator(code)
    assert indicator is not None
    region = filters.region(plan, board.places(indicator))
    part = chosen_part(filters, language(), indicator)
    told = [result for result in board.series(indicator, region) if result.period.start <= house().today()]
    with head:
        _head(person, plan, board, indicator)
    if told and all(result.reason == "not_shown_yet" for result in told):
        filters.tell()
        # Of an earlier day every figure that counts people is kept back, not those of survivors alone.
        note(t("pages.indicator.not_shown_yet" if house().until is None else "revisions.known.open"))
    elif not told:
        filters.tell()
        note(nothing_told(t("pages.indicator.nothing")))
    else:
        period = filters.period(_periods(board, indicator, region, told), _latest(told))
        filters.tell()
        tell_by_hand(told, period)
        view = View(shelf, language(), plan, board, period)
        goals_note(person, plan, indicator, region)
        first, others = view.made(("indicator", code, region, part), lambda: _cards(view, indicator, region, told, part))
        show_all(first)
        see_also(person, view, indicator, region, part)
        show_explanation(person, view, indicator, region)
        judge(person, plan, indicator, region, period)
        show_all(others)
        of_organisation(person, view, indicator, region, period)
    about(language(), plan, indicator)
    goals_history(person, plan, indicator, region)
    hide_link(person, "indicator", code)
    signs()
    footer()


def _head(person: Viewer, plan: Plan, board: Board, indicator: Indicator) -> None:
    """What it counts, and what it continues."""
    subject(t("pages.indicator.title"), f"{indicator.code} {pick(indicator.title, language())}")
    lead(pick(indicator.definition, language()))
    if list(board.places(indicator)) == [plan.country]:
        note(t("about.country_only"))
    succession(person, language(), plan, indicator, house().today())


def _periods(board: Board, indicator: Indicator, region: str, told: Sequence[Result]) -> list[Period]:
    """Those of the series, and every shorter or longer one for which something came: each can be explained."""
    totals = board.totals.get((indicator.code, region), ())
    known = (result for result in totals if result.value is not None or (indicator.steps and result.reported))
    return sorted({result.period for result in (*known, *told)})


def _latest(results: Sequence[Result]) -> Period:
    """The last period for which something came, else the last with a figure (carried forward), else the last there is.

    Other pages show that one too: who follows a link to the number meets the same number."""
    came = [result.period for result in results if result.reported]
    known = [result.period for result in results if result.value is not None]
    return (came or known or [result.period for result in results])[-1]


def _cards(view: View, indicator: Indicator, region: str, told: Sequence[Result], part: str) -> tuple[list[Card], list[Card]]:
    """The figure that tells how it stands, and all others."""
    here = address("indicator", indicator=indicator.code, region=region, period=view.period, part=part)
    levels, parts = levels_of_regions(view, indicator, region), _parts(view, indicator, region)
    # Of a cascade, and of levels that are not combined, no single value exists: the steps and the levels are the figure.
    split = (levels or (indicator.steps and parts)) and all(result.value is None for result in told)
    whole = [*levels, *parts] if split else [_series(view, indicator, region, told)]
    one = series_of_part(view, indicator, region, told, part) if part else []
    others = [
        *(whole if one else []),
        *([] if split else levels),
        *_regions(view, indicator),
        *([] if split else parts),
        *compared_with_before(view, indicator, region, told),
        *listed_entries(view, indicator, region),
    ]
    return [card(figure, here) for figure in one or whole], [card(figure, here) for figure in others]


def _series(view: View, indicator: Indicator, region: str, told: Sequence[Result]) -> Figure:
    earlier = earlier_figures(view.plan, view.board, indicator, region, told)
    whole = series(view.lang, view.plan, indicator, view.place(region), told, earlier)
    return revised(view, indicator, region, whole)


def _regions(view: View, indicator: Indicator) -> list[Figure]:
    """The places in the plan's order; nothing where only the country is asked for."""
    places = [(code, _of_period(view, indicator, code)) for code in view.board.regions([indicator.code])]
    if all(result is None or (not result.expected and result.value is None) for code, result in places if code != view.country):
        return []
    return [by_region(view.lang, view.plan, indicator, view.period, places, lambda code: view.indicator_at(code)(indicator))]


def _of_period(view: View, indicator: Indicator, region: str) -> Result | None:
    """The result of exactly that period: a figure of another one would not be comparable."""
    found = view.board.at(indicator, region, view.period)
    return found if found is not None and found.period == view.period else None


def _parts(view: View, indicator: Indicator, region: str) -> list[Figure]:
    total = _of_period(view, indicator, region)
    parts = view.board.parts(total) if total is not None else ()
    kinds = dict.fromkeys(part.breakdown.partition("=")[0] for part in parts)
    return [
        by_category(
            view.lang,
            view.plan,
            indicator,
            view.place(region),
            by,
            [
                (breakdown_name(view.lang, indicator, part.breakdown), part)
                for part in parts
                if part.breakdown.startswith(f"{by}=")
            ],
        )
        for by in kinds
    ]
