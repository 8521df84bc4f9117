"""Streamlit's own front-end files, compressed: its server sends them as they are, three times as many bytes over a weak line.

ASGI middleware: enters a request for `/static/…`, leaves the file out of the installed package. Each file is compressed once,
when it is first asked for. Everything else passes by.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.assets import FOR_A_YEAR, HERE
from web.packing import coding_for, headers_of, pack

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
        accepted = Headers(scope=scope).get("accept-encoding", "")
        answer = await run_in_threadpool(_answer, self.root() / "static", scope["path"].removeprefix(FOLDER), accepted)
        await answer(scope, receive, send)


@cache
def front_end() -> Path:
    """The folder of Streamlit's front end, found without importing Streamlit."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("streamlit")
    return Path(spec.origin).parent / "static"


def _answer(folder: Path, name: str, accepted: str) -> Response:
    file = _listed(folder).get(name)
    if file is None:
        return PlainTextResponse("not found", 404)
    file = HERE / "fonts" / "icons.woff2" if name.startswith(_ICONS) else file
    coding = coding_for(accepted) if file.suffix in _WORTH_PACKING else ""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": FOR_A_YEAR, **headers_of(coding)}
    return Response(pack(_content(file), coding), media_type=kind, headers=headers)


@cache
def _listed(folder: Path) -> dict[str, Path]:
    """Every file below the folder by its name in an address; what is not listed is never looked for on the disk."""
    return {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()


ALWAYS = ("Html", "ButtonGroup")
"""Parts that every screen has; without a word from us they are asked for when the first of them is to be drawn."""
CARDS = ("Selectbox", "DownloadButton")
"""Those of pages with filters and cards."""
PICTURES = ("ArrowVegaLiteChart",)
"""What draws pictures: a third of a megabyte, wanted by the page of an indicator."""
_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([^"'/]+\.js)["']""")


@cache
def parts(names: Sequence[str]) -> tuple[str, ...]:
    """The addresses of these parts and of all they cannot do without, but for what the index page asks for itself."""
    return tuple(f"{FOLDER}js/{name}" for name in sorted(_needed(_files(names)) - _needed(_of_the_index())))


def icons() -> str:
    """The address of the icons' font; empty if the front end has none."""
    return next((f"{FOLDER}{name}" for name in _listed(front_end() / "static") if name.startswith(_ICONS)), "")


def _files(names: Iterable[str]) -> set[str]:
    """The files of these parts: their names hold a sum of their content."""
    wanted = {f"js/{name}" for name in names}
    listed = (name for name in _listed(front_end() / "static") if name.endswith(".js"))
    return {name.removeprefix("js/") for name in listed if name.partition(".")[0] in wanted}


def _of_the_index() -> set[str]:
    return set(re.findall(r"static/js/([^\"]+\.js)", (front_end() / "index.html").read_text(encoding="utf-8")))


def _needed(names: set[str]) -> set[str]:
    """These files and all that they import, and so on."""
    found, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_IMPORTED.findall(_text(name))) - found
    return found


def _text(name: str) -> str:
    file = _listed(front_end() / "static").get(f"js/{name}")
    return file.read_text(encoding="utf-8") if file else ""
