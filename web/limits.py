"""What bounds a connection before anything of ours is asked: Streamlit starts the server by itself and leaves most of it open.

ASGI middleware that hears the server begin and sets its limits. They are uvicorn's own, reached by the `receive` it gives to the
lifespan; a server that is none of the kind we know is left as it is.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

HEAD = 30.0
"""Seconds in which the head of a request must have come whole, from the connection or its first byte on."""
ENDING = 20
"""Seconds in which requests that are being answered may end once the server is told to."""
KEPT = 130
"""Seconds for which a connection is kept for further requests: longer than proxies do (nginx 60, Caddy 120), or one of them sends
a form into a connection that is just being closed, and answers its reader with an error."""
LARGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes of one message over the socket of a tab; clicks and typed texts are far smaller, and files do not come this way."""


class Limits:
    """Passes everything on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The lifespan is the first that a server asks of an app."""
        if scope["type"] == "lifespan":
            bounded(getattr(getattr(receive, "__self__", None), "config", None))
        await self.app(scope, receive, send)


def bounded(config: Any) -> bool:
    """Whether this is a server's configuration that we know; then it has our limits."""
    protocol = getattr(config, "http_protocol_class", None)
    if not hasattr(protocol, "on_response_complete"):
        return False
    config.timeout_graceful_shutdown = ENDING
    config.timeout_keep_alive = KEPT
    config.ws_max_size = min(config.ws_max_size, LARGEST_MESSAGE)
    config.http_protocol_class = patient(protocol)
    return True


def patient(protocol: Any, seconds: float = HEAD) -> Any:
    """uvicorn's protocol of one connection, closed where no head comes whole in time; uvicorn itself would wait for ever."""

    class Patient(protocol):  # type: ignore[misc]
        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            self.hurry = _Hurry(self, seconds)
            self.hurry.look()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self.hurry.look()

        def connection_lost(self, exc: Exception | None) -> None:
            self.hurry.end()
            super().connection_lost(exc)

    return Patient


class _Hurry:
    """Runs while a connection waits for the head of a request."""

    def __init__(self, connection: Any, seconds: float) -> None:
        self._connection, self._seconds = connection, seconds
        self._timer: asyncio.TimerHandle | None = None

    def look(self) -> None:
        """Begin if it waits, end if it does not; what runs already goes on, however many bytes come."""
        if not self._waits():
            self.end()
        elif self._timer is None:
            self._timer = self._connection.loop.call_later(self._seconds, self._close)

    def end(self) -> None:
        """There is nothing to wait for."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _waits(self) -> bool:
        """For a head, and still itself: the socket of a tab takes the connection over."""
        one = self._connection
        between = one.cycle is None or one.cycle.response_complete
        return between and not one.transport.is_closing() and one.transport.get_protocol() in {one, None}

    def _close(self) -> None:
        self._timer = None
        if self._waits():
            self._connection.transport.close()
