"""What all plain forms share: the word that shows a form is ours, the fields, a limit to what is read.

Enters the request, leaves its fields as text, or none if it is no form of ours: too large, a field twice, letters that are none.
Every refusal is one line in the log, which never says what was typed.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from nap.discreet import Fit
from web.door import authority_of

COOKIE = "nap_form"
LIMIT = 4096
"""Bytes; enough for every form without a pass phrase in it."""
_LOG = logging.getLogger("nap.web")
_WORD = re.compile(r"[A-Za-z0-9_-]{20,64}")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters: nobody types them, and not every database takes them."""
_MOST_FIELDS = 1000
_PATIENCE = 90.0
"""Seconds in which a form must have come whole: the largest does at 6 kbit/s. Without an end, anybody could hold places open."""


def form_word(request: Request) -> str:
    """The word of this browser's forms: the one it has already, so that a second tab still works, else a new one."""
    kept = request.cookies.get(COOKIE, "")
    return kept if _WORD.fullmatch(kept) else secrets.token_urlsafe(24)


def keep_form(response: Response, request: Request, word: str) -> None:
    """Give the browser the word to keep; no script and no other site gets hold of it.

    What stands before us may say that the browser came by HTTPS: believed from anybody, it only makes the cookie stricter.
    """
    secure = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto")}
    response.set_cookie(COOKIE, word, httponly=True, samesite="strict", secure=secure)


def hidden(word: str) -> str:
    """The hidden field that a form carries the word in."""
    return f'<input type="hidden" name="form" value="{escape(word)}">'


async def fields(request: Request, limit: int = LIMIT) -> dict[str, str]:
    """The fields of a form, urlencoded, of at most `limit` bytes; empty if it is none of ours."""
    body = await _body(request, limit)
    if body is None:
        return {}
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        return _none(request, "unreadable")
    form = dict(pairs)
    if len(form) < len(pairs):
        return _none(request, "a field twice")
    return _none(request, "control characters") if any(map(_NO_TEXT.search, form.values())) else form


def same_form(request: Request, form: Mapping[str, str], *, base_url: str = "", unnamed: bool = False) -> bool:
    """True for a form that we sent ourselves: its hidden word is the cookie's, and the browser names no other origin.

    `base_url`: what the installation is called outside, where a proxy calls it otherwise. `unnamed`: the page keeps its address
    to itself (`Referrer-Policy: no-referrer`), for which browsers name the origin `null`.
    """
    if _is_foreign(request, base_url, unnamed=unnamed):
        _none(request, "foreign origin")
        return False
    sent, kept = form.get("form", ""), request.cookies.get(COOKIE, "")
    ours = bool(kept) and hmac.compare_digest(sent.encode(), kept.encode())
    if not ours:
        _none(request, "not our word")
    return ours


async def _body(request: Request, limit: int) -> bytes | None:
    body, why = bytearray(), ""
    try:
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    why = "too large"
                    break
    except ClientDisconnect:
        why = "broken off"
    except TimeoutError:
        why = "too slow"
    if why:
        _none(request, why)
    return None if why else bytes(body)


def _is_foreign(request: Request, base_url: str, *, unnamed: bool) -> bool:
    origin = request.headers.get("origin")
    if origin is None or (unnamed and origin == "null"):
        return request.headers.get("sec-fetch-site") == "cross-site"
    return authority_of(origin) not in {request.headers.get("host", ""), authority_of(base_url)} - {""}


def _none(request: Request, why: str) -> dict[str, str]:
    """Nothing; and a line in the log. Of the address only its first part: the rest may be a secret."""
    _LOG.warning("form refused: /%s: %s", Fit(request.url.path.split("/")[1]), Fit(why))
    return {}
