"""`/invitation/<secret>`: a one-time link. Looking changes nothing (messengers fetch a preview); the form sets the password.

Enters the secret and a password typed twice; leaves a session of the person the link is for, or what to do about a link that
does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import Bidden, House, LinkRefused, NotNow, PasswordRefused, bidden, set_password
from nap.words import pick, say
from web import language
from web.asking import Field, alert, ask, link, paragraph
from web.enter import browser_of, entered
from web.form_page import PASSWORDS, Handler, form_page
from web.forms import fields, form_word, same_form
from web.language import language_of
from web.new_password import new_password
from web.origin import origin
from web.refusals import log_refusal
from web.sign_in import busy

_STATUS = {"unknown": 404, "expired": 410, "used": 410}


def invitation_route(house: Callable[[], House]) -> Handler:
    """`GET` looks at the link, `POST` uses it."""

    async def answer(request: Request) -> Response:
        form = await fields(request, PASSWORDS) if request.method == "POST" else None
        return await run_in_threadpool(_answer, request, house(), form)

    return answer


def _answer(request: Request, house: House, form: Mapping[str, str] | None) -> Response:
    secret = request.path_params["secret"]
    try:
        guest = bidden(house, secret)
        return _page(request, house, guest) if form is None else _used(request, house, guest, form)
    except LinkRefused as problem:
        log_refusal("one-time link", problem.code)
        return _refused(request, house, problem)


def _used(request: Request, house: House, guest: Bidden, form: Mapping[str, str]) -> Response:
    """Signed in with the new password, or the form again with what is wrong."""
    if not same_form(request, form, base_url=house.settings.base_url, unnamed=True):
        return _page(request, house, guest, 403, whole=say(_lang(request, guest), "account.stale"))
    secret, password, again = request.path_params["secret"], form.get("password", ""), form.get("again", "")
    try:
        token = set_password(house, secret, password, again, origin(request, house), browser_of(request))
    except PasswordRefused as problem:
        return _page(request, house, guest, 422, problem)
    except NotNow as problem:
        return _page(request, house, guest, 503, whole=busy(_lang(request, guest), problem))
    return entered(request, house, token, "/light" if form.get("light") and guest.sends else "/")


def _page(
    request: Request, house: House, guest: Bidden, status: int = 200, problem: PasswordRefused | None = None, whole: str = ""
) -> Response:
    lang, word = _lang(request, guest), form_word(request)
    kind, here = guest.purpose.value, _here(request)
    email = Field("email", say(lang, "account.email"), "email", "username", guest.person, fixed=True)
    until = guest.ends.astimezone(ZoneInfo(house.plan.calendar.timezone))  # on the country's clock
    body = (
        paragraph(pick(house.plan.title, lang), "lead")
        + paragraph(say(lang, f"account.bidden.{kind}"))
        + alert(whole)
        + ask(here, word, (email, *new_password(lang, problem)), say(lang, "account.bidden.enter"), beneath=_light(lang, guest))
        + paragraph(say(lang, "account.bidden.ends", until=until), "small")
    )
    title = say(lang, f"account.bidden.title.{kind}", name=guest.name)
    return form_page(request, house, title, body, word=word, here=f"{here}?", lang=lang, status=status)


def _light(lang: str, guest: Bidden) -> str:
    """Where the first screen would be too much for a line, another button leads to the light pages."""
    words = f"{escape(say(lang, 'account.bidden.light'))}<small>{escape(say(lang, 'light.lane'))}</small>"
    return f'<button class="also" name="light" value="1">{words}</button>' if guest.sends else ""


def _refused(request: Request, house: House, problem: LinkRefused) -> Response:
    lang, word = language_of(request), form_word(request)
    body = paragraph(say(lang, f"account.link.{problem.code}")) + link("/sign-in", say(lang, "pages.sign_in"))
    title = say(lang, f"account.link.title.{problem.code}")
    return form_page(request, house, title, body, word=word, here=f"{_here(request)}?", status=_STATUS[problem.code])


def _here(request: Request) -> str:
    return f"/invitation/{quote(request.path_params['secret'], safe='')}"


def _lang(request: Request, guest: Bidden) -> str:
    """What the reader chose here, else the language she was invited in, else her browser's."""
    chosen = request.query_params.get("lang") or request.cookies.get(language.COOKIE)
    offered = language.offered_in(request)
    return guest.language if guest.language and guest.language in offered and chosen not in offered else language_of(request)
