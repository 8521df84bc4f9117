"""Which of the plan's languages a reader gets: her own choice (cookie), else the first of her browser's that the plan has, else
English if it has that, else the plan's first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from nap.words import FALLBACK, languages

COOKIE = "nap_language"
OFFERED = "nap.languages"
"""Under this name the door says with every request which languages the plan has."""
_YEAR = 365 * 24 * 3600


def choose(cookies: Mapping[str, str], accepted: str | None, offered: Sequence[str]) -> str:
    """The code of one of the languages offered, from the cookies and an `Accept-Language` header."""
    wanted = [cookies.get(COOKIE, ""), *_preferences(accepted or ""), FALLBACK]
    return next((code for code in wanted if code in offered), offered[0])


def offered_in(request: Request) -> Sequence[str]:
    """The plan's languages; where no door has said them, all we have words in."""
    found: Sequence[str] = request.scope.get(OFFERED) or languages()
    return found


def language_of(request: Request) -> str:
    """The language a plain page is asked for by `lang` in its address, else the reader's own."""
    asked, offered = request.query_params.get("lang", ""), offered_in(request)
    return asked if asked in offered else choose(request.cookies, request.headers.get("accept-language"), offered)


def remember(response: Response, code: str) -> None:
    """Keep the choice for a year; it says nothing about the person."""
    response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="lax")


async def language(request: Request) -> Response:
    """`GET /language/<code>`: an empty picture that keeps the choice, so that the switch needs no script and no reload."""
    response = Response(_DOT, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})
    if request.path_params["code"] in offered_in(request):
        remember(response, request.path_params["code"])
    return response


_DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def _preferences(header: str) -> list[str]:
    """Primary subtags of an `Accept-Language` header, best first: `ky-KG;q=0.8, ru` gives ru, ky."""
    named = ((part, part.partition(";")[0].strip().lower()) for part in header[:500].split(","))
    weighed = [(_weight(part), code.partition("-")[0]) for part, code in named]
    return [code for weight, code in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def _weight(part: str) -> float:
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0
