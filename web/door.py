"""The door: the one ASGI middleware before everything else.

Enters every HTTP and WebSocket request; leaves it to the app only with a live session, our own host name and a path we serve.
Without a session only sign-in, sign-out, the language choice, health and the public front-end files answer.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nap.monitor import House, NotNow, viewer_of
from web.headers import security_headers
from web.not_now import not_now

COOKIE = "nap_session"
OPEN = ("/sign-in", "/sign-out", "/forgotten", "/health")
_OPEN_FOLDERS = ("/static/", "/language/", "/fonts/", "/invitation/")
_OPEN_FILES = ("/favicon.svg", "/favicon.png", "/nap.js", "/nap.css", "/plain.css")
TRANSPORT = ("/_stcore/", "/media/", "/component/", "/app/")
"""What only Streamlit's front end asks for; anything else is a page that a person opens."""
_PRIVATE = ("/media/",)
"""Downloads: templates with a partner's figures, original workbooks."""
_NOT_KEPT = ((b"cache-control", b"no-store"),)
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
"""Closed to everybody: nothing of ours needs them."""


class Door:
    """ASGI middleware; `house` gives the open house (called for each request that needs a session)."""

    def __init__(self, app: ASGIApp, house: Callable[[], House]) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or answer instead of the app."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        guarded = _with_headers(send, _ours(scope["path"]))
        try:
            refusal = await self._refusal(scope)
            if refusal is None:
                await self.app(scope, receive, guarded)
                return
        except NotNow as problem:
            refusal = not_now(scope, problem) if scope["type"] == "http" else PlainTextResponse("not now", 503)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, guarded)

    async def _refusal(self, scope: Scope) -> Response | None:
        """The answer that keeps the request out, or None if it may pass."""
        path, headers = scope["path"], Headers(scope=scope)
        if not _known_host(headers.get("host", ""), self.house().settings.base_url):
            return PlainTextResponse("unknown host", 400)
        if path.startswith(_CLOSED):
            return PlainTextResponse("not found", 404)
        if _is_open(scope["type"], path):
            return None
        reads_only = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if not reads_only and _is_foreign(headers, self.house().settings.base_url):
            return PlainTextResponse("foreign origin", 403)
        token = session_token(headers.get("cookie", ""))
        if token and await run_in_threadpool(viewer_of, self.house(), token) is not None:
            return None
        if not reads_only or path.startswith(TRANSPORT):
            return PlainTextResponse("sign in first", 401)
        query = scope.get("query_string", b"").decode("latin-1")
        return RedirectResponse("/sign-in?next=" + quote(path + ("?" + query if query else ""), safe=""), 303)


def session_token(header: str) -> str:
    """The session cookie out of a `Cookie` header; empty if there is none."""
    return cookies(header).get(COOKIE, "")


def cookies(header: str) -> dict[str, str]:
    """The cookies of a `Cookie` header; none of them if it cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def is_loopback(host: str) -> bool:
    """True for the names and addresses by which a machine means itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(authority: str) -> str:
    """The name in a `Host` header, without port, in lower case; empty if it cannot be read."""
    try:
        return (urlsplit("//" + authority).hostname or "").lower()
    except ValueError:
        return ""


def _known_host(authority: str, base_url: str) -> bool:
    """Foreign names pointing at this machine (DNS rebinding) are refused before anything is read."""
    name = host_name(authority)
    return is_loopback(name) or (bool(name) and name == urlsplit(base_url).hostname)


def _is_foreign(headers: Headers, base_url: str) -> bool:
    """True if a page of another origin asks, another port of this machine included: cookies know no ports.

    Streamlit itself would let the whole machine in, and ask the internet for its own address to compare with.
    """
    origin = headers.get("origin")
    return origin is not None and authority_of(origin) not in {headers.get("host"), authority_of(base_url)}


def authority_of(origin: str) -> str:
    """Name and port of an `Origin`; empty for `null` and for what is none."""
    return origin.partition("://")[2].rstrip("/")


def _is_open(kind: str, path: str) -> bool:
    if kind == "websocket" or ".." in path:
        return False
    return path in OPEN or path in _OPEN_FILES or path.startswith(_OPEN_FOLDERS)


def _ours(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """The headers we set: those of security and, for a private download, that no cache keeps it."""
    return security_headers() + (_NOT_KEPT if path.startswith(_PRIVATE) else ())


def _with_headers(send: Send, ours: tuple[tuple[bytes, bytes], ...]) -> Send:
    """A `send` that adds our headers to every HTTP answer."""
    names = {name for name, _ in ours}

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [pair for pair in message.get("headers", []) if pair[0].lower() not in names] + list(ours)
        await send(message)

    return guarded
