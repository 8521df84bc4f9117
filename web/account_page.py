"""The page of one's own account: enters who is looking and what has just been done, leaves plain HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import House, PasswordRefused, SessionLine, Viewer, demo_people, my_sessions
from nap.words import say
from web.asking import Field, alert, ask, good, link, paragraph
from web.browsers import browser_name
from web.demo_people import organisation_of, roles_of
from web.enter import token_of
from web.form_page import form_page
from web.forms import form_word
from web.language import language_of
from web.new_password import new_password, refused

_DONE = ("changed", "others")


@dataclass(frozen=True)
class Told:
    """What is said beside what always stands there. `done` comes from the address: only what is in `_DONE` is said."""

    status: int = 200
    whole: str = ""
    done: str = ""
    problem: PasswordRefused | None = None
    minutes: int = 0


def account_page(request: Request, house: House, viewer: Viewer, told: Told) -> Response:
    """The whole page."""
    lang, word = language_of(request), form_word(request)
    body = "".join(
        [
            good(say(lang, f"account.done.{told.done}")) if told.done in _DONE else "",
            alert(told.whole),
            _facts(_of(lang, house, viewer)),
            _password(lang, house, viewer, word, told),
            _sessions(lang, house, my_sessions(viewer, house, token_of(request)), word),
            link("/trail", say(lang, "account.trail")),
            link("/", say(lang, "account.go_on")),
        ]
    )
    page = form_page(request, house, say(lang, "account.title"), body, word=word, here="/account?", status=told.status)
    if told.minutes:
        page.headers["Retry-After"] = str(told.minutes * 60)
    return page


def _of(lang: str, house: House, viewer: Viewer) -> Iterable[tuple[str, str]]:
    yield say(lang, "account.name"), viewer.name
    yield say(lang, "account.email"), viewer.person
    yield say(lang, "account.roles"), roles_of(lang, viewer)
    yield say(lang, "account.organisation"), organisation_of(lang, house, viewer)


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    return f'<dl class="facts">{rows}</dl>'


def _password(lang: str, house: House, viewer: Viewer, word: str, told: Told) -> str:
    head = f'<h2 id="change">{escape(say(lang, "account.change"))}</h2>'
    if viewer.person in {person.person for person in demo_people(house)}:
        return head + paragraph(say(lang, "account.change.demo"))
    problem = told.problem
    wrong = refused(lang, problem) if problem and problem.code == "wrong_old" else ""
    old = Field("old", say(lang, "account.old"), wrong=wrong)
    email = f'<input type="text" autocomplete="username" value="{escape(viewer.person)}" readonly hidden>'
    return (
        head
        + ask("/account", word, (old, *new_password(lang, problem)), say(lang, "account.change.save"), "password", email)
        + paragraph(say(lang, "account.change.ends"), "small")
        + link("/forgotten", say(lang, "account.change.never"))
    )


def _sessions(lang: str, house: House, lines: Sequence[SessionLine], word: str) -> str:
    rows = "".join(f"<li>{_session(lang, house, line)}</li>" for line in lines)
    others = ask("/account", word, (), say(lang, "account.sessions.others"), "others") if len(lines) > 1 else ""
    return (
        f'<h2 id="sessions">{escape(say(lang, "account.sessions"))}</h2><ul class="sessions">{rows}</ul>'
        + paragraph(say(lang, "account.sessions.strange"), "small")
        + ask("/sign-out", word, (), say(lang, "account.sessions.this"))
        + others
        + ask("/account", word, (), say(lang, "account.sessions.everywhere"), "everywhere")
    )


def _session(lang: str, house: House, line: SessionLine) -> str:
    name = browser_name(line.browser) or say(lang, "account.sessions.unknown")
    here = f" <em>{escape(say(lang, 'account.sessions.here'))}</em>" if line.here else ""
    begun = say(lang, "account.sessions.begun", begun=_moment(house, line.begun))
    seen = say(lang, "account.sessions.seen", seen=_moment(house, line.seen))
    place = say(lang, "account.sessions.from", origin=line.origin) if line.origin else ""
    more = "".join(f"<small>{escape(text)}</small>" for text in (begun, seen, place) if text)
    return f"<strong>{escape(name)}</strong>{here}{more}"


def _moment(house: House, when: datetime) -> datetime:
    """On the clock of the plan's country."""
    return when.astimezone(ZoneInfo(house.plan.calendar.timezone))
