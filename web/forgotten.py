"""A forgotten password: enters an e-mail, leaves the same answer for everybody, whether there is such an account or not.

Where letters are set up, the link goes out after the answer, so that the wait tells nothing either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nap.monitor import House, forgot_password, post
from nap.words import say
from web.asking import Field, alert, ask, good, link, paragraph
from web.form_page import Handler, form_page
from web.forms import fields, form_word, same_form
from web.language import language_of
from web.origin import origin

_LONGEST = 254
"""An e-mail address cannot be longer."""


def forgotten_route(house: Callable[[], House]) -> Handler:
    """`GET` asks for the e-mail, `POST` notes that its password is forgotten."""

    async def answer(request: Request) -> Response:
        form = await fields(request) if request.method == "POST" else None
        return await run_in_threadpool(_answer, request, house(), form)

    return answer


def _answer(request: Request, house: House, form: Mapping[str, str] | None) -> Response:
    lang = language_of(request)
    if form is None:
        return _asked(request, house) if "asked" in request.query_params else _page(request, house)
    typed = form.get("email", "").strip()
    if not same_form(request, form, base_url=house.settings.base_url):
        return _page(request, house, 403, say(lang, "account.stale"), typed=typed)
    if "@" not in typed or len(typed) > _LONGEST:
        return _page(request, house, 422, wrong=say(lang, "account.missing.email"), typed=typed)
    link_to_send = forgot_password(house, typed, origin(request, house))
    after = BackgroundTask(post, house, link_to_send) if link_to_send else None
    return RedirectResponse("/forgotten?asked=1", 303, background=after)


def _page(request: Request, house: House, status: int = 200, whole: str = "", wrong: str = "", typed: str = "") -> Response:
    lang, word = language_of(request), form_word(request)
    asked = (Field("email", say(lang, "account.email"), "email", "username", typed, wrong=wrong),)
    body = (
        paragraph(say(lang, f"account.forgotten.lead.{_way(house)}"))
        + alert(whole)
        + ask("/forgotten", word, asked, say(lang, "account.forgotten.ask"))
        + link("/sign-in", say(lang, "account.back"))
    )
    return form_page(request, house, say(lang, "account.forgotten"), body, word=word, here="/forgotten?", status=status)


def _asked(request: Request, house: House) -> Response:
    lang, word = language_of(request), form_word(request)
    body = good(say(lang, f"account.forgotten.asked.{_way(house)}")) + link("/sign-in", say(lang, "account.back"))
    return form_page(request, house, say(lang, "account.forgotten"), body, word=word, here="/forgotten?asked=1&")


def _way(house: House) -> str:
    """How a link reaches whoever asks: by a letter, or through a coordinator."""
    return "letter" if house.settings.mail else "hand"
