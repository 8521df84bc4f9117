"""What changed, as pages show it: since the period before or since a day, what drove it and, for coordinators, what caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from nap.charts import Figure, changed, compared
from nap.facts import Result
from nap.monitor import (
    Cause,
    Indicator,
    Lookback,
    Verb,
    board_of,
    causes_since,
    compare_periods,
    lookbacks,
    may,
    movements,
    releases,
)
from nap.words import day, period_name
from ui.addresses import address
from ui.cards import Card, card, show
from ui.causes import cause_words, causes_by_indicator, causes_figure
from ui.choices import segments
from ui.session import t
from ui.view import MOST, View

_PERIOD = "period"


def show_changes(view: View, region: str, objective: str = "", page: str = "overview") -> None:
    """The card of changes with its own switch: against the period before, or against what was known on a day. A release is
    compared with the period before alone: what it changed of the one before stands in it."""
    house = view.shelf.house
    days = {} if house.released else {one.day.isoformat(): one for one in lookbacks(house, _last_release(view))}
    with st.container(border=True, key="changes"):
        chosen = _PERIOD
        if days:
            words = {_PERIOD: t("changes.since.period", period=view.before)}
            words |= {code: t(f"changes.since.{one.kind}", day=one.day) for code, one in days.items()}
            chosen = _chosen(words)
        since = days.get(chosen)
        here = _address(view, page, region, objective, since)
        for made in view.made(("changes", region, objective, chosen), lambda: _cards(view, region, objective, since, here)):
            show(made, framed=False)


def _last_release(view: View) -> list[date]:
    """The day of the newest release that stands; nothing before there is one."""
    standing = [one.as_of for one in releases(view.shelf.viewer, view.shelf.house) if one.withdrawn is None]
    return standing[:1]


def _chosen(words: Mapping[str, str]) -> str:
    """The choice; a day that the address names anew wins over what was chosen before on this or another page."""
    asked = st.query_params.get("since")
    if asked in words and asked != st.session_state.get("address_since"):
        st.session_state["since"] = asked
    chosen = segments("since", t("changes.since"), words, _PERIOD)
    st.session_state["address_since"] = st.query_params.get("since")
    return chosen


def _address(view: View, page: str, region: str, objective: str, since: Lookback | None) -> str:
    place = "" if page != "region" and region == view.country else region
    return address(page, objective=objective, region=place, period=view.period, since=since.day if since else "")


def _cards(view: View, region: str, objective: str, since: Lookback | None, here: str) -> Sequence[Card]:
    if since is None:
        return [card(_between_periods(view, region, objective), here, 2 * MOST)]
    causes = causes_since(view.shelf.viewer, view.shelf.house, since.day) if _is_told(view) else ()
    figures = [_since_day(view, region, objective, since, causes)]
    figures += [causes_figure(view, since.day, causes)] if causes and region == view.country and not objective else []
    return [card(figure, here, 2 * MOST) for figure in figures]


def _is_told(view: View) -> bool:
    return may(view.shelf.viewer, Verb.REVIEW)


def _between_periods(view: View, region: str, objective: str) -> Figure:
    found = movements(view.board, view.board, view.indicators(objective), region, view.before, view.period)
    return changed(
        view.lang,
        view.plan,
        found,
        view.indicator_at(region),
        (view.before, view.period),
        (period_name(view.lang, view.before), period_name(view.lang, view.period)),
        title=view.say("board.changes", before=view.before),
        nothing=view.say("changes.none", before=view.before, after=view.period),
        name=_name(view, region, objective, ""),
    )


def _since_day(view: View, region: str, objective: str, since: Lookback, causes: Sequence[Cause]) -> Figure:
    """Both sides are asked for the page's period: what stood for it then, and what stands for it now."""
    old = board_of(view.shelf, since.day)
    found = movements(old, view.board, view.indicators(objective), region, view.period, view.period)
    told: Mapping[str, Sequence[Cause]] = causes_by_indicator(view.plan, region, causes)
    return changed(
        view.lang,
        view.plan,
        found,
        view.indicator_at(region),
        (view.period, view.period),
        (day(view.lang, since.day), view.say("changes.now")),
        title=view.say("changes.title.day", day=since.day),
        nothing=view.say("changes.none_since", day=since.day),
        name=_name(view, region, objective, since.day.isoformat()),
        causes={code: cause_words(view, several) for code, several in told.items()} if _is_told(view) else None,
        remark="" if _is_told(view) else view.say("changes.kept_back"),
    )


def _name(view: View, region: str, objective: str, since: str) -> str:
    return "-".join(part for part in ("changes", region, objective, str(view.period), since) if part)


def compared_with_before(view: View, indicator: Indicator, region: str, told: Sequence[Result]) -> list[Figure]:
    """One indicator against the period before it in its own series; nothing where there is no figure to compare."""
    known = {result.period for result in told}
    before = view.period.previous()
    if view.period not in known or before not in known:
        return []
    pair = compare_periods(view.board, indicator, region, before, view.period)
    if pair.change is None and pair.obstacle in _UNTOLD:
        return []
    title = view.say("changes.title.compared", before=before)
    name = f"indicator-{indicator.code}-{region}-{view.period}-change"
    return [compared(view.lang, view.plan, pair, view.place(region), title=title, name=name)]


_UNTOLD = frozenset({"missing", "hidden", "not_newer"})
"""The series above tells these already."""
