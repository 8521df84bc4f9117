"""Coming in and going out: the session cookie. Enters a token of a new session, leaves the answer that leads on with it.

Whatever session the browser had before ends, so that nobody goes on in one that somebody else began.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nap.monitor import House, sign_out, viewer_of
from web import language
from web.door import COOKIE, TRANSPORT, session_token
from web.origin import origin

_NOWHERE = ("//", "/\\", "/sign-", "/forgotten", "/invitation", *TRANSPORT)
_LONGEST = 1000
_BROWSER = 200


def entered(request: Request, house: House, token: str, target: str) -> Response:
    """Go on to `target` as whoever `token` is. Asks the store, so call it in a thread.

    Who has chosen no language here yet gets the one of her account.
    """
    before = token_of(request)
    if before and before != token:
        sign_out(house, before, origin(request, house))
    response = RedirectResponse(local_path(target), 303, headers={"Cache-Control": "no-store"})
    secure = urlsplit(house.settings.base_url).scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure)
    viewer = viewer_of(house, token)
    if viewer and viewer.language in house.plan.languages and language.COOKIE not in request.cookies:
        language.remember(response, viewer.language)
    return response


def left(target: str) -> Response:
    """Go on to `target` without a session cookie."""
    response = RedirectResponse(target, 303, headers={"Cache-Control": "no-store"})
    response.delete_cookie(COOKIE)
    return response


def token_of(request: Request) -> str:
    """The token of the session that the request comes with; empty if none."""
    return session_token(request.headers.get("cookie", ""))


def browser_of(request: Request) -> str:
    """What the browser calls itself, cut short."""
    return request.headers.get("user-agent", "")[:_BROWSER]


def local_path(target: str) -> str:
    """The address to go on to: a page of our own, else the first one. Never another site."""
    plain = target.startswith("/") and not target.startswith(_NOWHERE) and target.isprintable()
    return target if plain and "\\" not in target and len(target) <= _LONGEST else "/"
