"""Every request gets a number, a line in the log and a place in the counts: the outermost ASGI middleware.

Enters any request; goes on unchanged, and comes back with its number in `X-Request-ID`. The line says how it went, never what was
asked for by whom: a kind of path, method, status, milliseconds. Files of the front end and health that is well have no line.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from functools import cached_property

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nap.logs import begin_request, new_id
from nap.tallies import REQUEST_SECONDS, REQUESTS
from web.kinds import kind_of, method_of
from web.origin import is_proxy

_LOG = logging.getLogger("nap.access")
_HEADER = "x-request-id"
_WELL_FORMED = re.compile(r"[0-9A-Fa-f](?:[0-9A-Fa-f-]{14,62})[0-9A-Fa-f]")
"""As proxies make them; no letters of which a name could be made."""
_BROKEN_OFF = 499
"""Stands for the status of what was given up before it was answered."""
_QUIET = frozenset({"static"})


class Access:
    """`proxies` gives those whose word on the number of a request is believed; `pages`: the names of the screens."""

    def __init__(self, app: ASGIApp, proxies: Callable[[], Sequence[str]] = tuple, pages: Sequence[str] = ()) -> None:
        self.app = app
        self._proxies = proxies
        self.pages = frozenset(pages)

    @cached_property
    def proxies(self) -> Sequence[str]:
        """They stay so."""
        return self._proxies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and tell how it went."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        begin_request(id := self._id(scope))
        kind, begun, answered = kind_of(scope["path"], self.pages), time.perf_counter(), _Answered(id, send)
        answered.named = kind not in _QUIET
        try:
            await self.app(scope, receive, answered)
        except Exception:
            answered.status = answered.status or 500
            raise
        finally:
            _tell(kind, method_of(scope.get("method", "GET")), answered.status or _BROKEN_OFF, time.perf_counter() - begun)

    def _id(self, scope: Scope) -> str:
        """The proxy's number, or a new one."""
        said = Headers(scope=scope).get(_HEADER, "") if self.proxies else ""
        client = scope.get("client")
        believed = said and client and is_proxy(client[0], self.proxies) and _WELL_FORMED.fullmatch(said)
        return said.lower() if believed else new_id()


class _Answered:
    """A `send` that notes the status and adds the number."""

    def __init__(self, id: str, send: Send) -> None:
        self._pair, self._send = (_HEADER.encode(), id.encode()), send
        self.status, self.named = 0, True

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind == "http.response.start":
            self.status = message["status"]
            if self.named:
                message["headers"] = [*message.get("headers", ()), self._pair]
        elif kind == "websocket.accept":
            self.status = 101
        elif kind == "websocket.close" and not self.status:
            self.status = 403
        await self._send(message)


def _tell(kind: str, method: str, status: int, seconds: float) -> None:
    REQUESTS.add(kind, f"{status // 100}xx")
    if kind != "tab":  # one that is open for a day is no slow answer
        REQUEST_SECONDS.add(seconds, kind)
    if kind in _QUIET or (kind == "health" and status < 400):
        return
    level = logging.WARNING if status >= 500 else logging.INFO
    _LOG.log(level, "answered", extra={"kind": kind, "method": method, "status": status, "ms": round(seconds * 1000)})
