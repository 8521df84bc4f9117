"""`GET /pictures/<path>`: the pictures of the documents. They show the demo alone and say nothing about anybody: no session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from nap.words import say
from web.guides import pictures
from web.language import language_of

_A_DAY = "public, max-age=86400"


async def picture(request: Request) -> Response:
    """The picture, if it is one of ours."""
    file = pictures().get(request.path_params["picture"])
    if file is None:
        return PlainTextResponse(say(language_of(request), "guide.no_picture"), 404)
    return FileResponse(file, media_type="image/png", headers={"Cache-Control": _A_DAY})
