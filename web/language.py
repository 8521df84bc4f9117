"""Which language a reader gets: her own choice (cookie), else the first of her browser's that we have, else English."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from nap.words import FALLBACK, languages

COOKIE = "nap_language"
_YEAR = 365 * 24 * 3600


def choose(cookies: Mapping[str, str], accepted: str | None) -> str:
    """The code of a language we have, from the cookies and an `Accept-Language` header."""
    wanted = [cookies.get(COOKIE, ""), *_preferences(accepted or "")]
    return next((code for code in wanted if code in languages()), FALLBACK)


def language_of(request: Request) -> str:
    """The language a plain page is asked for by `lang` in its address, else the reader's own."""
    asked = request.query_params.get("lang", "")
    return asked if asked in languages() else choose(request.cookies, request.headers.get("accept-language"))


def remember(response: Response, code: str) -> None:
    """Keep the choice for a year; it says nothing about the person."""
    response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="lax")


async def language(request: Request) -> Response:
    """`GET /language/<code>`: an empty picture that keeps the choice, so that the switch needs no script and no reload."""
    response = Response(_DOT, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})
    if request.path_params["code"] in languages():
        remember(response, request.path_params["code"])
    return response


_DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def _preferences(header: str) -> list[str]:
    """Primary subtags of an `Accept-Language` header, best first: `ky-KG;q=0.8, ru` gives ru, ky."""
    weighed = [(_weight(part), part.partition(";")[0].strip().lower()[:2]) for part in header[:500].split(",")]
    return [code for weight, code in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def _weight(part: str) -> float:
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0
