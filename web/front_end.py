"""Streamlit's own front-end files, compressed: its server sends them as they are, three times as many bytes over a weak line.

ASGI middleware: enters a request for `/static/…`, leaves the file out of the installed package. Each file is compressed once,
when it is first asked for. Everything else passes by.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.assets import FOR_A_YEAR, HERE

FOLDER = "/static/"
_WORTH_PACKING = {".js", ".css", ".svg", ".json", ".txt"}
_ICONS = "media/MaterialSymbols-Rounded."
"""The whole icon font is a seventh of a first visit; ours holds what this front end and our pages use of it."""


class FrontEnd:
    """Answers `/static/…`; `root` gives the folder that holds Streamlit's index page."""

    def __init__(self, app: ASGIApp, root: Callable[[], Path]) -> None:
        self.app = app
        self.root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or pass on what is none."""
        if scope["type"] != "http" or not scope["path"].startswith(FOLDER) or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        packs = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        answer = await run_in_threadpool(_answer, self.root() / "static", scope["path"].removeprefix(FOLDER), packs)
        await answer(scope, receive, send)


@cache
def front_end() -> Path:
    """The folder of Streamlit's front end, found without importing Streamlit."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("streamlit")
    return Path(spec.origin).parent / "static"


def _answer(folder: Path, name: str, packs: bool) -> Response:
    file = _listed(folder).get(name)
    if file is None:
        return PlainTextResponse("not found", 404)
    file = HERE / "fonts" / "icons.woff2" if name.startswith(_ICONS) else file
    headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if packs and file.suffix in _WORTH_PACKING:
        return Response(_packed(file), media_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(file.read_bytes(), media_type=kind, headers=headers)


@cache
def _listed(folder: Path) -> dict[str, Path]:
    """Every file below the folder by its name in an address; what is not listed is never looked for on the disk."""
    return {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}


@cache
def _packed(file: Path) -> bytes:
    """Kept in memory: what a visit loads is under a megabyte, and there is one copy for everybody."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)
