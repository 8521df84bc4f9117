"""Uploads kept within bounds before they are read: a folder with everything in it must not fill the server's memory.

Enters every HTTP request; an upload that would make one person's tabs hold too much is refused, all else goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_FILES = 60
"""Files of one person that wait in memory, in however many tabs, those on their way included."""
MOST_BYTES = 120 * 1024 * 1024
_FOLDER = "/_stcore/upload_file/"

Held = Callable[[str], tuple[int, int]]
"""How many files and bytes the session of that id holds."""
Tabs = Callable[[str], Collection[str]]
"""The sessions of the person whose session that is, itself among them or not."""


class Uploads:
    """ASGI middleware; `held` asks the app what it keeps for a session, `tabs` which sessions are one person's."""

    def __init__(self, app: ASGIApp, held: Held, tabs: Tabs = lambda _: ()) -> None:
        self.app = app
        self.held = held
        self.tabs = tabs
        self._coming: defaultdict[str, list[int]] = defaultdict(list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or answer instead of the app."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(_FOLDER):
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            await PlainTextResponse("say how long the file is", 411)(scope, receive, send)
            return
        session = scope["path"].removeprefix(_FOLDER).partition("/")[0]
        if not self._room(session, int(length)):
            await PlainTextResponse("too many files are waiting", 413)(scope, receive, send)
            return
        await self._let_in(session, int(length), scope, receive, send)

    def _room(self, session: str, length: int) -> bool:
        theirs = {session, *self.tabs(session)}
        kept = [self.held(each) for each in theirs]
        coming = [size for each in theirs for size in self._coming.get(each, ())]
        files, size = sum(number for number, _ in kept), sum(size for _, size in kept)
        return files + len(coming) < MOST_FILES and size + sum(coming) + length <= MOST_BYTES

    async def _let_in(self, session: str, length: int, scope: Scope, receive: Receive, send: Send) -> None:
        """The room is taken from now on, not only when the file has come: many come at once."""
        self._coming[session].append(length)
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming[session].remove(length)
            if not self._coming[session]:
                del self._coming[session]
