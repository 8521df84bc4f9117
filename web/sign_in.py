"""Sign-in as a plain HTML form.

Enters e-mail and password, or in a demo the choice of a person; leaves the session cookie and the way on to what was asked for.
Who is refused is told the same whether there is such an account or not, and finds the e-mail still in its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import House, NotNow, SignInRefused, Viewer, sign_in, sign_in_demo, viewer_of
from nap.words import pick, say
from web.ahead import ahead
from web.asking import Field, alert, ask, link, paragraph
from web.demo_people import demo_choices, demo_form, roles_of
from web.enter import browser_of, entered, local_path, token_of
from web.form_page import Handler, form_page
from web.forms import fields, form_word, same_form
from web.guides import GUIDE
from web.identity_pages import still_there, ways_in
from web.language import language_of
from web.origin import origin
from web.refusals import log_refusal


@dataclass(frozen=True)
class _Told:
    """What is said on the page beside what always stands there: of the whole form, of its fields; and what was typed."""

    status: int = 200
    whole: str = ""
    email: str = ""
    password: str = ""
    typed: str = ""
    minutes: int = 0


_NOTHING = _Told()


def sign_in_route(house: Callable[[], House], labels: Callable[[], Mapping[str, str]] = dict) -> Handler:
    """`GET` shows the form, `POST` signs in and goes on to the page that was asked for. `labels`: providers to sign in with."""

    async def answer(request: Request) -> Response:
        form = await fields(request) if request.method == "POST" else None
        return await run_in_threadpool(_answer, request, house(), labels(), form)

    return answer


def refusal(lang: str, problem: SignInRefused) -> str:
    """Why nobody was signed in, as a sentence."""
    return say(lang, f"account.refused.{problem.code}", minutes=problem.minutes)


def busy(lang: str, problem: NotNow) -> str:
    """What to tell when too many sign in at this moment; any other problem goes on its way."""
    if problem.code != "busy":
        raise problem
    return say(lang, "account.busy")


def _answer(request: Request, house: House, labels: Mapping[str, str], form: Mapping[str, str] | None) -> Response:
    people = demo_choices(request, house)
    if form is None:
        return _page(request, house, people, labels, _NOTHING)
    token = _token(request, house, people, form)
    if isinstance(token, _Told):
        return _page(request, house, people, labels, token)
    return entered(request, house, token, request.query_params.get("next", ""))


def _token(request: Request, house: House, people: tuple[Viewer, ...], form: Mapping[str, str]) -> str | _Told:
    """The token of a new session, or why there is none."""
    lang, typed = language_of(request), form.get("email", "")
    if not same_form(request, form, base_url=house.settings.base_url):
        return _Told(403, say(lang, "account.stale"), typed=typed)
    if "person" in form:
        return _as_demo(request, house, people, form["person"])
    missing = {name: say(lang, f"account.missing.{name}") for name in ("email", "password") if not form.get(name, "").strip()}
    if missing:
        return _Told(422, "", missing.get("email", ""), missing.get("password", ""), typed)
    try:
        return sign_in(house, typed, form["password"], origin(request, house), browser_of(request))
    except SignInRefused as problem:
        log_refusal("sign-in", problem.code)
        return _Told(429 if problem.minutes else 403, refusal(lang, problem), typed=typed, minutes=problem.minutes)
    except NotNow as problem:
        return _Told(503, busy(lang, problem), typed=typed, minutes=1)


def _as_demo(request: Request, house: House, people: tuple[Viewer, ...], person: str) -> str | _Told:
    if person not in {one.person for one in people}:
        log_refusal("sign-in", "no such demo person")
        return _Told(403, say(language_of(request), "web.sign_in.unknown"))
    return sign_in_demo(house, person, origin(request, house), browser_of(request))


def _page(request: Request, house: House, people: tuple[Viewer, ...], labels: Mapping[str, str], told: _Told) -> Response:
    lang, word, target = language_of(request), form_word(request), local_path(request.query_params.get("next", ""))
    action = "/sign-in?next=" + quote(target, safe="")
    own = _own(lang, action, word, told)
    body = "".join(
        [
            paragraph(pick(house.plan.title, lang), "lead"),
            _signed_in(lang, viewer_of(house, token_of(request)), action),
            still_there(lang, labels) if "left" in request.query_params else "",
            alert(told.whole),
            demo_form(lang, house, people, action, word),
            _folded(lang, own, open=told is not _NOTHING) if people else own,
            link("/releases/", say(lang, "served.list.here")),
            link("/sign-in?next=%2Flight", say(lang, "light.lane")),
            link(GUIDE, say(lang, "guide.plain")),
            ways_in(lang, labels, target),
            ahead(request, target),
        ]
    )
    page = form_page(request, house, say(lang, "web.sign_in.title"), body, word=word, here=action + "&", status=told.status)
    if told.minutes:
        page.headers["Retry-After"] = str(told.minutes * 60)
    return page


def _own(lang: str, action: str, word: str, told: _Told) -> str:
    """The form for people with an account, and what helps who has none or has forgotten the password."""
    asked = (
        Field("email", say(lang, "account.email"), "email", "username", told.typed, wrong=told.email),
        Field("password", say(lang, "account.password"), wrong=told.password),
    )
    return (
        ask(action, word, asked, say(lang, "pages.sign_in"))
        + link("/forgotten", say(lang, "account.forgotten.link"))
        + paragraph(say(lang, "account.newcomer"), "small")
    )


def _folded(lang: str, own: str, *, open: bool) -> str:
    """In a demo the people come first, and whoever has an account opens the form."""
    shown = " open" if open else ""
    return f'<details class="own"{shown}><summary>{escape(say(lang, "account.with_password"))}</summary>{own}</details>'


def _signed_in(lang: str, viewer: Viewer | None, action: str) -> str:
    """For somebody who is signed in already: as whom, and the ways on and out."""
    if viewer is None:
        return ""
    told = escape(say(lang, "account.signed_in", name=viewer.name or roles_of(lang, viewer), person=viewer.person))
    on = f'<a href="/">{escape(say(lang, "account.go_on"))}</a>'
    out = f'<a href="/sign-out">{escape(say(lang, "web.sign_out"))}</a>'
    return f'<p class="note">{told} {on} · {out}</p>'
