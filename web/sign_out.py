"""Sign-out without a script: at once from our own pages, after a question for a link from anywhere else.

What the browser remembers of the filters last chosen goes with the session: the next person at that computer finds none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import House, sign_out
from nap.words import say
from web.asking import ask
from web.enter import left, token_of
from web.form_page import Handler, form_page
from web.forms import fields, form_word, same_form
from web.language import language_of
from web.origin import origin


def sign_out_route(house: Callable[[], House], labels: Callable[[], Mapping[str, str]] = dict) -> Handler:
    """Ends the session and its cookie. Where there are providers of sign-in (`labels`), says that theirs goes on."""

    async def leave(request: Request) -> Response:
        if request.method == "POST":
            ours = same_form(request, await fields(request), base_url=house().settings.base_url)
        else:
            ours = request.headers.get("sec-fetch-site") == "same-origin"
        if not ours:
            return _question(request, house())
        await run_in_threadpool(sign_out, house(), token_of(request), origin(request, house()))
        answer = left("/sign-in?left=1" if labels() else "/sign-in")
        answer.headers["Clear-Site-Data"] = '"storage"'
        return answer

    return leave


def _question(request: Request, house: House) -> Response:
    lang, word = language_of(request), form_word(request)
    body = ask("/sign-out", word, (), say(lang, "web.sign_out"))
    return form_page(request, house, say(lang, "web.sign_out.sure"), body, word=word, here="/sign-out?")
