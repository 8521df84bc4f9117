"""Who is looking and in which language. Enters the cookies of the request, leaves a viewer looked up anew on every run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from nap.monitor import House, Verb, Viewer, drawn_upon, may, viewer_of
from nap.words import day, say, say_n
from ui.owning import drawn_for, mark
from web.door import COOKIE
from web.house import the_house
from web.language import choose
from web.origin import origin_of

_WHOSE = "whose"
_LOOKING: ContextVar[Viewer | None] = ContextVar("looking", default=None)
_BEGUN: ContextVar[int | None] = ContextVar("begun", default=None)
_HOUSE: ContextVar[House | None] = ContextVar("house", default=None)


def house() -> House:
    """The house this run looks into, else the open house of this process."""
    return _HOUSE.get() or the_house()


@contextmanager
def within(chosen: House) -> Iterator[None]:
    """One run sees one plan and one day from its first line to its last, also where the house changes meanwhile."""
    before = _HOUSE.set(chosen)
    try:
        yield
    finally:
        _HOUSE.reset(before)


def viewer() -> Viewer | None:
    """The person behind this browser, with the roles as they stand now; None without a live session."""
    token = session_cookie()
    return viewer_of(house(), token, came_from()) if token else None


def came_from() -> str:
    """The network address of whoever looks, for the audit trail. Streamlit names none for this machine itself."""
    listed = ",".join(st.context.headers.get_all("X-Forwarded-For"))
    return origin_of(st.context.ip_address or "127.0.0.1", {"x-forwarded-for": listed}, house().settings.proxies)


@contextmanager
def looking(person: Viewer) -> Iterator[None]:
    """Whom the frame has just looked up is the one its page asks about: one look a run, never longer."""
    before, begun = _LOOKING.set(person), _BEGUN.set(drawn_upon(house()))
    try:
        yield
    finally:
        _LOOKING.reset(before)
        _BEGUN.reset(begun)


def begun() -> int:
    """What had been hidden when this run began, see `monitor.drawn_upon`."""
    found = _BEGUN.get()
    return drawn_upon(house()) if found is None else found


def keep_to(person: Viewer | None) -> None:
    """What a tab remembers belongs to one person with these rights: whoever looks next in it, or nobody, finds it empty."""
    whose = mark(person) if person else ""
    if st.session_state.get(_WHOSE, whose) != whose:
        st.session_state.clear()
    st.session_state[_WHOSE] = whose
    drawn_for(person)


def looker() -> Viewer | None:
    """Whom this run is drawn for: the person the frame has looked up, else looked up now."""
    return _LOOKING.get() or viewer()


def session_cookie() -> str:
    """The session's token as the browser sent it; empty if there is none."""
    return st.context.cookies.get(COOKIE, "")


def require(verb: Verb) -> Viewer:
    """The viewer, if he or she may do this; otherwise says so and ends the page. Stands on the first line of each page."""
    person = looker()
    if person is None:
        st.info(t("pages.signed_out"))
        st.html(f'<a class="nap-go" href="/sign-in" target="_self">{t("pages.sign_in")}</a>')
        st.stop()
    if not may(person, verb):
        st.error(t("pages.not_yours"))
        st.stop()
    return person


def language() -> str:
    """The language chosen in this tab, else the kept one, else the browser's."""
    chosen, offered = st.session_state.get("language"), house().plan.languages
    return chosen if chosen in offered else choose(st.context.cookies, st.context.headers.get("Accept-Language"), offered)


def t(key: str, **facts: object) -> str:
    """The sentence in the reader's language."""
    return say(language(), key, **facts)


def t_n(key: str, n: int, **facts: object) -> str:
    """The sentence in the form that goes with the number."""
    return say_n(language(), key, n, **facts)


def moment(when: datetime) -> str:
    """A moment on the clock of the plan's country, in the reader's manner."""
    return day(language(), when.astimezone(ZoneInfo(house().plan.calendar.timezone)))
