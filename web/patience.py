"""How long a body that is sent to us may take: whoever sends a byte an hour must not hold a place for days.

ASGI middleware; enters any request, which goes on with an end to its waiting. What comes before the body bounds `web/limits.py`.
"""

from __future__ import annotations

import asyncio
import logging
import time

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

IDLE = 90.0
"""Seconds without a byte of a body."""
WHOLE = 45 * 60.0
"""Seconds for all of it: the largest file comes at 64 kbit/s."""
_LOG = logging.getLogger("nap.web")


class Patience:
    """A body that takes too long is broken off, as if whoever sends it had gone."""

    def __init__(self, app: ASGIApp, idle: float = IDLE, whole: float = WHOLE) -> None:
        self.app, self.idle, self.whole = app, idle, whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on with a `receive` that does not wait for ever."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        body, begun = _Body(receive, self.idle, self.whole), False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, body, watched)
        except Exception:
            if not body.late:
                raise
        if body.late and not begun:
            await PlainTextResponse("too slow", 408, {"Connection": "close"})(scope, receive, send)


class _Body:
    """A `receive` that gives up; `late`: it has."""

    def __init__(self, receive: Receive, idle: float, whole: float) -> None:
        self._receive, self._idle, self._until = receive, idle, time.monotonic() + whole
        self.late = self._ended = False

    async def __call__(self) -> Message:
        if self._ended:  # what comes now is only that somebody goes
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(self._idle, self._until - time.monotonic())))
        except TimeoutError:
            self.late = self._ended = True
            _LOG.warning("a body was broken off: too slow")
            return {"type": "http.disconnect"}
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message
