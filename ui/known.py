"""Looking back: the pages of the board as they were known at the end of an earlier day, which stands in the address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import streamlit as st

from nap.monitor import House, Verb, Viewer, adoptions, as_known, due_days, may
from nap.words import day as day_name
from ui.addresses import AS_OF, BOARD, address, on
from ui.session import house, language, t, within
from ui.tables import link, note

_TODAY = "today"
_WIDE = 320
_MOST = 12
"""So many days are offered; the address takes any other."""


@contextmanager
def as_asked(person: Viewer, page: str) -> Iterator[None]:
    """Whatever is drawn meanwhile is of the day that the address asks for; the choice of another day stands below it."""
    if page not in BOARD:
        yield
        return
    now, asked = house(), _asked()
    then = as_known(now, asked) if asked else now
    if asked is None or then is now:
        yield
    else:
        _tell(person, then, asked, page)
        with within(then), on(asked):
            yield
    _choose(person, now, asked)


def _asked() -> date | None:
    """The day in the address; None, and a notice, for one that is none or lies before the plan's history."""
    text = st.query_params.get(AS_OF, "")
    if not text:
        return None
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = None
    if asked is None or asked.year < house().plan.history_from:
        note(t("board.ignored", filters=t("board.ignored.one", label=t("revisions.as_of"), value=text[:40])))
        return None
    return asked


def _tell(person: Viewer, then: House, asked: date, page: str) -> None:
    kept_back = "" if may(person, Verb.REVIEW) else t("revisions.known.open")
    note(t("revisions.known", date=asked, version=str(then.plan.version)), kept_back)
    filters = {name: value for name, value in st.query_params.items() if name != AS_OF}
    link(address(page, **filters), t("revisions.known.back"))


def nothing_told(otherwise: str) -> str:
    """Why a page has nothing to show: on an earlier day it was not known yet, or the plan had not begun; else `otherwise`."""
    if house().until is None:
        return otherwise
    begun = house().today().year >= house().plan.years[0]
    return t("revisions.known.nothing" if begun else "revisions.known.before_plan")


def _choose(person: Viewer, now: House, asked: date | None) -> None:
    days = _days(person, now, asked)
    if not days:
        return
    words = {_TODAY: t("revisions.today"), **{day.isoformat(): day_name(language(), day) for day in days}}
    key = f"choose_{AS_OF}"
    st.session_state[key] = asked.isoformat() if asked and asked in days else _TODAY
    with st.container(key="as_of"):
        label, codes = t("revisions.as_of"), list(words)
        st.selectbox(label, codes, format_func=words.__getitem__, key=key, on_change=_turn_to, args=(key,), width=_WIDE)


def _turn_to(key: str) -> None:
    chosen = st.session_state[key]
    if chosen == _TODAY:
        st.query_params.pop(AS_OF, None)
    else:
        st.query_params[AS_OF] = chosen


def _days(person: Viewer, now: House, asked: date | None) -> Sequence[date]:
    """Days on which much was known anew: when returns had fallen due, the day before the plan was revised; the latest first."""
    due = [day for day in due_days(now) if day < now.today()]
    revised = [one.at.astimezone(now.moment().tzinfo).date() - timedelta(days=1) for one in adoptions(person, now)[1:]]
    offered = sorted({*due, *revised}, reverse=True)[:_MOST]
    earlier = {*offered, *([asked] if asked and asked < now.today() else [])}
    return sorted(earlier, reverse=True)
