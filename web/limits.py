"""What the server itself is to bound: Streamlit starts it and leaves most of it open. Silent connections: `web/connections.py`.

ASGI middleware that hears the server begin and sets its limits. They are uvicorn's own, reached by the `receive` it gives to the
lifespan; a server that is none of the kind we know is left as it is.
"""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

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
    return True
