"""Whether this process lives and can serve, for whoever watches it: the open house enters, a word and a status leave.

`GET /health/live` asks nothing of anybody. `GET /health/ready` (and `/health`) is 200 only if the store answers, its schema is
the one of this program, the plan in force can be read and the first board is made; else 503 with one of the codes of
`monitor.UNFIT`. Strangers may ask, so they learn nothing else, and however often they do it costs one thread and one connection.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nap.monitor import House, PlanProblem, readiness
from web.one_question import OneQuestion

_NOT_KEPT = {"Cache-Control": "no-store"}


class Health:
    """`house` gives the house as it stands now; `patience`: seconds after which a store that does not answer is out of reach."""

    def __init__(self, house: Callable[[], House], *, begun: bool = False, patience: float = 1.5) -> None:
        self.begun = begun
        """Whether the first board is made."""
        self._asked = OneQuestion(lambda: readiness(house()), patience)

    def routes(self) -> list[Route]:
        """Those of `/health`."""
        return [Route("/health/live", self.live), Route("/health/ready", self.ready), Route("/health", self.ready)]

    async def live(self, _: Request) -> Response:
        """This process answers."""
        return JSONResponse({"status": "ok"}, headers=_NOT_KEPT)

    async def ready(self, _: Request) -> Response:
        """It can serve, or why not."""
        code = await self.unfit()
        told = {"status": "unavailable", "code": code} if code else {"status": "ok"}
        return JSONResponse(told, 503 if code else 200, headers=_NOT_KEPT)

    async def unfit(self) -> str:
        """One of `monitor.UNFIT`; empty if all is well."""
        if not self.begun:
            return "starting"
        try:
            return await self._asked.answered()
        except PlanProblem:
            return "plan"
        except Exception:  # any failure of the store means the same to whoever watches: not now
            return "store"
