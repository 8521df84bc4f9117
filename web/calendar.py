"""`GET /calendar/<partner>.ics`: the due dates of one organisation for a phone or a mail program.

For whoever may see its returns; everybody else gets the answer of an organisation that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nap.monitor import Denied, House, Unknown, due_calendar, viewer_of
from nap.words import say
from web.door import session_token
from web.language import language_of
from web.receipt import Handler


def calendar_route(house: Callable[[], House]) -> Handler:
    """The handler; `house` gives the open house."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, house())

    return answer


def _answer(request: Request, house: House) -> Response:
    lang = language_of(request)
    viewer = viewer_of(house, session_token(request.headers.get("cookie", "")))
    try:
        if viewer is None:
            raise Unknown("partner", "")
        file = due_calendar(viewer, house, request.path_params["partner"], lang)
    except (Denied, Unknown):
        return PlainTextResponse(say(lang, "own.calendar.unknown"), 404)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.data, media_type=file.mime, headers=headers)
