"""Sign-in and sign-out as plain HTML forms.

Enters the choice of a demo person; leaves the session cookie. Demo people exist only in a demo store, in demo mode, and only
for a reader on this very machine.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from html import escape
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nap.monitor import House, Viewer, demo_people, sign_in_demo, sign_out
from nap.words import pick, say
from web.door import COOKIE, authority_of, host_name, is_loopback, session_token
from web.language import language_of, remember
from web.page import plain_page

FORM_COOKIE = "nap_form"
_BODY_LIMIT = 4096
Handler = Callable[[Request], Awaitable[Response]]


def sign_in_route(house: Callable[[], House]) -> Handler:
    """`GET` shows the form, `POST` signs in and goes on to the page that was asked for."""

    async def sign_in(request: Request) -> Response:
        people = await run_in_threadpool(_people, request, house())
        if request.method == "POST":
            return await _enter(request, house(), people)
        return _form(request, house(), people)

    return sign_in


def sign_out_route(house: Callable[[], House]) -> Handler:
    """Ends the session: at once from our own pages, after a question for a link from anywhere else."""

    async def leave(request: Request) -> Response:
        ours = await _is_ours(request) if request.method == "POST" else request.headers.get("sec-fetch-site") == "same-origin"
        if not ours:
            return _question(request, house())
        await run_in_threadpool(sign_out, house(), session_token(request.headers.get("cookie", "")))
        response = RedirectResponse("/sign-in", 303)
        response.delete_cookie(COOKIE)
        return response

    return leave


def _people(request: Request, house: House) -> tuple[Viewer, ...]:
    client = request.client.host if request.client else ""
    near = is_loopback(client) and is_loopback(host_name(request.headers.get("host", "")))
    return demo_people(house) if near else ()


def _form(request: Request, house: House, people: tuple[Viewer, ...], *, status: int = 200, wrong: str = "") -> Response:
    lang, target = language_of(request), local_path(request.query_params.get("next", ""))
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    action = "/sign-in?next=" + quote(target, safe="")
    named = [(person, _name(lang, house, person)) for person in people]
    body = _choices(lang, named, action, token) if people else f"<p>{escape(say(lang, 'web.sign_in.nobody'))}</p>"
    lead = f"<p>{escape(pick(house.plan.title, lang))}</p>"
    page = plain_page(
        lang, say(lang, "web.sign_in.title"), lead + wrong + body, here=action + "&", choices=house.plan.languages, status=status
    )
    _keep(page, request, lang, token)
    return page


def _name(lang: str, house: House, person: Viewer) -> str:
    """The organisation in the reader's language, else the role."""
    partner = house.plan.partner(person.partner) if person.partner else None
    return pick(partner.name, lang) if partner else _roles(lang, person)


def _roles(lang: str, person: Viewer) -> str:
    return ", ".join(say(lang, f"common.role.{role.value}") for role in sorted(person.roles))


def _choices(lang: str, people: list[tuple[Viewer, str]], action: str, token: str) -> str:
    rows = "".join(_choice(lang, person, name) for person, name in people)
    return (
        f'<p class="note">{escape(say(lang, "web.sign_in.demo"))}</p><form method="post" action="{escape(action)}">'
        f'<input type="hidden" name="form" value="{escape(token)}"><ul>{rows}</ul></form>'
    )


def _choice(lang: str, person: Viewer, name: str) -> str:
    about = f"{_roles(lang, person)} · {person.person}" if person.partner else person.person
    return f'<li><button name="person" value="{escape(person.person)}">{escape(name)}<small>{escape(about)}</small></button></li>'


async def _enter(request: Request, house: House, people: tuple[Viewer, ...]) -> Response:
    form = await _fields(request)
    if not _same_form(request, form):
        return _form(request, house, people, status=403, wrong=_note(request, "web.sign_in.again"))
    if form.get("person") not in {person.person for person in people}:
        return _form(request, house, people, status=403, wrong=_note(request, "web.sign_in.unknown"))
    await run_in_threadpool(sign_out, house, session_token(request.headers.get("cookie", "")))
    token = await run_in_threadpool(sign_in_demo, house, form["person"])
    response = RedirectResponse(local_path(request.query_params.get("next", "")), 303)
    secure = urlsplit(house.settings.base_url).scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure)
    return response


def _question(request: Request, house: House) -> Response:
    lang = language_of(request)
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    body = (
        f'<form method="post" action="/sign-out"><input type="hidden" name="form" value="{escape(token)}">'
        f"<button>{escape(say(lang, 'web.sign_out'))}</button></form>"
    )
    page = plain_page(lang, say(lang, "web.sign_out.sure"), body, here="/sign-out?", choices=house.plan.languages)
    _keep(page, request, lang, token)
    return page


def local_path(target: str) -> str:
    """The address to go on to: a path of our own, else the first page. Never another site."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\", "/sign-")) and target.isprintable()
    return target if plain and "\\" not in target else "/"


def _keep(page: Response, request: Request, lang: str, token: str) -> None:
    page.set_cookie(FORM_COOKIE, token, httponly=True, samesite="strict")
    if request.query_params.get("lang"):
        remember(page, lang)


def _note(request: Request, key: str) -> str:
    return f'<p class="note" role="alert">{escape(say(language_of(request), key))}</p>'


async def _is_ours(request: Request) -> bool:
    return _same_form(request, await _fields(request))


def _same_form(request: Request, form: dict[str, str]) -> bool:
    """A form that we sent ourselves: its hidden word equals the cookie's, and the browser names no other origin."""
    origin = request.headers.get("origin")
    foreign = origin is not None and authority_of(origin) != request.headers.get("host")
    sent, kept = form.get("form", ""), request.cookies.get(FORM_COOKIE, "")
    return not foreign and bool(kept) and hmac.compare_digest(sent.encode(), kept.encode())


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a small form; empty if the body is larger than any form of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY_LIMIT:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace")))
