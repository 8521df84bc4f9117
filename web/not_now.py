"""The plain page for what only has to wait: a store that is full, locked or out of reach. Status 503, never a bare failure."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from nap.monitor import NotNow
from nap.tallies import PUT_OFF
from nap.words import say
from web.language import language_of
from web.page import plain_page

_SOON = "30"
"""Seconds after which it may be asked for again."""


def not_now(scope: Scope, problem: NotNow) -> Response:
    """Why the request in `scope` cannot be answered at this moment, in the reader's language."""
    PUT_OFF.add(problem.code)
    lang = language_of(Request(scope))
    body = f"<p>{escape(say(lang, f'pages.not_now.{problem.code}'))}</p>"
    answer = plain_page(lang, say(lang, "pages.monitor"), body, here="", choices=(), status=503)
    answer.headers["Retry-After"] = _SOON
    return answer
