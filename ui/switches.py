"""The switches at the foot of the board: which figures (of today, of a release, of an earlier day), and of which plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from nap.monitor import House, Plan, ReleaseStanding, Viewer, adoptions, due_days, other_plans
from nap.words import day as day_name, pick
from ui.addresses import AS_OF, PLAN, RELEASE
from ui.session import house, language, t

_TODAY = "today"
_WIDE = 420
_MOST = 12
"""So many days are offered; the address takes any other."""


def choose(person: Viewer, now: House, releases: Sequence[ReleaseStanding] | None) -> None:
    """Offer what there is besides what is shown: other figures, of these releases too, where the page shows any (else None), and
    other plans."""
    plans = _named((now.plan, *other_plans(person, now)))
    ways = {} if releases is None else _figures(person, releases)
    if len(ways) > 1 or len(plans) > 1:
        with st.container(key="as_of", horizontal=True):
            if len(ways) > 1:
                _select("figures", t("standing.which"), ways, _shown())
            if len(plans) > 1:
                _select(PLAN, t("standing.plan"), plans, house().plan.id)


def _named(plans: Sequence[Plan]) -> dict[str, str]:
    """The plans by id; those of one title are told apart by it, because a list knows its entries by their words."""
    titles = {one.id: pick(one.title, language()) for one in plans}
    several = Counter(titles.values())
    return {id: f"{title} ({id})" if several[title] > 1 else title for id, title in titles.items()}


def _select(name: str, label: str, words: Mapping[str, str], chosen: str) -> None:
    key = f"choose_{name}"
    st.session_state[key] = chosen
    turn = _turn_plan if name == PLAN else _turn_to
    st.selectbox(label, list(words), format_func=words.__getitem__, key=key, on_change=turn, args=(key,), width=_WIDE)


def _figures(person: Viewer, releases: Sequence[ReleaseStanding]) -> dict[str, str]:
    """What can be shown, by the code of the choice: today, releases the newest first, days the latest first."""
    ways = {_TODAY: t("standing.today")}
    for one in releases:
        release = one.release
        ways[f"{RELEASE}-{release.number}"] = t("standing.released", number=release.number, date=release.as_of)
    return ways | {day.isoformat(): t("standing.day", date=day_name(language(), day)) for day in _days(person)}


def _shown() -> str:
    shown = house()
    if shown.released is not None:
        return f"{RELEASE}-{shown.released}"
    return _TODAY if shown.until is None else shown.today().isoformat()


def _turn_to(key: str) -> None:
    chosen = st.session_state[key]
    for name in (AS_OF, RELEASE):
        st.query_params.pop(name, None)
    if chosen.startswith(f"{RELEASE}-"):
        st.query_params[RELEASE] = chosen.removeprefix(f"{RELEASE}-")
    elif chosen != _TODAY:
        st.query_params[AS_OF] = chosen


def _turn_plan(key: str) -> None:
    """Another plan has other indicators, places and days: what was chosen of this one is let go of."""
    st.query_params.clear()
    st.query_params[PLAN] = st.session_state[key]


def _days(person: Viewer) -> list[date]:
    """Days on which much was known anew: when returns had fallen due, the day before the plan was revised; the latest first."""
    shown = house()
    now = shown.of_today
    due = [day for day in due_days(now) if day < now.today()]
    zone = now.moment().tzinfo
    revised = [one.at.astimezone(zone).date() - timedelta(days=1) for one in adoptions(person, now)[1:]]
    offered = sorted({*due, *revised}, reverse=True)[:_MOST]
    looked_at = [shown.today()] if shown.until is not None and shown.released is None else []
    return sorted({*offered, *looked_at}, reverse=True)
