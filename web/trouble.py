"""What a reader sees where our own code fails beside the screens: a plain page with a number to pass on, which the log has too.

ASGI middleware around everything that answers; a failure enters, a page with status 500 leaves, never a traceback.
"""

from __future__ import annotations

from html import escape

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nap.logs import trouble
from nap.words import say
from web.headers import security_headers
from web.language import language_of
from web.page import plain_page


class Trouble:
    """What was being answered when it failed is broken off; what was not begun yet is answered by the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on; catch what comes back."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:  # whoever asked is gone
            return
        except Exception as fault:
            number = trouble("plain" if scope["type"] == "http" else "socket", fault)
            if not begun and scope["type"] == "http":
                await broken(scope, number)(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1011})


def broken(scope: Scope, number: str) -> Response:
    """The page that shows the number, in the reader's language."""
    lang = language_of(Request(scope))
    told = f'<p role="alert">{escape(say(lang, "pages.broken", id=number))}</p>'
    answer = plain_page(lang, say(lang, "pages.monitor"), told, here="", choices=(), status=500)
    for name, value in security_headers():
        answer.headers[name.decode()] = value.decode()
    return answer
