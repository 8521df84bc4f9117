"""Pages that say why something cannot be done now, and what to do. Nothing somebody typed is lost where it can be shown again."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import House
from nap.words import say
from web.forms import form_word, hidden, keep_form
from web.language import language_of
from web.light.page import light_page, note
from web.light.visit import Visit
from web.page import plain_page

_LONGEST = 20_000
"""Letters of a form that are shown again."""


def not_here(visit: Visit) -> Response:
    """An address that leads nowhere for this reader."""
    way = f'<p><a href="/light">{escape(visit.t("light.back"))}</a></p>'
    return light_page(visit, visit.t("light.not_here"), f"<p>{escape(visit.t('mending.no_such'))}</p>{way}", status=404)


def waits(visit: Visit, code: str) -> Response:
    """What only has to wait, or stands in the way of this one wish."""
    way = f'<p><a href="/light">{escape(visit.t("light.back"))}</a></p>'
    told = note(visit.t(f"pages.not_now.{code}"), "error", "alert")
    return light_page(visit, visit.t("light.not_now"), told + way, status=503 if code in _LATER else 409)


_LATER = frozenset({"busy", "unread", "store_unavailable"})


def old_form(visit: Visit, form: Mapping[str, str]) -> Response:
    """A form of another browser or from before: it is shown again, and taken when it is sent once more."""
    body = note(visit.t("light.old_form"), "error", "alert") + _again(visit.request, form, visit.word, visit.t("light.again"))
    return light_page(visit, visit.t("light.not_done"), body, status=403)


def ended(request: Request, house: House, form: Mapping[str, str]) -> Response:
    """The session has ended between the page and its button: sign in elsewhere, then send what was typed from here."""
    lang, word = language_of(request), form_word(request)
    back = request.url.path if request.method == "GET" else "/light"
    way = f"/sign-in?next={quote(back, safe='')}"
    told = say(lang, "light.ended.typed" if _typed(form) else "light.ended")
    body = (
        f'<p class="note" role="alert">{escape(told)}</p>'
        f'<p><a class="go" href="{escape(way)}" target="_blank">{escape(say(lang, "web.sign_in.title"))}</a></p>'
        + (_again(request, form, word, say(lang, "light.again")) if _typed(form) else "")
    )
    page = plain_page(lang, say(lang, "light.ended.title"), body, here="", choices=(), status=401)
    keep_form(page, request, word)
    return page


def _typed(form: Mapping[str, str]) -> bool:
    return any(name != "form" for name in form)


def _again(request: Request, form: Mapping[str, str], word: str, words: str) -> str:
    """The same form once more, with the word this browser has now."""
    kept = {name: text for name, text in form.items() if name != "form"}
    if request.url.path == "/light/send" or sum(len(name) + len(text) for name, text in kept.items()) > _LONGEST:
        return f'<p><a href="/light/send">{escape(words)}</a></p>'
    inner = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in kept.items())
    typed = "".join(f"<li>{escape(text)}</li>" for name, text in kept.items() if text and name not in {"page", "save", "all"})
    return (
        f'<ul>{typed}</ul><form method="post" action="{escape(request.url.path)}">{hidden(word)}{inner}'
        f'<button class="main">{escape(words)}</button></form>'
    )
