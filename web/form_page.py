"""A plain page with a form on it: enters title and body, leaves the answer with the word of the form and the language kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from nap.monitor import House
from web.forms import keep_form
from web.language import language_of, remember
from web.page import plain_page

Handler = Callable[[Request], Awaitable[Response]]
PASSWORDS = 16_384
"""Bytes of a form with passwords in it: three of the longest in letters of any alphabet, each as three or more signs."""


def form_page(
    request: Request, house: House, title: str, body: str, *, word: str, here: str, lang: str = "", status: int = 200
) -> HTMLResponse:
    """`body` is HTML; `here` the address that the links of languages add theirs to; `lang`: another than the reader's own."""
    spoken = lang or language_of(request)
    page = plain_page(spoken, title, body, here=here, choices=house.plan.languages, status=status)
    keep_form(page, request, word)
    if request.query_params.get("lang"):
        remember(page, spoken)
    return page
