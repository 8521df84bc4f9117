"""`GET /health`: 200 when the store answers, else 503. Says nothing else to strangers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from nap.monitor import House, health


def health_route(house: Callable[[], House]) -> Callable[[Request], Awaitable[Response]]:
    """The handler; a store that cannot be asked is an unhealthy one."""

    async def answer(_: Request) -> Response:
        try:
            await run_in_threadpool(health, house())
        except Exception:  # any failure of the store means the same to whoever watches: not healthy
            return JSONResponse({"status": "unavailable"}, 503)
        return JSONResponse({"status": "ok"})

    return answer
