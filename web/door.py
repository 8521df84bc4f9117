"""The door: the ASGI middleware that decides who is answered; what stands around it (`dashboard.py`) decides nothing.

Enters every HTTP and WebSocket request; leaves it to the app only with a live session, our own host name and a path we serve.
Without a session only what `is_open` names answers: the ways in and out, languages, health, guides, releases, public files. What
Streamlit keeps for a tab (files to download, uploads, the tab itself) answers only the person the tab was drawn for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nap.monitor import House, NotNow, Viewer, is_loopback, viewer_of
from web.cookies import inside, outside
from web.headers import BY_LINK, RELEASES, STRICT, release_headers, security_headers
from web.language import OFFERED
from web.not_now import not_now
from web.origin import origin
from web.providers import leads_elsewhere

COOKIE = "nap_session"
_FORMS = re.compile(r"/(?:sign-in|sign-out|forgotten|invitation/[^/]+|confirm/[^/]+)")
"""Forms that lead in or out, and the one by which a partner without an account confirms a return."""
_FILES = re.compile(
    r"/(?:health(?:/live|/ready)?|favicon\.(?:svg|png|ico)|nap\.js|nap\.css|plain\.css|lane\.css|light/guide(?:/[a-z]+)?"
    r"|(?:language|fonts)/[^/]+|(?:static|pictures)/(?:[^/]+/)*[^/]+)"
)
"""What is only read."""
_RELEASES = re.compile(r"/releases(?:/(?!/|\d+/forum(?:/|$)).*)?")
"""What is published for everybody, and what a link opens; its route asks who reads the rest. Closed: the forum's edition, and
what none of its routes answers."""
_STEPS_ASIDE = re.compile(r"\.\.|[\\\x00-\x1f\x7f]")
"""Nothing open is written like this; whatever would read it otherwise than we do, we do not ask."""
_READS = frozenset({"GET", "HEAD"})
_WRITES = _READS | {"POST"}
_CORE = "/_stcore/"
_LONGEST = 1000
"""Letters of an address that somebody is led back to after signing in."""
TRANSPORT = (_CORE, "/media/", "/component/", "/app/")
"""What only Streamlit's front end asks for; anything else is a page that a person opens."""
_MEDIA, _UPLOADS = "/media/", "/_stcore/upload_file/"
_PRIVATE = (_MEDIA, "/receipt/", "/light", "/account", "/invitation/", "/confirm/")
"""Workbooks, receipts, a partner's figures, one-time links: on a machine that several people use nobody goes back to them."""
_NOT_KEPT = ((b"cache-control", b"no-store"),)
_ONE_TIME = ("/invitation/", "/confirm/", *BY_LINK)
"""The address itself is the secret; no other address is ever told of it."""
_NOT_TOLD = (b"referrer-policy", b"no-referrer")
_PART = re.compile(r"/(?:static/(?:js|css|media)|fonts)/[^/]+\.(?:js|css|woff2)")
_OF_A_PART = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))
"""Scripts, sheets and fonts are never a page, and have the policy of the page that loads them. A first visit has a hundred of
them: the headers of a page were a tenth of all that it sent."""
_ACCOUNT = "/account"
"""A form there may have stood open for longer than the session."""
_CLOSED = ("/auth/", "/oauth2callback")
"""Closed to everybody: nothing of ours needs them; where readers may sign in by a provider's word, it comes back to the last."""
_NEEDED = re.compile(r"/_stcore/(?:health|host-config|stream|(?:upload_file|bidi-components)/.*)", re.DOTALL)
"""What Streamlit's front end asks its server for; whatever else there is below `/_stcore/`, or will be, is closed too."""
_PROTOCOLS = b"sec-websocket-protocol"


class Own(NamedTuple):
    """What the app says of what it keeps: is the tab of that id, is the file of that name this person's."""

    tab: Callable[[Viewer, str], bool]
    file: Callable[[Viewer, str], bool]


NOBODYS = Own(lambda _, __: False, lambda _, __: False)


