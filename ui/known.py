"""What the pages of the board show: accepted figures of today or of an earlier day, a release, another plan, as the address asks.

Whatever is drawn meanwhile is of that; above it stands how far its figures may be relied on, below it the choice of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import streamlit as st

from nap.charts import Link
from nap.monitor import House, Unknown, Verb, Viewer, as_known, may, plan_house, released_house, shown_releases
from nap.words import pick
from ui.addresses import AS_OF, BOARD, MEANING, PLAN, RELEASE, address, on
from ui.session import house, language, t, within
from ui.stamp import stamp_line
from ui.switches import choose
from ui.tables import link, note

_OWN_CHOICE = frozenset({"brief"})
"""Pages that choose for themselves which figures they show, and say so."""
_OF_TODAY = frozenset({"coverage"})
"""Pages that show what came until today, and nothing else."""


class _Asked(NamedTuple):
    """The house that the address asks for, and the filters that lead to it."""

    house: House
    kept: dict[str, str]


@contextmanager
def as_asked(person: Viewer, page: str) -> Iterator[None]:
    """Whatever is drawn meanwhile is of the plan, release or day that the address asks for."""
    if page not in BOARD:
        if page in _OF_TODAY and may(person, Verb.BROWSE_RESULTS):
            stamp_line(page, (), None)
        yield
        return
    figures = page not in MEANING | _OWN_CHOICE and may(person, Verb.BROWSE_RESULTS)
    now, found = house(), _found(person, figures=figures)
    with within(found.house), on(found.kept):
        back = _back(found, page) if found.kept else None
        _tell(person, found)
        if figures:
            releases = shown_releases(person, house())
            stamp_line(page, releases, back)
        elif back:
            link(back.address, back.words)
        yield
        choose(person, now, releases if figures else None)


def _found(person: Viewer, *, figures: bool) -> _Asked:
    asked = _of_plan(person, _Asked(house(), {}))
    if not figures:
        return asked
    released = _of_release(person, asked)
    return released if RELEASE in released.kept else _of_day(asked)


def _of_plan(person: Viewer, asked: _Asked) -> _Asked:
    id = st.query_params.get(PLAN, "")
    if id in {"", asked.house.plan.id}:
        return asked
    try:
        return _Asked(plan_house(person, asked.house, id), {PLAN: id})
    except Unknown:
        _in_vain(t("standing.plan"), id)
        return asked


def _of_release(person: Viewer, asked: _Asked) -> _Asked:
    text = st.query_params.get(RELEASE, "")
    if not text:
        return asked
    try:
        number = int(text) if text.isascii() and text.isdecimal() else 0
        return _Asked(released_house(person, asked.house, number), {**asked.kept, RELEASE: text})
    except Unknown:
        _in_vain(t("standing.release"), text)
        return asked


def _of_day(asked: _Asked) -> _Asked:
    """The day in the address; a notice for one that is none or lies before the plan's history."""
    text = st.query_params.get(AS_OF, "")
    if not text:
        return asked
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or asked.house.plan.year_of(day) < asked.house.plan.history_from:
        _in_vain(t("revisions.as_of"), text)
        return asked
    then = as_known(asked.house, day)
    return asked if then is asked.house else _Asked(then, {**asked.kept, AS_OF: day.isoformat()})


def _in_vain(label: str, value: str) -> None:
    note(t("board.ignored", filters=t("board.ignored.one", label=label, value=value[:40])))


def _tell(person: Viewer, found: _Asked) -> None:
    """What is shown instead of today's figures of the plan in force, where the stamp does not say it."""
    shown, said = found.house, []
    if PLAN in found.kept:
        said.append(t("standing.other_plan", plan=pick(shown.plan.title, language())))
    if AS_OF in found.kept:
        said.append(t("revisions.known", date=shown.today(), version=str(shown.plan.version)))
        said += [] if may(person, Verb.REVIEW) else [t("revisions.known.open")]
    if said:
        note(*said)


def _back(found: _Asked, page: str) -> Link:
    """The way to the accepted figures of today; what was chosen of another plan is not taken along."""
    kept = {} if PLAN in found.kept else dict(st.query_params.items())
    filters = {name: value for name, value in kept.items() if name not in {AS_OF, RELEASE, PLAN}}
    with on({}):
        return Link(t("revisions.known.back" if AS_OF in found.kept else "standing.back"), address(page, **filters))


def nothing_told(otherwise: str) -> str:
    """Why a page has nothing to show: on an earlier day it was not known yet, or the plan had not begun; else `otherwise`."""
    if house().until is None or house().released is not None:
        return otherwise
    begun = house().plan.year_of(house().today()) >= house().plan.years[0]
    return t("revisions.known.nothing" if begun else "revisions.known.before_plan")
