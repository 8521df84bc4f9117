"""One thing of the monitor for whoever asks by a plain address: who is signed in is looked up, and refusals become one answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import Denied, House, Unknown, Viewer, viewer_of
from web.door import session_token
from web.language import language_of

Handler = Callable[[Request], Awaitable[Response]]
Thing = TypeVar("Thing")


def plainly(house: Callable[[], House], answer: Callable[[Request, House, str], Response]) -> Handler:
    """A handler that answers in a thread of its own; `answer` is given the request, the open house and the reader's language."""

    async def handle(request: Request) -> Response:
        return await run_in_threadpool(answer, request, house(), language_of(request))

    return handle


def for_viewer(request: Request, house: House, ask: Callable[[Viewer], Thing]) -> Thing | None:
    """What `ask` gives whoever is signed in; None for nobody, for whoever may not, and where there is no such thing."""
    viewer = viewer_of(house, session_token(request.headers.get("cookie", "")))
    if viewer is None:
        return None
    try:
        return ask(viewer)
    except (Denied, Unknown):
        return None
