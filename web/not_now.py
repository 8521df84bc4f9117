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
_READS = frozenset({"GET", "HEAD"})
_STORE = frozenset({"store_unavailable", "store_unanswered"})


def why_not(lang: str, method: str, code: str) -> str:
    """Why there is no answer: a page that was only asked for has nothing that could be lost, and says so."""
    return say(lang, "web.not_shown" if method in _READS and code in _STORE else f"pages.not_now.{code}")


def not_now(scope: Scope, problem: NotNow) -> Response:
    """Why the request in `scope` cannot be answered at this moment, in the reader's language."""
    PUT_OFF.add(problem.code)
    lang = language_of(Request(scope))
    body = f"<p>{escape(why_not(lang, scope['method'], problem.code))}</p>"
    answer = plain_page(lang, say(lang, "pages.monitor"), body, here="", choices=(), status=503)
    answer.headers["Retry-After"] = _SOON
    return answer
