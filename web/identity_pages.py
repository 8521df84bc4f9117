"""What is shown of signing in by a provider: the ways on the sign-in page, what to know when signing out, why it did not work."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from nap.words import say
from web.asking import alert, good, link, paragraph
from web.language import language_of
from web.page import plain_page
from web.providers import START


def ways_in(lang: str, labels: Mapping[str, str], target: str) -> str:
    """A link for each provider, which leads on to `target` in the end; empty where there is none."""
    onward = "?next=" + quote(target, safe="")
    rows = "".join(
        f'<li><a class="go" href="{escape(START + code + onward)}">{escape(say(lang, "identity.with", provider=label))}</a></li>'
        for code, label in labels.items()
    )
    return f'<ul class="ways">{rows}</ul>' if rows else ""


def still_there(lang: str, labels: Mapping[str, str]) -> str:
    """For whoever has just signed out: a provider's own session goes on. Empty where there is none."""
    return good(say(lang, "identity.still_there", providers=", ".join(labels.values()))) if labels else ""


def trouble(request: Request, sentence: str, status: int, *, target: str = "/", email: str = "") -> Response:
    """Why nobody was signed in, whom the provider named, and the way back to the other ways in."""
    lang = language_of(request)
    given = paragraph(say(lang, "identity.email_given", email=email)) if email else ""
    back = link("/sign-in?next=" + quote(target, safe=""), say(lang, "identity.back"))
    return plain_page(lang, say(lang, "identity.not_in"), alert(sentence) + given + back, here="", choices=(), status=status)
