"""`/releases/…`: what is published, as plain files at stable addresses, served from memory.

Enters an address, leaves the file, or a notice why it is not there. Nothing is asked of readers, no cookie is set, and nobody is
traced: a file handed out is one more in the count of its day. Whoever is signed in reads what is not for everybody; whoever has a
link reads what that opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nap.monitor import (
    House,
    NotServed,
    ReleaseStanding,
    ServedFile,
    Viewer,
    count_read,
    file_at_hand,
    previewed_file,
    release_standings,
    released_file,
    shared_file,
    viewer_of,
)
from web.door import session_token, sign_in_first
from web.language import language_of
from web.origin import origin
from web.plainly import Handler
from web.refusals import log_refusal
from web.releases_list import releases_page
from web.releases_notice import notice
from web.releases_sent import sent
from web.shell import not_here
from web.together import Together

Ask = Callable[[Request, House, str], ServedFile]
Standings = Mapping[int, ReleaseStanding]
_DONOR, _FORUM = "donor", "forum"
_INDEX = "index.html"
_LONGEST_NUMBER = 6


def release_routes(house: Callable[[], House]) -> list[Route]:
    """Every address of releases. A folder's own page is its `index.html`; links in it are relative, so a folder ends in `/`."""

    async def listed(request: Request) -> Response:
        return await run_in_threadpool(_listed, request, house)

    files: dict[str, Handler] = {
        "/releases/shared/{secret}": _handler(house, _shared),
        "/releases/preview/{secret}": _handler(house, _previewed),
        "/releases/{number}/forum": _handler(house, _forums),
        "/releases/{number}": _quick_handler(house, _donors),
    }
    routes = [Route("/releases", _with_slash), Route("/releases/", listed)]
    for folder, handler in files.items():
        routes += [Route(folder, _with_slash), Route(folder + "/{path:path}", handler)]
    return routes


def _handler(house: Callable[[], House], ask: Ask) -> Handler:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, house, ask)

    return answer


def _quick_handler(house: Callable[[], House], ask: Ask) -> Handler:
    """The same; many readers at once of what everybody may read cost the store one question, and none of them a thread."""

    def known() -> tuple[House, Standings]:
        opened = house()
        return opened, release_standings(opened)

    together, slowly = Together(known), _handler(house, ask)

    async def answer(request: Request) -> Response:
        return _at_hand(request, *await together.answer()) or await slowly(request)

    return answer


def _at_hand(request: Request, house: House, known: Standings) -> Response | None:
    try:
        file = file_at_hand(house, known, _number(request), _path(request))
    except NotServed:
        return None
    return None if file is None else _served(request, house, file)


async def _with_slash(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{quote(request.url.path)}/{query}", 308, headers={"Cache-Control": "no-store"})


def _listed(request: Request, house: Callable[[], House]) -> Response:
    opened = house()
    return releases_page(language_of(request), opened, _reader(request, opened))


def _answer(request: Request, house: Callable[[], House], ask: Ask) -> Response:
    opened = house()
    try:
        file = ask(request, opened, _path(request))
    except NotServed as why:
        return _refused(request, opened, why)
    return _served(request, opened, file)


def _served(request: Request, house: House, file: ServedFile) -> Response:
    if file.release and request.method == "GET":
        count_read(house, file.plan, file.release, file.path if file.edition == _DONOR else f"{file.edition}/{file.path}")
    return sent(request, file)


def _refused(request: Request, house: House, why: NotServed) -> Response:
    """What is for people with an account leads a stranger to signing in, whether it is there or not."""
    if why.code not in {"unknown", "no_file"}:
        return notice(language_of(request), house.plan.languages, why)
    if "secret" in request.path_params:
        log_refusal("link to a release", why.code)
    elif why.code == "unknown" and _reader(request, house) is None:
        return sign_in_first(request.scope, reads_only=True)
    return not_here(language_of(request))


def _donors(request: Request, house: House, path: str) -> ServedFile:
    """Who reads is asked only where not everybody may: no public file waits for a session to be looked up."""
    try:
        return released_file(house, None, _number(request), _DONOR, path)
    except NotServed as why:
        reader = _reader(request, house) if why.code == "unknown" else None
        if reader is None:
            raise
    return released_file(house, reader, _number(request), _DONOR, path)


def _forums(request: Request, house: House, path: str) -> ServedFile:
    return released_file(house, _reader(request, house), _number(request), _FORUM, path)


def _shared(request: Request, house: House, path: str) -> ServedFile:
    return shared_file(house, request.path_params["secret"], path, origin(request, house))


def _previewed(request: Request, house: House, path: str) -> ServedFile:
    return previewed_file(house, request.path_params["secret"], path, origin(request, house))


def _reader(request: Request, house: House) -> Viewer | None:
    token = session_token(request.headers.get("cookie", ""))
    return viewer_of(house, token, origin(request, house)) if token else None


def _path(request: Request) -> str:
    path: str = request.path_params["path"]
    return path + _INDEX if not path or path.endswith("/") else path


def _number(request: Request) -> int:
    """The release's number, written in one way only: an address has one file."""
    said = request.path_params["number"]
    if not (said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER) or said.startswith("0"):
        raise NotServed("unknown")
    return int(said)