class Door:
    """ASGI middleware; `house` gives the open house (called for each request that needs a session), `own` knows whose is what,
    `elsewhere` tells whether readers may sign in by a provider's word.
    """

    def __init__(
        self, app: ASGIApp, house: Callable[[], House], own: Own = NOBODYS, elsewhere: Callable[[], bool] = lambda: False
    ) -> None:
        self.app = app
        self.house = house
        self.own = own
        self.elsewhere = elsewhere
        self._spoken: Sequence[str] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or answer instead of the app."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        guarded = self._guarded(send, scope["path"])
        try:
            scope = {**scope, OFFERED: self._languages}
            passed = await self._pass({**scope, "headers": inside(scope["headers"])} if self.by_https else scope)
            if not isinstance(passed, Response):
                await self.app(passed, receive, guarded)
                return
        except NotNow as problem:
            passed = not_now(scope, problem) if scope["type"] == "http" else PlainTextResponse("not now", 503)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await passed(scope, receive, guarded)

    async def _pass(self, scope: Scope) -> Scope | Response:
        """The request as it goes on, or the answer that keeps it out."""
        path, headers = scope["path"], Headers(scope=scope)
        if _can_be_read_otherwise(path, headers):
            return PlainTextResponse("not understood", 400, headers={"Connection": "close"})
        if not _known_host(headers.get("host", ""), self.base_url):
            return PlainTextResponse("unknown host", 400)
        if scope["type"] == "http" and leads_elsewhere(path) and self.elsewhere():
            return scope
        if _is_closed(path):
            return PlainTextResponse("not found", 404)
        if scope["type"] == "http" and is_open(scope["method"], path):
            return scope
        reads_only = scope["type"] == "http" and scope["method"] in _READS
        if not reads_only and _is_foreign(headers, self.base_url):
            return PlainTextResponse("foreign origin", 403)
        viewer = await self._viewer(scope)
        if viewer is None:
            return sign_in_first(scope, reads_only=reads_only)
        return self._own_alone(scope, viewer)

    @cached_property
    def base_url(self) -> str:
        """What the installation is called outside; it stays so, and what is open to everybody does not wait for the store."""
        return self._asked_once.settings.base_url

    @cached_property
    def by_https(self) -> bool:
        """Whether readers reach it by HTTPS."""
        return urlsplit(self.base_url).scheme == "https"

    def _guarded(self, send: Send, path: str) -> Send:
        """A `send` that adds our headers to every HTTP answer, those of HTTPS as soon as it is known how we are reached."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                strict = STRICT if self.__dict__.get("by_https") else ()
                given = message.get("headers", [])
                message["headers"] = _added(outside(given) if strict else given, _ours(path) + strict)
            await send(message)

        return guarded

    @cached_property
    def _asked_once(self) -> House:
        return self.house()

    @property
    def _languages(self) -> Sequence[str]:
        """Those of the plan as it was when the store was last asked."""
        return self._spoken or self._asked_once.plan.languages

    async def _viewer(self, scope: Scope) -> Viewer | None:
        """Who asks, by the cookies as everything behind the door reads them."""
        asked = HTTPConnection(scope)
        token = asked.cookies.get(COOKIE, "")
        return await run_in_threadpool(self._holder, asked, token) if token else None

    def _holder(self, asked: HTTPConnection, token: str) -> Viewer | None:
        """Asks the store, so it is called in a thread."""
        house = self.house()
        self._spoken = house.plan.languages
        return viewer_of(house, token, origin(asked, house))

    def _own_alone(self, scope: Scope, viewer: Viewer) -> Scope | Response:
        """Another person's file or upload is not there; another's tab is not taken up, a new one begins."""
        path: str = scope["path"]
        if scope["type"] == "websocket":
            return {**scope, "headers": [self._without_foreign_tab(viewer, *pair) for pair in scope["headers"]]}
        if path.startswith(_MEDIA):
            theirs = self.own.file(viewer, path.removeprefix(_MEDIA))
        elif path.startswith(_UPLOADS):
            theirs = self.own.tab(viewer, path.removeprefix(_UPLOADS).partition("/")[0])
        else:
            theirs = True
        return scope if theirs else PlainTextResponse("not found", 404)

    def _without_foreign_tab(self, viewer: Viewer, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        """Streamlit's front end names the tab it had, when its line was cut, as the third of the protocols it speaks."""
        if name.lower() != _PROTOCOLS:
            return name, value
        known = value.decode("latin-1").split(",")
        tab = known[2].strip() if len(known) > 2 else ""
        return (name, value) if tab and self.own.tab(viewer, tab) else (name, ",".join(known[:2]).encode("latin-1"))


def is_open(method: str, path: str) -> bool:
    """Whether this answers anybody at all, without a session."""
    if _STEPS_ASIDE.search(path):
        return False
    if _FORMS.fullmatch(path):
        return method in _WRITES
    return method in _READS and (_FILES.fullmatch(path) or _RELEASES.fullmatch(path)) is not None


def _is_closed(path: str) -> bool:
    return path.startswith(_CLOSED) or leads_elsewhere(path) or (path.startswith(_CORE) and not _NEEDED.fullmatch(path))


def _can_be_read_otherwise(path: str, headers: Headers) -> bool:
    """No path of ours, or two lengths at once: a server before us may have taken it for something else than we do."""
    return not path.startswith("/") or {"content-length", "transfer-encoding"} <= set(headers)


def sign_in_first(scope: Scope, *, reads_only: bool) -> Response:
    """A page leads to the form and from there back; what no person opens is refused."""
    path: str = scope["path"]
    if scope["type"] == "http" and not reads_only and path.startswith("/light/"):
        from web.light.ended import Ended  # what shows a form again knows the door

        return Ended()
    if (not reads_only and path != _ACCOUNT) or path.startswith(TRANSPORT):
        return PlainTextResponse("sign in first", 401)
    if path.startswith(_ONE_TIME):  # a link with something after it is no link, and its secret belongs in no other address
        return RedirectResponse("/sign-in", 303)
    query = scope.get("query_string", b"").decode("latin-1")
    target = path + ("?" + query if query else "")
    return RedirectResponse("/sign-in" + (f"?next={quote(target, safe='')}" if len(target) <= _LONGEST else ""), 303)


def session_token(header: str) -> str:
    """The session cookie out of a `Cookie` header; empty if there is none. Read as Starlette does: two readers, two persons."""
    return cookie_parser(header).get(COOKIE, "")


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


def _ours(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """The headers we set: those of security and, for what is private, that no cache keeps it and no other page hears of it."""
    if path.startswith(RELEASES):
        return release_headers(path.startswith(BY_LINK))
    if _PART.fullmatch(path):
        return _OF_A_PART
    said = security_headers()
    if path.startswith(_ONE_TIME):
        said = (*(pair for pair in said if pair[0] != _NOT_TOLD[0]), _NOT_TOLD)
    return said + (_NOT_KEPT if path.startswith(_PRIVATE) else ())


def _added(given: Iterable[tuple[bytes, bytes]], ours: tuple[tuple[bytes, bytes], ...]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with ours in the place of others of that name."""
    names = {name for name, _ in ours}
    return [pair for pair in given if pair[0].lower() not in names] + list(ours)
