"""A form that came when its session had ended: it is shown again, to be sent once more after signing in. Knows no person.

Enters the request and its fields, leaves a page. Only a form of this very browser is shown again.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from nap.words import say
from web.forms import fields, form_word, hidden, keep_form, same_form
from web.language import language_of
from web.light.lingering import Lingering
from web.page import plain_page

FORM_LIMIT = 60_000
"""Bytes of a form with fields to mend; a Cyrillic letter takes six of them."""
UPLOAD = "/light/send"
_OURS = frozenset({"form", "page", "save", "all", "partner", "period"})
"""Fields of a form that nobody types."""
_LINGER = 10.0
"""Seconds in which what still comes of a file is thrown away."""


class Ended(Response):
    """The answer of the door to a form of the light lane without a live session."""

    def __init__(self) -> None:
        super().__init__(status_code=401)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read what was typed, as far as it is a small form of ours, and show it again."""
        request = Request(scope, receive)
        if scope["path"] == UPLOAD:
            await Lingering(ended(request, {}), _LINGER)(scope, receive, send)
            return
        form = await fields(request, FORM_LIMIT)
        await ended(request, form if same_form(request, form) else {})(scope, receive, send)


def ended(request: Request, form: Mapping[str, str]) -> Response:
    """The session has ended between the page and its button: sign in beside it, then send what was typed from here."""
    lang, word = language_of(request), form_word(request)
    form = {} if request.url.path == UPLOAD else form  # a file cannot be shown again
    told = "light.ended.typed" if typed(form) else "light.ended"
    body = (
        f'<p class="note" role="alert">{escape(say(lang, told))}</p>'
        f'<p><a class="go" href="/sign-in?next={quote("/light", safe="")}" target="_blank">'
        f"{escape(say(lang, 'web.sign_in.title'))}</a></p>"
        + (once_more(lang, str(request.url.path), form, word) if typed(form) else "")
    )
    page = plain_page(lang, say(lang, "light.ended.title"), body, here="", choices=(), status=401)
    keep_form(page, request, word)
    return page


def typed(form: Mapping[str, str]) -> list[str]:
    """What somebody typed into a form."""
    return [text for name, text in form.items() if text and name not in _OURS]


def once_more(lang: str, path: str, form: Mapping[str, str], word: str) -> str:
    """The same form once more as HTML, with the word this browser has now."""
    kept = {name: text for name, text in form.items() if name != "form"}
    inner = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in kept.items())
    shown = "".join(f"<li>{escape(text)}</li>" for text in typed(form))
    return (
        f'<ul>{shown}</ul><form method="post" action="{escape(path)}?lang={lang}">{hidden(word)}{inner}'
        f'<button class="main">{escape(say(lang, "light.again"))}</button></form>'
    )
