"""`GET /calendar/<partner>.ics`: the due dates of one organisation for a phone or a mail program.

For whoever may see its returns; everybody else gets the answer of an organisation that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nap.monitor import House, due_calendar
from nap.words import say
from web.plainly import Handler, for_viewer, plainly


def calendar_route(house: Callable[[], House]) -> Handler:
    """The handler; `house` gives the open house."""
    return plainly(house, _answer)


def _answer(request: Request, house: House, lang: str) -> Response:
    partner = request.path_params["partner"]
    file = for_viewer(request, house, lambda viewer: due_calendar(viewer, house, partner, lang))
    if file is None:
        return PlainTextResponse(say(lang, "own.calendar.unknown"), 404)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.data, media_type=file.mime, headers=headers)
